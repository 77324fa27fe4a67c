internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import Presentation
internal import SalurSettings
internal import Wording

/// The files of the commands that do the whole job: `run`, `collect`, `refund`.
struct PayingFiles: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Files (.csv or .xlsx, plain or gzipped), or - for standard input.", valueName: "file"),
        completion: .payoutFiles)
    var files: [String]
}

/// The options of the commands that do the whole job, and the job itself.
struct PayingOptions: ParsableArguments {
    @Flag(name: .long, help: "Go on without asking. Required without a terminal.")
    var yes = false

    @OptionGroup var naming: BatchNameOptions

    @Option(help: ArgumentHelp("Who does it; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    @OptionGroup var reports: ReportOptions

    @OptionGroup var settings: SettingsOptions

    /// Reads, checks, shows, asks, sends, waits and reports.
    ///
    /// - Parameter onlyPlan: the plan that is insisted on; nil where none is.
    func run(_ files: [String], _ rail: Rail, allowsCodes: Bool = false, onlyPlan: PlanHash? = nil) async throws {
        try await Output.guarded {
            try InputPath.requireAny(of: files)
            guard yes || Question.canAsk else {
                throw CommandFailure(
                    .usage,
                    Phrase("There is no terminal to ask on. Add --yes to go on without a question. Nothing was sent."))
            }
            let person = try PersonOptions.name(by)
            let isYes = yes
            var loaded = try await reports.load(settings)
            if allowsCodes { loaded.directDebit.allowsOTP = true }
            let run = try PayoutRun(
                settings: loaded, clock: SystemClock(), console: .terminal, logger: SettingsOptions.logger)
            var order = naming.order
            order.rail = rail
            let request = PayoutRun.Request(
                files: files, order: order, person: person, isConfirmed: yes, onlyPlan: onlyPlan)
            return try await FinalNotifications.around(loaded) {
                let results = try await run.run(request) { plans in
                    await Self.confirmations(of: plans, isYes: isYes)
                }
                return try PaymentResults.show(results, isJSON: settings.json)
            }
        }
    }

    /// Shows each file and asks about it, one after the other, before anything is sent.
    private static func confirmations(of plans: [RunPlan], isYes: Bool) async -> [Bool] {
        var answers: [Bool] = []
        for plan in plans {
            Output.tell(.plan(plan))
            guard !isYes, plan.toPay > 0 else {
                answers.append(true)
                continue
            }
            answers.append(await Question.confirm(plan.question))
        }
        return answers
    }
}

/// What the rows of a file ask for, where a command serves every kind.
struct KindOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What the rows ask for: payout, collection, refund or charge.", valueName: "kind"))
    var kind = Rail.payout
}

extension Rail: ExpressibleByArgument {}
