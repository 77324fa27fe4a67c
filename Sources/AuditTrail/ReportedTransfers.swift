package import PayoutCore
internal import PayoutFile

/// The transfers that a folder of reports shows, read without the ledger that they were written from.
package enum ReportedTransfers {
    /// One transfer: its row, its identifier, and where it stood.
    package struct Row: Sendable {
        package let reference: String
        package let attempt: Int
        package let externalID: ExternalID
        /// When it was sent, as the report writes it.
        package let sentAt: String
        /// A state of `attempts.csv`, such as `succeeded`.
        package let status: String

        /// Whether money may have moved by it, as far as the report knows.
        package var mayHavePaid: Bool {
            status != Transfer.State.refused.rawValue && status != Transfer.State.unsent.rawValue
        }
    }

    private static let attemptColumns = ["reference", "kind", "attempt", "external_id", "sent_at", "final_status"]
    private static let resultColumns = ["reference", "status", "external_id", "attempts", "submitted_at"]

    /// Every transfer of `attempts.csv`, and the newest of each row of `results.csv` for those that are not there, in
    /// the order of the files; memory does not grow with rows. What cannot be read is left out.
    ///
    /// - Throws: what `body` throws.
    package static func forEach(in folder: String, _ body: (Row) throws -> Void) throws {
        try read("attempts.csv", in: folder, attemptColumns) { table, row in
            guard Rail.isMovement(table.text("kind", of: row)) else { return }
            let transfer = Self.row(
                table, row, attempt: "attempt", sentAt: "sent_at", status: table.text("final_status", of: row))
            if let transfer { try body(transfer) }
        }
        try read("results.csv", in: folder, resultColumns) { table, row in
            let transfer = Self.row(
                table, row, attempt: "attempts", sentAt: "submitted_at", status: table.text("status", of: row))
            guard let transfer, Transfer.State(rawValue: transfer.status) != nil else { return }
            try body(transfer)
        }
    }

    private static func read(
        _ file: String, in folder: String, _ columns: [String], _ body: (TableReader, TableReader.Row) throws -> Void
    ) throws {
        var findings = Findings()
        guard let table = try? TableReader(folder: folder, file: file, needing: columns, &findings) else { return }
        while let row = try? table.next(&findings) { try body(table, row) }
    }

    private static func row(
        _ table: TableReader, _ row: TableReader.Row, attempt: String, sentAt: String, status: String
    ) -> Row? {
        let externalID = table.text("external_id", of: row)
        guard externalID.utf8.count == 32, let number = table.number(attempt, of: row), number > 0 else { return nil }
        return Row(
            reference: table.text("reference", of: row), attempt: number, externalID: ExternalID(externalID),
            sentAt: table.text(sentAt, of: row), status: status)
    }
}
