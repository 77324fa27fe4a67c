import FoundationEssentials
import PayoutCore

/// The paths at which a tester, not a client, tells the bank what to do. They ask for no signature and break no rule of
/// the contract: they stand for what happens inside a bank.
enum ControlHandler {
    /// `POST` `{"external_id": "…", "status": "00"}` settles a transfer, a debit payment or a
    /// charge, which is named by its X-Correlation-ID.
    static let settlePath = "/control/settle"
    /// `GET` lists the transfers, debit payments and charges that are pending.
    static let pendingPath = "/control/pending"
    /// `POST` `{"public_user_id": "…"}` lifts the block of three wrong codes.
    static let unblockPath = "/control/unblock"
    /// `GET` lists mandates, payments and refunds of Direct Debit.
    static let debitsPath = "/control/direct-debit"
    /// `GET` lists cards and charges.
    static let cardsPath = "/control/cards"
    /// More than these are counted, not listed.
    static let pendingListedMax = 1000
}

/// The answer to somebody at the controls.
struct ControlAnswer: Sendable {
    let status: Int
    let body: [UInt8]

    /// What the controls did.
    static func settled(_ body: SettleBody, before: String, _ callbacks: [OutgoingCallback]) -> ControlAnswer {
        let answer = JSONWriter.object { json in
            json.field("external_id", body.externalID)
            json.field("status_before", before)
            json.field("status", body.status)
            json.field("callbacks", callbacks.count)
        }
        return ControlAnswer(status: 200, body: answer)
    }

    /// A refusal, in plain words.
    static func refused(_ status: Int, _ message: String) -> ControlAnswer {
        ControlAnswer(status: status, body: JSONWriter.object { $0.field("error", message) })
    }
}

/// What `POST /control/settle` takes.
struct SettleBody: Decodable {
    enum CodingKeys: String, CodingKey {
        case externalID = "external_id"
        case status
        case callback
    }

    let externalID: String
    let status: String
    /// False loses the callback, so that only an inquiry reports the status; true or nil sends it.
    let callback: Bool?

    /// What to report about a transfer, or nil for a status that settles nothing.
    var telling: Telling? {
        switch status {
        case "00": isSent(.succeeded)
        case "04": isSent(.refunded)
        case "06": isSent(.failed)
        default: nil
        }
    }

    /// The same about something else.
    func isSent(_ telling: Telling) -> Telling { callback == false ? telling.sent(0) : telling }
}

extension Bank {
    /// Decides about a booked transfer as `bytes` say, whatever it stood at: also 04 after 00 (a late refund) and 00
    /// after 06 (a contradiction). Reports that were planned about it are no longer made.
    mutating func settleByHand(_ bytes: [UInt8], at now: Timestamp) -> (ControlAnswer, [OutgoingCallback]) {
        guard let body = try? JSONDecoder().decode(SettleBody.self, from: Data(bytes)), let telling = body.telling
        else {
            let form =
                #"write {"external_id": "...", "status": "00"}; the status is 00 (succeeded), 04 (refunded) "#
                + #"or 06 (failed); "callback": false loses the callback"#
            return (.refused(400, form), [])
        }
        if let index = debits.paymentsByExternalID[body.externalID], !debits.payments[index].status.isEmpty {
            return settlePayment(index, body, at: now)
        }
        if let index = cards.chargesByCorrelation[body.externalID], !cards.charges[index].status.isEmpty {
            return settleCharge(index, body, at: now)
        }
        guard case .transfer(let index) = uses[body.externalID], transfers[index].state == .booked else {
            let message =
                "nothing was made under the X-EXTERNAL-ID \(body.externalID); GET "
                + "\(ControlHandler.pendingPath) lists those that wait, GET /ledger everything"
            return (.refused(404, message), [])
        }
        let before = transfers[index].status
        let callbacks = tellTransfer(index, telling, at: now)
        transfers[index].isSettledByHand = true
        return (.settled(body, before: before, callbacks), callbacks)
    }

    /// The transfers that stand at 03, the oldest first, and then debit payments and charges.
    func pendingList() -> ControlAnswer {
        let indices = transfers.indices.filter {
            transfers[$0].state == .booked && transfers[$0].status == Telling.pending.status
        }
        let (payments, charges) = (debits.pendingIndices, cards.pendingIndices)
        let answer = JSONWriter.object { json in
            json.field("count", indices.count + payments.count + charges.count)
            json.beginArray("pending")
            for index in indices.prefix(ControlHandler.pendingListedMax) {
                let record = transfers[index]
                json.object { json in
                    json.field("external_id", record.externalID)
                    json.field("bank_code", record.bankCode)
                    json.field("account_number", record.accountNumber)
                    json.field("account_name", record.accountName)
                    json.field("amount", record.amount.whole)
                    json.field("received_at", record.receivedAt.iso8601)
                }
            }
            for index in payments.prefix(ControlHandler.pendingListedMax) {
                json.object { writePending(&$0, debits.payments[index]) }
            }
            for index in charges.prefix(ControlHandler.pendingListedMax) {
                json.object { writePending(&$0, cards.charges[index]) }
            }
            json.endArray()
        }
        return ControlAnswer(status: 200, body: answer)
    }
}
