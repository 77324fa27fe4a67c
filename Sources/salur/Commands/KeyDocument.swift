internal import PayoutCore
internal import PayoutLedger

/// What `key add` and `key remove` write with `--json` (`schemas/key.schema.json`).
struct KeyDocument: Encodable {
    enum Change: String, Encodable, CaseIterable {
        case added, removed
    }

    let name: String
    let change: Change
    let message: String
    /// The key, shown once; of `add`.
    let key: String?

    init(name: String, change: Change, message: String, key: Secret?) {
        (self.name, self.change, self.message) = (name, change, message)
        self.key = key?.reveal()
    }
}

/// What `key list --json` writes (`schemas/keys.schema.json`).
struct KeysDocument: Encodable {
    struct Key: Encodable {
        let name: String
        let rights: [String]
        let from: [String]
        let addedAt: String
        /// Missing where the key never ends.
        let endsAt: String?
        /// Missing where the key was never used.
        let usedAt: String?
        /// Missing where it was never refused.
        let refusedAt: String?

        enum CodingKeys: String, CodingKey {
            case name, rights, from
            case addedAt = "added_at"
            case endsAt = "ends_at"
            case usedAt = "used_at"
            case refusedAt = "refused_at"
        }
    }

    let keys: [Key]

    init(_ records: [KeyRecord]) {
        keys = records.map { record in
            Key(
                name: record.terms.name.text, rights: record.terms.rights.inOrder.map(\.rawValue),
                from: record.terms.networks?.split(separator: ",").map(String.init) ?? [],
                addedAt: record.addedAt.iso8601, endsAt: record.terms.endsAt?.iso8601, usedAt: record.usedAt?.iso8601,
                refusedAt: record.refusedAt?.iso8601)
        }
    }
}
