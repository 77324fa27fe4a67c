internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import SalurSettings

/// What the inbox asks the ledger: it reads, and writes nothing.
final class InboxLedger {
    /// How a batch stands.
    struct Standing {
        let batch: Batch
        let totals: Totals
        let isApproved: Bool

        /// Whether nothing more happens without a person.
        var isOver: Bool { batch.status == .settled || batch.status == .closed }
    }

    private let path: String
    private var ledger: Ledger?

    init(settings: Settings) { path = settings.ledgerPath }

    /// Lets the ledger go: a person may put another one in its place before the next look.
    func close() {
        try? ledger?.close()
        ledger = nil
    }

    /// Whether a batch has the content of a file already.
    ///
    /// - Throws: `FileError`, `LedgerError`.
    func knows(_ path: String, as rail: Rail) throws -> Bool {
        let digest = try ContentStream.digest(path: path).hexadecimal
        return try read { try $0.batches(digest: digest).contains { $0.rail == rail } } ?? false
    }

    /// How the batch of an identity stands; nil where the ledger has none.
    func standing(of identity: String) throws -> Standing? {
        let found = try read { reader -> Standing? in
            guard let batch = try reader.batch(BatchIdentity(identity)) else { return nil }
            return Standing(
                batch: batch, totals: try reader.totals(batch.id), isApproved: try reader.approvedAt(batch.id) != nil)
        }
        return found ?? nil
    }

    /// Whether a file is still what was submitted: its sender may have gone on writing.
    ///
    /// - Throws: `FileError` where it cannot be read.
    static func isSame(_ path: String, as batch: Batch) throws(FileError) -> Bool {
        do {
            return try ContentStream.digest(path: path).hexadecimal == batch.digest
        } catch {
            switch error.fault {
            case .missing, .permissionDenied, .unreadable, .changed: throw error
            default: return false
            }
        }
    }

    private func read<Result>(_ work: (LedgerReader) throws -> Result) throws -> Result? {
        guard InboxFace(path) != nil else { return nil }
        let open = try ledger ?? Ledger(path: path, readOnly: true)
        ledger = open
        return try open.read(work)
    }
}
