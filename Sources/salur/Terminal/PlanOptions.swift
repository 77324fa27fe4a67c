internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import Presentation

/// What `run` would do, without doing it, and the insistence that it does nothing else.
struct PlanOptions: ParsableArguments {
    @Flag(help: "Show everything that would be done, and the plan's hash. Sends nothing, writes nothing.")
    var plan = false

    @Option(
        name: .customLong("only-plan"),
        help: ArgumentHelp("Go on only if the plan has this hash; otherwise nothing is sent.", valueName: "hash"))
    var onlyPlan: String?

    /// Refuses what cannot be planned.
    func validate(_ naming: BatchNameOptions, for files: [String]) throws {
        if plan, onlyPlan != nil {
            throw ValidationError("--plan shows a plan, --only-plan pays one: use one of them.")
        }
        if plan || onlyPlan != nil, naming.payAgain != nil {
            throw ValidationError("--pay-again cannot be planned.")
        }
        if let onlyPlan {
            guard PlanHash(onlyPlan) != nil else {
                throw ValidationError("--only-plan takes the 64 characters that salur run --plan prints.")
            }
            if files.count != 1 { throw ValidationError("--only-plan is of one file, so it takes one file.") }
        }
    }

    /// Shows the plan of each file.
    static func show(_ files: [String], _ order: Intake.Order, _ options: PayingOptions) async throws {
        try await Output.guarded {
            try InputPath.requireAny(of: files)
            let settings = try await options.settings.load(outputDirectory: options.reports.output, writesLedger: false)
            let planner = try PaymentPlanner(settings: settings, clock: SystemClock())
            var documents: [any Encodable] = []
            var status = OutcomeKind.success
            for file in files {
                let plan = try planner.plan(file, order)
                documents.append(PlanDocument(plan))
                if plan.check.rejected > 0 { status = max(status, .notAllPaid) }
                if plan.ceilingRefusal != nil { status = max(status, .stopped) }
                guard !options.settings.json else { continue }
                for line in plan.lines(of: file) { Output.result(line) }
                Output.result(plan.sentence(of: file))
            }
            if options.settings.json { try Output.json(all: documents) }
            return status
        }
    }
}
