internal import FoundationEssentials
internal import PayoutLedger
internal import Wording

/// The ledger opened for writing, under the lock that lets one writer in at a time.
struct LedgerSession {
    private let ledger: Ledger
    private let lock: LedgerLock

    /// Opens the ledger at `path`, and makes it if it is missing; an import that never ended is removed.
    ///
    /// - Throws: `LedgerError`.
    init(making path: String) throws {
        lock = try LedgerLock(ledgerPath: path)
        ledger = try Ledger(path: path, lock: lock)
        try ledger.removeUnfinishedImports(at: SystemClock().now())
    }

    /// Opens the ledger that must be there already.
    ///
    /// - Throws: ``CommandFailure`` where there is none, `LedgerError`.
    init(existing path: String) throws {
        try LedgerSession.requireLedger(at: path)
        try self.init(making: path)
    }

    /// Does the work, and keeps the lock until it has returned.
    func run<Result>(_ work: (Ledger) async throws -> Result) async throws -> Result {
        defer { withExtendedLifetime(lock) {} }
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
