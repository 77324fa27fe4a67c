internal import AuditTrail
internal import CallbackServer
internal import MetricsServer
internal import PayoutFile
internal import PayoutLedger
package import Wording

/// How a command ends; scripts depend on these numbers (design: commands).
///
/// Of several files the worst counts, in this order, the worst first:
///
/// | status | why it stands there |
/// |---|---|
/// | ``internalError`` | a report does not add up, or the program is wrong: trust nothing before a person has looked |
/// | ``badSettings``, ``usage`` | the same command can never succeed |
/// | ``ledgerFailed``, ``cannotWrite`` | the machine needs help before anything goes on |
/// | ``stopped``, ``bankUnreachable`` | good rows are not paid and wait for a person, or for the bank |
/// | ``badFile`` | a file is refused and waits for a person; repeating mends nothing |
/// | ``notSettled`` | the same command again continues |
/// | ``notAllPaid`` | all is settled, and some rows were not paid |
/// | ``success`` | |
package enum ExitStatus: Int32, Comparable, CaseIterable, Sendable {
    /// Every payout succeeded; `check`: nothing rejected.
    case success = 0
    /// Settled, but not every row was paid; `check`: some rejected.
    case notAllPaid = 1
    /// Wrong usage.
    case usage = 64
    /// The file is missing or refused: nothing was sent.
    case badFile = 65
    /// The bank cannot be reached, nothing was sent.
    case bankUnreachable = 69
    case internalError = 70
    /// A report cannot be written.
    case cannotWrite = 73
    /// The ledger or the disk failed midway: run again.
    case ledgerFailed = 74
    /// Not settled yet: run again to continue.
    case notSettled = 75
    /// A person must act first, then run again.
    case stopped = 77
    /// Wrong settings, a port in use.
    case badSettings = 78

    /// How bad it is beside the others; the table heads the type.
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

    package static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.severity < right.severity }
}

/// What ends a command early: a message for people and the exit status that goes with it.
package struct CommandFailure: PhrasedError {
    package let status: ExitStatus
    /// What happened, where, and what to do next.
    package let phrase: Phrase
    /// The same for programs.
    package let code: ErrorCode
    /// What to do next, in one sentence.
    package let whatToDo: Phrase

    /// - Parameters:
    ///   - code: what it is called by programs; by default the word for the status as a whole.
    ///   - whatToDo: what to do next, in one sentence; by default what helps with the code.
    package init(_ status: ExitStatus, _ phrase: Phrase, code: ErrorCode? = nil, whatToDo: Phrase? = nil) {
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

    private static func standing(of error: LedgerError) -> (ExitStatus, ErrorCode) {
        switch error {
        case .locked: (.notSettled, .ledgerLocked)
        case .cannotOpen, .cannotLock, .newerVersion, .notDurable, .unknownWord: (.badSettings, .ledgerUnusable)
        case .otherBank: (.badSettings, .ledgerOtherBank)
        case .failed: (.ledgerFailed, .ledgerFailed)
        case .altered: (.internalError, .internalError)
        case .rowsAltered: (.stopped, .ledgerAltered)
        }
    }
}
