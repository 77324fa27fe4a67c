/// Which value a status inquiry carries in its X-EXTERNAL-ID header: the bank's pages disagree (Ayoconnect: Instant
/// Transfers, section 8). The raw values are those of the setting `ayoconnect.inquiryExternalId` and of the ledger.
package enum InquiryHeader: String, CaseIterable, Sendable {
    /// The X-EXTERNAL-ID of the transfer that is asked about.
    case transfer
    /// A value that was never used before.
    case fresh
}

/// What was found out about the bank's reading of that header; kept with the ledger's bank.
package struct InquiryHeaderFinding: Hashable, Sendable {
    /// The value that the bank wants.
    package let header: InquiryHeader
    /// Whether the bank ever answered an inquiry with this header with `00`, `03`, `04` or `06`.
    ///
    /// A bank that looks up the header instead of the body would answer `07` for a live transfer to every fresh value,
    /// so a `07` under a fresh value is not believed before this is true.
    package let isProven: Bool

    /// A finding of its parts.
    package init(header: InquiryHeader, isProven: Bool) {
        self.header = header
        self.isProven = isProven
    }
}
