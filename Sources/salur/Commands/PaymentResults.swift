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
        case .failed(_, let failure): Output.error(failure.phrase)
        // Said when it was found.
        case .repeated, .waiting: break
        }
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
            tell: { notice in
                for message in notice.messages { Output.message(message) }
            },
            progress: { progress in
                if let progress { bar.show(progress) } else { bar.end() }
            })
    }
}
