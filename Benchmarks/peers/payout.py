"""Pays a payout file through the bank API: what a competent user writes in a day, with asyncio, aiohttp and sqlite3.

    payout.py FILE DATABASE

It checks the rows, has every account validated, waits for the callback, transfers, and waits for the callback of
that. It takes callbacks on a server of its own and checks their proof. Each step of each row is committed before the
next one (WAL, synchronous = FULL), so that it can be continued after a crash: what was not sent is sent, what may
have been sent is asked about. It keeps to one limit of calls in flight and to one RSA signature a second.

Settings come from the same environment variables as those of salur.
"""

import asyncio
import csv
import hashlib
import hmac
import json
import os
import re
import sqlite3
import sys
import uuid
from datetime import datetime, timedelta, timezone

import aiohttp
from aiohttp import web
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

JAKARTA = timezone(timedelta(hours=7))
CONCURRENCY = 32  # calls in flight
WINDOW = 640  # rows under way
VALIDATION_WAIT = 60  # seconds
VALIDATION_TRIES = 3
TRANSFER_WAIT = 900  # seconds
INQUIRY_PAUSE = 30  # seconds
WALLETS = {"GPY", "OVO", "SPY", "DNA"}


def setting(name):
    return os.environ["SALUR_AYOCONNECT_" + name]


def now_text():
    return datetime.now(JAKARTA).isoformat(timespec="seconds")


class Store:
    """One row a payout; every change is a commit."""

    def __init__(self, path):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = FULL")
        self.db.execute(
            """CREATE TABLE IF NOT EXISTS payout (
                reference TEXT PRIMARY KEY, bank_code TEXT, account_number TEXT, account_name TEXT, amount INTEGER,
                note TEXT, status TEXT, reason TEXT, validation_id TEXT, transfer_id TEXT UNIQUE, partner_no TEXT,
                customer_reference TEXT, beneficiary_name TEXT, provider_no TEXT)"""
        )

    def load(self, rows):
        self.db.execute("BEGIN")
        self.db.executemany(
            """INSERT OR IGNORE INTO payout (reference, bank_code, account_number, account_name, amount, note, status,
                reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            rows,
        )
        self.db.execute("COMMIT")

    def set(self, reference, **values):
        columns = ", ".join(f"{name} = ?" for name in values)
        self.db.execute(f"UPDATE payout SET {columns} WHERE reference = ?", (*values.values(), reference))

    def open_rows(self):
        return self.db.execute(
            """SELECT reference, bank_code, account_number, account_name, amount, note, status, transfer_id, partner_no
               FROM payout WHERE status IN ('queued', 'validating', 'pending') ORDER BY rowid"""
        ).fetchall()

    def totals(self):
        return dict(self.db.execute("SELECT status, count(*) FROM payout GROUP BY status").fetchall())


def check(row):
    """What is wrong with a row, or None."""
    reference, account, amount, note = row["reference"], row["account_number"], row["amount"], row["note"]
    if not reference or len(reference) > 64:
        return "reference"
    if len(row["bank_code"]) != 3:
        return "bank_code"
    wallet = row["bank_code"] in WALLETS
    if not re.fullmatch(r"\d{10,20}", account) or wallet and not account.startswith("08"):
        return "account_number"
    if not row["account_name"] or len(row["account_name"]) > 100:
        return "account_name"
    if not re.fullmatch(r"\d+(\.00)?", amount):
        return "amount"
    low, high = (15_000, 20_000_000) if wallet else (10_000, 250_000_000)
    if not low <= int(amount.split(".")[0]) <= high:
        return "amount"
    if not re.fullmatch(r"[A-Za-z0-9 @.\-_+*!~]{0,100}", note):
        return "note"
    return None


def read(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            row = {name: (value or "").strip() for name, value in row.items()}
            wrong = check(row)
            amount = 0 if wrong else int(row["amount"].split(".")[0])
            yield (
                row["reference"], row["bank_code"], row["account_number"], row["account_name"], amount, row["note"],
                "rejected" if wrong else "queued", wrong,
            )  # fmt: skip


def same_name(first, second):
    def words(name):
        return sorted(re.findall(r"\w+", re.sub(r"[.'`]", "", name.lower())))

    return words(first) == words(second)


class Unsent(Exception):
    """Refused before it was processed: may be sent again, under a new identifier."""


class Bank:
    """The bank's API: token, signature, one POST."""

    def __init__(self, session):
        self.session = session
        self.base = setting("BASE_URL")
        with open(setting("PRIVATE_KEY_FILE"), "rb") as file:
            self.key = serialization.load_pem_private_key(file.read(), password=None)
        self.client_id = setting("CLIENT_ID")
        self.signed = ("", "")
        self.token = ""
        self.token_until = 0.0
        self.token_lock = asyncio.Lock()
        self.room = asyncio.Semaphore(CONCURRENCY)
        self.fixed = {
            "Content-Type": "application/json",
            "X-PARTNER-ID": setting("PARTNER_ID"),
            "CHANNEL-ID": setting("CHANNEL_ID"),
            "X-LATITUDE": setting("LATITUDE"),
            "X-LONGITUDE": setting("LONGITUDE"),
            "X-IP-ADDRESS": setting("IP_ADDRESS"),
        }

    def signature(self, timestamp):
        # The text holds nothing but client and time: one signature serves a second.
        if self.signed[0] != timestamp:
            text = f"{self.client_id}|{timestamp}".encode()
            self.signed = (timestamp, self.key.sign(text, padding.PKCS1v15(), hashes.SHA256()).hex())
        return self.signed[1]

    async def fresh_token(self):
        loop = asyncio.get_running_loop()
        async with self.token_lock:
            if loop.time() < self.token_until:
                return self.token
            timestamp = now_text()
            headers = {
                "Content-Type": "application/json",
                "X-TIMESTAMP": timestamp,
                "X-CLIENT-KEY": self.client_id,
                "X-SIGNATURE": self.signature(timestamp),
            }
            body = {"grantType": "client_credentials", "additionalInfo": {"merchantId": setting("MERCHANT_ID")}}
            path = "/it/api/v2.0/access-token/b2b"
            async with self.session.post(self.base + path, data=json.dumps(body), headers=headers) as answer:
                told = await answer.json()
                answer.raise_for_status()
            self.token = told["accessToken"]
            self.token_until = loop.time() + int(told["expiresIn"]) - 60
            return self.token

    async def post(self, path, external_id, body):
        """The status and body of the answer. Throws Unsent for 401 and 429; other errors are doubt."""
        async with self.room:
            token = await self.fresh_token()
            timestamp = now_text()
            headers = self.fixed | {
                "Authorization": "Bearer " + token,
                "X-TIMESTAMP": timestamp,
                "X-SIGNATURE": self.signature(timestamp),
                "X-EXTERNAL-ID": external_id,
            }
            url = self.base + path
            async with self.session.post(
                url, data=json.dumps(body, separators=(",", ":")), headers=headers, allow_redirects=False
            ) as answer:
                text = await answer.read()
                if answer.status == 401:
                    self.token_until = 0.0
                    raise Unsent
                if answer.status == 429:
                    await asyncio.sleep(float(answer.headers.get("Retry-After", "1")))
                    raise Unsent
                return answer.status, json.loads(text)


class Callbacks:
    """Takes callbacks, checks their proof, and hands them to whoever waits for them."""

    def __init__(self):
        self.secret = setting("CLIENT_SECRET").encode()
        self.waiting = {}

    def expect(self, external_id):
        future = asyncio.get_running_loop().create_future()
        self.waiting[external_id] = future
        return future

    async def take(self, request):
        body = await request.read()
        timestamp = request.headers.get("X-TIMESTAMP", "")
        text = f"POST:{request.path}::{hashlib.sha256(body).hexdigest()}:{timestamp}".encode()
        proof = hmac.new(self.secret, text, hashlib.sha512).hexdigest()
        if not hmac.compare_digest(proof, request.headers.get("X-SIGNATURE", "")):
            return web.Response(status=401)
        told = json.loads(body)
        future = self.waiting.get(told.get("originalExternalId"))
        if future and not future.done() and (told.get("latestTransactionStatus") in ("00", "04", "06")
                or told.get("latestVerificationStatus") in ("01", "02", "03")):
            future.set_result(told)
        return web.Response(status=200)


class Payouts:
    def __init__(self, store, bank, callbacks):
        self.store, self.bank, self.callbacks = store, bank, callbacks

    async def pay(self, row):
        reference, code, account, name, amount, note, status, transfer_id, partner_no = row
        if status == "pending":  # from before a crash: ask, never send
            return await self.settle(reference, transfer_id, partner_no, None)
        told = await self.validate(reference, code, account)
        if told is None:
            return
        if not same_name(name, told["beneficiaryAccountName"]):
            return self.store.set(reference, status="held", reason=told["beneficiaryAccountName"])
        await self.transfer(reference, code, account, amount, note, told)

    async def validate(self, reference, code, account):
        for _ in range(VALIDATION_TRIES):
            external_id = uuid.uuid4().hex
            self.store.set(reference, status="validating", validation_id=external_id)
            future = self.callbacks.expect(external_id)
            body = {
                "partnerReferenceNo": uuid.uuid4().hex,
                "beneficiaryAccountNo": account,
                "beneficiaryBankCode": code,
            }
            try:
                status, answer = await self.bank.post("/it/api/v2.0/account-inquiry-external", external_id, body)
                if 400 <= status < 500:
                    return self.store.set(reference, status="invalid", reason=answer.get("responseCode"))
                told = await asyncio.wait_for(future, VALIDATION_WAIT)
            except (Unsent, aiohttp.ClientError, TimeoutError, ValueError):
                continue
            finally:
                del self.callbacks.waiting[external_id]
            if told["latestVerificationStatus"] != "01":
                return self.store.set(reference, status="invalid", reason=told["responseCode"])
            self.store.set(
                reference, status="validating", customer_reference=told["additionalInfo"]["customerReference"],
                beneficiary_name=told["beneficiaryAccountName"],
            )  # fmt: skip
            return told
        return self.store.set(reference, status="unverified")

    async def transfer(self, reference, code, account, amount, note, told):
        digest = hashlib.sha256(f"{setting('MERCHANT_ID')}|{reference}".encode()).hexdigest()
        transfer_id, partner_no = uuid.uuid4().hex, digest[:32]
        self.store.set(reference, status="pending", transfer_id=transfer_id, partner_no=partner_no)
        future = self.callbacks.expect(transfer_id)
        body = {
            "partnerReferenceNo": partner_no,
            "amount": {"value": f"{amount}.00", "currency": "IDR"},
            "beneficiaryAccountName": told["beneficiaryAccountName"],
            "beneficiaryAccountNo": account,
            "beneficiaryBankCode": code,
            "merchantId": setting("MERCHANT_ID"),
            "transactionDate": now_text(),
            "customerReference": told["additionalInfo"]["customerReference"],
        }
        if note:
            body["additionalInfo"] = {"notes": note}
        try:
            status, answer = await self.bank.post("/it/api/v2.0/transfer-interbank", transfer_id, body)
            if 400 <= status < 500 and status != 409:
                del self.callbacks.waiting[transfer_id]
                return self.store.set(reference, status="failed", reason=answer.get("responseCode"))
        except Unsent:
            del self.callbacks.waiting[transfer_id]
            return self.store.set(reference, status="queued")
        except (aiohttp.ClientError, TimeoutError, ValueError):
            pass  # it may have been made: wait for its callback, then ask
        await self.settle(reference, transfer_id, partner_no, future)

    async def settle(self, reference, transfer_id, partner_no, future):
        final = ("00", "04", "06")
        told = {}
        if future:
            try:
                told = await asyncio.wait_for(future, TRANSFER_WAIT)
            except TimeoutError:
                pass
            finally:
                del self.callbacks.waiting[transfer_id]
        while told.get("latestTransactionStatus") not in final:
            body = {"originalPartnerReferenceNo": partner_no, "originalExternalId": transfer_id, "serviceCode": "18"}
            try:
                _, told = await self.bank.post("/it/api/v2.0/transfer/status", transfer_id, body)
            except (Unsent, aiohttp.ClientError, TimeoutError, ValueError):
                pass
            if told.get("latestTransactionStatus") not in final:
                await asyncio.sleep(INQUIRY_PAUSE)
        status = {"00": "succeeded", "04": "refunded", "06": "failed"}[told["latestTransactionStatus"]]
        self.store.set(reference, status=status, provider_no=told.get("originalReferenceNo"))


async def main(path, database):
    store = Store(database)
    store.load(read(path))
    callbacks = Callbacks()
    application = web.Application()
    application.router.add_post("/callbacks/account-validation", callbacks.take)
    application.router.add_post("/callbacks/transfer", callbacks.take)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    host, port = os.environ["SALUR_CALLBACKS_LISTEN"].rsplit(":", 1)
    await web.TCPSite(runner, host, int(port), backlog=1024).start()
    connector = aiohttp.TCPConnector(limit=CONCURRENCY + 4)
    timeout = aiohttp.ClientTimeout(total=30)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        payouts = Payouts(store, Bank(session), callbacks)
        while rows := store.open_rows():
            queue = iter(rows)

            async def work():
                for row in queue:
                    await payouts.pay(row)

            await asyncio.gather(*(work() for _ in range(min(WINDOW, len(rows)))))
    await runner.cleanup()
    print(json.dumps(store.totals()))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
