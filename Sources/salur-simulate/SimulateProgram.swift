internal import Dispatch
internal import FoundationEssentials
internal import Glibc
internal import PayoutSimulator
internal import Synchronization

/// Plays many seeded histories and says which of them broke a promise (`make simulate`).
///
///     SEEDS=100000 salur-simulate     that many histories, of seeds that nobody chose
///     SEED=42 salur-simulate          one history, with everything that happened
///     CRASHES=20 salur-simulate       every place where a process can die, of so many seeds
///
/// `FIRST=1` chooses the first seed, `UNTIL_FAILURE=1` ends at the first failure.
@main
enum SimulateProgram {
    /// Histories without any wish; fixed, so that the same commit gives the same result.
    private static let seedsDefault: UInt64 = 2000
    /// Failures that are shown in full.
    private static let failuresMax = 5

    static func main() async {
        do {
            exit(try await run() ? 0 : 1)
        } catch {
            print("The simulator itself failed: \(error)")
            exit(70)
        }
    }

    private static func wish(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    private static func run() async throws -> Bool {
        if let seed = wish("SEED") { return try replay(seed) }
        let complaints = try await ShellCheck.complaints()
        for complaint in complaints { print("seed 0: \(complaint)") }
        guard complaints.isEmpty else { return false }
        if let count = wish("CRASHES") { return try await enumerate(count) }
        let count = wish("SEEDS") ?? seedsDefault
        let first = wish("FIRST") ?? (wish("SEEDS") == nil ? 1 : UInt64.random(in: 1...1_000_000) * 1_000_000)
        return try await playAll(first..<first + count)
    }

    private static func replay(_ seed: UInt64) throws -> Bool {
        let simulator = try Simulator()
        simulator.trace = .readable { print($0) }
        let verdict = try simulator.play(seed)
        for complaint in verdict.complaints { print("seed \(seed): \(complaint)") }
        if verdict.complaints.isEmpty { print("seed \(seed): every promise held") }
        return verdict.complaints.isEmpty
    }

    // MARK: Many histories

    /// What the workers have done together.
    fileprivate struct Score {
        var next: UInt64
        var histories = 0
        var crashes = 0
        var deaths = 0
        var steps = 0
        var bookings = 0
        var failures: [Verdict] = []

        mutating func add(_ verdict: Verdict) {
            histories += 1
            deaths += verdict.deaths
            steps += verdict.durableSteps
            bookings += verdict.bookings
            if !verdict.complaints.isEmpty { failures.append(verdict) }
        }
    }

    /// The score, shared by the workers.
    fileprivate final class ScoreBoard: Sendable {
        let score: Mutex<Score>

        init(first: UInt64) { score = Mutex(Score(next: first)) }
    }

    private static func playAll(_ seeds: Range<UInt64>) async throws -> Bool {
        print("Playing \(seeds.count) histories, seeds \(seeds.lowerBound) to \(seeds.upperBound - 1) …")
        return try await work(through: seeds) { simulator, seed, board in
            let verdict = try simulator.play(seed)
            board.score.withLock { $0.add(verdict) }
        }
    }

    private static func enumerate(_ count: UInt64) async throws -> Bool {
        let first = wish("FIRST") ?? 1
        print("Dying at every place of \(count) histories, seeds \(first) to \(first + count - 1) …")
        return try await work(through: first..<first + count) { simulator, seed, board in
            let (found, places) = try simulator.enumerateCrashes(seed)
            board.score.withLock { score in
                score.histories += places + 1
                score.crashes += places
                score.failures += found
            }
        }
    }

    private static func work(
        through seeds: Range<UInt64>,
        _ body: @escaping @Sendable (Simulator, UInt64, ScoreBoard) throws -> Void
    ) async throws -> Bool {
        let board = ScoreBoard(first: seeds.lowerBound)
        let stops = wish("UNTIL_FAILURE") != nil
        let began = now()
        let processorBegan = processorTime()
        try await withThrowingTaskGroup { group in
            for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) {
                group.addTask {
                    let simulator = try Simulator()
                    while let seed = board.score.withLock({ $0.take(upTo: seeds.upperBound, stopping: stops) }) {
                        try body(simulator, seed, board)
                    }
                }
            }
            try await group.waitForAll()
        }
        let result = board.score.withLock { $0 }
        show(result, seconds: now() - began, processorSeconds: processorTime() - processorBegan)
        return result.failures.isEmpty
    }

    private static func show(_ score: Score, seconds: Double, processorSeconds: Double) {
        for failure in score.failures.sorted(by: { $0.seed < $1.seed }).prefix(failuresMax) {
            for complaint in failure.complaints { print("seed \(failure.seed): \(complaint)") }
        }
        let rate = Int(Double(score.histories) / max(seconds, 0.001))
        let pace = Int(Double(score.histories) / max(processorSeconds, 0.001))
        print(
            """
            \(score.histories) histories, \(score.crashes) of them for an enumerated crash; \(score.steps) durable \
            steps, \(score.deaths) random deaths, \(score.bookings) transfers booked; \(rate) histories a second, \
            \(pace) a second of each processor.
            """)
        guard let first = score.failures.map(\.seed).min() else { return print("Every promise held.") }
        let commit = ProcessInfo.processInfo.environment["COMMIT"] ?? "unknown"
        print(
            "\(score.failures.count) histories broke a promise. Commit \(commit); replay: SEED=\(first) make simulate")
    }

    /// Seconds that processors worked for us: other programs on the machine do not count.
    private static func processorTime() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// Seconds, for the figure of histories a second alone.
    private static func now() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
}

extension SimulateProgram.Score {
    /// The next seed that nobody has played.
    ///
    /// - Parameter stopping: none where a failure was found.
    fileprivate mutating func take(upTo end: UInt64, stopping: Bool) -> UInt64? {
        guard next < end, !stopping || failures.isEmpty else { return nil }
        defer { next += 1 }
        return next
    }
}
