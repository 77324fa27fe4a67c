internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Let held payouts go on: names that differ, possible duplicates. Sends nothing itself.",
        discussion: """
            EXAMPLES
              salur release INV-0042 --reason "She married; seen the passbook"
              salur release --status held --reason-code name_mismatch --batch payroll-1a2b3c4d --reason "All checked"
              salur release --line 17 --reason "Second instalment, not a duplicate" --by ani --yes

            The name that the bank reported is accepted for this payout; it is validated afresh, and sent by \
            "salur process" or "salur run". A payout held by a conflict is not released: see "salur help resolve".

            EXIT CODES
              0   all done
              1   some could not be released (said why)
              75  answered no
            """)

    @OptionGroup var payouts: SelectionOptions
    @OptionGroup var person: PersonOptions
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await DecisionOutput.decide(.release, payouts, person, settings)
    }
}

struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Try payouts once more that are invalid, failed, refunded or not found. Sends no payment itself.",
        discussion: """
            EXAMPLES
              salur retry INV-0042 --reason "The bank reopened the account"
              salur retry --status failed --status not_found --batch payroll-1a2b3c4d --reason "Bank outage is over"
              salur retry INV-0077 --new-reference "Bank confirmed by mail: nothing was paid" --reason "As agreed"

            The bank is asked first what became of every earlier transfer; only if it says of each that no money \
            moved, or that it came back, the payout is queued again. It is sent by "salur process" or "salur run". \
            --new-reference is for a payout held by a conflict: the bank remembers a number that it had refused, and \
            finds no transfer under any.

            EXIT CODES
              0   all done
              1   some cannot be tried again (said why)
              75  answered no
            """)

    @OptionGroup var payouts: SelectionOptions

    @Option(
        name: .customLong("new-reference"),
        help: ArgumentHelp(
            "For a conflict: send under a new partnerReferenceNo; why that is safe, recorded.", valueName: "reason"))
    var newReference: String?

    @OptionGroup var person: PersonOptions
    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        if let newReference, newReference.allSatisfy(\.isWhitespace) {
            throw ValidationError("--new-reference needs a reason: what the bank wrote about this payout.")
        }
    }

    func run() async throws {
        var person = person
        if let newReference { person.reason = person.reason.map { "\($0); \(newReference)" } ?? newReference }
        try await DecisionOutput.decide(.retry(newReference: newReference != nil), payouts, person, settings)
    }
}

struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Stop payouts for good of which no transfer can exist: waiting, held, invalid, unverified.",
        discussion: """
            EXAMPLES
              salur cancel INV-0042 --reason "Paid by cheque"
              salur cancel --status queued --batch payroll-1a2b3c4d --reason "Wrong file"

            A cancelled payout is never sent; pay it in a new file if it is due after all. What may have been sent is \
            not cancelled.

            EXIT CODES
              0   all done
              1   some could not be cancelled (said why)
              75  answered no
            """)

    @OptionGroup var payouts: SelectionOptions
    @OptionGroup var person: PersonOptions
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await DecisionOutput.decide(.cancel, payouts, person, settings)
    }
}

/// Runs a decision about payouts and shows what came of it.
enum DecisionOutput {
    static func decide(
        _ act: PersonalAct, _ payouts: SelectionOptions, _ person: PersonOptions, _ settings: SettingsOptions
    ) async throws {
        try await Output.guarded {
            try PayoutFinder.requireChoice(payouts.selection)
            let job = DecisionJob(
                settings: try await settings.load(), clock: SystemClock(), logger: SettingsOptions.logger)
            let decision = try person.decision()
            let plan = try await job.plan(act, payouts.selection, batch: payouts.batch)
            guard try await isConfirmed(plan, isYes: person.yes, pages: job) else {
                return try show(DecisionResult(declined: plan), isJSON: settings.json)
            }
            if plan.asksBank { Output.message(Phrase("Asking the bank what it knows of these payouts …")) }
            return try show(try await job.apply(plan, decision), isJSON: settings.json)
        }
    }

    /// Shows the plan, and asks unless `--yes` was given. Where nothing can be done there is nothing to ask.
    ///
    /// - Parameter pages: reads the payouts that the plan does not name; nil where it names all.
    static func isConfirmed(_ plan: DecisionPlan, isYes: Bool, pages: DecisionJob? = nil) async throws -> Bool {
        guard plan.tally.count > 0 else { return true }
        for line in plan.summary { Output.message(line) }
        guard !isYes else { return true }
        for line in plan.refusalLines { Output.message(line) }
        guard let pages, plan.hasMore else { return await Question.confirm(Phrase("Do it?")) }
        while true {
            switch await Question.ask(
                Phrase("Do it?"), choices: Phrase("[y/N, l lists all \(count: plan.tally.count)]"))
            {
            case .yes: return true
            case .no: return false
            case .other(let word):
                guard ["l", "list", "daftar"].contains(word) else { return false }
                try await list(plan, pages)
            }
        }
    }

    /// Shows every payout of the plan, as many at a time as a screen holds.
    private static func list(_ plan: DecisionPlan, _ pages: DecisionJob) async throws {
        let linesMax = max(Terminal.errors.rows - 2, 10)
        var lines = 0
        for index in stride(from: 0, to: plan.tally.count, by: 100) {
            for line in try pages.page(of: plan, from: index, limit: 100).flatMap({ $0.lines(plan.batch.rail) }) {
                if lines == linesMax {
                    guard case .yes = await Question.ask(Phrase("More?"), choices: Phrase("[Y/n]"), isYesMeant: true)
                    else {
                        return
                    }
                    lines = 0
                }
                Output.message(line)
                lines += 1
            }
        }
    }

    static func show(_ result: DecisionResult, isJSON: Bool) throws -> OutcomeKind {
        if isJSON {
            try Output.json(DecisionDocument(result, in: Output.language))
        } else {
            if !result.isDeclined {
                for line in result.refusalLines { Output.result(line) }
            }
            Output.result(result.sentence)
        }
        return result.status
    }
}
