internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

struct MandatesRefreshCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh", abstract: "Ask the bank which accounts are still bound, and about open pages.",
        discussion: """
            EXAMPLES
              salur mandates refresh
              salur mandates refresh --json

            An account that the bank does not list any more is gone, and is not debited \
            from then on. A page that has been closed for 15 minutes without a result ends \
            as not bound.

            EXIT CODES
              0   every account is known
              69  the bank cannot be asked
              75  a page is open still, or the bank did not say something
              78  wrong settings
            """)

    @OptionGroup var options: RefreshOptions

    func run() async throws {
        try await options.run { (job) async throws(CommandFailure) in try await job.mandates() }
    }
}

struct CardsRefreshCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh", abstract: "Ask the bank which cards are still registered, and about open pages.",
        discussion: """
            EXAMPLES
              salur cards refresh
              salur cards refresh --json

            A card that the bank does not list any more is gone, and is not charged from \
            then on. A page that has been closed for 15 minutes without a result ends as \
            not registered.

            EXIT CODES
              0   every card is known
              69  the bank cannot be asked
              75  a page is open still, or the bank did not say something
              78  wrong settings
            """)

    @OptionGroup var options: RefreshOptions

    func run() async throws {
        try await options.run { (job) async throws(CommandFailure) in try await job.cards() }
    }
}

/// The options of both, and what they show.
struct RefreshOptions: ParsableArguments {
    // For trials with the simulated bank: every wait is this many times as short.
    @Option(help: .hidden)
    var hurry = 1

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        guard hurry >= 1 else { throw ValidationError("--hurry takes a number from 1.") }
    }

    func run(
        _ ask: @escaping (RefreshJob) async throws(CommandFailure) -> RefreshJob.Result
    ) async throws {
        try await Output.guarded {
            let job = RefreshJob(
                settings: try await settings.load(), clock: SystemClock(), logger: SettingsOptions.logger,
                pace: BindingPace().hurried(by: hurry))
            let result = try await ask(job)
            if settings.json {
                try Output.json(RefreshDocument(result))
            } else {
                for outcome in result.changed { Output.result(outcome.sentence) }
                Output.result(result.sentence)
            }
            return result.kind
        }
    }
}

/// What `mandates refresh` and `cards refresh` write with `--json` (`schemas/customer-refresh.schema.json`).
struct RefreshDocument: Encodable {
    struct Change: Encodable {
        let customer: String
        let status: String
    }

    let kind: String
    let changed: [Change]
    let unchanged: Int
    let unclear: Int
    let open: Int
    let exitCode: Int32
    let message: String

    init(_ result: RefreshJob.Result) {
        kind = result.means.rawValue
        changed = result.changed.map { Change(customer: $0.customer, status: $0.status.rawValue) }
        unchanged = result.unchanged
        unclear = result.unclear
        open = result.open
        exitCode = result.kind.exitCode
        message = Output.text(result.sentence)
    }
}
