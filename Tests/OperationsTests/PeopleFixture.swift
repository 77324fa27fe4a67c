import FoundationEssentials
import PayoutCore
import PayoutLedger
import SalurSettings
import Synchronization
import Testing

@testable import Operations

/// People in a ledger of their own, with a clock that a test sets.
final class PeopleFixture: Sendable {
    static let password = "kucing hitam di atap"

    /// A clock that a test moves.
    final class MovingClock: WallClock {
        private let moment = Mutex(FixedClock().now())

        func now() -> Timestamp { moment.withLock { $0 } }

        func pass(_ duration: Duration) { moment.withLock { $0 = $0 + duration } }
    }

    private let files: SettingsFixture
    var folder: String { files.folder }
    let settings: Settings
    let clock = MovingClock()

    init() async throws {
        files = try SettingsFixture()
        settings = try await files.load(ledgerPath: files.folder + "/salur.db")
    }

    /// As a process that has just begun.
    var people: People { people() }

    /// Passwords cost little, since a debug build takes seconds for the usual cost.
    func people(
        ledger: Ledger? = nil, limits: SessionLimits? = nil, roundsLog: Int = 4
    ) -> People {
        var people = People(settings: settings, clock: clock, ledger: ledger, limits: limits)
        people.cost = PasswordHash.Cost(roundsLog: roundsLog, blockSize: 8, parallelism: 1)
        return people
    }

    @discardableResult
    func add(_ name: String, _ roles: Set<Role> = [.maker], withCode: Bool = false) async throws -> CodeEnrolment? {
        try await people.add(
            name, password: Secret(Self.password), roles: roles, withCode: withCode, by: "ani")
    }

    /// What signing in ends in, as a word; that of a lock-out has the minutes that are left.
    func word(_ name: String, _ password: String = password, code: String? = nil) async throws -> String {
        switch try await people.signIn(name, password: password, code: code) {
        case .signedIn: "signed in"
        case .refused: "refused"
        case .needsCode: "needs code"
        case .locked(let until): "locked \((until - clock.now()).wholeMilliseconds / 60_000)"
        }
    }

    func token(_ name: String, code: String? = nil) async throws -> String {
        guard case .signedIn(let token) = try await people.signIn(name, password: Self.password, code: code) else {
            Issue.record("\(name) could not sign in")
            return ""
        }
        return token
    }

    func isSignedIn(_ token: String) async throws -> Bool { try await people.signedIn(token: token) != nil }

    /// The code that the phone of a person shows.
    func code(_ name: String) throws -> String {
        let secret = try ledger { try $0.person(named: try #require(PersonName(name)))?.codeSecret }
        return OneTimeCode.code(try #require(secret), step: OneTimeCode.step(at: clock.now()))
    }

    func ledger<Result>(_ body: (LedgerReader) throws -> Result) throws -> Result {
        let ledger = try Ledger(path: settings.ledgerPath, readOnly: true)
        defer { try? ledger.close() }
        return try ledger.read(body)
    }

    /// The events, the last first, as `signed_in siti`.
    func events(of name: String? = nil) throws -> [String] {
        try people.events(of: name, limit: 100).map {
            "\($0.act.rawValue.dropFirst("person_".count)) \($0.name?.text ?? "nobody") by \($0.actor)"
        }
    }

    /// The failure that an act ends in.
    func failure(_ act: (People) async throws -> Void) async -> CommandFailure? {
        do {
            try await act(people)
            return nil
        } catch {
            return CommandFailure(error)
        }
    }
}
