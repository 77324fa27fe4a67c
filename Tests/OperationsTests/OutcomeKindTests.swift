import CallbackServer
import Operations
import PayoutFile
import PayoutLedger
import Testing
import Wording

@Suite struct OutcomeKindTests {
    @Test("Of several files the worst counts: what no repetition mends before what the same command mends")
    func severity() {
        let order: [OutcomeKind] = [
            .internalError, .badSettings, .usage, .ledgerFailed, .cannotWrite, .stopped, .bankUnreachable, .badFile,
            .notSettled, .notAllPaid, .success,
        ]
        #expect(OutcomeKind.allCases.sorted(by: >) == order)
        #expect([OutcomeKind.notAllPaid, .success, .stopped, .notSettled].max() == .stopped)
    }

    private struct Strange: Error {}

    private static let failures: [(any Error, OutcomeKind)] = [
        (FileError(file: "a.csv", line: 3, fault: .unclosedQuote), .badFile),
        (FileError(file: "a.csv", fault: .missing), .badFile),
        (OutputError(path: "out/a", action: .write, reason: .verbatim("No space left on device")), .cannotWrite),
        (CallbackServerError.addressInUse(host: "127.0.0.1", port: 8081), .badSettings),
        (LedgerError.locked(path: "salur.db"), .notSettled),
        (LedgerError.busy(path: "salur.db"), .notSettled),
        (LedgerError.cannotOpen(path: "salur.db", why: "file is not a database"), .badSettings),
        (LedgerError.cannotLock(path: "salur.db", why: "Permission denied"), .badSettings),
        (LedgerError.newerVersion(path: "salur.db"), .badSettings),
        (LedgerError.notDurable(path: "salur.db", synchronous: 1), .badSettings),
        (
            LedgerError.otherBank(path: "salur.db", bound: BankBinding(baseURL: "https://b.example", merchantID: "M")),
            .badSettings
        ),
        (LedgerError.failed(path: "salur.db", why: "disk I/O error"), .ledgerFailed),
        (CommandFailure(.usage, .verbatim("two files need two names")), .usage),
        (Strange(), .internalError),
    ]

    @Test("Every error has its kind, and a message that says what it says") func mapping() {
        for (error, status) in Self.failures {
            let failure = CommandFailure(error)
            #expect(failure.status == status, "\(error)")
            #expect(failure.description.contains("\(error)"), "\(failure.description)")
            #expect(failure.description == failure.description)
        }
    }

    @Test("An error that nobody knows says that nothing is paid twice") func unknown() {
        #expect(CommandFailure(Strange()).description.contains("Nothing is paid twice"))
    }
}
