internal import FoundationEssentials
internal import GRDB
package import PayoutCore

// The payee book: what the ledger holds about accounts that were paid. It is read from the payments themselves.
extension LedgerReader {
    /// Hands over every account that was paid, the last payment first.
    ///
    /// - Parameters:
    ///   - text: a part of a name or of an account number; empty for all.
    ///   - body: returns whether it wants another one.
    package func forEachPayee(matching text: String, _ body: (Payee) throws -> Bool) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT p.bank_code, p.account_number, COUNT(*), SUM(p.amount), MIN(t.sent_at), MAX(t.sent_at),
                    MAX(printf('%020d', t.sent_at) || COALESCE(p.validated_name, '')),
                    json_group_array(DISTINCT p.account_name)
                FROM payout p JOIN batch b ON b.id = p.batch_id AND b.rail = 'payout'
                    JOIN transfer t ON t.payout_id = p.id AND t.state = 'succeeded'
                WHERE p.status = 'succeeded'
                GROUP BY p.bank_code, p.account_number
                HAVING MAX(instr(p.account_number, ?1) > 0 OR instr(lower(p.account_name), ?1) > 0
                    OR instr(lower(COALESCE(p.validated_name, '')), ?1) > 0)
                ORDER BY 6 DESC, 1, 2
                """,
            arguments: [text.lowercased()])
        while let row = try rows.next() {
            let named = (row[6] as String).dropFirst(Self.momentDigits)
            let names = try JSONDecoder().decode([String].self, from: Data((row[7] as String).utf8))
            let payee = Payee(
                bankCode: row[0], accountNumber: row[1], bankName: named.isEmpty ? nil : String(named),
                fileNames: names.sorted(), firstPaidAt: Timestamp(milliseconds: row[4]),
                lastPaidAt: Timestamp(milliseconds: row[5]), payments: Tally(count: row[2], sum: Rupiah(row[3])))
            guard try body(payee) else { return }
        }
    }

    /// How many digits stand before the name that goes with the last payment.
    private static let momentDigits = 20

    /// Every name of the bank that a person accepted for an account and another name, the last acceptance first.
    package func acceptedNames() throws -> [AcceptedName] {
        let released = try Row.fetchAll(
            database,
            sql: """
                SELECT p.bank_code, p.account_number, p.account_name, p.accepted_name, e.actor, e.detail, e.at
                FROM payout p JOIN event e ON e.id = (
                    SELECT MAX(id) FROM event WHERE payout_id = p.id AND kind = 'released')
                WHERE p.accepted_name IS NOT NULL
                """
        ).map { row in
            let detail: String = row[5]
            let reason = detail.firstRange(of: ": ").map { String(detail[$0.upperBound...]) } ?? detail
            return try acceptedName(row, reason: reason)
        }
        return try (released + statedNames()).sorted { $0.acceptedAt > $1.acceptedAt }
    }

    /// Those that a person accepted before any row had to be released for them.
    func statedNames() throws -> [AcceptedName] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT bank_code, account_number, file_name, bank_name, accepted_by, reason, accepted_at FROM payee_name
                """
        ).map { try acceptedName($0, reason: $0[5]) }
    }

    private func acceptedName(_ row: Row, reason: String) throws -> AcceptedName {
        AcceptedName(
            bankCode: row[0], accountNumber: row[1], fileName: row[2], bankName: row[3],
            by: PersonalDecision(person: row[4], reason: reason), acceptedAt: Timestamp(milliseconds: row[6]))
    }

    /// The name that the bank reported last for an account; nil where it reported none.
    package func bankName(ofAccount accountNumber: String, bankCode: String) throws -> String? {
        try String.fetchOne(
            database,
            sql: """
                SELECT validated_name FROM payout
                WHERE bank_code = ? AND account_number = ? AND validated_name IS NOT NULL ORDER BY id DESC LIMIT 1
                """,
            arguments: [bankCode, accountNumber])
    }

    /// The banks at which an account number was paid or was to be paid.
    package func bankCodes(ofAccount accountNumber: String) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT bank_code FROM payout WHERE account_number = ? AND bank_code <> '' ORDER BY bank_code
                """,
            arguments: [accountNumber])
    }

    /// The names on the block list.
    func blockedNames() throws -> [BlockedName] {
        try blockedPayees().compactMap { entry in
            if case .name(let name) = entry.party { BlockedName(name, entry.block) } else { nil }
        }
    }

    /// The block list as it stands, the last entry first.
    package func blockedPayees() throws -> [BlockedPayee] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT bank_code, account_number, name, blocked_by, reason, blocked_at FROM payee_block
                    WHERE lifted_at IS NULL ORDER BY id DESC
                    """)
        ).map { row in
            let account: String? = row[1]
            return BlockedPayee(
                party: account.map { .account($0, bankCode: row[0]) } ?? .name(row[2]),
                block: PayeeBlock(
                    by: PersonalDecision(person: row[3], reason: row[4]),
                    blockedAt: Timestamp(milliseconds: row[5]), isName: account == nil))
        }
    }
}
