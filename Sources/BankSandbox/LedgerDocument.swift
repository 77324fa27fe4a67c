import PayoutCore

/// `GET /ledger`: all that the bank did, written in pages so that the lock is held only for moments.
struct LedgerDocument: Sendable {
    static let recordsPerPage = 500

    private enum Part: Sendable {
        case summary
        case list(Int, from: Int)
        case done
    }

    private let books: Books
    private let lists: [LedgerList]
    private var part = Part.summary
    private var json = JSONWriter(capacity: 64 * 1024)

    /// The summary, followed by these lists.
    init(books: Books, lists: [LedgerList]) {
        self.books = books
        self.lists = lists
    }

    /// The next piece of the document, or nil after its end.
    mutating func nextPage() -> [UInt8]? {
        switch part {
        case .summary:
            json = books.write { [json] bank, now in
                var json = json
                json.beginObject()
                bank.writeSummary(&json, at: now)
                return json
            }
            begin(0)
        case .list(let number, let start):
            let list = lists[number]
            let count: Int
            (json, count) = books.read { [json] bank in
                var json = json
                let count = list.count(bank)
                for index in start..<min(start + Self.recordsPerPage, count) { list.write(bank, &json, index) }
                return (json, count)
            }
            if start + Self.recordsPerPage < count {
                part = .list(number, from: start + Self.recordsPerPage)
            } else {
                json.endArray()
                begin(number + 1)
            }
        case .done: return nil
        }
        return json.takeBytes()
    }

    /// Opens a list, or ends the document after the last one.
    private mutating func begin(_ number: Int) {
        guard number < lists.count else {
            json.endObject()
            part = .done
            return
        }
        json.beginArray(lists[number].name)
        part = .list(number, from: 0)
    }
}

extension Bank {
    /// The counters alone, which cost the same however much has happened.
    func countersList() -> ControlAnswer { ControlAnswer(status: 200, body: JSONWriter.object { writeCounters(&$0) }) }

    fileprivate func writeSummary(_ json: inout JSONWriter, at now: Timestamp) {
        json.field("startedAt", startedAt.iso8601)
        json.field("now", now.iso8601)
        json.field("seed", settings.seed)
        json.field("balanceAtStart", settings.balance.whole)
        json.field("balance", balance.whole)
        json.object("counters") { writeCounters(&$0) }
        json.field("violationsTotal", violations.total)
        json.object("violationCounts") { json in
            for (kind, count) in violations.counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                json.field(kind.rawValue, count)
            }
        }
        json.beginArray("violations")
        for violation in violations.kept { violation.write(&json) }
        json.endArray()
        writeTotals(&json, "transferTotals", transfers.lazy.map(\.total))
        writeTotals(&json, "debitTotals", debits.payments.lazy.map(\.total))
        writeTotals(&json, "refundTotals", debits.refunds.lazy.map(\.total))
        writeTotals(&json, "chargeTotals", cards.charges.lazy.map(\.total))
    }

    private func writeCounters(_ json: inout JSONWriter) {
        json.object("requests") { json in
            for (name, count) in counters.requests.sorted(by: { $0.key < $1.key }) { json.field(name, count) }
        }
        json.object("answers") { json in
            for (status, count) in counters.answers.sorted(by: { $0.key < $1.key }) { json.field(status, count) }
        }
        json.object("faults") { json in
            for kind in FaultKind.allCases {
                if let count = counters.faults[kind] { json.field(kind.rawValue, count) }
            }
        }
        json.field("tokensIssued", counters.tokensIssued)
        json.field("callbacksTried", counters.callbacksTried)
        json.field("callbacksDelivered", counters.callbacksDelivered)
        json.field("callbacksGivenUp", counters.callbacksGivenUp)
    }

    /// Count and sum by status.
    private func writeTotals(
        _ json: inout JSONWriter, _ name: String, _ records: some Sequence<(status: String, amount: Rupiah)>
    ) {
        var totals: [String: (count: Int, sum: Int64)] = [:]
        for record in records {
            totals[record.status, default: (0, 0)].count += 1
            totals[record.status, default: (0, 0)].sum += record.amount.whole
        }
        json.object(name) { json in
            for (status, total) in totals.sorted(by: { $0.key < $1.key }) {
                json.object(status) { json in
                    json.field("count", total.count)
                    json.field("sum", total.sum)
                }
            }
        }
    }

    func writeValidation(_ json: inout JSONWriter, _ index: Int) {
        let record = validations[index]
        json.object { json in
            json.field("externalId", record.externalID)
            json.field("partnerReferenceNo", record.partnerReferenceNo)
            json.field("referenceNo", Self.reference("V", index))
            json.field("bankCode", record.bankCode)
            json.field("accountNumber", record.accountNumber)
            json.field("receivedAt", record.receivedAt.iso8601)
            json.field("answer", record.answer)
            json.field("status", record.status)
            json.field("toldAt", ifPresent: record.toldAt?.iso8601)
            if record.toldAt != nil { json.field("customerReference", customerReference(index)) }
            json.field("usedByTransfer", ifPresent: record.usedBy.map { transfers[$0].externalID })
            json.callbacks(record.callbacks)
        }
    }

    func writeTransfer(_ json: inout JSONWriter, _ index: Int) {
        let record = transfers[index]
        json.object { json in
            json.field("externalId", record.externalID)
            json.field("partnerReferenceNo", record.partnerReferenceNo)
            json.field("referenceNo", Self.reference("T", index))
            json.field("bankCode", record.bankCode)
            json.field("accountNumber", record.accountNumber)
            json.field("accountName", record.accountName)
            json.field("amount", record.amount.whole)
            json.field("note", ifPresent: record.note)
            json.field("customerReference", record.customerReference)
            json.field("receivedAt", record.receivedAt.iso8601)
            json.field("state", record.state.rawValue)
            json.field("answer", record.answer)
            json.field("status", record.status)
            json.field("statusAt", ifPresent: record.statusAt?.iso8601)
            json.field("inquiries", inquiryTraces[record.externalID]?.count ?? 0)
            json.callbacks(record.callbacks)
        }
    }
}

extension Violation {
    fileprivate func write(_ json: inout JSONWriter) {
        json.object { json in
            json.field("kind", kind.rawValue)
            json.field("at", at.iso8601)
            json.field("service", service)
            json.field("detail", detail)
            json.field("externalId", ifPresent: externalID)
            json.field("partnerReferenceNo", ifPresent: partnerReferenceNo)
        }
    }
}

extension TransferRecord {
    /// Those that were not booked count under the word for that.
    fileprivate var total: (status: String, amount: Rupiah) { (state == .booked ? status : state.rawValue, amount) }
}

extension JSONWriter {
    mutating func callbacks(_ counts: CallbackCounts) {
        field("callbacksTried", counts.tries)
        field("callbacksDelivered", counts.delivered)
    }
}
