import PayoutCore
import PayoutFile
import PayoutLedger
import PayoutRules
import Testing
import Wording

@testable import Operations

/// Rows in memory: a second format in addition to CSV.
private final class MemoryRows: RowSource {
    let name = "rows in memory"
    let header: Header
    let controlClaims: ControlClaims?
    let digest: ContentDigest? = nil
    private var rest: ArraySlice<[String]>
    private var line = 1
    private let present = RowBuffer()
    private let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 4096)
    private let cells = UnsafeMutableBufferPointer<Range<Int>>.allocate(capacity: 16)

    init(_ header: [String], _ rows: [[String]], claims: ControlClaims? = nil) {
        self.header = Header(names: header, line: 1, format: .own)
        controlClaims = claims
        rest = rows[...]
    }

    deinit {
        present.takeBack()
        bytes.deallocate()
        cells.deallocate()
    }

    func nextRow() throws(FileError) -> SourceRow? {
        present.takeBack()
        guard let row = rest.popFirst() else { return nil }
        line += 1
        var end = 0
        for (index, cell) in row.enumerated() {
            let start = end
            for byte in cell.utf8 {
                bytes[end] = byte
                end += 1
            }
            cells[index] = start..<end
        }
        return present.lend(
            line: line, bytes: UnsafeBufferPointer(rebasing: bytes[..<end]),
            cells: UnsafeBufferPointer(rebasing: cells[..<row.count]))
    }
}

@Suite("Rows of any format") struct RowSourceTests {
    private static let header = ["reference", "bank_code", "account_number", "account_name", "amount", "note"]
    private static let rows = [
        ["PAY-1", "014", "1234567890", " Budi ", "1500000", "salary"],
        ["PAY-2", "14", "1234567891", "Siti", "20000", "salary"],
        ["PAY-1", "014", "1234567892", "Ani", "30000", "salary"], ["PAY-3", "014"],
    ]

    /// Each row as a line: its number, whether it can be paid, its texts and what is wrong with it.
    private static func lines<Source: RowSource>(of scan: FileScan<Source>) throws -> [String] {
        var lines: [String] = []
        try scan.run { row in
            let (shown, found) = (row.shown, row.violations)
            lines.append(
                "\(row.line) \(row.isAccepted) \(shown.reference)|\(shown.accountName)|\(shown.amount) "
                    + found.map(\.code.rawValue).joined(separator: ","))
        } onRepeated: { violation, wasAccepted in
            lines.append("\(violation.line) again \(wasAccepted)")
        }
        return lines
    }

    private static func scan(_ claims: ControlClaims?) throws -> FileScan<MemoryRows> {
        try FileScan(MemoryRows(header, rows, claims: claims), path: "-", RowForm(.payout, banks: .embedded))
    }

    @Test("rows of another format are judged as those of a CSV file are") func sameVerdicts() throws {
        let text = ([Self.header] + Self.rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
        let fixture = try IntakeFixture()
        let path = try fixture.write([], header: text)
        let lines = try Self.lines(of: Self.scan(nil))
        #expect(
            lines == [
                "2 true PAY-1|Budi|1500000 ", "3 false PAY-2|Siti|20000 bank_code_unknown", "2 again true",
                "4 false PAY-1|Ani|30000 duplicate_reference", "5 false PAY-3|| wrong_cell_count",
            ])
        #expect(try Self.lines(of: FileScan(path: path, RowForm(.payout, banks: .embedded))) == lines)
    }

    @Test("a file has the rows that it says it has") func claims() throws {
        let right = ControlClaims(rowCount: 4, sum: Rupiah(1_550_000))
        #expect(try Self.lines(of: Self.scan(right)).count == 5)
        for wrong in [ControlClaims(rowCount: 5, sum: nil), ControlClaims(rowCount: nil, sum: Rupiah(1_550_001))] {
            let error = #expect(throws: CommandFailure.self) { try Self.lines(of: Self.scan(wrong)) }
            #expect(error?.phrase.english.hasPrefix("rows in memory: the file itself says ") == true)
        }
    }
}
