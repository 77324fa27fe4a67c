import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger

// What a test asks a bench about.
extension EngineBench {
    func results() throws -> [ResultRow] {
        try ledger.read { reader in
            var results: [ResultRow] = []
            try reader.forEachResult(of: batch) { results.append($0) }
            return results
        }
    }

    /// The statuses of the rows, in the order of the file.
    func statuses() throws -> [PayoutStatus] { try results().map(\.status) }

    func status(_ number: Int) throws -> PayoutStatus? { try results().first { $0.line == number + 1 }?.status }

    func reasonCode(_ number: Int) throws -> String? { try results().first { $0.line == number + 1 }?.reason?.code }

    func totals() throws -> Totals { try ledger.read { try $0.totals(batch) } }

    func storedBatch() throws -> Batch? { try ledger.read { try $0.batch(batch) } }

    func attempts(_ number: Int) throws -> [AttemptRow] {
        try ledger.read { reader in
            var attempts: [AttemptRow] = []
            try reader.forEachAttempt(of: batch) { if $0.line == number + 1 { attempts.append($0) } }
            return attempts
        }
    }

    func validations(_ number: Int? = nil) -> [EngineAuditor.Sent] {
        auditor.sent.filter { sent in
            guard case .validation = sent.call else { return false }
            return number.map { $0 == sent.row.number } ?? true
        }
    }

    func transfers(_ number: Int? = nil) -> [MovementRequest] {
        auditor.sent.compactMap { sent in
            guard case .movement(let request) = sent.call, number.map({ $0 == sent.row.number }) ?? true else {
                return nil
            }
            return request
        }
    }

    /// The moments at which a row was asked about after its first transfer was sent.
    func inquiries(_ number: Int) -> [Timestamp] {
        let row = auditor.sent.filter { $0.row.number == number }
        let first = row.firstIndex { if case .movement = $0.call { true } else { false } } ?? row.endIndex
        return row[first...].compactMap { if case .inquiry = $0.call { $0.at } else { nil } }
    }

    /// When a row's first transfer was sent.
    func sentAt(_ number: Int) -> Timestamp? {
        auditor.sent.first { sent in
            guard case .movement = sent.call else { return false }
            return sent.row.number == number
        }?.at
    }
}
