internal import ArgumentParser
internal import Operations
internal import PayoutRules
internal import Presentation
internal import SalurSettings
internal import Wording

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell the life of one payout: what was asked, what the bank said, who decided, what happens next.",
        discussion: """
            It only reads the ledger, also during a run. It says what to type next where a person must decide.

            EXAMPLES
              salur explain GAJI-0042
              salur explain GAJI-0042 --batch 2026-02-bonus
              salur explain GAJI-0042 --json          every identifier and time, to ask the bank about

            Exit code 77: somebody edited the row or its batch in the ledger with other means than salur, so nothing \
            is shown.
            """)

    @Argument(help: ArgumentHelp("The payout's reference, as the file has it.", valueName: "reference"))
    var reference: String

    @Option(help: ArgumentHelp("The batch, where the reference stands in several.", valueName: "name"))
    var batch: String?

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let loaded = try await settings.load(writesLedger: false)
            let search = ExplanationSearch(
                ledger: try LedgerStatus.open(loaded.ledgerPath), banks: try BankDirectory(settings: loaded),
                at: SystemClock().now())
            let found = try search.find(reference, batch: batch)
            try search.prove(found)
            if settings.json {
                try Output.json(all: found.map { ExplainDocument($0, in: Output.language) })
            } else {
                show(found)
            }
            return .success
        }
    }

    private func show(_ found: [Explanation]) {
        if found.count == 1, let explanation = found.first {
            for line in explanation.lines { Output.result(line) }
            return
        }
        Output.result(Phrase("\(found.count) rows have this reference, so all of them were rejected:"))
        // One line is the heading, one says what to do, and one may say that there are more.
        let shownMax = Explanation.linesMax - 3
        for explanation in found.prefix(shownMax) { Output.result(explanation.rejection) }
        if found.count > shownMax {
            Output.result(Phrase("… \(found.count - shownMax) more; rejected.csv holds them all"))
        }
        if let next = found.first?.next { Output.result(Phrase("Next: \(next)")) }
    }
}
