internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

struct CodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "otp",
        abstract: "Send the code that a customer has received for a collection. The code is kept nowhere.",
        discussion: """
            EXAMPLES
              salur otp INV-0042
              salur otp INV-0042 --batch fees-1a2b3c4d

            For a row whose reason is awaiting_otp. The code is asked for on the terminal, \
            where it is not shown, or read from standard input, one code a line. Three \
            wrong codes, in one command or several, block the customer until "salur \
            mandates unblock". The row stays pending until the bank reports a status.

            EXIT CODES
              0   the bank accepts the code
              64  the row does not wait for a code
              69  it is not known whether the bank has the code
              75  no code was typed
              77  refused, too late, or the customer is blocked
            """)

    @Argument(help: ArgumentHelp("The reference of the collection.", valueName: "reference"))
    var reference: String

    @Option(help: ArgumentHelp("The batch, where the reference occurs in several.", valueName: "batch"))
    var batch: String?

    @Option(help: ArgumentHelp("Who sends it; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let person = try PersonOptions.name(by)
            let job = CodeJob(
                settings: try await settings.load(), clock: SystemClock(), logger: SettingsOptions.logger)
            let outcome = try await job.send(reference, batch: batch, by: person) { CodePrompt.ask(triesLeft: $0) }
            if settings.json {
                try Output.json(CodeDocument(outcome))
            } else {
                Output.result(outcome.sentence)
            }
            return outcome.kind
        }
    }
}

/// What `otp` writes with `--json` (`schemas/otp.schema.json`).
struct CodeDocument: Encodable {
    let batch: String
    let reference: String
    let result: String
    let exitCode: Int32
    let message: String

    init(_ outcome: CodeJob.Outcome) {
        batch = outcome.batch.identity.text
        reference = outcome.reference
        result =
            switch outcome.result {
            case .verified: "verified"
            case .noCode: "no_code"
            case .blocked: "blocked"
            case .expired: "expired"
            case .refused: "refused"
            case .unclear: "unclear"
            }
        exitCode = outcome.kind.exitCode
        message = Output.text(outcome.sentence)
    }
}
