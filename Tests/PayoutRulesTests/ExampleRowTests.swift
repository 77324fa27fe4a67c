import PayoutCore
import PayoutRules
import Testing

/// Example rows of templates are named as such, and no person is taken for one.
@Suite struct ExampleRowTests {
    private func codes(reference: String, name: String) throws -> [ViolationCode] {
        let checker = try RowChecker(
            headerNames: Rail.payout.columns.map(\.rawValue), banks: .embedded)
        let cells = [reference, "014", "1234567890", name, "1500000", "Gaji"]
        let content = Array(cells.joined().utf8)
        var ranges: [Range<Int>] = []
        for cell in cells {
            let start = ranges.last?.upperBound ?? 0
            ranges.append(start..<(start + cell.utf8.count))
        }
        let located = checker.locate(content: content.span, cells: ranges.span)
        return checker.check(line: 2, content: content.span, cells: ranges.span, located: located).violations.map(
            \.code)
    }

    @Test(
        arguments: [
            ("CONTOH-1", "Budi"), ("A-1", "Contoh: Budi Santoso"), ("EXAMPLE", "Budi"), ("A-1", "John Doe"),
            ("sample-0001", "Siti"), ("A-1", "Nama Penerima"),
        ])
    func `Examples are refused`(reference: String, name: String) throws {
        #expect(try codes(reference: reference, name: name) == [.exampleRow])
    }

    @Test(
        arguments: [
            ("A-1", "Samplelina"), ("GAJI-1", "Dummyana"), ("E-1", "John Doelle"), ("C-CONTOH", "Nama"), ("S", "Sam"),
        ])
    func `Names that only begin alike stand`(reference: String, name: String) throws {
        #expect(try codes(reference: reference, name: name).isEmpty)
    }
}
