internal import Dispatch
internal import FoundationEssentials
internal import Glibc
internal import PayoutCore
internal import PayoutSimulator
internal import Synchronization

/// Plays many seeded histories and says which of them broke a promise (`make simulate`).
///
///     SEEDS=100000 salur-simulate     that many histories, of seeds that nobody chose
///     SEED=42 salur-simulate          one history, with everything that happened
///     CRASHES=20 salur-simulate       every place where a process can die, of so many seeds
///
/// `FIRST=1` chooses the first seed, `UNTIL_FAILURE=1` ends at the first failure. `FILES=1` plays every history on a
/// file of SQLite, `FILES=0` every one in memory; without it, the seed decides. `RAIL=collection` or `RAIL=charge`
/// takes money in instead of paying out.
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

    private static func newSimulator() throws -> Simulator {
        let simulator = try Simulator()
        let files = wish("FILES")
        let rail = ProcessInfo.processInfo.environment["RAIL"].flatMap { Rail(rawValue: $0) }
        simulator.adjust = { scenario in
            if let files { scenario.hasFile = files > 0 }
            if let rail { scenario.rail = rail }
        }
        return simulator
    }

    private static func replay(_ seed: UInt64) throws -> Bool {
        let simulator = try newSimulator()
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
        /// Those played on files, and the seconds of a processor that each kind took.
        var onFiles = 0
        var secondsOnFiles = 0.0
        var secondsInMemory = 0.0
        var failures: [Verdict] = []

        mutating func add(_ verdict: Verdict, seconds: Double) {
            histories += 1
            if verdict.hasFile {
                onFiles += 1
                secondsOnFiles += seconds
            } else {
                secondsInMemory += seconds
            }
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
            let began = processorTime(CLOCK_THREAD_CPUTIME_ID)
            let verdict = try simulator.play(seed)
            let seconds = processorTime(CLOCK_THREAD_CPUTIME_ID) - began
            board.score.withLock { $0.add(verdict, seconds: seconds) }
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
                    let simulator = try newSimulator()
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
        if score.onFiles > 0 { showKinds(score) }
        guard let first = score.failures.map(\.seed).min() else { return print("Every promise held.") }
        let commit = ProcessInfo.processInfo.environment["COMMIT"] ?? "unknown"
        print(
            "\(score.failures.count) histories broke a promise. Commit \(commit); replay: SEED=\(first) make simulate")
    }

    private static func showKinds(_ score: Score) {
        func pace(_ histories: Int, _ seconds: Double) -> Int { Int(Double(histories) / max(seconds, 0.001)) }
        let inMemory = score.histories - score.onFiles
        print(
            """
            In memory \(inMemory), \(pace(inMemory, score.secondsInMemory)) a second of each processor; on files of \
            SQLite \(score.onFiles), \(pace(score.onFiles, score.secondsOnFiles)).
            """)
    }

    /// Seconds that processors worked for us, or for this thread: other programs on the machine do not count.
    private static func processorTime(_ clock: clockid_t = CLOCK_PROCESS_CPUTIME_ID) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
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
