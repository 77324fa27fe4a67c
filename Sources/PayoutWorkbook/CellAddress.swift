/// Where a cell stands in a sheet: `B7` is column 1 (counted from 0) of row 7.
struct CellAddress: Equatable {
    static let rowsMax = 1_048_576
    static let columnsMax = 16_384

    let column: Int
    let row: Int

    init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }

    /// Reads `B7`, also with the dollar signs of an absolute address.
    init?(_ text: some Sequence<UInt8>) {
        var column = 0
        var row = 0
        for byte in text where byte != UInt8(ascii: "$") {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            case _: return nil
            }
            guard column <= Self.columnsMax, row <= Self.rowsMax else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        self.init(column: column - 1, row: row)
    }

    /// The address as people write it.
    var text: String {
        var letters = ""
        var rest = column
        while rest >= 0 {
            letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
            rest = rest / 26 - 1
        }
        return "\(letters)\(row)"
    }
}

/// A block of cells, as `B7:C9`.
struct CellRange {
    let text: String
    let columns: ClosedRange<Int>
    let rows: ClosedRange<Int>

    init?(_ text: String) {
        let corners = text.split(separator: ":").compactMap { CellAddress($0.utf8) }
        guard let first = corners.first, let last = corners.last, corners.count <= 2,
            first.column <= last.column, first.row <= last.row
        else { return nil }
        self.text = text
        columns = first.column...last.column
        rows = first.row...last.row
    }
}
