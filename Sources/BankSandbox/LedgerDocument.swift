import PayoutCore

/// `GET /ledger`: all that the bank did, written in pages so that the lock is held only for moments.
struct LedgerDocument: Sendable {
    static let recordsPerPage = 500

    private enum Part: Sendable {
        case summary
        case validations(from: Int)
        case transfers(from: Int)
        case done
    }

    private let books: Books
    private let isSummary: Bool
    private var part = Part.summary
    private var json = JSONWriter(capacity: 64 * 1024)

    init(books: Books, isSummary: Bool) {
        self.books = books
        self.isSummary = isSummary
    }

    /// The next piece of the document, or nil after its end.
    mutating func nextPage() -> [UInt8]? {
        switch part {
        case .summary:
            (json, part) = books.write { [json, isSummary] bank, now in
                var json = json
                json.beginObject()
                bank.writeSummary(&json, at: now)
                if isSummary {
                    json.endObject()
                    return (json, .done)
                }
                json.beginArray("validations")
                return (json, .validations(from: 0))
            }
        case .validations(let start):
            (json, part) = books.read { [json] bank in
                var json = json
                let end = min(start + Self.recordsPerPage, bank.validations.count)
                for index in start..<end { bank.writeValidation(&json, index) }
                if end < bank.validations.count { return (json, .validations(from: end)) }
                json.endArray()
                json.beginArray("transfers")
                return (json, .transfers(from: 0))
            }
        case .transfers(let start):
            (json, part) = books.read { [json] bank in
                var json = json
                let end = min(start + Self.recordsPerPage, bank.transfers.count)
                for index in start..<end { bank.writeTransfer(&json, index) }
                if end < bank.transfers.count { return (json, .transfers(from: end)) }
                json.endArray()
                json.endObject()
                return (json, .done)
            }
        case .done: return nil
        }
        return json.takeBytes()
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
        writeStatuses(&json)
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

    /// Count and sum of the booked transfers by status, and of those that were not booked.
    private func writeStatuses(_ json: inout JSONWriter) {
        var totals: [String: (count: Int, sum: Int64)] = [:]
        for transfer in transfers {
            let key = transfer.state == .booked ? transfer.status : transfer.state.rawValue
            totals[key, default: (0, 0)].count += 1
            totals[key, default: (0, 0)].sum += transfer.amount.whole
        }
        json.object("transferTotals") { json in
            for (status, total) in totals.sorted(by: { $0.key < $1.key }) {
                json.object(status) { json in
                    json.field("count", total.count)
                    json.field("sum", total.sum)
                }
            }
        }
    }

    fileprivate func writeValidation(_ json: inout JSONWriter, _ index: Int) {
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

    fileprivate func writeTransfer(_ json: inout JSONWriter, _ index: Int) {
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

extension JSONWriter {
    fileprivate mutating func callbacks(_ counts: CallbackCounts) {
        field("callbacksTried", counts.tries)
        field("callbacksDelivered", counts.delivered)
    }
}
