internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

struct SchedulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedules", abstract: "Recurring payments: when they run next, and what became of the last runs.",
        discussion: """
            EXAMPLES
              salur schedules
              salur schedules pause rent --reason "moving to another office"
              salur schedules resume rent --reason "moved"
              salur schedules run rent --date 2026-03-25 --yes

            Schedules are set in salur.yaml (schedules), and salur serve runs them. A business date is run once: a \
            second run for it is refused. Submitted files wait for approval, unless approval: auto lets them go.
            """,
        subcommands: [
            ScheduleListCommand.self, SchedulePauseCommand.self, ScheduleResumeCommand.self, ScheduleRunCommand.self,
        ],
        defaultSubcommand: ScheduleListCommand.self)
}

struct ScheduleListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the schedules with their next and last runs.",
        discussion: """
            EXAMPLES
              salur schedules list
              salur schedules list --next 12 --json
            """)

    @Option(help: ArgumentHelp("How many next runs are listed of each.", valueName: "count"))
    var next = Self.nextUsual

    static let nextUsual = 3

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        if !(1...100).contains(next) { throw ValidationError("--next takes a number from 1 to 100.") }
    }

    func run() async throws {
        try await Output.guarded {
            let book = try ScheduleBook(settings: try await settings.load(writesLedger: false), clock: SystemClock())
            let entries = try book.entries(next: next)
            if settings.json {
                try Output.json(SchedulesDocument(entries))
            } else {
                for entry in entries { Output.result(entry.line) }
                if entries.isEmpty { Output.message(Phrase("The settings have no schedule.")) }
            }
            return .success
        }
    }
}

/// The options of a command that changes one schedule.
struct ScheduleOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The name of a schedule.", valueName: "name"))
    var name: String

    @Option(help: ArgumentHelp("Who does it; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    @OptionGroup var settings: SettingsOptions

    /// Pauses the schedule or resumes it, and says so; with `--json` the schedule as the list has it.
    func pause(_ isPaused: Bool, because reason: String, done: Phrase, already: Phrase) async throws {
        try await Output.guarded {
            let book = try ScheduleBook(settings: try await settings.load(), clock: SystemClock())
            let decision = PersonalDecision(
                person: try PersonOptions.name(by), reason: try PersonOptions.checked(reason))
            let isNew = try await book.pause(name, isPaused, decision)
            if settings.json {
                let entries = try book.entries(next: ScheduleListCommand.nextUsual)
                try Output.json(SchedulesDocument(entries.filter { $0.schedule.name == name }))
            } else {
                Output.result(isNew ? done : already)
            }
            return .success
        }
    }
}

struct SchedulePauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Let no run of a schedule begin until it is resumed.",
        discussion: """
            EXAMPLES
              salur schedules pause rent --reason "moving to another office"

            What is due meanwhile is left out. Batches that were submitted already go on.
            """)

    @OptionGroup var schedule: ScheduleOptions

    @Option(help: ArgumentHelp("Why; recorded.", valueName: "text"))
    var reason: String

    func run() async throws {
        let name = schedule.name
        try await schedule.pause(
            true, because: reason,
            done: Phrase(
                """
                \(name) is paused. What is due meanwhile is left out. To let it go on: salur schedules resume \(name)
                """),
            already: Phrase("\(name) is paused. Nothing was changed."))
    }
}

struct ScheduleResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a schedule run again from now on.",
        discussion: """
            EXAMPLES
              salur schedules resume rent --reason "moved"

            Runs that were due while it was paused are not made up for: salur schedules run makes one by hand.
            """)

    @OptionGroup var schedule: ScheduleOptions

    @Option(help: ArgumentHelp("Why; recorded.", valueName: "text"))
    var reason: String

    func run() async throws {
        try await schedule.pause(
            false, because: reason, done: Phrase("\(schedule.name) goes on."),
            already: Phrase("\(schedule.name) is not paused. Nothing was changed."))
    }
}

struct ScheduleRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Make the run of a schedule for a business date now, once.",
        discussion: """
            EXAMPLES
              salur schedules run rent
              salur schedules run rent --date 2026-03-25 --yes

            It submits the file of the schedule as the batch NAME-DATE, which waits for approval or is approved as the \
            schedule says. It works while the schedule is paused. A date that has run already is refused.

            EXIT CODES
              0   submitted
              1   the file was refused, and nothing was submitted
              64  there is no such schedule, or the date has run already
              75  answered no, or the file is not complete yet
            """)

    @OptionGroup var schedule: ScheduleOptions

    @Option(help: ArgumentHelp("The business date. Default: today.", valueName: "date"))
    var date: CalendarDay?

    @Flag(help: "Do it without asking. Required without a terminal.")
    var yes = false

    func run() async throws {
        try await Output.guarded {
            try PersonOptions.requireAnswer(yes)
            let loaded = try await schedule.settings.load()
            let book = try ScheduleBook(settings: loaded, clock: SystemClock())
            let actor = try PersonOptions.name(schedule.by)
            let confirmed = yes ? true : await Question.confirm(Phrase("Run the schedule \(schedule.name) now?"))
            guard confirmed else {
                Output.message(Phrase("Nothing was changed."))
                return .notSettled
            }
            return try await FinalNotifications.around(loaded) {
                let run = try await book.run(schedule.name, on: date, by: actor)
                if schedule.settings.json {
                    try Output.json(SchedulesDocument.Run(run))
                } else {
                    Output.result(run.line)
                }
                switch run.state {
                case .submitted, .waitsForApproval, .approved: return .success
                case .begun: return .notSettled
                case .refused, .missed: return .notAllPaid
                }
            }
        }
    }
}

extension CalendarDay: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

/// What `schedules --json` writes (`schemas/schedules.schema.json`).
struct SchedulesDocument: Encodable {
    struct Entry: Encodable {
        let name: String
        let kind: String
        let cron: String
        let timeZone: String
        let next: [Next]
        /// The year whose holidays are not known, so that later runs are not known either.
        let unknownYear: Int?
        /// Missing where nobody has paused it.
        let pausedAt: String?
        let runs: [Run]

        enum CodingKeys: String, CodingKey {
            case name, kind, cron, next, runs
            case timeZone = "time_zone"
            case unknownYear = "unknown_year"
            case pausedAt = "paused_at"
        }
    }

    struct Next: Encodable {
        let businessDate: String
        let at: String

        enum CodingKeys: String, CodingKey {
            case at
            case businessDate = "business_date"
        }
    }

    struct Run: Encodable {
        let schedule: String
        let businessDate: String
        let state: String
        /// Missing where nothing was submitted.
        let batch: String?
        /// Missing where there is nothing to say.
        let reason: String?

        enum CodingKeys: String, CodingKey {
            case schedule, state, batch, reason
            case businessDate = "business_date"
        }

        init(_ run: ScheduleRun) {
            (schedule, businessDate, state) = (run.schedule, run.businessDate.description, run.state.rawValue)
            (batch, reason) = (run.batch?.text, run.why.map(Output.text))
        }
    }

    let schedules: [Entry]

    init(_ entries: [ScheduleBook.Entry]) {
        schedules = entries.map { entry in
            Entry(
                name: entry.schedule.name, kind: entry.schedule.kind.rawValue, cron: entry.schedule.cron.description,
                timeZone: entry.schedule.zone.rawValue,
                next: entry.forecast.runs.map { Next(businessDate: $0.businessDate.description, at: $0.at.iso8601) },
                unknownYear: entry.forecast.unknownYear, pausedAt: entry.pause?.at.iso8601,
                runs: entry.runs.map { Run($0) })
        }
    }
}
