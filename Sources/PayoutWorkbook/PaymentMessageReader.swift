internal import PayoutCore
package import PayoutFile

/// Reads the payments of a `pain.001` message (ISO 20022, versions 03 to 09) as rows: one pass, constant memory.
///
/// Elements are known by their local names. Each group of payments has the number and the sum that it says it has, or
/// the file is refused; those of the whole message are its ``controlClaims``.
package final class PaymentMessageReader: RowSource {
    package let name: String
    package let header: Header
    package private(set) var controlClaims: ControlClaims?

    private let content: ContentStream
    private let message: PaymentMessage
    private var hasEnded = false
    private var rowCount = 0
    /// Whether the first payment was read to learn what the message says of all.
    private var isAhead: Bool

    /// Reads `content`, called `name` in messages, up to its first payment.
    package init(content: ContentStream, name: String) throws(FileError) {
        self.name = name
        self.content = content
        message = try PaymentMessage(content, name: name)
        isAhead = try message.advance()
        // Where the first payment has none, references are made; what others have is carried through.
        let names = PaymentMessage.columns.map(\.rawValue) + PaymentMessage.otherColumns
        header = Header(
            names: message.hasReference ? names : ["end_to_end_id"] + names.dropFirst(), line: 1, format: .own)
        controlClaims = ControlClaims(
            rowCount: message.claims.count.flatMap { Int($0) }, sum: message.claims.sum.flatMap { Rupiah(plain: $0) })
    }

    /// The days on which its groups are to be paid.
    package var paymentDays: [PaymentDay] { hasEnded ? message.days : [] }

    package var digest: ContentDigest? { hasEnded ? content.digest : nil }

    /// The next row, or nil at the end. A row can be used until the next call.
    package func nextRow() throws(FileError) -> SourceRow? {
        let isThere = isAhead ? true : hasEnded ? false : try message.advance()
        isAhead = false
        guard isThere else {
            try finish()
            return nil
        }
        rowCount += 1
        return message.row.lend(from: 0, width: header.names.count)
    }

    private func finish() throws(FileError) {
        guard !hasEnded else { return }
        if rowCount == 0 { throw FileError(file: name, fault: .noRows) }
        try message.demandClaims()
        hasEnded = true
    }
}
