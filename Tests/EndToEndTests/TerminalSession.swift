import Foundation
import Testing

/// A terminal of a fixed size with `salur` in it, driven as a person would: keys in, text out. It is made by tmux.
struct TerminalSession: Sendable {
    private let world: World
    private let socket: String

    /// The size of the terminal.
    struct Size {
        var columns = 80
        var rows = 24
    }

    /// Runs `salur` in a terminal for as long as `body` takes. When the program ends, `[exit N]` stands on the screen.
    ///
    /// - Parameter settings: more of the environment; nil takes a variable away.
    static func with<Result>(
        _ world: World, _ arguments: [String], bank: Bank? = nil, settings: [String: String?] = [:],
        size: Size = Size(), _ body: (TerminalSession) async throws -> Result
    ) async throws -> Result {
        let hasTmux = try await world.shell("command -v tmux").code == 0
        try #require(hasTmux, "tmux is missing; \"make setup\" installs it")
        var environment = World.environment.merging(bank?.environment ?? [:]) { _, new in new }
        // The terminal reports its own size, and tmux its own name.
        environment["COLUMNS"] = nil
        for (name, value) in settings { environment[name] = value }
        let session = TerminalSession(world: world, socket: "\(UUID().uuidString.prefix(8)).tmux")
        let script = "\(session.socket).sh"
        let assignments = environment.sorted { $0.key < $1.key }.map { "export \($0.key)=\(quoted($0.value))\n" }
        let command = ([Programs.salur] + arguments).map(quoted).joined(separator: " ")
        // Ctrl-C is for salur, not for the shell.
        try world.write(assignments.joined() + "trap : INT\n\(command)\necho \"[exit $?]\"\n", to: script)
        do {
            // The terminal stays until the test has read all of it.
            try await session.tmux(
                "start-server \\; set -g remain-on-exit on \\; "
                    + "new-session -d -s salur -x \(size.columns) -y \(size.rows) \(quoted("exec sh \(script)"))")
            let result = try await body(session)
            let ended = Ended(code: 0, output: try await session.wholeText, errors: "")
            world.searchForSecrets(ended, environment, arguments)
            try await session.tmux("kill-server")
            return result
        } catch {
            Issue.record("the terminal showed:\n\(try await session.wholeText)")
            _ = try? await session.tmux("kill-server")
            throw error
        }
    }

    // MARK: Keys

    /// Types a line and presses Enter.
    func type(_ line: String) async throws { try await tmux("send-keys -t salur \(Self.quoted(line)) Enter") }

    func pressControlC() async throws { try await tmux("send-keys -t salur C-c") }

    func pressControlD() async throws { try await tmux("send-keys -t salur C-d") }

    /// Halts what is written to the terminal, as people do by accident.
    func pressControlS() async throws { try await tmux("send-keys -t salur C-s") }

    /// Lets it go on.
    func pressControlQ() async throws { try await tmux("send-keys -t salur C-q") }

    func resize(columns: Int) async throws { try await tmux("resize-window -t salur -x \(columns)") }

    // MARK: The screen

    /// Waits until the screen, with its lines joined where they wrapped, holds `text`; answers the screen.
    @discardableResult
    func waitFor(_ text: String) async throws -> String {
        try await waitFor("\"\(text)\" on the screen") { $0.contains(text) }
    }

    /// Waits until the screen looks as wanted; answers it.
    @discardableResult
    func waitFor(_ what: String, _ isThere: (String) -> Bool) async throws -> String {
        var seen = ""
        try await waitUntil(what) {
            seen = try await wholeText
            return isThere(seen)
        }
        return seen
    }

    /// Waits until the program has ended; answers its exit code.
    func exitCode() async throws -> Int32? {
        let text = try await waitFor("the program ends") { $0.contains("[exit ") }
        return text.components(separatedBy: "[exit ").last.flatMap { Int32($0.prefix { $0.isNumber }) }
    }

    /// All that was written, lines joined where they wrapped.
    var wholeText: String { get async throws { try await tmux("capture-pane -p -J -S - -t salur") } }

    /// The lines of the screen as they are.
    var lines: [String] {
        get async throws {
            try await tmux("capture-pane -p -t salur").split(separator: "\n").map(String.init)
        }
    }

    /// All that was written, with the escape sequences of colours.
    var colouredText: String { get async throws { try await tmux("capture-pane -e -p -J -S - -t salur") } }

    @discardableResult
    private func tmux(_ command: String) async throws -> String {
        let ended = try await world.shell("tmux -u -S \(socket) -f /dev/null \(command)")
        try #require(ended.code == 0, "tmux \(command): \(ended.errors)")
        return ended.output
    }

    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }
}
