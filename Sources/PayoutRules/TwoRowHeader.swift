package import PayoutCore

/// Column names that are spread over two rows, as forms of offices have them: "No." above "Rekening".
///
///     TwoRowHeader(["Nama", "Bank", "No.", "Jumlah"], above: ["", "", "Rekening", "Dibayar"], .payout)   // .joined
///     TwoRowHeader(["Nama", "Kode", "Rekening"], above: ["", "Bank", "Bank"], .payout)   // .doubtful: which one?
package enum TwoRowHeader: Hashable, Sendable {
    /// The names of all columns, each of the upper and the lower cell.
    case joined([String])
    /// A column may be either of two.
    case doubtful(upper: String, lower: String)

    /// Nil where the rows are not names that only together are those of all columns that a payment needs.
    package init?(_ upper: [String], above lower: [String], _ rail: Rail, _ mapping: ColumnMapping = .none) {
        guard ![upper, lower].contains(where: Self.holdsNumber),
            ![upper, lower].contains(where: { ColumnLayout($0, rail, mapping).isComplete })
        else { return nil }
        let (above, below) = (upper.map(Self.trimmed), lower.map(Self.trimmed))
        let names = (0..<max(above.count, below.count)).map { index in
            [above, below].compactMap { index < $0.count && !$0[index].isEmpty ? $0[index] : nil }
                .joined(separator: " ")
        }
        let layout = ColumnLayout(names, rail, mapping)
        guard layout.isComplete else {
            guard let doubt = Self.doubt(layout, of: above, above: below, rail) else { return nil }
            self = doubt
            return
        }
        for column in [Column.accountNumber, .amount] {
            guard let index = layout.index(of: column), !layout.isMapped(column), index < above.count,
                index < below.count
            else { continue }
            let parts = [above[index], below[index]].map { Self.meaning(of: $0, rail) }
            guard parts.contains(where: { $0 != nil && $0 != column }) else { continue }
            self = .doubtful(upper: above[index], lower: below[index])
            return
        }
        self = .joined(names)
    }

    /// A column whose lower name alone stands for another column than both names together, where these names would
    /// make the header complete.
    private static func doubt(
        _ joined: ColumnLayout, of above: [String], above below: [String], _ rail: Rail
    ) -> TwoRowHeader? {
        let lower = ColumnLayout(below, rail)
        let isThere = rail.requiredColumns.allSatisfy {
            $0 == .reference || joined.index(of: $0) != nil || lower.index(of: $0) != nil
        }
        let places = rail.requiredColumns.filter { joined.index(of: $0) == nil }.compactMap(lower.index)
        guard isThere, let index = places.first(where: { $0 < above.count && !above[$0].isEmpty }) else { return nil }
        return .doubtful(upper: above[index], lower: below[index])
    }

    /// The column that a name alone stands for.
    private static func meaning(of name: String, _ rail: Rail) -> Column? {
        let layout = ColumnLayout([name], rail)
        return rail.columns.first { layout.index(of: $0) == 0 }
    }

    /// Whether a cell holds as many digits as an account, an amount or a date: then the row is none of names.
    private static func holdsNumber(_ cells: [String]) -> Bool {
        let digitsMax = 4
        return cells.contains { $0.count(where: \.isNumber) > digitsMax }
    }

    private static func trimmed(_ cell: String) -> String {
        cell.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
