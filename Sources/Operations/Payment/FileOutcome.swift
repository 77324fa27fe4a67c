package import PayoutLedger

/// What became of one FILE or batch on a command line: each is on its own.
package enum FileOutcome: Sendable {
    /// It was worked on.
    case done(RunResult)
    /// The file is refused: nothing was sent for it.
    case refused(file: String, CommandFailure)
    /// The file is named twice, or has the content of another: both are one batch, and it is paid once.
    case repeated(file: String, of: String)
    /// The batch waits for approval, is paused, or came too late: nothing was sent for it.
    case waiting(Batch, CommandFailure)
    /// Something went wrong with the batch alone; others went on.
    case failed(Batch, CommandFailure)

    package var status: OutcomeKind {
        switch self {
        case .done(let result): result.status
        case .refused(_, let failure), .waiting(_, let failure), .failed(_, let failure): failure.status
        case .repeated: .success
        }
    }

    /// Whether something was to be done for it.
    package var hadWork: Bool {
        switch self {
        case .done, .failed: true
        case .refused, .repeated, .waiting: false
        }
    }

    /// Whether the same command again leaves it out, until a person has acted.
    fileprivate var waitsForPerson: Bool {
        switch self {
        case .waiting(_, let failure): failure.status == .stopped
        case .done(let result): result.isPaused
        case .refused, .repeated, .failed: false
        }
    }

    /// What came of the work; nil where there was none.
    package var result: RunResult? {
        if case .done(let result) = self { result } else { nil }
    }
}

extension [FileOutcome] {
    /// The same, or the failure of the only one: a command about a single batch ends with it.
    ///
    /// - Throws: ``CommandFailure``.
    func orFailure() throws -> [FileOutcome] {
        if count == 1, case .failed(_, let failure)? = first { throw failure }
        return self
    }
}

extension Sequence<FileOutcome> {
    /// The worst of the outcomes. What the same command again would only leave out does not keep it from being run
    /// again for the others: a job at night is started again, and notifies somebody once nothing else is open.
    package var status: OutcomeKind {
        let goingOn = filter { !$0.waitsForPerson }.map(\.status).max()
        return goingOn == .notSettled ? .notSettled : map(\.status).max() ?? .success
    }
}
