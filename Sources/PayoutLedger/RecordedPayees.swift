internal import FoundationEssentials
internal import GRDB
internal import PayoutCore

/// Compares what persons decided about payees, as the tables hold it, with the journal: a block that was lifted by
/// other means, or a name that was put in, lets a row be paid that was to be held.
struct RecordedPayees {
    static let blocked = "payee_blocked"
    static let unblocked = "payee_unblocked"
    static let accepted = "payee_accepted"

    /// A decision as both the journal and the tables have it.
    private struct Act: Hashable {
        let kind: String
        let at: Int64
        let detail: String
        let person: String
    }

    private let reader: LedgerReader

    init(_ reader: LedgerReader) { self.reader = reader }

    /// Whether every entry of the tables is an event of the journal, and every event an entry.
    func hold() throws -> Bool {
        var acts: [Act: [[UInt8]?]] = [:]
        try reader.forEachDecisionAboutPayees { kind, at, detail, person, evidence in
            acts[Act(kind: kind, at: at, detail: detail, person: person), default: []].append(evidence)
        }
        return try takeBlocks(from: &acts) && takeNames(from: &acts) && acts.isEmpty && acceptancesHold()
    }

    private func take(_ act: Act, _ evidence: [UInt8]? = nil, from acts: inout [Act: [[UInt8]?]]) -> Bool {
        // An event of an earlier version has no evidence of names.
        guard let index = acts[act]?.firstIndex(where: { $0 == nil || $0 == evidence }) else { return false }
        acts[act]?.remove(at: index)
        if acts[act]?.isEmpty == true { acts[act] = nil }
        return true
    }

    private func takeBlocks(from acts: inout [Act: [[UInt8]?]]) throws -> Bool {
        let rows = try Row.fetchCursor(
            reader.database,
            sql: """
                SELECT bank_code, account_number, name, blocked_by, reason, blocked_at, lifted_by, lifted_reason,
                    lifted_at
                FROM payee_block
                """)
        while let row = try rows.next() {
            let (bank, account, name): (String?, String?, String?) = (row[0], row[1], row[2])
            let party: BlockedParty = account.map { .account($0, bankCode: bank) } ?? .name(name ?? "")
            let blocked = Act(kind: Self.blocked, at: row[5], detail: party.record(row[4]), person: row[3])
            guard take(blocked, from: &acts) else { return false }
            guard let person: String = row[6], let reason: String = row[7], let at: Int64 = row[8] else { continue }
            let lifted = Act(kind: Self.unblocked, at: at, detail: party.record(reason), person: person)
            guard take(lifted, from: &acts) else { return false }
        }
        return true
    }

    private func takeNames(from acts: inout [Act: [[UInt8]?]]) throws -> Bool {
        for name in try reader.statedNames() {
            let party = BlockedParty.account(name.accountNumber, bankCode: name.bankCode)
            let act = Act(
                kind: Self.accepted, at: name.acceptedAt.milliseconds, detail: party.record(name.by.reason),
                person: name.by.person)
            guard take(act, name.evidence, from: &acts) else { return false }
        }
        return true
    }

    /// Whether each row that carries an accepted name is as its last event left it.
    private func acceptancesHold() throws -> Bool {
        let keys = try Int64.fetchAll(reader.database, sql: "SELECT id FROM payout WHERE accepted_name IS NOT NULL")
        let last = try reader.database.cachedStatement(
            sql: "SELECT evidence FROM event WHERE payout_id = ? AND status IS NOT NULL ORDER BY id DESC LIMIT 1")
        for key in keys {
            guard let row = try Row.fetchOne(last, arguments: [key]) else { return false }
            let evidence: Data? = row[0]
            guard let evidence else { continue }
            if try reader.payout(PayoutID(key: key))?.payout.evidence != Array(evidence) { return false }
        }
        return true
    }
}

extension LedgerReader {
    fileprivate func forEachDecisionAboutPayees(
        _ body: (_ kind: String, _ at: Int64, _ detail: String, _ person: String, _ evidence: [UInt8]?) -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT kind, at, detail, actor, evidence FROM event
                WHERE batch_id IS NULL AND payout_id IS NULL AND kind IN (?, ?, ?)
                """,
            arguments: [RecordedPayees.blocked, RecordedPayees.unblocked, RecordedPayees.accepted])
        while let row = try rows.next() {
            let evidence: Data? = row[4]
            body(row[0], row[1], row[2], row[3], evidence.map { Array($0) })
        }
    }
}
