/// The lines as a table for people.
enum ResultTable {
    private static let headings = [
        "work", "rows", "ours", "reference", "", "ratio", "budget", "aim", "met", "CPU", "peak",
    ]
    /// The columns that hold words; all others hold numbers and end at the same place.
    private static let wordColumns: Set<Int> = [0, 3]

    /// The table, in the order of the lines.
    static func text(_ lines: [Line]) -> String {
        let rows = [headings] + lines.map(cells)
        let widths = headings.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let shown = rows.map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return wordColumns.contains(column) ? row[column] + padding : padding + row[column]
            }
            var line = cells.joined(separator: "  ")[...]
            while line.last == " " { line.removeLast() }
            return String(line)
        }
        let remarks = lines.filter { $0.isMet == false }.map { "  missed: \($0.work), \(grouped($0.rows)) rows" }
        return (shown + (remarks.isEmpty ? ["  every budget is met"] : remarks)).joined(separator: "\n")
    }

    private static func cells(_ line: Line) -> [String] {
        [
            line.work, grouped(line.rows), line.ours.unit.shown(line.ours.median), line.reference?.name ?? "",
            line.reference.map { reference($0, of: line) } ?? "",
            line.measure == .ratio ? line.figure.map { fixed($0, 2) } ?? "-" : "",
            line.budget.map { shown($0, of: line) } ?? "", line.aim.map { shown($0, of: line) } ?? "",
            line.isMet.map { $0 ? "yes" : "NO" } ?? "",
            line.ours.cpuSeconds.map(Unit.seconds.shown) ?? "",
            line.ours.peakBytes.map { Unit.bytes.shown(Double($0)) } ?? "",
        ]
    }

    private static func reference(_ sample: Sample, of line: Line) -> String {
        let divisor = line.referenceDivisor == 1 ? "" : " ÷ \(fixed(line.referenceDivisor, 0))"
        return sample.unit.shown(sample.median) + divisor
    }

    private static func shown(_ bound: Bound, of line: Line) -> String {
        let show = { (value: Double) in line.measure == .ratio ? fixed(value, 2) : line.ours.unit.shown(value) }
        if let most = bound.atMost { return "≤ \(show(most))" }
        return bound.atLeast.map { "≥ \(show($0))" } ?? ""
    }
}
