internal import FoundationEssentials
internal import PayoutLedger
internal import Wording

/// The ledger opened for writing, while other processes may write too.
struct LedgerSession {
    private let ledger: Ledger

    /// Opens the ledger at `path`, and makes it if it is missing; an import that never ended is removed.
    ///
    /// - Parameters:
    ///   - sends: whether this process sends; only one does so at a time.
    ///   - takesApproved: whether it pays every batch that is approved meanwhile.
    /// - Throws: `LedgerError`.
    init(making path: String, sends: Bool = false, takesApproved: Bool = false) throws {
        let now = SystemClock().now()
        let lease = sends ? try Lease(ledgerPath: path, since: now, takesApproved: takesApproved) : nil
        ledger = try Ledger(path: path, lease: lease)
        // An import that another process is at work on is none of those.
        guard let lock = try ImportLock.take(ledgerPath: path) else { return }
        defer { withExtendedLifetime(lock) {} }
        try ledger.removeUnfinishedImports(at: now)
    }

    /// Opens the ledger that must be there already.
    ///
    /// - Throws: ``CommandFailure`` where there is none, `LedgerError`.
    init(existing path: String, sends: Bool = false, takesApproved: Bool = false) throws {
        try LedgerSession.requireLedger(at: path)
        try self.init(making: path, sends: sends, takesApproved: takesApproved)
    }

    /// Does the work, and keeps the ledger open until it has returned.
    func run<Result>(_ work: (Ledger) async throws -> Result) async throws -> Result {
        defer { withExtendedLifetime(ledger) {} }
        return try await work(ledger)
    }

    /// - Throws: ``CommandFailure`` with ``OutcomeKind/badSettings`` where no file is at `path`.
    static func requireLedger(at path: String) throws(CommandFailure) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(
                .badSettings,
                Phrase(
                    """
                    There is no ledger at \(path). If you have paid with salur before, find it or its backup first, \
                    or name it with --ledger; if not, the first run or submit makes it.
                    """))
        }
    }
}
