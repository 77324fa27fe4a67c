package import PayoutCore

/// Which cell of a row belongs to which column. The intake, the reports and the messages all read a header in this way.
///
///     let layout = ColumnLayout(["Team", "Reference", "email"])
///     layout.index(of: .reference)    // 1: names count in any letter case, without surrounding spaces
///     layout.otherIndices             // [0, 2]: not part of the payment
///     layout.carriedIndices           // [0]: repeated in the results
///     layout.faults                   // all required columns that are missing
package struct ColumnLayout: Sendable {
    /// The names of all columns as the file writes them.
    package let names: [String]
    /// Where the columns stand that are not part of the payment, in the order of the file.
    package let otherIndices: [Int]
    /// Where the columns stand that Salur does not know, in the order of the file: they are carried through to the
    /// results.
    package let carriedIndices: [Int]
    private let rail: Rail
    private let indices: [Column: Int]

    /// Reads a header, whatever it holds.
    ///
    /// - Parameter rail: which columns make a payment.
    package init(_ names: [String], _ rail: Rail = .payout) {
        self.names = names
        self.rail = rail
        let folded = names.map(Self.folded)
        let columns = folded.map { Column(rawValue: $0) }
        otherIndices = columns.indices.filter { columns[$0].map { !rail.columns.contains($0) } ?? true }
        carriedIndices = columns.indices.filter { columns[$0].map { !rail.knows($0) } ?? true }
        var indices: [Column: Int] = [:]
        for column in Column.allCases { indices[column] = columns.firstIndex(of: column) }
        self.indices = indices
    }

    /// Where `column` stands, counted from 0; nil where the file does not have it.
    package func index(of column: Column) -> Int? { indices[column] }

    /// Everything that is wrong with the header: required columns that are missing, names that stand there twice,
    /// columns without a name. Empty for the header of a file that can be paid.
    package var faults: [HeaderError.Fault] {
        HeaderError.faults(names: names.map(Self.trimmed), folded: names.map(Self.folded), rail)
    }

    /// The name by which a column is known.
    package static func folded(_ name: String) -> String { trimmed(name).lowercased() }

    private static func trimmed(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let span = bytes.span
        return span.extracting(span.trimmed(0..<span.count)).text
    }
}
