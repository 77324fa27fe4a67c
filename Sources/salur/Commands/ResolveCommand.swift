internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

struct ResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Bring a stuck payout to its end: ask the bank about it, or record what is proven otherwise.",
        discussion: """
            EXAMPLES
              salur resolve INV-0042 --external-id b343df98b6316399757b7f111cfc2afc
              salur resolve INV-0042 --as failed --evidence "Mail of the bank, 3 March, ticket 4711" --by ani
              salur resolve FEE-0017 --capture --reason "Delivered"
              salur resolve FEE-0017 --void --reason "Cancelled by the customer"

            --external-id asks the bank for the status under that number and adopts the answer. The number stands in \
            attempts.csv: in the row of this reference whose column "kind" says transfer (collection, refund, \
            charge), in the column "external_id". --as records a person's word, once the transfer has been in doubt \
            for 24 hours, or where the bank has contradicted itself; it is shown as such in every report. What the \
            bank proves later outweighs it; a payout whose contradiction was decided is never sent again. \
            --evidence is what proves the result; --reason may say why you record it. \
            --capture takes the money that a charge holds on a card, --void releases it.

            EXIT CODES
              0   done
              1   it cannot be (said why)
              69  the bank did not tell
              75  answered no
              77  the bank refuses
            """)

    @Argument(help: ArgumentHelp("The reference of the payout.", valueName: "reference"))
    var reference: String

    @Option(help: ArgumentHelp("The batch, where the reference occurs in several.", valueName: "batch"))
    var batch: String?

    @Option(
        name: .customLong("external-id"),
        help: ArgumentHelp("Ask the bank under this X-EXTERNAL-ID of the payout (attempts.csv).", valueName: "id"))
    var externalID: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Record this result: succeeded, failed or refunded.", valueName: "result"))
    var resolution: Resolution?

    @Option(help: ArgumentHelp("With --as: what proves the result, in words; recorded.", valueName: "text"))
    var evidence: String?

    @Flag(help: "Take the money that a charge holds on a card.")
    var capture = false

    @Flag(name: .customLong("void"), help: "Release the money that a charge holds on a card.")
    var releases = false

    @OptionGroup var person: PersonOptions
    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        guard [externalID != nil, resolution != nil, capture, releases].count(where: { $0 }) == 1 else {
            throw ValidationError(
                "Give one of --external-id ID, --as RESULT with --evidence TEXT, --capture, --void.")
        }
        if let externalID {
            let isIdentifier =
                externalID.utf8.count == 32 && externalID.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            guard isIdentifier else { throw ValidationError("An X-EXTERNAL-ID is exactly 32 letters and digits.") }
        }
        if resolution != nil, evidence?.allSatisfy(\.isWhitespace) != false {
            throw ValidationError("--as needs --evidence TEXT: what proves it.")
        }
    }

    func run() async throws {
        try await Output.guarded {
            if capture || releases { return try await endHold() }
            let job = ResolveJob(
                settings: try await settings.load(), clock: SystemClock(), logger: SettingsOptions.logger)
            if let resolution {
                var person = person
                person.reason = person.reason.map { "\(evidence ?? ""); \($0)" } ?? evidence
                let decision = try person.decision()
                let plan = try await job.plan(reference, batch: batch)
                guard try await DecisionOutput.isConfirmed(plan, isYes: person.yes) else {
                    return try DecisionOutput.show(DecisionResult(declined: plan), isJSON: settings.json)
                }
                return try DecisionOutput.show(
                    try await job.apply(plan, as: resolution, decision), isJSON: settings.json)
            }
            let adopted = try await job.resolve(reference, batch: batch, by: ExternalID(externalID ?? ""))
            return try show(adopted)
        }
    }

    private func endHold() async throws -> OutcomeKind {
        let job = HoldJob(settings: try await settings.load(), clock: SystemClock(), logger: SettingsOptions.logger)
        let charge = try await job.heldCharge(reference, batch: batch)
        let act = capture ? HoldAct.capture : .void
        Output.message(charge.line(act))
        let decision = try person.decision()
        if !person.yes, await !Question.confirm(Phrase("Do it?")) {
            Output.message(Phrase("Nothing was changed."))
            return .notSettled
        }
        let adopted = try await job.apply(act, to: reference, batch: batch, decision)
        let kind = try show(adopted)
        if adopted.reported == .authorised { return .notSettled }
        // The hold may have ended meanwhile in another way.
        return adopted.reported == (capture ? .succeeded : .voided) ? kind : .notAllPaid
    }

    private func show(_ adopted: ResolveJob.Adopted) throws -> OutcomeKind {
        if settings.json {
            try Output.json(AdoptedDocument(adopted, message: Output.text(adopted.sentence)))
        } else {
            Output.result(adopted.sentence)
        }
        switch adopted.reported {
        case .succeeded, .pending, .refunded, .failed, .authorised, .voided: return .success
        case .notFound, .unrecognised: return .notAllPaid
        }
    }
}

extension Resolution: ExpressibleByArgument {}
