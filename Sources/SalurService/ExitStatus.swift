internal import AuditTrail
internal import CallbackServer
internal import MetricsServer
internal import PayoutFile
internal import PayoutLedger
package import Wording

/// How a command ends; scripts depend on these numbers (design: commands).
package enum ExitStatus: Int32, Comparable, Sendable {
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

    package static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }
}

/// What ends a command early: a message for people and the exit status that goes with it.
package struct CommandFailure: PhrasedError {
    package let status: ExitStatus
    /// What happened, where, and what to do next.
    package let phrase: Phrase

    package init(_ status: ExitStatus, _ phrase: Phrase) {
        self.status = status
        self.phrase = phrase
    }

    /// The failure that `error` means to a command; anything unknown is an internal error.
    package init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as FileError: self.init(.badFile, error.phrase)
        case let error as OutputError: self.init(.cannotWrite, error.phrase)
        case let error as CallbackServerError: self.init(.badSettings, error.phrase)
        case let error as MetricsServerError: self.init(.badSettings, error.phrase)
        case let error as SettingsError: self.init(.badSettings, error.phrase)
        case let error as AuditKeyError:
            self.init(.badSettings, Phrase("The journal cannot be signed (audit.privateKeyFile): \(error)"))
        case let error as LedgerError: self.init(Self.status(of: error), error.phrase)
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

    private static func status(of error: LedgerError) -> ExitStatus {
        switch error {
        case .locked: .notSettled
        case .cannotOpen, .cannotLock, .newerVersion, .notDurable, .otherBank: .badSettings
        case .failed: .ledgerFailed
        case .altered: .internalError
        }
    }
}
