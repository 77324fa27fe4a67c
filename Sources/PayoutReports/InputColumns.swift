/// Where the columns of the input stand, so that rows can be written again as they came.
package struct InputColumns {
    /// The six columns that every file has, in the order of `results.csv`.
    static let known = ["reference", "bank_code", "account_number", "account_name", "amount", "note"]
    /// Columns that say nothing that the results need to repeat; `reason` is that of rejected rows, now mended.
    static let notCarried = ["currency", "email", "reason"]

    /// The names as the file writes them.
    let header: [String]
    /// The position of each of the six known columns, in the order of ``known``.
    let knownPositions: [Int?]
    /// The positions of all other columns, in the file's order.
    package let otherPositions: [Int]
    /// The positions of the columns that are carried through to the results.
    let carriedPositions: [Int]

    /// Tells the columns of a file from its header.
    package init(header: [String]) {
        self.header = header
        let names = header.map(Self.folded)
        knownPositions = Self.known.map { names.firstIndex(of: $0) }
        otherPositions = names.indices.filter { !Self.known.contains(names[$0]) }
        carriedPositions = otherPositions.filter { !Self.notCarried.contains(names[$0]) }
    }

    static func folded(_ name: String) -> String {
        String(name.lowercased().drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
