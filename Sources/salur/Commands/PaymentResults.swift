internal import PayoutCore
internal import SalurService
internal import Wording

/// What the commands that pay, or write reports, show at their end.
enum PaymentResults {
    /// Prints every result and answers the worst exit status.
    static func show(_ results: [RunResult], isJSON: Bool) throws -> ExitStatus {
        if isJSON {
            try Output.json(results.map { RunDocument($0) })
        } else {
            for result in results {
                Output.result(Phrase("Reports: \(result.folder)"))
                Output.result(result.journalSentence)
                Output.result(result.sentence)
            }
        }
        let statuses = results.map(\.status)
        // Reports that do not add up outweigh everything else.
        return statuses.contains(.internalError) ? .internalError : statuses.max() ?? .success
    }
}

extension RunConsole {
    /// The terminal, with the progress line; `confirm` asks whether to pay.
    static func terminal(confirm: @escaping @Sendable (RunPlan) async -> Bool) -> RunConsole {
        let progress = ProgressBar()
        return RunConsole(
            say: { Output.message($0) }, progress: { progress.show($0) }, endProgress: { progress.end() },
            confirm: confirm)
    }
}
