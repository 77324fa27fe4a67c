internal import Operations
internal import PayoutCore
internal import PayoutLedger

/// What `backup --json` writes (`schemas/backup.schema.json`).
struct BackupDocument: Encodable {
    let path: String
    let sha256: String
    let bytes: Int
    let batches: Int
    let events: Int
    let removed: [String]

    init(_ made: LedgerBackup.Made) {
        (path, sha256, bytes) = (made.path, made.digest, made.bytes)
        (batches, events, removed) = (made.batches, made.events, made.removed)
    }
}

/// What `restore --json` writes (`schemas/restore.schema.json`).
struct RestoreDocument: Encodable {
    let path: String
    let copy: String
    let sha256: String
    /// How many events the copy has.
    let events: Int
    /// The batches about whose open rows the bank is asked before anything is sent.
    let batches: [String]
    let movedAside: String?

    init(_ result: LedgerRestore.Result) {
        (path, copy, sha256) = (result.plan.path, result.plan.copy, result.plan.digest)
        events = result.plan.extent.events
        batches = result.batches.map(\.identity.text)
        movedAside = result.movedAside
    }
}
