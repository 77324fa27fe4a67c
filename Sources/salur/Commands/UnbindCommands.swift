internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

struct MandatesUnbindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unbind", abstract: "End the binding of a customer's bank account at the bank.",
        discussion: """
            EXAMPLES
              salur mandates unbind C-1001 --reason "The contract has ended"

            Some banks send the customer a code first. It is asked for on the terminal, \
            where it is not shown, or read from standard input, one code a line. It is \
            kept nowhere. After three wrong codes the customer is blocked.

            EXIT CODES
              0   unbound
              64  no bound account
              69  the bank cannot be asked
              75  answered no, or not known yet
              77  the bank refuses, or the customer is blocked
            """)

    @Argument(help: ArgumentHelp("Your name of the customer.", valueName: "customer"))
    var customer: String

    @OptionGroup var person: PersonOptions
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let job = UnbindJob(
                settings: try await settings.load(), clock: SystemClock(), logger: SettingsOptions.logger)
            let mandate = try job.boundMandate(of: customer)
            Output.message(mandate.line)
            let decision = try person.decision()
            guard await UnbindOutput.isConfirmed(person, Phrase("End the binding of this account?")) else {
                return .notSettled
            }
            let outcome = try await job.unbindAccount(customer, decision) { CodePrompt.ask(triesLeft: $0) }
            return try UnbindOutput.show(outcome, isJSON: settings.json)
        }
    }
}

struct CardsUnbindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unbind", abstract: "Have the bank forget a customer's card, for good.",
        discussion: """
            EXAMPLES
              salur cards unbind C-1001 --reason "The contract has ended"

            EXIT CODES
              0   unbound
              64  no registered card
              69  the bank cannot be asked
              75  answered no, or not known yet
              77  the bank refuses
            """)

    @Argument(help: ArgumentHelp("Your name of the customer.", valueName: "customer"))
    var customer: String

    @OptionGroup var person: PersonOptions
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let job = UnbindJob(
                settings: try await settings.load(), clock: SystemClock(), logger: SettingsOptions.logger)
            let card = try job.boundCard(of: customer)
            Output.message(card.line)
            let decision = try person.decision()
            guard await UnbindOutput.isConfirmed(person, Phrase("Have the bank forget this card?")) else {
                return .notSettled
            }
            return try UnbindOutput.show(try await job.unbindCard(customer, decision), isJSON: settings.json)
        }
    }
}

/// Asks before an account or card is unbound, and shows what has become of it.
enum UnbindOutput {
    static func isConfirmed(_ person: PersonOptions, _ question: Phrase) async -> Bool {
        if person.yes { return true }
        if await Question.confirm(question) { return true }
        Output.message(Phrase("Nothing was changed."))
        return false
    }

    static func show(_ outcome: BindingOutcome, isJSON: Bool) throws -> OutcomeKind {
        let kind: OutcomeKind =
            switch outcome.status {
            case .unbound, .gone, .expired, .notBound: .success
            case .blocked: .stopped
            case .bound, .binding: .notSettled
            }
        let sentence = outcome.status == .bound ? outcome.stillBoundSentence : outcome.sentence
        if isJSON {
            try Output.json(BindingDocument(outcome, sentence, kind))
        } else {
            Output.result(sentence)
        }
        return kind
    }
}
