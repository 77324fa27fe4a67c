import PayoutCore
import PayoutRules

/// A row in words: columns that are not named hold good values.
struct RowFixture {
    static let header = [
        "reference", "bank_code", "account_number", "account_name", "amount", "note", "currency", "email", "department",
    ]
    static let good = [
        "reference": "PAY-001", "bank_code": "014", "account_number": "1234567890", "account_name": "BUDI SANTOSO",
        "amount": "1500000", "note": "Gaji Februari", "currency": "IDR", "email": "budi@company.co.id",
        "department": "Finance",
    ]

    /// The cells of a good row, but for `changes`.
    static func cells(_ changes: [String: String] = [:]) -> [String] {
        header.map { changes[$0] ?? good[$0] ?? "" }
    }
}

/// Cells as the reader lends them: one content, one range a cell, with foreign bytes between.
struct LentRow {
    let content: [UInt8]
    let ranges: [Range<Int>]

    init(_ cells: [String]) {
        var content: [UInt8] = [0xFF]
        ranges = cells.map { cell in
            let start = content.count
            content += cell.utf8
            defer { content += [0xFF, 0x2C] }
            return start..<content.count
        }
        self.content = content
    }
}

extension LentRow {
    /// The text in a part of the content.
    func text(_ range: Range<Int>) -> String { String(decoding: content[range], as: UTF8.self) }
}

extension RowChecker {
    /// The verdict on a row of line 7.
    func verdict(_ cells: [String]) -> RowVerdict {
        let row = LentRow(cells)
        let located = locate(content: row.content.span, cells: row.ranges.span)
        return check(line: 7, content: row.content.span, cells: row.ranges.span, located: located)
    }

    /// The violations of a good row with `changes`.
    static func violations(_ changes: [String: String]) throws -> [Violation] {
        try RowChecker(headerNames: RowFixture.header, banks: .embedded).verdict(RowFixture.cells(changes)).violations
    }
}
