package import AuditTrail

/// How far a journal goes and who signed it, as `reconciliation.json` and `--json` say it. Every key is always there.
package struct JournalDocument: Encodable, Sendable {
    private let checkpoint: AuditCheckpoint

    package init(_ checkpoint: AuditCheckpoint) { self.checkpoint = checkpoint }

    private enum CodingKeys: String, CodingKey {
        case events, head, signature
        case publicKey = "public_key"
        case keyFingerprint = "key_fingerprint"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(checkpoint.events, forKey: .events)
        try container.encode(checkpoint.head, forKey: .head)
        try container.encode(checkpoint.key?.fingerprint, forKey: .keyFingerprint)
        try container.encode(checkpoint.signature?.publicKey, forKey: .publicKey)
        try container.encode(checkpoint.signature?.bytes, forKey: .signature)
    }
}
