/// The commented `salur.yaml` that `init` writes.
package enum SettingsTemplate {
    /// Every setting with its meaning and default. What has no default must be filled in.
    package static let text = """
        # Settings of salur. What stands behind a # in front of a key is the default.
        # Every setting can also come from the environment: SALUR_ and the key in upper snake case,
        # such as SALUR_AYOCONNECT_BASE_URL. Paths are relative to this file.
        # "salur doctor" checks all of this without paying anything.

        ayoconnect:
          # The bank's address: https://sandbox.api.of.ayoconnect.id to try, https://api.of.ayoconnect.id to pay.
          baseUrl: https://sandbox.api.of.ayoconnect.id
          # tokenPath: /it/api/v2.0/access-token/b2b

          # What the bank gave you when you signed up. Keep the secret and the key in files that only you can read.
          clientId:
          clientSecretFile: client-secret.txt
          privateKeyFile: private-key.pem
          partnerId:
          merchantId:
          channelId:

          # Where payments are made from: coordinates and public IPv4 address of your server.
          latitude:
          longitude:
          ipAddress:

          # signatureEncoding: hex          # or base64
          # serviceSignature: asymmetric    # or symmetric
          # The X-EXTERNAL-ID of a status inquiry: the transfer's own (transfer) or a new one (fresh). Unless set, salur
          # finds out what the bank wants before the first inquiry.
          # inquiryExternalId:

          # Certificates of authorities that are trusted beside those of the system, for a bank or a company with an
          # authority of its own.
          # caFile: company-ca.pem
          # Our own certificate, for a bank that demands one, and its key.
          # clientCertificateFile: client-certificate.pem
          # clientKeyFile: client-key.pem
          # The proxy on the way to the bank: http://user:password@host:port, or none. Without it, HTTPS_PROXY and
          # NO_PROXY of the environment count.
          # proxy:

        directDebit:
          # What the paths of Direct Debit begin with.
          # prefix: /dd/api/v3.0
          # How its callbacks prove that they are the bank's; that of callbacks.proof unless set.
          # callbackProof: symmetric
          # Whether to collect at banks that always want a code of the customer. Such rows wait for "salur otp".
          # allowOtp: false
          # Where the bank's page leads when an account was bound, and when not; the registered addresses unless set.
          # successUrl: https://YOUR-HOST/bound
          # failureUrl: https://YOUR-HOST/not-bound

        cards:
          # Address, client id and secret of Card Acceptance; those of ayoconnect unless set.
          # baseUrl: https://sandbox.api.of.ayoconnect.id
          # clientId:
          # clientSecretFile: cards-client-secret.txt
          # prefix: /api/v1/lab/mpgs/cards
          # tokenPath: /v1/oauth/client_credential/accesstoken?grant_type=client_credentials
          # Where the bank's page leads when a card was registered, or not.
          # redirectUrl: https://YOUR-HOST/registered

        vault:
          # The key that the tokens of customers and cards are encrypted under: 64 hexadecimal digits, made by
          # "salur init", in a file that only you can read. Needed for mandates and cards. Back it up apart from the
          # ledger: without it, every customer must be bound again.
          keyFile: vault.key

        callbacks:
          # The bank reports the result of every payment by calling this address. Register it with the bank as
          # https://YOUR-HOST/callbacks/account-validation and https://YOUR-HOST/callbacks/transfer.
          # listen: 127.0.0.1:8081
          # The public address that is registered with the bank; "salur doctor" then watches its certificate.
          # publicUrl: https://YOUR-HOST
          # How a callback proves that it is the bank's: symmetric, asymmetric, asymmetric-timestamp or none.
          # proof: symmetric
          # For the two asymmetric proofs: the bank's public key.
          # providerPublicKeyFile: bank-public-key.pem
          # Who may call, such as 203.0.113.7, 10.0.0.0/8. Required off this machine where the proof does not
          # cover the body (asymmetric-timestamp, none).
          # allowFrom:

        dispatch:
          # Calls to the bank at the same time, and payouts between account check and transfer.
          # concurrency: 32
          # window: 640                     # 20 times the concurrency
          # ratePerSecond:                  # no limit
          # How long to wait for the result of an account check, and how often to try.
          # validationWait: 60s
          # validationAttempts: 3
          # How long to wait for the result of a transfer before asking, and how often to ask.
          # transferWait: 15m
          # pollInterval: 30s               # doubling to 15m
          # notFoundAfter: 15m
          # How long after the last change a run gives up waiting (exit 75: run again to continue).
          # settleTimeout: 2h
          # How long a row may wait, unsent or held, in a batch that nothing happens to, before process cancels it;
          # or none.
          # expireAfter: 30d
          # How many rows at the beginning of a batch must succeed before any other is sent, and at what share of
          # failures, in percent, a batch stops (from 10 failures on). Off unless set.
          # canary: 3
          # stopAtFailures: 20
          # The daily pause of the banks, Asia/Jakarta; or none.
          # cutOff: 23:30-00:00

        checks:
          # The bank says under which name it knows an account. Salur compares that name with the name in the file:
          # same (capitals, titles, order of words, spellings of Muhammad), close (an initial, a missing word, a name
          # that the bank has cut off or hides), different, or not available. What to do then: pay the row, hold it
          # for a person, or reject it, which ends it unpaid. "salur explain" shows the result and the rule.
          # nameSame: pay
          # nameClose: hold
          # nameDifferent: hold
          # nameNotAvailable: hold
          # The default for all names that are not the same: hold, or ignore to pay them all.
          # nameMatch: hold
          # How far back the same amount to the same account makes a row a possible duplicate, whatever its
          # reference. Shorter than a week, so that weekly wages pass.
          # duplicateWindow: 6d
          # What becomes of a person who was paid before and now has another account: the row waits for a person (hold),
          # goes on with a warning (warn), or goes on (off).
          # accountChange: hold
          # By how many percent an amount must differ from that of the last batch of the same kind to be shown.
          # amountChange: 50
          # A bank directory of your own, in the form code,short_name,name,kind,usual_account_digits,swift,aliases.
          # banksFile:
          # What becomes of characters that the bank refuses in a note, such as & and /: a space takes their place
          # (replace), and the preview shows it, or the row is rejected (reject).
          # noteCharacters: replace

        columns:
          # What your files call the columns, where Salur does not find that out itself, or takes another one. Several
          # names have | between them. "salur columns FILE" proposes these lines for a file.
          # reference:
          # bankCode:
          # accountNumber:
          # accountName:
          # amount: Take Home Pay | THP
          # note:
          # currency:
          # email:
          # customer:
          # paymentReference:

        limits:
          # The most that may leave, in whole rupiah, so that a zero too many is not paid. None is set by itself; these
          # are examples. A row above the first waits for a person (row_limit). A batch above the second cannot be
          # approved. The third counts everything that was sent on one day (Asia/Jakarta): then the batch stops, and
          # the next run on another day goes on. The fourth counts the same for one account: the row waits
          # (payee_limit).
          # row: 25000000
          # batch: 500000000
          # day: 1000000000
          # payee: 50000000

        approval:
          # Whether the account of this machine that has submitted a batch may approve it: off (it may) or account.
          # fourEyes: off
          # How many accounts approve a batch that asks for more than an amount in whole rupiah; none of them may be
          # the account that submitted it.
          # levels:
          #   - above: 100000000
          #     approvals: 2

        inbox:
          # Folders that "salur serve" watches: a file that is complete is submitted, and moved to done or refused when
          # all is over. kind is payout, collection, refund or charge. With approval: auto, a batch up to the ceiling
          # needs no person, unless rows of it are rejected, held, or go to changed accounts.
          # folders:
          #   - path: inbox/payroll
          #     kind: payout
          #     approval: person            # or auto, with a ceiling in whole rupiah
          #     ceiling:
          #     purpose:                    # what the payments are for
          #     settleSeconds: 30           # how long size and time of a file must stay the same

        schedules:
          # Recurring payments of "salur serve": at each time of cron (minute hour day month weekday), the file, or the
          # newest file of the folder, becomes the batch NAME-DATE. onHoliday: before, after, skip or ignore. onMissed:
          # run (up to lateMinutes late) or skip. With sameContent: true, the same file is paid at every run.
          # - name: rent
          #   file: recurring/rent.csv    # or folder
          #   kind: payout
          #   cron: 0 14 25 * *
          #   timeZone: Asia/Jakarta      # or Asia/Makassar, Asia/Jayapura, Asia/Pontianak, UTC
          #   onHoliday: before
          #   onMissed: run
          #   lateMinutes: 360
          #   approval: person            # or auto, with a ceiling in whole rupiah
          #   ceiling:
          #   purpose:
          #   sameContent: false

        calendar:
          # Holidays of your own in the form date,kind,name, for the years that it names. Unless set, the built-in ones.
          # holidaysFile:

        notify:
          # Mails through a command that takes them as sendmail does. Off unless both addresses are set.
          # mailTo: finance@example.co.id, direktur@example.co.id
          # mailFrom: salur@example.co.id
          # mailCommand: /usr/sbin/sendmail
          # mailArguments: [-t, -i]
          # A program that is notified by a POST of JSON, signed with the secret in a file that only you can read.
          # webhookUrl: https://example.co.id/salur
          # webhookSecretFile: webhook-secret.txt
          # Everything since the day before in one message, at this time (Asia/Jakarta). Off unless set.
          # digestAt: 07:00
          # What is notified: approval, attention, ended, stopped, balance, inbox, schedule, digest. Unless set, all;
          # with digestAt all but what the digest says: ended, inbox, schedule.
          # kinds:
          # How long what may pass by itself is given time to pass, and when the balance is looked at (Asia/Jakarta).
          # delay: 2m
          # balanceAt: 16:00
          # The language of mails, en or id; that of the program unless set.
          # language:
          # true: each payee whose row has an e-mail address gets a receipt once the row is paid, from this company.
          # receipts: false
          # company: PT Contoh Sejahtera

        audit:
          # Signs the journal of every payment, so that an auditor can prove with your public key that no report was
          # altered ("salur verify"). Made by: openssl genpkey -algorithm ed25519 -out audit-key.pem
          # privateKeyFile: audit-key.pem

        metrics:
          # Shows counts and paces for Prometheus at http://ADDRESS/metrics: as long as "salur serve" runs, else while a
          # payment runs. No names, accounts or references. Off unless set.
          # listen: 127.0.0.1:9464

        service:
          # The pages and the API of "salur serve". Another address than this machine's own needs a certificate, or
          # a proxy with one, whose address is publicUrl.
          # listen: 127.0.0.1:8080
          # certificateFile:
          # keyFile:
          # publicUrl: https://salur.example.id
          # Addresses of proxies that are believed about where a request comes from (X-Forwarded-For).
          # proxies: 127.0.0.1
          # Where uploaded files wait until they are submitted; unless set, a folder next to the ledger. The largest
          # that is taken, in megabytes.
          # uploads:
          # uploadMax: 256
          # How long people stay signed in: in all, and without a request.
          # sessionHours: 12
          # idleMinutes: 60

        ledger:
          # The memory of every payment. Back it up; never delete it.
          path: salur.db
          # A ledger on NFS, SMB or another network file system is refused: it can be damaged there.
          # allowNetworkFileSystem: false

        output:
          # Where the reports go, one folder a file.
          directory: out
          # CSV reports that Excel opens in columns and with the right letters by a double click: semicolons and a byte
          # order mark.
          # excel: false
          # The forms of the reports: csv in any case, xlsx for workbooks in which account numbers stay text, pain.002
          # for a status report. A batch that came as a workbook or as pain.001 gets the like in any case.
          # formats: csv, xlsx

        log:
          # json: messages on standard error are JSON, one object a line, for programs that collect logs.
          # format: text

        """
}
