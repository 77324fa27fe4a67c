internal import GRDB
package import PayoutCore

// Rows of a batch that a decision about a payee concerns. They are found by fingerprints, so that a list of payees
// costs a few look-ups, and not one for each row.
extension LedgerReader {
    /// Rows of a batch that nothing was sent for and whose account or name is blocked, in the order of the file. Names
    /// are compared by the rules for names, and so is the bank's name where it is known.
    package func blockedRows(of batch: BatchID) throws -> [(payout: PayoutID, block: PayeeBlock)] {
        try blockedRows(of: batch, by: blockedPayees())
    }

    /// The same for a part of the block list.
    package func blockedRows(
        of batch: BatchID, by blocked: [BlockedPayee]
    ) throws -> [(payout: PayoutID, block: PayeeBlock)] {
        var found: [PayoutID: PayeeBlock] = [:]
        for entry in blocked {
            for payout in try candidates(for: entry.party, in: batch) where found[payout] == nil {
                guard let payee = try openPayee(payout), entry.party.isAbout(payee) else { continue }
                found[payout] = entry.block
            }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func candidates(for party: BlockedParty, in batch: BatchID) throws -> [PayoutID] {
        switch party {
        case .account(let number, let bank?):
            let hash = RowFingerprints.accountHash(bankCode: bank, accountNumber: number)
            return try payouts(of: batch, .account, hashes: [hash]).map(\.payout)
        // Titles and the order of words do not matter, so no fingerprint finds the name; its longest word does.
        case .name(let name):
            let words = PayeeName.folded(name).split(separator: " ")
            guard let longest = words.max(by: { $0.utf8.count < $1.utf8.count }) else { return [] }
            return try Int64.fetchAll(
                database,
                sql: """
                    SELECT id FROM payout WHERE \(LedgerSchema.isOfBatch()) AND status <> 'rejected'
                        AND (instr(lower(account_name), ?2) > 0 OR instr(lower(validated_name), ?2) > 0) ORDER BY id
                    """,
                arguments: [batch.key, String(longest)]
            ).map { PayoutID(key: $0) }
        // Fingerprints of accounts know no number without its bank.
        case .account(let number, nil):
            return try Int64.fetchAll(
                database,
                sql: """
                    SELECT id FROM payout WHERE \(LedgerSchema.isOfBatch()) AND account_number = ?2
                        AND status <> 'rejected' ORDER BY id
                    """,
                arguments: [batch.key, number]
            ).map { PayoutID(key: $0) }
        }
    }

    /// Whom a row pays that nothing is on its way for; nil where something is, or it is at its end.
    private func openPayee(_ id: PayoutID) throws -> StoredPayee? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT bank_code, account_number, account_name, status, accepted_name, validated_name FROM payout
                WHERE id = ? AND status <> 'rejected' AND status <> 'pending' AND status <> 'succeeded'
                    AND status <> 'cancelled'
                """)
        return try Row.fetchOne(statement, arguments: [id.key]).map { row in
            StoredPayee(
                bankCode: row[0], accountNumber: row[1], foldedName: PayeeName.folded(row[2]),
                isQueued: row[3] == PayoutStatus.queued.rawValue, acceptedName: row[4],
                names: [row[2], row[5] as String?].compactMap { $0 })
        }
    }

    /// Queued rows of a batch whose account and name a person accepted before, with the last acceptance of each.
    package func rowsAcceptedBefore(
        in batch: BatchID
    ) throws -> [(payout: PayoutID, accepted: AcceptedName)] {
        let names = try acceptedNames()
        guard !names.isEmpty else { return [] }
        let byHash = Dictionary(grouping: names) {
            RowFingerprints.accountHash(bankCode: $0.bankCode, accountNumber: $0.accountNumber)
        }
        var found: [(payout: PayoutID, accepted: AcceptedName)] = []
        for (hash, payout) in try payouts(of: batch, .account, hashes: byHash.keys.sorted()) {
            guard let payee = try openPayee(payout), payee.isQueued, payee.acceptedName == nil else { continue }
            let accepted = byHash[hash]?.first { name in
                name.bankCode == payee.bankCode && name.accountNumber == payee.accountNumber
                    && PayeeName.folded(name.fileName) == payee.foldedName
            }
            if let accepted { found.append((payout, accepted)) }
        }
        return found.sorted { $0.payout < $1.payout }
    }

    /// The payouts of a batch with these hashes, which are sorted; perhaps others too, so the rows must be compared.
    func payouts(
        of batch: BatchID, _ kind: FingerprintKind, hashes: [Int64]
    ) throws -> [(hash: Int64, payout: PayoutID)] {
        var found: [(hash: Int64, payout: PayoutID)] = []
        for part in 0..<(try fingerprintParts(of: batch)) {
            var cursor = try FingerprintCursor(self, batch, kind, part: part)
            for hash in hashes {
                try cursor.skip(to: hash)
                while let entry = cursor.entry, RowFingerprints.hash(of: entry) == hash {
                    found.append((hash, RowFingerprints.payout(of: entry, part: part, of: batch)))
                    try cursor.advance()
                }
            }
        }
        return found
    }
}

/// Whom a row pays.
private struct StoredPayee {
    let bankCode: String
    let accountNumber: String
    let foldedName: String
    let isQueued: Bool
    /// The name of the bank that the row may be paid under.
    let acceptedName: String?
    /// That of the file, and that of the bank where it is known.
    let names: [String]
}

extension BlockedParty {
    fileprivate func isAbout(_ payee: StoredPayee) -> Bool {
        isPayee(bank: payee.bankCode, account: payee.accountNumber, names: payee.names)
    }
}
