internal import ArgumentParser
internal import FoundationEssentials

/// What can be measured by itself (`ONLY=`).
enum Chapter: String, CaseIterable, ExpressibleByArgument {
    case check
    case submit
    case run
    case restart
    case report
    case pace
}

/// `salur-benchmark`: everything side by side, in one run.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Measure salur beside its references; print a table and write it as JSON.",
        discussion: """
            Every figure is a ratio to a reference that worked in the same run, in turns with salur, on the same file. \
            Budgets are those of the design; a figure of another machine says nothing, its ratio much.
            """)

    @Option(help: "The largest payroll, in rows. Smaller ones show the growth: 10,000 and 100,000.")
    var rows = 1_000_000

    @Option(help: "How often everything is repeated; medians count.")
    var rounds = 5

    @Option(help: "The largest payroll that is paid at the simulated bank and reported. (default: that of --rows)")
    var payRows: Int?

    @Option(help: "One chapter alone: check, submit, run, restart, report or pace.")
    var only: Chapter?

    @Option(help: "The folder for the result as JSON.")
    var output = "Benchmarks/results"

    @Option(help: "The seed of the payroll.")
    var seed: UInt64 = PayrollSeed.usual

    func validate() throws {
        guard rows >= Self.rowsMin, payRows.map({ $0 >= Self.rowsMin }) ?? true, rounds > 0 else {
            throw ValidationError("--rows and --pay-rows are at least \(Self.rowsMin), --rounds at least 1.")
        }
    }

    private static let rowsMin = 100
    private static let sizesUsual = [10_000, 100_000, 1_000_000]

    /// The sizes up to `largest`, which is always among them.
    static func sizes(upTo largest: Int) -> [Int] { sizesUsual.filter { $0 < largest } + [largest] }

    func run() throws {
        let place = try Workplace()
        let facts = MachineFacts(place)
        let wishes = Wishes(
            rows: rows, payRows: min(payRows ?? rows, rows), rounds: rounds, seed: seed,
            chapters: only.map { [$0] } ?? Set(Chapter.allCases))
        show(facts.text)
        // Ledgers of an earlier measurement are those of another program.
        for size in Self.sizes(upTo: rows) + Self.sizes(upTo: wishes.payRows) { place.clear("settled-\(size).db") }
        var lines: [Line] = []
        let files = FileComparison(place: place, wishes: wishes)
        if wishes.chapters.contains(.check) { lines += try files.check() }
        if wishes.chapters.contains(.submit) { lines += try files.submit() }
        let payments = PaymentComparison(place: place, wishes: wishes)
        if wishes.chapters.contains(.run) { lines += try payments.rate() }
        if wishes.chapters.contains(.pace) { lines += try PaceMeasurement(place: place, wishes: wishes).lines() }
        let long = LongRun(place: place, wishes: wishes)
        if wishes.chapters.contains(.run) { lines += try long.larger() }
        if wishes.chapters.contains(.restart) { lines += try long.restarted() }
        if wishes.chapters.contains(.report) { lines += try ReportComparison(place: place, wishes: wishes).lines() }
        lines = lines.map { $0.judged(atRows: [rows, wishes.payRows]) }
        lines += Growth.lines(of: lines)
        show(ResultTable.text(lines))
        let result = BenchmarkResult(facts: facts, rows: rows, rounds: rounds, seed: seed, lines: lines)
        show("Written to \(try result.write(into: output)).")
    }
}

/// What the person who measures has asked for.
struct Wishes {
    let rows: Int
    let payRows: Int
    let rounds: Int
    let seed: UInt64
    let chapters: Set<Chapter>
}

/// `salur-benchmark data`: the payroll by itself.
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "Write the payroll that everything is measured with.")

    @Option(help: "How many rows.")
    var rows = 1_000_000

    @Option(help: "The seed.")
    var seed: UInt64 = PayrollSeed.usual

    @Argument(help: "The file.")
    var file: String

    func run() throws { try Payroll(seed: seed).write(rows: rows, to: file) }
}
