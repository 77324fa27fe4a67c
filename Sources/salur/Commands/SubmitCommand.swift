internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import PayoutRules
internal import Presentation
internal import SalurSettings
internal import Wording

struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Check a payout file and bring it into the ledger, where it waits for approval. Pays nothing.",
        discussion: """
            EXAMPLES
              salur submit payroll.csv
              salur submit salaries.csv bonus.csv
              salur submit --batch 2026-02-bonus --by "Siti Rahma" bonus.csv

            Next: salur approve says that the batch may be paid, salur process pays it.

            The bank is not asked. Exit code 0: submitted, nothing rejected; 1: submitted, but some rows are rejected; \
            65: a file is missing or refused, and is not submitted. Several files are several batches; the worst counts.
            """)

    @Argument(
        help: ArgumentHelp(
            "Payout files (.csv or .xlsx, plain or gzipped), or - for standard input.", valueName: "file"),
        completion: .payoutFiles)
    var files: [String]

    @OptionGroup var kind: KindOptions

    @OptionGroup var naming: BatchNameOptions

    @Option(help: ArgumentHelp("Who submits; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    @OptionGroup var settings: SettingsOptions

    func validate() throws { try naming.validate(for: files) }

    private var order: Intake.Order {
        var order = naming.order
        order.rail = kind.kind
        return order
    }

    func run() async throws {
        try await Output.guarded {
            let person = try PersonOptions.name(by)
            let loaded = try await settings.load()
            let submission = try Submission(settings: loaded, clock: SystemClock())
            return try await FinalNotifications.around(loaded) { try await submit(by: person, submission) }
        }
    }

    private func submit(by person: String, _ submission: Submission) async throws -> OutcomeKind {
        var status = OutcomeKind.success
        var documents: [any Encodable] = []
        for file in files {
            do {
                let receipt = try await submission.submit(
                    file, order, by: person,
                    tell: { Output.tell($0) })
                documents.append(SubmitDocument(receipt))
                if !settings.json { show(receipt, of: file) }
                if receipt.rejectedCount > 0 { status = max(status, .notAllPaid) }
            } catch {
                let failure = CommandFailure(error)
                guard failure.status == .badFile, files.count > 1 else { throw failure }
                Output.error(failure.phrase)
                var document = ErrorDocument(failure)
                document.file = file
                documents.append(document)
                status = max(status, failure.status)
            }
        }
        guard settings.json else { return status }
        if let only = documents.first, documents.count == 1 {
            try Output.json(only)
        } else {
            try Output.json(all: documents)
        }
        return status
    }

    private func show(_ receipt: Submission.Receipt, of file: String) {
        for line in receipt.filed.lines(of: file) { Output.message(line) }
        if receipt.isNew, receipt.rejectedCount > receipt.violations.count {
            Output.message(Phrase("\(file): \(receipt.rejectedCount) rows are rejected; these are the first."))
        }
        Output.result(receipt.summary)
        if let refusal = receipt.ceilingRefusal { Output.warning(refusal.phrase) }
        Output.result(receipt.sentence)
    }
}
