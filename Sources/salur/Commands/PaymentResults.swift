internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import Wording

/// What the commands that pay, or write reports, show at their end.
enum PaymentResults {
    /// Prints every result and answers the worst exit status.
    static func show(_ results: [RunResult], isJSON: Bool) throws -> OutcomeKind {
        try show(results.map(FileOutcome.done), isJSON: isJSON)
    }

    /// Prints what became of every file or batch and answers the worst exit status.
    static func show(_ outcomes: [FileOutcome], isJSON: Bool) throws -> OutcomeKind {
        if Output.logsJSON { outcomes.forEach(log) }
        if isJSON {
            try Output.json(all: outcomes.map(document))
        } else {
            outcomes.forEach(show)
        }
        return outcomes.status
    }

    private static func show(_ outcome: FileOutcome) {
        switch outcome {
        case .done(let result):
            Output.result(Phrase("Reports: \(result.folder)"))
            Output.result(result.journalSentence)
            Output.result(result.sentence)
            for step in result.steps { Output.result(.joined([.verbatim("  - "), step], by: "")) }
        case .refused(_, let failure): Output.result(Phrase("Refused, nothing was sent for it: \(failure.phrase)"))
        case .failed(let batch, let failure): Output.error(failure.phrase, batch: batch.folderName)
        // Said when it was found.
        case .repeated, .waiting: break
        }
    }

    /// How a batch ended, for a log that is JSON: what is shown to people is on standard output.
    private static func log(_ outcome: FileOutcome) {
        guard case .done(let result) = outcome else { return }
        let entry = LogEntry(
            result.status == .success ? .info : .warning, "run_ended", result.sentence,
            batch: result.batch.folderName, file: result.batch.fileName, rows: result.batch.input.count,
            sum: result.batch.input.sum.whole)
        Output.log(LogLine(entry, at: SystemClock().now()))
    }

    private struct RepeatedDocument: Encodable {
        let file: String
        let sameAs: String
        let exitCode: Int32
    }

    private static func document(of outcome: FileOutcome) -> any Encodable {
        switch outcome {
        case .done(let result): return RunDocument(result)
        case .refused(let file, let failure):
            var document = ErrorDocument(failure)
            document.file = file
            return document
        case .repeated(let file, let first):
            return RepeatedDocument(file: file, sameAs: first, exitCode: outcome.status.exitCode)
        case .waiting(let batch, let failure), .failed(let batch, let failure):
            var document = ErrorDocument(failure)
            (document.file, document.batch) = (batch.fileName, batch.identity.text)
            return document
        }
    }
}

extension RunConsole {
    /// The terminal, with the progress line.
    static var terminal: RunConsole {
        let bar = ProgressBar()
        return RunConsole(
            tell: { Output.tell($0) },
            progress: { progress in
                if let progress { bar.show(progress) } else { bar.end() }
            })
    }
}
