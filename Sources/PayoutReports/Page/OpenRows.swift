internal import PayoutCore
internal import PayoutLedger

/// The first rows of a batch that have not succeeded, for the page, apart by whether they go on by themselves; the
/// others are only counted.
struct OpenRows {
    /// How many of each kind are listed.
    static let shownMax = 300

    /// One row that has not succeeded.
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

    /// Rows that are on their way or not sent yet.
    private(set) var moving: [OpenRow] = []
    /// Rows that have ended without success, or wait for a person.
    private(set) var ended: [OpenRow] = []

    /// Adds a row if it has not succeeded; costs little once the page is full.
    mutating func add(_ row: ResultCells, _ rail: Rail, _ reader: LedgerReader) throws {
        guard moving.count < Self.shownMax || ended.count < Self.shownMax,
            !row.text(.status).elementsEqual(Self.succeeded)
        else { return }
        // A word that is no status ends the count of the rows, and with it the reports.
        guard let status = PayoutStatus(rawValue: String(decoding: row.text(.status), as: UTF8.self)) else { return }
        guard (status.goesOn ? moving : ended).count < Self.shownMax else { return }
        func text(_ column: ResultCells.Column) -> String { String(decoding: row.text(column), as: UTF8.self) }
        let amount = row.number(.amountText) == nil ? row.number(.amount).map { Rupiah($0).display } : nil
        let open = OpenRow(
            line: Int(row.number(.line) ?? 0), reference: text(.reference), bankCode: text(.bankCode),
            party: text(rail == .payout ? .accountName : .accountNumber), amount: amount ?? text(.amountText),
            status: status, reason: try row.reason(),
            mending: status == .rejected
                ? try row.number(.id).map { try reader.mendingState(of: PayoutID(key: $0)) } : nil)
        if status.goesOn { moving.append(open) } else { ended.append(open) }
    }
}

extension PayoutStatus {
    /// Whether a row of this status goes on without a person.
    fileprivate var goesOn: Bool {
        switch self {
        case .queued, .validating, .validated, .pending: true
        case .rejected, .held, .unverified, .invalid, .succeeded, .refunded, .failed, .notFound, .cancelled: false
        }
    }
}
