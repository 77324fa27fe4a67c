internal import Crypto

/// SHA-256 over fields, each after its length in 4 big-endian bytes, so that no two lists of fields share their bytes.
struct FieldDigest {
    private var digest = SHA256()
    private var encoded: [UInt8] = []

    mutating func add(_ text: String) {
        add(length: text.utf8.count)
        encoded.append(contentsOf: text.utf8)
        if encoded.count >= Self.chunkBytes { flush() }
    }

    /// Adds a text that is at hand as bytes in UTF-8.
    mutating func add(_ text: Span<UInt8>) {
        add(length: text.count)
        text.withUnsafeBufferPointer { encoded.append(contentsOf: $0) }
        if encoded.count >= Self.chunkBytes { flush() }
    }

    private mutating func add(length: Int) {
        let length = UInt32(truncatingIfNeeded: length)
        encoded.append(UInt8(truncatingIfNeeded: length >> 24))
        encoded.append(UInt8(truncatingIfNeeded: length >> 16))
        encoded.append(UInt8(truncatingIfNeeded: length >> 8))
        encoded.append(UInt8(truncatingIfNeeded: length))
    }

    /// What is not there differs from an empty text.
    mutating func add(_ text: String?) {
        add(text == nil ? "-" : "+")
        if let text { add(text) }
    }

    /// Adds a text that is at hand as bytes in UTF-8, wherever they lie.
    mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        add(length: text.count)
        encoded.append(contentsOf: text)
        if encoded.count >= Self.chunkBytes { flush() }
    }

    mutating func add(_ number: some BinaryInteger) { add(String(number)) }

    mutating func add(_ moment: Timestamp?) { add(moment.map { String($0.milliseconds) }) }

    /// The digest of everything so far.
    mutating func finish() -> [UInt8] {
        flush()
        return Array(digest.finalize())
    }

    private static let chunkBytes = 4096

    private mutating func flush() {
        digest.update(data: encoded)
        encoded.removeAll(keepingCapacity: true)
    }
}

/// What the rows of a batch ask for, as one digest that the journal keeps from the moment of submission on: whether it
/// is computed from the file, from the ledger or from `results.csv`, it is the same.
package struct RowsDigest: Sendable {
    private var digest = FieldDigest()

    package init() { digest.add("salur-rows-1") }

    /// Adds the next row in the order of the file: its line, and its six known cells as `results.csv` shows them.
    package mutating func add(
        line: Int, reference: String, bankCode: String, accountNumber: String, accountName: String, amount: String,
        note: String
    ) {
        digest.add(line)
        for cell in [reference, bankCode, accountNumber, accountName, amount, note] { digest.add(cell) }
    }

    /// Adds the next row where its cells are at hand as bytes in UTF-8.
    package mutating func add(
        line: Int, reference: Span<UInt8>, bankCode: Span<UInt8>, accountNumber: Span<UInt8>,
        accountName: Span<UInt8>, amount: Rupiah, note: Span<UInt8>
    ) {
        digest.add(line)
        digest.add(reference)
        digest.add(bankCode)
        digest.add(accountNumber)
        digest.add(accountName)
        digest.add(amount.whole)
        digest.add(note)
    }

    /// Adds the next row where all of its cells lie in memory as bytes in UTF-8.
    package mutating func add(
        line: Int, reference: UnsafeBufferPointer<UInt8>, bankCode: UnsafeBufferPointer<UInt8>,
        accountNumber: UnsafeBufferPointer<UInt8>, accountName: UnsafeBufferPointer<UInt8>,
        amount: UnsafeBufferPointer<UInt8>, note: UnsafeBufferPointer<UInt8>
    ) {
        digest.add(line)
        digest.add(reference)
        digest.add(bankCode)
        digest.add(accountNumber)
        digest.add(accountName)
        digest.add(amount)
        digest.add(note)
    }

    /// The digest over all rows and the SHA-256 of the file that they came from; nothing is added afterwards.
    package mutating func finish(fileDigest: String) -> [UInt8] {
        digest.add(fileDigest)
        return digest.finish()
    }
}

/// The cells of rejected rows as they came, as one digest that the journal keeps from the moment of submission on:
/// `rejected.csv` is written from them, and what is mended there is paid.
package struct RejectedCellsDigest: Sendable {
    private var digest = FieldDigest()
    private var isEmpty = true

    package init() { digest.add("salur-rejected-1") }

    /// Adds the next row in the order of the file: its line, and its cells as the ledger stores them.
    package mutating func add(line: Int, cells: String) {
        isEmpty = false
        digest.add(line)
        digest.add(cells)
    }

    /// The same where the cells are at hand as bytes in UTF-8.
    package mutating func add(line: Int, cells: UnsafeBufferPointer<UInt8>) {
        isEmpty = false
        digest.add(line)
        digest.add(cells)
    }

    /// The digest over all rows; nil where there is none. Nothing is added afterwards.
    package mutating func finish() -> [UInt8]? { isEmpty ? nil : digest.finish() }
}

/// What was recorded of callbacks and made of them, as one digest for the journal.
package struct CallbacksDigest: Sendable {
    private var digest = FieldDigest()

    package init() { digest.add("salur-callbacks-1") }

    /// Adds a cell of a recorded callback; nil where it holds nothing.
    package mutating func add(_ cell: String?) { digest.add(cell) }

    /// The digest of everything so far; nothing is added afterwards.
    package mutating func finish() -> [UInt8] { digest.finish() }
}

extension AcceptedName {
    /// A digest of whose name was accepted: the journal holds no names.
    package var evidence: [UInt8] {
        var digest = FieldDigest()
        digest.add("salur-name-1")
        for field in [bankCode, accountNumber, fileName, bankName] { digest.add(field) }
        return digest.finish()
    }
}

extension Payout {
    /// The length of ``evidence``: too long to make another payout with the same, and short, since there are millions.
    package static let evidenceBytes = 16

    /// A digest of what is to be paid, its state, and every transfer with all that was answered and reported about
    /// it. The journal keeps it with each event, so that a payout edited without the program no longer fits.
    ///
    /// Left out are deadlines and counters, which move without an event, validations without a result, and those that
    /// were given up: triggers of the ledger keep their results.
    package var evidence: [UInt8] {
        var digest = FieldDigest()
        digest.add("salur-payout-1")
        digest.add(order.rail.rawValue)
        digest.add(order.reference)
        digest.add(order.bankCode)
        digest.add(order.accountNumber)
        digest.add(order.accountName)
        digest.add(order.amount.whole)
        digest.add(order.refunds.map { String($0.key) })
        digest.add(status.rawValue)
        digest.add(reason?.code)
        digest.add(acceptedName)
        digest.add(generationMin.number)
        digest.add(isContradicted ? "contradicted" : "")
        if isContradicted {
            digest.add(isContradictionOpen ? "open" : "")
            digest.add(contradictionResolvedAs?.rawValue)
        }
        for validation in validations { validation.add(to: &digest) }
        for transfer in transfers { transfer.add(to: &digest) }
        return Array(digest.finish().prefix(Self.evidenceBytes))
    }
}

extension Validation {
    fileprivate func add(to digest: inout FieldDigest) {
        guard !isGivenUp else { return }
        switch state {
        case .valid, .invalid, .failed: break
        case .sent, .accepted, .doubtful, .lapsed, .abandoned: return
        }
        digest.add(externalID.text)
        digest.add(partnerReferenceNo.text)
        digest.add(sentAt)
        digest.add(state.rawValue)
        digest.add(name)
        digest.add(customerReference)
        digest.add(reportedAt)
    }
}

extension Transfer {
    fileprivate func add(to digest: inout FieldDigest) {
        digest.add(attempt.number)
        digest.add(generation.number)
        digest.add(externalID.text)
        digest.add(partnerReferenceNo.text)
        digest.add(sentAt)
        digest.add(validation?.text)
        digest.add(state.rawValue)
        digest.add(answer?.code)
        digest.add(answer?.message)
        digest.add(answeredAt)
        digest.add(providerReferenceNo)
        digest.add(isKnown ? "known" : "")
        digest.add(isConflict ? "conflict" : "")
        digest.add(notFoundSince)
        digest.add(source?.rawValue)
        digest.add(settledAt)
        if let contradictedBy {
            digest.add(contradictedBy.status.rawValue)
            digest.add(contradictedBy.source.rawValue)
            digest.add(contradictedBy.reportedAt)
        }
    }
}
