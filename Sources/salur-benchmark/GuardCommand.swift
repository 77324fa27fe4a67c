internal import ArgumentParser
internal import FoundationEssentials

/// `salur-benchmark guard`: counts the instructions that one row costs on each hot path, and fails where one costs more
/// than was recorded. No time is taken, so it means the same on a busy machine.
///
/// Each path runs twice under valgrind, with few rows and with more; the difference, divided by the rows between, is
/// the cost of a row: starting the program is not counted.
struct GuardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guard",
        abstract: "Count the instructions of the hot paths, and fail where a row has become dearer.")

    @Option(help: "What was recorded.")
    var thresholds = "Benchmarks/thresholds.json"

    @Flag(help: "Record what is counted now.")
    var record = false

    /// One hot path: how to prepare it for a payroll, and what is counted.
    private struct Path {
        let name: String
        let rows: Int
        let program: (PayrollFiles) throws -> Program
    }

    private static let rowsFew = 500
    private static let triesMax = 3

    func run() throws {
        let place = try Workplace()
        try prepare(place)
        let stored = try Thresholds.read(thresholds)
        var counted: [String: Int] = [:]
        var complaints: [String] = []
        for path in paths(place) {
            var perRow = try countPerRow(path, place)
            // Threads that wait for each other spin now and then, which no path does every time.
            for _ in 1..<Self.triesMax where !record && stored.complaint(path.name, perRow) != nil {
                perRow = min(perRow, try countPerRow(path, place))
            }
            counted[path.name] = perRow
            let before = stored.instructionsPerRow[path.name]
            show("\(path.name): \(grouped(perRow)) instructions a row\(Thresholds.change(from: before, to: perRow))")
            if let complaint = stored.complaint(path.name, perRow) { complaints.append(complaint) }
        }
        if record {
            try Thresholds(roomPercent: stored.roomPercent, instructionsPerRow: counted).write(thresholds)
            show("Recorded in \(thresholds).")
        } else if !complaints.isEmpty {
            for complaint in complaints { show(complaint) }
            throw ExitCode(1)
        }
    }

    private func paths(_ place: Workplace) -> [Path] {
        let seed = PayrollSeed.usual
        return [
            Path(name: "check", rows: 10_000) { Program(place.salur, ["check", $0.plain]) },
            Path(name: "check, gzip", rows: 10_000) { Program(place.salur, ["check", $0.gzipped]) },
            Path(name: "submit", rows: 5000) { files in
                place.clear("guard.db")
                return try submission(files, place)
            },
            Path(name: "engine", rows: 1000) { files in
                place.clear("guard.db")
                let submission = try submission(files, place)
                _ = try ChildProcess.run(submission)
                return ReportComparison.settling(
                    "guard.db", place, seed: seed, environment: submission.environment)
            },
            Path(name: "report", rows: 2000) { files in
                try ReportComparison.settle(files, ledger: "guard.db", place, seed: seed)
                return Program(
                    place.salur,
                    ["report", "--ledger", place.scrap("guard.db"), "--output", place.scrap("guard-reports")])
            },
        ]
    }

    private func submission(_ files: PayrollFiles, _ place: Workplace) throws -> Program {
        let wishes = Wishes(
            rows: files.rows, payRows: files.rows, rounds: 1, seed: PayrollSeed.usual, chapters: [])
        return try FileComparison(place: place, wishes: wishes).submission(of: files, ledger: "guard.db")
    }

    /// Makes what valgrind needs: programs without debug information, whose form it does not know, and a remedy for a
    /// fault of its own.
    private func prepare(_ place: Workplace) throws {
        let strip = try Workplace.required("strip")
        for program in [place.salur, place.itself] {
            _ = try ChildProcess.run(
                Program(strip, ["--strip-debug", "-o", stripped(program, place), program]))
        }
        _ = try ChildProcess.run(
            Program(
                try Workplace.required("clang"),
                ["-shared", "-fPIC", "-O1", "-o", place.scrap("sigsuspend.so"), "Benchmarks/valgrind/sigsuspend.c"]))
    }

    private func stripped(_ program: String, _ place: Workplace) -> String {
        place.scrap("stripped-\(program.split(separator: "/").last ?? "")")
    }

    private func countPerRow(_ path: Path, _ place: Workplace) throws -> Int {
        let few = try count(path, rows: Self.rowsFew, place)
        return (try count(path, rows: Self.rowsFew + path.rows, place) - few) / path.rows
    }

    /// Instructions of one run.
    private func count(_ path: Path, rows: Int, _ place: Workplace) throws -> Int {
        let files = try place.payroll(rows: rows, seed: PayrollSeed.usual)
        let counted = try path.program(files)
        let log = place.scrap("guard.log")
        var program = Program(
            try Workplace.required("valgrind"),
            [
                "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", "--log-file=\(log)",
                stripped(counted.path, place),
            ] + counted.arguments)
        program.environment = counted.environment
        program.environment["LD_PRELOAD"] = place.scrap("sigsuspend.so")
        // Hash tables are laid out the same every time, so that counts repeat.
        program.environment["SWIFT_DETERMINISTIC_HASHING"] = "1"
        program.errorFile = place.scrap("guard-errors.log")
        _ = try ChildProcess.run(program)
        let line = Workplace.text(of: log).split(separator: "\n").first { $0.contains("I   refs:") }
        let digits = line?.split(separator: ":").last?.filter(\.isNumber) ?? ""
        guard let count = Int(digits) else { throw BenchmarkError("valgrind told no count; see \(log)") }
        return count
    }
}

/// What a row may cost.
struct Thresholds: Codable {
    /// How much more than recorded is no regression: counts differ a little between compilers and processors.
    var roomPercent = Thresholds.roomPercentUsual
    var instructionsPerRow: [String: Int] = [:]

    private static let roomPercentUsual = 5

    /// Reads a file; without one, nothing was recorded.
    static func read(_ path: String) throws -> Thresholds {
        guard let data = FileManager.default.contents(atPath: path) else { return Thresholds() }
        return try JSONDecoder().decode(Thresholds.self, from: data)
    }

    func write(_ path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(self) + Data("\n".utf8)).write(to: URL(filePath: path), options: .atomic)
    }

    /// What to say about a path that costs `count` instructions a row; nil where all is well.
    func complaint(_ name: String, _ count: Int) -> String? {
        guard let recorded = instructionsPerRow[name] else {
            return "\(name): nothing is recorded; record it with \"make guard RECORD=1\"."
        }
        guard count * 100 > recorded * (100 + roomPercent) else { return nil }
        return """
            \(name): a row has become dearer: \(grouped(count)) instructions, recorded are \(grouped(recorded)). Find \
            out why (Benchmarks/README.md, "What costs what"), or record it with "make guard RECORD=1" and say why \
            in the commit.
            """
    }

    /// The change in per cent, for the line that shows a count; empty where nothing was recorded.
    static func change(from recorded: Int?, to count: Int) -> String {
        guard let recorded, recorded > 0 else { return "" }
        let percent = (Double(count) / Double(recorded) - 1) * 100
        return " (\(percent < 0 ? "" : "+")\(fixed(percent, 1)) % since recorded)"
    }
}
