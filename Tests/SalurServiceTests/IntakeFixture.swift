import FoundationEssentials
import Glibc
import PayoutCore
import PayoutLedger
import PayoutRules
import SalurService
import Testing

/// A ledger and files of its own for one test, removed at the end.
final class IntakeFixture {
    static let header = "reference,bank_code,account_number,account_name,amount,note,Department"

    let folder: String
    let ledger: Ledger

    init() throws {
        var template = Array("/tmp/salur-intake-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        ledger = try Ledger(path: folder + "/salur.db")
    }

    deinit {
        try? ledger.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Rows that can be paid, one a reference.
    static func rows(_ references: String...) -> [String] {
        references.map { "\($0),014,1234567800,Budi Santoso,1500000,salary,Finance" }
    }

    /// Writes a file of `rows` below `header` and answers its path.
    func write(_ rows: [String], header: String = header, to name: String = "payroll.csv") throws -> String {
        let path = folder + "/" + name
        try Data(([header] + rows).joined(separator: "\n").utf8).write(to: URL(filePath: path))
        return path
    }

    func file(_ path: String, as name: String? = nil, payAgain: String? = nil) throws -> Intake.Filed {
        try Intake(ledger: ledger, banks: .embedded, clock: FixedClock(), person: "Siti")
            .file(path, as: name, payAgain: payAgain)
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
