package import PayoutCore

/// A row that can be paid. All texts are trimmed, but for those that are only carried through.
package struct PayoutRow: Hashable, Sendable {
    /// The line of the row in its file, counted from 1.
    package let line: Int
    package let reference: String
    /// A code of the bank directory.
    package let bankCode: String
    /// 10 to 20 digits.
    package let accountNumber: String
    package let accountName: String
    package let amount: Rupiah
    /// Empty where there is none.
    package let note: String
    /// Nil where there is none.
    package let email: String?
    /// The cells of the other columns, as they were read, in the order of ``ColumnLayout/carriedThroughNames``.
    package let carriedThrough: [String]
}

/// A row that cannot be paid as it is.
package struct RejectedRow: Hashable, Sendable {
    /// The line of the row in its file, counted from 1.
    package let line: Int
    /// The cells as they were read; their number may differ from that of the header.
    package let cells: [String]
    /// The amount where it could be read. A row whose amount could not counts with the sum 0.
    package let amount: Rupiah?
    /// Everything that is wrong, never empty.
    package let violations: [Violation]
}

/// What became of a row.
package enum CheckedRow: Hashable, Sendable {
    case accepted(PayoutRow)
    case rejected(RejectedRow)
}
