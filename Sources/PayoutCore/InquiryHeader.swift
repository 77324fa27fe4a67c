/// Which identifier the request of a status inquiry carries: banks disagree. The raw values are those of the setting
/// and of the ledger.
package enum InquiryHeader: String, CaseIterable, Sendable {
    /// The ``ExternalID`` of the transfer that is asked about.
    case transfer
    /// A value that was never used before.
    case fresh
}

/// What was found out about the bank's reading of that header; kept with the ledger's bank.
package struct InquiryHeaderFinding: Hashable, Sendable {
    /// The value that the bank wants.
    package let header: InquiryHeader
    /// Whether the bank ever found a transfer by an inquiry of this kind.
    ///
    /// A bank that looks up the identifier of the request would answer "not found" for a live transfer to every fresh
    /// value, so that this is not believed under a fresh value before it is true.
    package let isProven: Bool

    /// A finding of its parts.
    package init(header: InquiryHeader, isProven: Bool) {
        self.header = header
        self.isProven = isProven
    }
}
