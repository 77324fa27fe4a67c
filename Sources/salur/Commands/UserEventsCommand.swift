internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import Presentation
internal import SalurSettings
internal import Wording

struct UserEventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "What happened to people and who signed in, the last event first.",
        discussion: """
            EXAMPLES
              salur user events
              salur user events siti --limit 20
              salur user events --json

            Every sign-in, refusal, lock-out and change of a person is an event of the journal, \
            which "salur verify --ledger" proves. Names that nobody has are recorded once a \
            minute, and attempts during a lock-out are not.

            EXIT CODES
              0   something is listed
              1   there is no event
            """)

    @Argument(help: ArgumentHelp("The name of a person. Default: all.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("List so many events at most.", valueName: "count"))
    var limit = 100

    @Option(help: ArgumentHelp("List only events before the one of this number.", valueName: "number"))
    var before: Int64?

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
    }

    func run() async throws {
        try await Output.guarded {
            let people = People(settings: try await settings.load(writesLedger: false), clock: SystemClock())
            let events = try people.events(of: name, before: before, limit: limit)
            if settings.json {
                try Output.json(UserEventsDocument(events))
            } else {
                for event in events { Output.result(event.line) }
                if events.isEmpty { Output.message(Phrase("There is no event.")) }
            }
            return events.isEmpty ? .notAllPaid : .success
        }
    }
}
