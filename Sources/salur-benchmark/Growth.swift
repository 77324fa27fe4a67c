/// How the cost of one row grows with the number of rows: 1 is linear, and the memory of one size over that of another.
enum Growth {
    /// "The same" memory, but for what an allocator makes of it.
    private static let memoryGrowthMax = 1.1
    /// "Linear", but for caches and the depth of an index.
    private static let costGrowthMax = 1.25

    /// One line for each work that was measured at several sizes: the largest compared with the smallest.
    static func lines(of lines: [Line]) -> [Line] {
        ["check", "submit", "report", "memory.check", "memory.submit", "memory.run", "memory.report"]
            .compactMap { id in line(id, lines.filter { $0.id == id }) } + [runs(lines)].compactMap { $0 }
    }

    private static func runs(_ lines: [Line]) -> Line? {
        let usual = lines.first { $0.id == "run.async-http-client" }
        return line("run", [usual].compactMap { $0 } + lines.filter { $0.id == "run.long" })
    }

    private static func line(_ id: String, _ measured: [Line]) -> Line? {
        let sorted = measured.sorted { $0.rows < $1.rows }
        guard let small = sorted.first, let large = sorted.last, small.rows < large.rows else { return nil }
        let isMemory = id.hasPrefix("memory.")
        return Line(
            id: "growth.\(id)",
            work: isMemory ? "\(large.work), growth" : "\(large.work), growth of a row's cost", rows: large.rows,
            ours: sample(large, isMemory, of: large.rows), reference: sample(small, isMemory, of: small.rows),
            aim: .atMost(isMemory ? memoryGrowthMax : costGrowthMax),
            remark: "\(grouped(large.rows)) rows beside \(grouped(small.rows))")
    }

    /// Memory as it is; else the time of one row.
    private static func sample(_ line: Line, _ isMemory: Bool, of rows: Int) -> Sample {
        let values = line.ours.values.map { value in
            switch line.ours.unit {
            case .seconds: value / Double(rows)
            case .perSecond: 1 / value
            case .bytes, .share: value
            }
        }
        let unit = isMemory ? Unit.bytes : .seconds
        return Sample("\(grouped(rows)) rows", unit, values.map { Reading(value: $0, usage: nil) })
    }
}
