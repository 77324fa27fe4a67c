/// A cell of a file that a person corrected before the file was submitted.
package struct CellCorrection: Codable, Hashable, Sendable {
    /// Where the column stands, counted from 0.
    package let position: Int
    /// What the file has; empty where the row has no such cell.
    package let before: String
    /// What the person typed.
    package let after: String

    package init(position: Int, before: String, after: String) {
        self.position = position
        self.before = before
        self.after = after
    }
}

/// A row of a file with cells that a person corrected.
package struct RowCorrection: Codable, Hashable, Sendable {
    /// Every cell as the file has it.
    package let before: [String]
    /// Every cell as it is to be read.
    package let after: [String]

    package init(before: [String], after: [String]) {
        self.before = before
        self.after = after
    }

    /// The cells that differ, in the order of the columns.
    package var cells: [CellCorrection] {
        (0..<max(before.count, after.count)).compactMap { position in
            let old = before.indices.contains(position) ? before[position] : ""
            let new = after.indices.contains(position) ? after[position] : ""
            return old == new ? nil : CellCorrection(position: position, before: old, after: new)
        }
    }
}

/// The rows of a file that a person corrected before it was submitted, by line. The file itself stays as it is: whoever
/// reads it gets these rows in the place of its own.
///
///     var corrections = RowCorrections()
///     corrections.correct(4, RowCorrection(before: ["A-3", "999"], after: ["A-3", "014"]))
///     corrections[4]?.cells     // [CellCorrection(position: 1, before: "999", after: "014")]
package struct RowCorrections: Codable, Hashable, Sendable {
    /// Rows that are corrected one by one; a file with more faults is corrected as a whole where it came from.
    package static let rowsMax = 2_000

    private var rows: [Int: RowCorrection] = [:]

    package init() {}

    /// Whether nothing is corrected.
    package var isEmpty: Bool { rows.isEmpty }

    /// How many rows are corrected.
    package var count: Int { rows.count }

    /// The lines of the rows, in their order.
    package var lines: [Int] { rows.keys.sorted() }

    /// What is corrected in a line; nil where nothing is.
    package subscript(line: Int) -> RowCorrection? { rows[line] }

    /// Takes in a row in the place of an earlier correction. A row that is as the file has it is no correction.
    ///
    /// - Returns: false where there are ``rowsMax`` rows already; then nothing is changed.
    package mutating func correct(_ line: Int, _ row: RowCorrection) -> Bool {
        if row.cells.isEmpty {
            rows[line] = nil
            return true
        }
        guard rows[line] != nil || rows.count < Self.rowsMax else { return false }
        rows[line] = row
        return true
    }

    /// Reads a row as the file has it again.
    package mutating func takeBack(_ line: Int) { rows[line] = nil }

    /// A digest of everything that was corrected, in hexadecimal: another correction gives another one.
    package var mark: String {
        var digest = FieldDigest()
        for line in lines {
            guard let row = rows[line] else { continue }
            digest.add(Hexadecimal.encode(Self.evidence(of: row.cells, inLine: line)))
        }
        return Hexadecimal.encode(digest.finish())
    }

    /// A digest of what was corrected in a row, which the journal keeps.
    package static func evidence(of cells: [CellCorrection], inLine line: Int) -> [UInt8] {
        var digest = FieldDigest()
        digest.add("salur-correction-1")
        digest.add(line)
        for cell in cells {
            digest.add(cell.position)
            digest.add(cell.before)
            digest.add(cell.after)
        }
        return digest.finish()
    }
}
