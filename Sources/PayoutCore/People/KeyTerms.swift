internal import Crypto

/// What a program with a key may do over HTTP. A key has at least one right, and every key may view.
package enum KeyRight: String, CaseIterable, Hashable, Sendable {
    /// Sees batches, rows and reports, with account numbers masked.
    case view
    /// Uploads and submits files.
    case upload
    /// Approves and turns down batches that another key or person submitted.
    case approve
    /// Decides about rows that need a person; pauses, resumes and closes batches.
    case operate
    /// Sees whole account numbers. Each look is an event.
    case accounts
}

extension Set<KeyRight> {
    /// The rights in the order of ``KeyRight/allCases``.
    package var inOrder: [KeyRight] { KeyRight.allCases.filter(contains) }

    /// The words of the rights, such as `view, upload`.
    package var words: String { inOrder.map(\.rawValue).joined(separator: ", ") }
}

/// What a key allows, for how long, and from where. It never changes: another key takes its place.
package struct KeyTerms: Hashable, Sendable {
    package let name: PersonName
    package let rights: Set<KeyRight>
    /// Addresses and networks separated by commas; nil for all.
    package let networks: String?
    /// The first moment at which the key is refused; nil for never.
    package let endsAt: Timestamp?

    package init(name: PersonName, rights: Set<KeyRight>, networks: String?, endsAt: Timestamp?) {
        self.name = name
        self.rights = rights
        self.networks = networks
        self.endsAt = endsAt
    }

    /// Who acts with the key, as the journal has it.
    package var actor: String { "key:\(name.folded)" }

    /// The terms with the digest of the key in one digest: the journal has it, so that whoever edits the ledger by
    /// other means is found.
    package func evidence(of keyDigest: [UInt8]) -> [UInt8] {
        // No part has a line end in it.
        let parts = [
            "salur-key-1", name.folded, rights.words, networks ?? "", endsAt.map { String($0.milliseconds) } ?? "",
            Hexadecimal.encode(keyDigest),
        ]
        return Array(SHA256.hash(data: Array(parts.joined(separator: "\n").utf8)))
    }
}

/// What happened to a key: the kind of an event of the journal.
package enum KeyAct: String, CaseIterable, Hashable, Sendable {
    case added = "key_added"
    case removed = "key_removed"
    /// The key was used after its end, or from an address that it does not allow.
    case refused = "key_refused"
}
