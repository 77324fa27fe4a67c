package import PayoutCore
package import PayoutLedger
package import SalurSettings
internal import Wording

/// The people who sign in to the console, with their roles, passwords and sessions.
///
///     let people = People(settings: settings, clock: SystemClock())
///     _ = try await people.add("siti", password: Secret("…"), roles: [.maker], by: "ani")
///     if case .signedIn(let token) = try await people.signIn("siti", password: "…", code: nil) {
///         let person = try await people.signedIn(token: token)   // nil once the session has ended
///     }
package struct People: Sendable {
    let settings: Settings
    let clock: any WallClock
    /// How long a person stays signed in.
    package let limits: SessionLimits
    let random: any RandomSource
    /// How dear a guess of a new password is.
    var cost = PasswordHash.Cost.usual
    /// Nil where the ledger is opened for every act.
    private let ledger: Ledger?

    /// - Parameters:
    ///   - ledger: the ledger of `settings`, where it is open already; without it, it is opened for every act.
    ///   - limits: how long a person stays signed in; nil for what the settings say.
    package init(
        settings: Settings, clock: any WallClock, ledger: Ledger? = nil, limits: SessionLimits? = nil,
        random: any RandomSource = SystemRandomSource()
    ) {
        self.settings = settings
        self.clock = clock
        self.ledger = ledger
        self.limits =
            limits ?? SessionLimits(length: settings.service.sessionLength, idle: settings.service.sessionIdle)
        self.random = random
    }

    func read<Result>(_ body: (LedgerReader) throws -> Result) throws(CommandFailure) -> Result {
        do {
            if let ledger { return try ledger.read(body) }
            try LedgerSession.requireLedger(at: settings.ledgerPath)
            let ledger = try Ledger(path: settings.ledgerPath, readOnly: true)
            defer { try? ledger.close() }
            return try ledger.read(body)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// - Parameter makes: whether the ledger is made where it is missing.
    func write<Result: Sendable>(
        makes: Bool = false, _ body: @escaping @Sendable (LedgerTransaction) throws -> Result
    ) async throws(CommandFailure) -> Result {
        do {
            if let ledger { return try await ledger.commit(body) }
            let session =
                try makes
                ? LedgerSession(making: settings.ledgerPath) : LedgerSession(existing: settings.ledgerPath)
            return try await session.run { try await $0.commit(body) }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Whether `hash` is that of the password.
    static func matches(_ password: Secret, _ hash: PasswordHash) async throws(CommandFailure) -> Bool {
        do { return try await KeyStretching.matches(password, hash) } catch { throw failure(error) }
    }

    /// The hash of a new password.
    func newHash(of password: Secret) async throws(CommandFailure) -> PasswordHash {
        do { return try await KeyStretching.hash(of: password, cost: cost, random: random) } catch {
            throw Self.failure(error)
        }
    }

    private static func failure(_ error: any Error) -> CommandFailure {
        guard error is KeyStretching.Busy else { return CommandFailure(error) }
        return CommandFailure(
            .notSettled, Phrase("Too many people are signing in at this moment. Try again in a few seconds."))
    }
}
