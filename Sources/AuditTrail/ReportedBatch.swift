package import PayoutCore
package import PayoutFile

/// A batch as its folder of reports has it, without the ledger that it was written from.
///
///     let batch = try ReportedBatch(folder: "out/payroll-1a2b3c4d", verdict)
///     try batch.forEachRow { row in print(row.reference, row.status) }
package struct ReportedBatch: Sendable {
    /// One row of `results.csv`.
    package struct Row: Sendable {
        package let line: Int
        package let reference: String
        /// The account; of another rail the customer or the payment in its place.
        package let party: String
        package let name: String
        package let note: String
        /// Zero where the file's amount cannot be read.
        package let amount: Rupiah
        package let status: PayoutStatus
        package let externalID: String
        package let partnerReferenceNo: String
        package let providerReferenceNo: String
        package let attempts: Int
        package let submittedOn: CalendarDay?
        package let settledOn: CalendarDay?
        /// The numbers of its earlier attempts: a payment that came back has been booked under them.
        package let earlierNumbers: [String]
    }

    package let folder: String
    package let verdict: ReportVerifier.Verdict
    package let rail: Rail
    /// The numbers of every attempt, by line, of the rows that were sent more than once.
    private let numbers: [Int: [String]]

    /// - Parameter verdict: what the verification of the folder found.
    /// - Returns: nil where the folder is about no batch, or something in it is not proven.
    /// - Throws: `FileError` where a file cannot be read.
    package init?(folder: String, _ verdict: ReportVerifier.Verdict) throws(FileError) {
        guard verdict.isProven, verdict.batch != nil, let rail = verdict.rail else { return nil }
        (self.folder, self.verdict, self.rail) = (folder, verdict, rail)
        numbers = try Self.numbers(in: folder)
    }

    /// Rows that were sent more than once are few, so that two passes need little memory.
    private static func numbers(in folder: String) throws(FileError) -> [Int: [String]] {
        let file = "attempts.csv"
        let columns = ["external_id", "partner_reference_no", "provider_reference_no"]
        var numbers: [Int: [String]] = [:]
        for isSecondPass in [false, true] {
            var findings = Findings()
            let table = try TableReader(
                folder: folder, file: file, needing: ["line", "kind", "attempt"] + columns, &findings)
            while let row = try table.next(&findings) {
                guard Rail.isMovement(table.text("kind", of: row)), let line = table.number("line", of: row) else {
                    continue
                }
                if isSecondPass {
                    numbers[line]?.append(contentsOf: columns.map { table.text($0, of: row) })
                } else if (table.number("attempt", of: row) ?? 0) > 1 {
                    numbers[line] = []
                }
            }
            guard findings.count == 0 else { throw FileError(file: folder + "/" + file, fault: .changed) }
        }
        return numbers
    }

    /// The name of the folder, which is that of the batch.
    package var name: String { folder.split(separator: "/").last.map(String.init) ?? folder }

    private static let columns = [
        "line", "reference", "amount", "note", "status", "external_id", "partner_reference_no",
        "provider_reference_no", "attempts", "submitted_at", "settled_at",
    ]

    /// Every row in the order of the file; memory does not grow with rows.
    ///
    /// - Throws: `FileError` where the file cannot be read or is not what was verified, and what `body` throws.
    package func forEachRow(_ body: (Row) throws -> Void) throws {
        var findings = Findings()
        let (parties, file) = (rail.partyColumns, "results.csv")
        let table = try TableReader(folder: folder, file: file, needing: Self.columns + parties, &findings)
        while let row = try table.next(&findings) {
            func text(_ column: String) -> String { table.text(column, of: row) }
            guard let status = PayoutStatus(rawValue: text("status")) else { continue }
            let line = table.number("line", of: row) ?? 0
            try body(
                Row(
                    line: line, reference: text("reference"),
                    party: text(rail == .payout ? "account_number" : parties[0]),
                    name: rail == .payout ? text("account_name") : "", note: text("note"),
                    amount: Rupiah(plain: text("amount")) ?? .zero, status: status, externalID: text("external_id"),
                    partnerReferenceNo: text("partner_reference_no"),
                    providerReferenceNo: text("provider_reference_no"),
                    attempts: table.number("attempts", of: row) ?? 0,
                    submittedOn: CalendarDay(text("submitted_at").prefix(10)),
                    settledOn: CalendarDay(text("settled_at").prefix(10)), earlierNumbers: numbers[line] ?? []))
        }
        guard findings.count == 0 else {
            throw FileError(file: folder + "/" + file, fault: .changed)
        }
    }
}
