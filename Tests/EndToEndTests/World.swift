import Foundation
import Subprocess
import SystemPackage
import Testing

/// A folder of its own for one test, and the means to run the programs in it.
///
/// Whatever the programs say is searched for secrets and full account numbers: in every run of every test.
struct World: Sendable {
    let folder: String

    /// Nothing is inherited, so that no setting of whoever runs the tests changes them. The waits are short.
    static let environment = [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "COLUMNS": "80",
        "SALUR_DISPATCH_VALIDATION_WAIT": "1s", "SALUR_DISPATCH_TRANSFER_WAIT": "2s",
        "SALUR_DISPATCH_POLL_INTERVAL": "300ms", "SALUR_DISPATCH_NOT_FOUND_AFTER": "3s",
        "SALUR_DISPATCH_SETTLE_TIMEOUT": "30s", "SALUR_DISPATCH_CUT_OFF": "none", "SALUR_CHECKS_NAME_MATCH": "ignore",
    ]

    /// The settings of a program that works until the test ends it, although a payout stays pending.
    static let patient: [String: String?] = ["SALUR_DISPATCH_SETTLE_TIMEOUT": "1h"]

    /// The same, where callbacks may be late, as on a busy machine.
    static let unhurried = patient.merging(["SALUR_DISPATCH_VALIDATION_WAIT": "30s"]) { $1 }

    private static let outputBytesMax = 16 << 20

    static func with<Result>(_ body: (World) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "salur-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(World(folder: folder))
    }

    /// A program while it runs.
    struct Running: Sendable {
        fileprivate let number: pid_t

        /// Sends a signal; a process that has ended already does not mind.
        func send(_ signal: Signal) { kill(number, signal.rawValue) }

        /// The most memory that it has used so far, in KiB; nil if the system does not say.
        var peakKiB: Int? {
            let status = try? String(contentsOfFile: "/proc/\(number)/status", encoding: .utf8)
            let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            return line.flatMap { Int($0.filter(\.isNumber)) }
        }

        /// The most bytes of its memory that a crash may leave on the disk; nil if the system does not say.
        var coreBytesMax: Int? {
            let limits = try? String(contentsOfFile: "/proc/\(number)/limits", encoding: .utf8)
            let line = limits?.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
            return line?.split(separator: " ").dropFirst(4).first.flatMap { Int($0) }
        }

        /// Whether the program stands still until it is told to go on.
        var isStopped: Bool {
            var information = siginfo_t()
            let result = waitid(P_PID, id_t(number), &information, WSTOPPED | WNOHANG | WNOWAIT)
            return result == 0 && information.si_signo == SIGCHLD
        }

        /// Whether the program has ended. It stays known to the system until the test has read all that it said.
        var hasEnded: Bool {
            var information = siginfo_t()
            let result = waitid(P_PID, id_t(number), &information, WEXITED | WNOHANG | WNOWAIT)
            return result != 0 || information.si_signo == SIGCHLD
        }
    }

    /// Runs `salur` in the folder until it ends.
    ///
    /// - Parameters:
    ///   - bank: whose settings it is given.
    ///   - settings: more of the environment; nil takes a variable away.
    ///   - through: a program and its arguments that start it, such as a shell that sets limits.
    ///   - whileRunning: what the test does in the meantime.
    func salur(
        _ arguments: [String], bank: Bank? = nil, settings: [String: String?] = [:], input: [UInt8]? = nil,
        through: [String] = [], whileRunning: (Running) async throws -> Void = { _ in }
    ) async throws -> Ended {
        var environment = Self.environment.merging(bank?.environment ?? [:]) { _, new in new }
        for (name, value) in settings { environment[name] = value }
        let ended = try await run(
            through + [Programs.salur] + arguments, environment, input: input, whileRunning: whileRunning)
        searchForSecrets(ended, environment, arguments)
        return ended
    }

    /// Runs `salur-sandbox` in the folder until it ends.
    func sandbox(_ arguments: [String], whileRunning: (Running) async throws -> Void = { _ in }) async throws -> Ended {
        let environment = Self.environment.filter { $0.key != "SALUR_DISPATCH_CUT_OFF" }
        return try await run([Programs.sandbox] + arguments, environment, input: nil, whileRunning: whileRunning)
    }

    fileprivate func run(
        _ command: [String], _ environment: [String: String], input: [UInt8]?,
        whileRunning: (Running) async throws -> Void
    ) async throws -> Ended {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
        let result = try await Subprocess.run(
            command[0].contains("/") ? .path(FilePath(command[0])) : .name(command[0]),
            arguments: Arguments(Array(command.dropFirst())), environment: .custom(variables),
            workingDirectory: FilePath(folder), input: .array(input ?? []),
            output: .string(limit: Self.outputBytesMax), error: .string(limit: Self.outputBytesMax)
        ) { execution in
            try await whileRunning(Running(number: execution.processIdentifier.value))
        }
        let code: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): -signal
            }
        return Ended(code: code, output: result.standardOutput, errors: result.standardError)
    }

    // MARK: Files

    /// The whole path of a file in the folder.
    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try Data(bytes).write(to: URL(filePath: path(name)))
    }

    func write(_ text: String, to name: String) throws { try write(text.utf8, to: name) }

    func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// The names of everything below `name`.
    func names(in name: String) -> [String] { FileManager.default.subpaths(atPath: path(name)) ?? [] }

    /// The permissions of a file, such as 0o600.
    func permissions(of name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
        return try #require(attributes[.posixPermissions] as? Int)
    }

    /// Removes the ledger, as somebody would who believes that it is only a cache.
    func deleteLedger() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix("salur.db") {
            try FileManager.default.removeItem(atPath: path(name))
        }
    }
}

extension World {
    /// Runs a line of shell in the folder.
    func shell(_ line: String) async throws -> Ended {
        try await run(["sh", "-c", line], Self.environment, input: nil) { _ in }
    }
}
