import FoundationEssentials
import Glibc
import Operations
import PayoutCore
import PayoutEngine
import PayoutLedger
import PayoutRules
import TestSupport
import Testing

/// A ledger and files of its own for one test, removed at the end.
final class IntakeFixture {
    static let header = "reference,bank_code,account_number,account_name,amount,note,Department"

    private let temporary: TemporaryFolder
    var folder: String { temporary.path }
    let ledger: Ledger

    init() throws {
        temporary = try TemporaryFolder("intake")
        ledger = try Ledger(path: temporary.path + "/salur.db")
    }

    deinit { try? ledger.close() }

    /// Rows that can be paid, one a reference, each to an account of its own.
    static func rows(_ references: String...) -> [String] {
        references.map { "\($0),014,\(account(of: $0)),Budi Santoso,1500000,salary,Finance" }
    }

    /// The account of a reference, however it is spaced.
    static func account(of reference: String) -> Int {
        reference.unicodeScalars.filter { $0 != " " }.reduce(1_234_500_000) { $0 + Int($1.value) }
    }

    /// Writes a file of `rows` below `header` and answers its path.
    func write(_ rows: [String], header: String = header, to name: String = "payroll.csv") throws -> String {
        let path = folder + "/" + name
        try Data(([header] + rows).joined(separator: "\n").utf8).write(to: URL(filePath: path))
        return path
    }

    func file(
        _ path: String, as name: String? = nil, payAgain: String? = nil, allowsRepeats: Bool = false
    ) throws -> Intake.Filed {
        let handler = DuplicateHandler(policy: PayoutPolicy(), window: EngineLimits.duplicateWindowUsual)
        return try Intake(
            ledger: ledger, RowForm(.payout, banks: .embedded), clock: FixedClock(), handler: handler, person: "Siti"
        )
        .file(path, Intake.Order(name: name, payAgainReason: payAgain, allowsRepeats: allowsRepeats))
    }

    /// The failure that filing ends in.
    func refusal(
        _ path: String, as name: String? = nil, payAgain: String? = nil
    ) throws -> CommandFailure {
        let error = #expect(throws: (any Error).self) { try file(path, as: name, payAgain: payAgain) }
        return CommandFailure(try #require(error))
    }

    func totals(_ batch: Batch) throws -> Totals { try ledger.read { try $0.totals(batch.id) } }

    var batchCount: Int { get throws { try ledger.read { try $0.batches().count } } }
}

/// A clock that stands still.
struct FixedClock: WallClock {
    func now() -> Timestamp { Timestamp(milliseconds: 1_771_051_030_000) }
}
