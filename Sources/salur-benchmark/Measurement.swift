/// What a value counts.
enum Unit: String, Encodable {
    case seconds
    case perSecond
    case bytes
    case share

    /// The value for people.
    func shown(_ value: Double) -> String {
        switch self {
        case .seconds where value < 0.002: "\(fixed(value * 1_000_000, value < 0.000_1 ? 2 : 0)) µs"
        case .seconds: value < 0.1 ? "\(fixed(value * 1000, 1)) ms" : "\(fixed(value, value < 10 ? 2 : 1)) s"
        case .perSecond: "\(fixed(value, 0))/s"
        case .bytes: "\(fixed(value / 1_048_576, 1)) MiB"
        case .share: "\(fixed(value * 100, 2)) %"
        }
    }
}

/// One round of one contestant.
struct Reading {
    let value: Double
    /// Of the process that did the work; nil where there is none of its own.
    let usage: Usage?
}

/// All rounds of one contestant.
struct Sample: Encodable {
    let name: String
    let unit: Unit
    /// One value a round, in order.
    let values: [Double]
    let median: Double
    /// Processor time, the median of the rounds; all cores together.
    let cpuSeconds: Double?
    /// The largest resident set of any round.
    let peakBytes: Int?
    /// What each round used, where it had a process of its own.
    let usages: [Usage]

    init(_ name: String, _ unit: Unit, _ readings: [Reading]) {
        self.name = name
        self.unit = unit
        values = readings.map(\.value)
        median = Self.median(values)
        usages = readings.compactMap(\.usage)
        cpuSeconds = usages.isEmpty ? nil : Self.median(usages.map(\.cpuSeconds))
        peakBytes = usages.map(\.peakBytes).max()
    }

    private enum CodingKeys: String, CodingKey {
        case name, unit, values, median, cpuSeconds, peakBytes
    }

    /// The middle value, or the mean of the two in the middle; 0 of none.
    static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}

/// A limit that a figure has to keep.
struct Bound: Encodable {
    let atMost: Double?
    let atLeast: Double?

    static func atMost(_ value: Double) -> Bound { Bound(atMost: value, atLeast: nil) }
    static func atLeast(_ value: Double) -> Bound { Bound(atMost: nil, atLeast: value) }

    func holds(_ value: Double) -> Bool { atMost.map { value <= $0 } ?? true && atLeast.map { value >= $0 } ?? true }
}

/// One row of the table: what was measured, its reference and its budget.
struct Line: Encodable {
    /// What the figure is.
    enum Measure: String, Encodable {
        /// Ours divided by the reference.
        case ratio
        /// Our own value.
        case value
    }

    /// Stable, for comparing results of different days.
    let id: String
    let work: String
    let rows: Int
    let ours: Sample
    var reference: Sample?
    var measure = Measure.ratio
    /// What the reference is divided by before it is compared: 4 where a payout is four exchanges.
    var referenceDivisor = 1.0
    /// What must hold (design, section 7).
    var budget: Bound?
    /// What is aimed at beyond the budget.
    var aim: Bound?
    /// What the reader has to know to judge the figure.
    var remark: String?

    /// The ratio of the medians, or our own median; nil where the reference is missing.
    var figure: Double? {
        switch measure {
        case .value: ours.median
        case .ratio: reference.map { ours.median / ($0.median / referenceDivisor) }
        }
    }

    /// Whether the budget is kept; nil if there is none or the figure is missing.
    var isMet: Bool? {
        guard let budget, let figure else { return nil }
        return budget.holds(figure)
    }

    /// The same without budget and aim, unless it is of one of these sizes: the budgets are those of large files, and a
    /// small one is all start.
    func judged(atRows sizes: Set<Int>) -> Line {
        guard ["check", "submit", "report"].contains(id.prefix { $0 != "." }), !sizes.contains(rows) else {
            return self
        }
        var line = self
        (line.budget, line.aim) = (nil, nil)
        return line
    }

    private enum CodingKeys: String, CodingKey {
        case id, work, rows, ours, reference, measure, referenceDivisor, figure, budget, aim, isMet, remark
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(work, forKey: .work)
        try container.encode(rows, forKey: .rows)
        try container.encode(ours, forKey: .ours)
        try container.encodeIfPresent(reference, forKey: .reference)
        try container.encode(measure, forKey: .measure)
        try container.encode(referenceDivisor, forKey: .referenceDivisor)
        try container.encodeIfPresent(figure, forKey: .figure)
        try container.encodeIfPresent(budget, forKey: .budget)
        try container.encodeIfPresent(aim, forKey: .aim)
        try container.encodeIfPresent(isMet, forKey: .isMet)
        try container.encodeIfPresent(remark, forKey: .remark)
    }
}

/// Somebody who does the work, once a round.
struct Contestant {
    let name: String
    let unit: Unit
    let run: () throws -> Reading

    init(_ name: String, _ unit: Unit = .seconds, run: @escaping () throws -> Reading) {
        self.name = name
        self.unit = unit
        self.run = run
    }

    /// A program whose time from start to end counts; `prepare` runs before and does not.
    static func program(
        _ name: String, _ program: Program, accepting: Set<Int32> = [0], prepare: @escaping () throws -> Void = {}
    ) -> Contestant {
        Contestant(name) {
            try prepare()
            let usage = try ChildProcess.run(program, accepting: accepting)
            return Reading(value: usage.wallSeconds, usage: usage)
        }
    }
}

/// Lets the contestants work in turns, so that whatever the machine does meanwhile meets them all; each round begins
/// with another one.
///
/// - Returns: a sample for each, in the order given.
func alternate(_ contestants: [Contestant], rounds: Int) throws -> [Sample] {
    var readings = [[Reading]](repeating: [], count: contestants.count)
    for round in 0..<rounds {
        for turn in contestants.indices {
            let index = (turn + round) % contestants.count
            let reading = try contestants[index].run()
            readings[index].append(reading)
            note("  \(contestants[index].name): \(contestants[index].unit.shown(reading.value))")
        }
    }
    return zip(contestants, readings).map { Sample($0.name, $0.unit, $1) }
}
