package import Wording

/// What can be wrong with a ledger. The texts are for people and never hold row data.
package enum LedgerError: PhrasedError, Equatable {
    /// The file cannot be opened, created or read as a ledger (exit 78 or 74).
    case cannotOpen(path: String, why: String)
    /// Another process has the lease, the right to send (exit 75).
    case locked(path: String)
    /// Another process has taken the lease of this one, whose lock file is gone: nothing more is sent (exit 75).
    case leaseLost(path: String)
    /// Another process kept on writing, so that this one could not (exit 75).
    case busy(path: String)
    /// The lock file cannot be made.
    case cannotLock(path: String, why: String)
    /// The ledger was made by a newer version of this program.
    case newerVersion(path: String)
    /// SQLite does not confirm `synchronous = FULL`, so a power cut could lose an intent (promise P2).
    case notDurable(path: String, synchronous: Int)
    /// The ledger belongs to another bank or merchant (exit 78).
    case otherBank(path: String, bound: BankBinding)
    /// The ledger holds a word that this version does not know (exit 78).
    case unknownWord(table: String, words: String)
    /// A write failed midway: disk full, I/O error, read-only file (exit 74).
    case failed(path: String, why: String)
    /// A batch is not as its journal has it: somebody edited the ledger past the program (exit 77). `findings` are the
    /// first of `count` things that do not fit.
    case altered(path: String, batch: String, findings: [Phrase], count: Int)

    package var phrase: Phrase {
        switch self {
        case .cannotOpen(let path, let why):
            Phrase("The ledger \(path) cannot be opened: \(why). Check the path and its permissions (ledger.path).")
        case .locked(let path):
            Phrase(
                """
                Another salur is sending from the ledger \(path). Wait until it has ended, then run again. Submitting, \
                approving and decisions about rows work beside it.
                """)
        case .leaseLost(let path):
            Phrase(
                """
                Another salur has begun to send from the ledger \(path), since somebody removed or replaced its lock \
                file. This one sends nothing more. What it has sent is asked about by the other one.
                """)
        case .busy(let path):
            Phrase(
                """
                Another process has kept the ledger \(path) busy for too long, or has changed it in between. Run the \
                same command again; nothing is paid twice. If it happens again, look for a salur that is suspended.
                """)
        case .cannotLock(let path, let why):
            Phrase("The lock file \(path) cannot be made: \(why). Check the folder's permissions.")
        case .newerVersion(let path):
            Phrase("The ledger \(path) was made by a newer version of salur. Use that version.")
        case .notDurable(let path, let synchronous):
            Phrase(
                """
                The ledger \(path) is not durable (PRAGMA synchronous is \(synchronous), not 2). Nothing was sent. \
                Report this with the version of SQLite.
                """)
        case .otherBank(let path, let bound):
            Phrase(
                """
                The ledger \(path) belongs to merchant \(bound.merchantID) at \(bound.baseURL). Set ledger.path to \
                another file, or correct ayoconnect.baseUrl and ayoconnect.merchantId.
                """)
        case .altered(let path, let batch, let findings, let count):
            Phrase(
                """
                \(Self.list(findings, of: count)). Somebody has edited the ledger \(path) with other means than salur, \
                or it is damaged (ledger_altered): what it says of batch \(batch) proves nothing, so no report of it \
                was written, and the files of its folder are as they were. See what "salur verify --ledger \(path)" \
                finds, and put back the backup.
                """)
        case .unknownWord(let table, let words):
            Phrase(
                """
                The ledger holds words in its table "\(table)" that this version of salur does not know (\(words)): \
                another version wrote them, or somebody edited it. Nothing is sent while it is so. Use the version \
                that wrote it, or put back the backup.
                """)
        case .failed(let path, let why):
            Phrase(
                """
                The ledger \(path) could not be written: \(why). Free the disk or mend it, then run the same command \
                again; nothing is paid twice.
                """)
        }
    }
}

extension LedgerError {
    private static func list(_ findings: [Phrase], of count: Int) -> Phrase {
        let all = Phrase.joined(findings, by: "; ")
        return count > findings.count ? Phrase("\(all); and \(count: count - findings.count) more") : all
    }
}

/// The bank and merchant that a ledger belongs to, recorded when it is made.
package struct BankBinding: Hashable, Sendable {
    package let baseURL: String
    package let merchantID: String

    package init(baseURL: String, merchantID: String) {
        self.baseURL = baseURL
        self.merchantID = merchantID
    }
}
