internal import FoundationEssentials
internal import Glibc

/// A program with its arguments, its environment and the file that takes its standard output.
struct Program {
    let path: String
    var arguments: [String]
    /// Added to the environment of this process.
    var environment: [String: String] = [:]
    /// Where standard output goes; nowhere if nil.
    var outputFile: String?
    /// Where standard error goes; to that of this process if nil.
    var errorFile: String?

    init(_ path: String, _ arguments: [String]) {
        self.path = path
        self.arguments = arguments
    }

    /// As a person would type it, for messages.
    var line: String { ([path.split(separator: "/").last.map(String.init) ?? path] + arguments).joined(separator: " ") }
}

/// What a process cost, as the kernel reports it when the process has ended (`wait4`).
struct Usage: Sendable {
    /// From the moment before it was started to the moment when its end was known.
    let wallSeconds: Double
    let userSeconds: Double
    let systemSeconds: Double
    /// The largest resident set. A child begins as a copy of this process, so what is smaller than this process itself
    /// cannot be seen: this process stays small.
    let peakBytes: Int
    /// The exit code, or 128 + n for signal n.
    let exitCode: Int32

    var cpuSeconds: Double { userSeconds + systemSeconds }
}

/// A child process, measured from its start to its end.
final class ChildProcess {
    let program: Program
    let began: Double
    private let process: pid_t
    private var usage: Usage?

    /// Starts the program. Throws ``BenchmarkError`` where it cannot be started.
    init(_ program: Program) throws {
        self.program = program
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, program.outputFile ?? "/dev/null", flags, 0o600)
        if let errorFile = program.errorFile {
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errorFile, flags, 0o600)
        }
        let environment = ProcessInfo.processInfo.environment.merging(program.environment) { $1 }
        var identifier: pid_t = 0
        began = Moment.now()
        let failure = Self.withCStrings([program.path] + program.arguments) { arguments in
            Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&identifier, program.path, &actions, nil, arguments, variables)
            }
        }
        guard failure == 0 else {
            throw BenchmarkError("cannot start \(program.path): \(String(cString: strerror(failure)))")
        }
        process = identifier
    }

    /// Nothing that was started outlives a measurement that broke off.
    deinit { signal(SIGKILL) }

    /// Runs a program to its end. Throws where its exit code is none of `accepting`.
    static func run(_ program: Program, accepting: Set<Int32> = [0]) throws -> Usage {
        let usage = try ChildProcess(program).wait()
        guard accepting.contains(usage.exitCode) else {
            throw BenchmarkError("\(program.line) ended with \(usage.exitCode)")
        }
        return usage
    }

    /// Waits for the end.
    func wait() throws -> Usage {
        while true { if let usage = try look(options: 0) { return usage } }
    }

    /// What it cost, or nil while it runs.
    func ended() throws -> Usage? { try look(options: WNOHANG) }

    /// Sends a signal.
    func signal(_ number: Int32) { if usage == nil { kill(process, number) } }

    private func look(options: Int32) throws -> Usage? {
        if let usage { return usage }
        var (status, resources) = (Int32(0), rusage())
        let found = wait4(process, &status, options, &resources)
        let now = Moment.now()
        if found == 0 || (found < 0 && errno == EINTR) { return nil }
        guard found == process else { throw BenchmarkError("\(program.line) was lost") }
        let signal = status & 0x7F
        let ended = Usage(
            wallSeconds: now - began, userSeconds: Moment.seconds(resources.ru_utime),
            systemSeconds: Moment.seconds(resources.ru_stime), peakBytes: resources.ru_maxrss * 1024,
            exitCode: signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
        usage = ended
        return ended
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(&pointers)
    }
}

/// The steady clock: this program measures time, which is its job.
enum Moment {
    /// Seconds since some moment in the past.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Lets time pass.
    static func pass(milliseconds: Int) {
        var pause = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
        nanosleep(&pause, nil)
    }

    static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
