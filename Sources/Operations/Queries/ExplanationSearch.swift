package import PayoutCore
package import PayoutLedger
package import PayoutRules
internal import SalurSettings
internal import Wording

/// Finds the rows that a reference means.
package struct ExplanationSearch {
    /// Rejected rows may share a reference; more than these are not shown.
    private static let rejectedRowsMax = 100
    /// References on either side of an unknown one that it is compared with.
    private static let neighboursMax = 20
    /// Near references that are named.
    private static let namedMax = 3

    private let ledger: Ledger
    private let banks: BankDirectory
    private let now: Timestamp

    /// - Parameter banks: where the banks' names are taken from.
    package init(ledger: Ledger, banks: BankDirectory, at now: Timestamp) {
        self.ledger = ledger
        self.banks = banks
        self.now = now
    }

    /// The payout under this reference; several only where rows of one batch were rejected for sharing it.
    ///
    /// - Parameter name: the batch, where the reference stands in several.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where no row has it, or rows of several batches do.
    package func find(_ reference: String, batch name: String?) throws(CommandFailure) -> [Explanation] {
        do {
            return try ledger.read { try find(Self.trimmed(reference), batch: name, $0) }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Makes sure that nobody edited the rows that were found, or their batches, with other means than salur.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped`` where somebody did: what would be shown is not true.
    package func prove(_ found: [Explanation]) throws(CommandFailure) {
        do {
            try ledger.read { reader in
                for explanation in found {
                    try LedgerCheck(of: explanation.row.id, in: explanation.batch, reader)
                        .require(of: explanation.batch, in: ledger)
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The row in a line of a batch; nil where there is none.
    ///
    /// - Throws: ``CommandFailure``.
    package func find(line: Int, of batch: Batch) throws(CommandFailure) -> Explanation? {
        do {
            return try ledger.read { reader in
                guard let id = try reader.row(inLine: line, of: batch.id), let row = try reader.summary(of: id)
                else { return nil }
                return try explanation(of: row, in: batch, reader)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The rows of all batches under a reference, or whose movement the bank knows under a number.
    ///
    /// - Throws: ``CommandFailure``.
    package func everywhere(_ text: String) throws(CommandFailure) -> [Explanation] {
        do {
            return try ledger.read { reader in
                let wanted = Self.trimmed(text)
                var rows = try reader.rows(reference: wanted)
                rows += try reader.rejectedRows(reference: wanted, limit: Self.rejectedRowsMax)
                if rows.isEmpty { rows = try reader.rows(bankNumber: wanted) }
                return try rows.compactMap { row in
                    try reader.batch(row.batch).map { try explanation(of: row, in: $0, reader) }
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func explanation(of row: RowSummary, in batch: Batch, _ reader: LedgerReader) throws -> Explanation {
        try Explanation(of: row, in: batch, isOnlyBatch: false, banks: banks, reader: reader, at: now)
    }

    private func find(_ reference: String, batch name: String?, _ reader: LedgerReader) throws -> [Explanation] {
        let batches = try reader.batches()
        let chosen = try name.map { try BatchFinder.one($0, in: reader).id }
        func isMeant(_ row: RowSummary) -> Bool {
            chosen.map { $0 == row.batch } ?? true && batches.contains { $0.id == row.batch }
        }
        var rows = try reader.rows(reference: reference).filter(isMeant)
        if rows.isEmpty {
            rows = try reader.rejectedRows(reference: reference, limit: Self.rejectedRowsMax).filter(isMeant)
        }
        guard !rows.isEmpty else { throw try unknown(reference, batch: name, reader) }
        let holding = batches.filter { batch in rows.contains { $0.batch == batch.id } }
        guard holding.count == 1, let batch = holding.first else {
            let names = holding.map(\.folderName).joined(separator: ", ")
            throw CommandFailure(
                .usage,
                Phrase(
                    """
                    "\(Explanation.shown(reference))" stands in \(holding.count) batches: \(names). Say which one with \
                    --batch NAME.
                    """))
        }
        return try rows.map { row in
            try Explanation(
                of: row, in: batch, isOnlyBatch: batches.count == 1, banks: banks, reader: reader, at: now)
        }
    }

    private func unknown(_ reference: String, batch name: String?, _ reader: LedgerReader) throws -> CommandFailure {
        let shown = Explanation.shown(reference)
        var near: [String] = []
        var candidates = try reader.neighbours(of: reference, limit: Self.neighboursMax)
        while near.count < Self.namedMax, let found = NearestWord.find(reference, among: candidates) {
            near.append(Explanation.shown(found))
            candidates.removeAll { $0 == found }
        }
        let place = name.map { Phrase("The batch \"\($0)\" has") } ?? Phrase("The ledger has")
        guard !near.isEmpty else {
            return CommandFailure(
                .usage,
                Phrase("\(place) no payout \"\(shown)\". The reference stands in the payout file and in results.csv."))
        }
        let names = near.joined(separator: ", ")
        return CommandFailure(.usage, Phrase("\(place) no payout \"\(shown)\". Near it: \(names)."))
    }

    private static func trimmed(_ text: String) -> String {
        let end = text.drop { $0.isWhitespace }
        return String(end.reversed().drop { $0.isWhitespace }.reversed())
    }
}
