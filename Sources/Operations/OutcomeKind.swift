internal import AuditTrail
internal import CallbackServer
internal import MetricsServer
internal import PayoutFile
internal import PayoutLedger
internal import SalurSettings
package import Wording

/// How an operation ends, for people, programs and pages alike; only the command line makes numbers of it.
///
/// Of several files the worst counts, in this order, the worst first:
///
/// | kind | why it stands there |
/// |---|---|
/// | ``internalError`` | a report does not add up, or the program is wrong: trust nothing before a person has looked |
/// | ``badSettings``, ``usage`` | the same command can never succeed |
/// | ``ledgerFailed``, ``cannotWrite`` | the machine needs help before anything goes on |
/// | ``stopped``, ``bankUnreachable`` | good rows are not paid and wait for a person, or for the bank |
/// | ``badFile`` | a file is refused and waits for a person; repeating mends nothing |
/// | ``notSettled`` | the same command again continues |
/// | ``notAllPaid`` | all is settled, and some rows were not paid |
/// | ``success`` | |
package enum OutcomeKind: Comparable, CaseIterable, Sendable {
    /// Every payout succeeded; `check`: nothing rejected.
    case success
    /// Settled, but not every row was paid; `check`: some rejected.
    case notAllPaid
    /// Wrong usage.
    case usage
    /// The file is missing or refused: nothing was sent.
    case badFile
    /// The bank cannot be reached, nothing was sent.
    case bankUnreachable
    case internalError
    /// A report cannot be written.
    case cannotWrite
    /// The ledger or the disk failed midway: run again.
    case ledgerFailed
    /// Not settled yet: run again to continue.
    case notSettled
    /// A person must act first, then run again.
    case stopped
    /// Wrong settings, a port in use.
    case badSettings

    /// How bad it is compared with the others; see the table at the top of the type.
    private var severity: Int {
        switch self {
        case .success: 0
        case .notAllPaid: 1
        case .notSettled: 2
        case .badFile: 3
        case .bankUnreachable: 4
        case .stopped: 5
        case .cannotWrite: 6
        case .ledgerFailed: 7
        case .usage: 8
        case .badSettings: 9
        case .internalError: 10
        }
    }

    package static func < (left: OutcomeKind, right: OutcomeKind) -> Bool { left.severity < right.severity }
}

/// What ends an operation early: its kind, and a message for people.
package struct CommandFailure: PhrasedError {
    package let status: OutcomeKind
    /// What happened, where, and what to do next.
    package let phrase: Phrase
    /// The same for programs.
    package let code: ErrorCode
    /// What to do next, in one sentence.
    package let whatToDo: Phrase

    /// - Parameters:
    ///   - code: what it is called by programs; by default the word for the status as a whole.
    ///   - whatToDo: what to do next, in one sentence; by default what helps with the code.
    package init(_ status: OutcomeKind, _ phrase: Phrase, code: ErrorCode? = nil, whatToDo: Phrase? = nil) {
        let code = code ?? ErrorCode(status)
        self.status = status
        self.phrase = phrase
        self.code = code
        self.whatToDo = whatToDo ?? code.whatToDo
    }

    /// The failure that `error` means to a command; anything unknown is an internal error.
    package init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as FileError:
            self.init(
                .badFile, error.phrase, code: ErrorCode(of: error.fault), whatToDo: error.whatToDo)
        case let error as OutputError: self.init(.cannotWrite, error.phrase)
        case let error as CallbackServerError: self.init(.badSettings, error.phrase)
        case let error as MetricsServerError: self.init(.badSettings, error.phrase)
        case let error as SettingsError: self.init(.badSettings, error.phrase)
        case let error as AuditKeyError:
            self.init(.badSettings, Phrase("The journal cannot be signed (audit.privateKeyFile): \(error)"))
        case let error as LedgerError:
            let (status, code) = Self.standing(of: error)
            self.init(status, error.phrase, code: code)
        default:
            self.init(
                .internalError,
                Phrase(
                    """
                    An error that salur does not know: \("\(error)"). Nothing is paid twice if you run the same \
                    command again; please report it.
                    """))
        }
    }

    /// The same for work on one of several batches. Our own failures name it already where it matters.
    init(_ error: any Error, about batch: Batch) {
        let failure = CommandFailure(error)
        guard !(error is CommandFailure) else {
            self = failure
            return
        }
        self.init(
            failure.status, Phrase("\(batch.fileName): \(failure.phrase)"), code: failure.code,
            whatToDo: failure.whatToDo)
    }

    private static func standing(of error: LedgerError) -> (OutcomeKind, ErrorCode) {
        switch error {
        case .locked, .leaseLost, .busy: (.notSettled, .ledgerLocked)
        case .cannotOpen, .cannotLock, .newerVersion, .notDurable, .unknownWord: (.badSettings, .ledgerUnusable)
        case .otherBank: (.badSettings, .ledgerOtherBank)
        case .failed: (.ledgerFailed, .ledgerFailed)
        case .altered: (.stopped, .ledgerAltered)
        }
    }
}
