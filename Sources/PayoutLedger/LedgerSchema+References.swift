internal import GRDB
internal import PayoutCore

extension LedgerSchema {
    /// What keeps a reference from standing twice in a batch.
    static let referenceIndexName = "payout_reference"

    /// The index by that name. Whoever adds to it in any order but its own touches pages all over it: from some size
    /// on each commit writes most of it anew, and an import takes four times as long. Then it is cheaper to build it at
    /// the end, sorted (see ``LedgerImport``).
    static let referenceIndex = index("")

    /// Builds the index where it is missing; refused where a reference stands twice.
    static let referenceIndexAgain = index("IF NOT EXISTS ")

    private static func index(_ unless: String) -> String {
        """
        CREATE UNIQUE INDEX \(unless)\(referenceIndexName) ON payout (reference, batch_id) WHERE status <> 'rejected'
        """
    }
}

extension LedgerTransaction {
    /// Lets rows come in without the index on references. No batch is made of them until it is there again: by
    /// ``buildReferenceIndex(of:at:)``, or by the removal of the import where it never ends.
    func dropReferenceIndex() throws {
        try database.execute(sql: "DROP INDEX IF EXISTS \(LedgerSchema.referenceIndexName)")
    }

    /// Builds the index on references where it is missing, and rejects the rows of `batch` that stand in its way: those
    /// whose reference an earlier row has, unless they were reported before.
    func buildReferenceIndex(of batch: BatchID, at now: Timestamp) throws {
        do {
            try database.execute(sql: LedgerSchema.referenceIndexAgain)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            try rejectRepeated(in: batch, at: now)
            try database.execute(sql: LedgerSchema.referenceIndexAgain)
        }
    }

    private func rejectRepeated(in batch: BatchID, at now: Timestamp) throws {
        let lines = try Int.fetchAll(
            database,
            sql: """
                SELECT line FROM (
                    SELECT id, line, ROW_NUMBER() OVER (PARTITION BY reference ORDER BY id) AS occurrence
                    FROM payout WHERE \(LedgerSchema.isOfBatch()) AND status <> 'rejected')
                WHERE occurrence > 1 ORDER BY id
                """,
            arguments: [batch.key])
        for line in lines { try reject(line: line, of: batch, reason: .repeatedReference, at: now) }
    }
}
