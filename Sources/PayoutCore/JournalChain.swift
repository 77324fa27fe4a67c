internal import Crypto

/// One event of a journal, in everything that its link covers.
package struct JournalEntry: Hashable, Sendable {
    package let at: Timestamp
    /// The line of the payout in its file; nil for an event about a batch or the ledger as a whole.
    package let line: Int?
    /// The payout's reference; there where ``line`` is.
    package let reference: String?
    /// A stable word.
    package let kind: String
    /// The status of the payout after the event; nil if the event reports none.
    package let status: PayoutStatus?
    package let detail: String
    package let actor: String
    /// A digest of what the event left in the ledger; nil if it left nothing but its words.
    package let evidence: [UInt8]?

    package init(
        at: Timestamp, line: Int?, reference: String?, kind: String, status: PayoutStatus?, detail: String,
        actor: String, evidence: [UInt8]? = nil
    ) {
        self.at = at
        self.line = line
        self.reference = reference
        self.kind = kind
        self.status = status
        self.detail = detail
        self.actor = actor
        self.evidence = evidence
    }
}

/// A hash chain over a journal: every link is the SHA-256 of the link before it and of every field of its event.
///
/// Whoever knows the last link knows whether any event was changed, taken out, put in or moved. Each batch has a chain
/// of its own that begins with the batch's identity, so that its events prove themselves without those of others.
package struct JournalChain: Sendable {
    /// The length of a link.
    package static let linkBytes = 32

    /// Events so far.
    package private(set) var count: Int
    /// The last link; before the first event, the hash of what the chain is about.
    package private(set) var head: [UInt8]
    /// What was hashed last; kept for its room.
    private var encoded: [UInt8] = []

    /// The beginning of the chain of a batch, or of what a ledger notes apart from its batches.
    package init(of batch: BatchIdentity?) {
        count = 0
        head = []
        append(field: "salur-journal-1")
        append(field: batch?.text ?? "")
        head = Array(SHA256.hash(data: encoded))
    }

    /// A chain whose first `count` events end in the link `head`.
    package init(count: Int, head: [UInt8]) {
        self.count = count
        self.head = head
    }

    /// Adds an event; its link is ``head`` afterwards.
    ///
    /// What is hashed: the link before, then number, milliseconds since 1970, line, reference, kind, status, detail and
    /// actor as text, each after its length in 4 big-endian bytes; what is not there has length 0. Last, if there is
    /// any, the bytes of the evidence after their length.
    package mutating func append(_ entry: JournalEntry) {
        count += 1
        encoded.removeAll(keepingCapacity: true)
        append(length: head.count)
        encoded += head
        append(field: String(count))
        append(field: String(entry.at.milliseconds))
        append(field: entry.line.map { String($0) } ?? "")
        append(field: entry.reference ?? "")
        append(field: entry.kind)
        append(field: entry.status?.rawValue ?? "")
        append(field: entry.detail)
        append(field: entry.actor)
        if let evidence = entry.evidence {
            append(length: evidence.count)
            encoded += evidence
        }
        head.removeAll(keepingCapacity: true)
        head.append(contentsOf: SHA256.hash(data: encoded))
    }

    private mutating func append(field: String) {
        append(length: field.utf8.count)
        encoded.append(contentsOf: field.utf8)
    }

    private mutating func append(length: Int) {
        let length = UInt32(truncatingIfNeeded: length)
        encoded.append(UInt8(truncatingIfNeeded: length >> 24))
        encoded.append(UInt8(truncatingIfNeeded: length >> 16))
        encoded.append(UInt8(truncatingIfNeeded: length >> 8))
        encoded.append(UInt8(truncatingIfNeeded: length))
    }
}
