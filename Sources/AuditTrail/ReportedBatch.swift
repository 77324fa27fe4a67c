package import PayoutCore
internal import PayoutFile

/// A batch as its folder of reports tells it, without the ledger that it was written from.
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
    }

    package let folder: String
    package let verdict: ReportVerifier.Verdict
    package let rail: Rail

    /// - Parameter verdict: what the verification of the folder found.
    /// - Returns: nil where the folder is about no batch, or something in it is not proven.
    package init?(folder: String, _ verdict: ReportVerifier.Verdict) {
        guard verdict.isProven, verdict.batch != nil, let rail = verdict.rail else { return nil }
        (self.folder, self.verdict, self.rail) = (folder, verdict, rail)
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
            try body(
                Row(
                    line: table.number("line", of: row) ?? 0, reference: text("reference"),
                    party: text(rail == .payout ? "account_number" : parties[0]),
                    name: rail == .payout ? text("account_name") : "", note: text("note"),
                    amount: Rupiah(plain: text("amount")) ?? .zero, status: status, externalID: text("external_id"),
                    partnerReferenceNo: text("partner_reference_no"),
                    providerReferenceNo: text("provider_reference_no"),
                    attempts: table.number("attempts", of: row) ?? 0,
                    submittedOn: CalendarDay(text("submitted_at").prefix(10)),
                    settledOn: CalendarDay(text("settled_at").prefix(10))))
        }
        guard findings.count == 0 else {
            throw FileError(file: folder + "/" + file, fault: .changed)
        }
    }
}
