internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Halt a batch: nothing of it is sent until salur resume. Also during a run.",
        discussion: """
            EXAMPLES
              salur pause payroll-1a2b3c4d --reason "HR checks three rows"
              salur pause --yes --by "Budi Hartono" --reason "ticket 4711" 2026-02-bonus

            A run that is paying it notices within a second. Approvals stay. salur run and salur process leave a \
            paused batch out, with exit code 77. What is on its way to the bank already is asked about once it is \
            resumed.

            EXIT CODES
              0   paused, now or before
              64  nothing is left to pause
              75  answered no
            """)

    @OptionGroup var options: BatchActOptions

    func run() async throws { try await options.run(.pause) }
}

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Let a paused or stopped batch go on. Sends nothing itself; salur process does.",
        discussion: """
            EXAMPLES
              salur resume payroll-1a2b3c4d --reason "HR has checked them"

            It waits as before: for approval, or to be processed. A salur process that is at work on other batches \
            takes it again within a second. Where none is at work, salur process goes on without this command with a \
            batch that trouble has stopped; not with one that has stopped itself since rows did not succeed \
            (dispatch.canary, dispatch.stopAtFailures). Once resumed, such a batch goes on without that check.

            EXIT CODES
              0   resumed
              64  it is neither paused nor stopped
              75  answered no
            """)

    @OptionGroup var options: BatchActOptions

    func run() async throws { try await options.run(.resume) }
}

struct CloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "End a batch for good: cancel what was not sent, and state why the rest is left.",
        discussion: """
            EXAMPLES
              salur close payroll-1a2b3c4d --reason "The rest was paid by cheque"

            Rows that were not sent are cancelled, as salur cancel does: the bank is asked first. Failed, refunded and \
            rejected rows stay as they are. Nothing of the batch needs a person any more, and nothing of it is ever \
            sent again. Money that may be on its way must come to its end first.

            EXIT CODES
              0   closed
              1   some rows could not be cancelled (said why), and it is not closed
              69  the bank did not tell
              75  answered no
              77  money may be on its way
            """)

    @OptionGroup var options: BatchActOptions

    func run() async throws { try await options.run(.close) }
}

/// The batch, who decides about it, and why.
struct BatchActOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The batch: its name, file or identity. Default: the only one.", valueName: "batch"),
        completion: .batches)
    var batch: String?

    @OptionGroup var person: PersonOptions
    @OptionGroup var settings: SettingsOptions

    func run(_ act: BatchAct) async throws {
        try await Output.guarded {
            let control = BatchControl(
                settings: try await settings.load(), clock: SystemClock(), logger: SettingsOptions.logger)
            let decision = try person.decision()
            let plan = try await control.plan(act, batch)
            if let failure = plan.failure { throw failure }
            guard await isConfirmed(plan) else { return try show(BatchControl.Result(declined: plan)) }
            return try show(try await control.apply(plan, decision))
        }
    }

    private func isConfirmed(_ plan: BatchControl.Plan) async -> Bool {
        for line in plan.summary { Output.message(line) }
        if person.yes { return true }
        return await Question.confirm(Phrase("Do it?"))
    }

    private func show(_ result: BatchControl.Result) throws -> OutcomeKind {
        if settings.json {
            try Output.json(BatchActDocument(result, in: Output.language))
        } else {
            for line in result.refusalLines { Output.result(line) }
            Output.result(result.sentence)
        }
        return result.status
    }
}
