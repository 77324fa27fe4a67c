internal import PayoutCore
internal import PayoutLedger

/// The first rows of a batch that did not succeed, for the page; the others are only counted.
struct OpenRows {
    /// How many are listed.
    static let shownMax = 300

    /// One row without success.
    struct OpenRow {
        let line: Int
        let reference: String
        let bankCode: String
        /// The name of the account, or the customer or payment in its place.
        let party: String
        /// In rupiah; as the file has it where the row was rejected.
        let amount: String
        let status: PayoutStatus
        let reason: Reason?
        /// What became of it by the rows that mend it; nil where it was not rejected.
        let mending: MendingState?
    }

    private static let succeeded = Array(PayoutStatus.succeeded.rawValue.utf8)

    private(set) var rows: [OpenRow] = []

    /// Adds a row if it did not succeed; costs nothing once the page is full.
    mutating func add(_ row: ResultCells, _ rail: Rail, _ reader: LedgerReader) throws {
        guard rows.count < Self.shownMax, !row.text(.status).elementsEqual(Self.succeeded) else { return }
        // A word that is no status ends the count of the rows, and with it the reports.
        guard let status = PayoutStatus(rawValue: String(decoding: row.text(.status), as: UTF8.self)) else { return }
        func text(_ column: ResultCells.Column) -> String { String(decoding: row.text(column), as: UTF8.self) }
        let amount = row.number(.amountText) == nil ? row.number(.amount).map { Rupiah($0).display } : nil
        rows.append(
            OpenRow(
                line: Int(row.number(.line) ?? 0), reference: text(.reference), bankCode: text(.bankCode),
                party: text(rail == .payout ? .accountName : .accountNumber), amount: amount ?? text(.amountText),
                status: status, reason: try row.reason(),
                mending: status == .rejected
                    ? try row.number(.id).map { try reader.mendingState(of: PayoutID(key: $0)) } : nil))
    }
}
