import BankSandbox
import Foundation
import PayoutCore
import Subprocess
import Testing

/// Starts the real program; of the others here, only `BrowserTests` starts processes.
@Suite("The program salur-sandbox")
struct ProgramTests {
    struct Outcome {
        let code: Int32
        let output: String
    }

    /// The program next to the one that runs the tests.
    private func program() throws -> String {
        let folder = Bundle.main.executableURL?.deletingLastPathComponent()
        return try #require(folder?.appendingPathComponent("salur-sandbox").path)
    }

    private func run(_ arguments: [String]) async throws -> Outcome {
        let result = try await Subprocess.run(
            .name("sh"), arguments: Arguments(["-c", "exec \"$0\" \"$@\"", try program()] + arguments),
            output: .string(limit: 1 << 20), error: .discarded)
        let code: Int32
        switch result.terminationStatus {
        case .exited(let exit): code = exit
        case .signaled(let signal): code = -signal
        }
        return Outcome(code: code, output: result.standardOutput)
    }

    @Test("A command gets the settings by environment, and its exit code is returned")
    func with() async throws {
        let script = "echo $SALUR_AYOCONNECT_BASE_URL; stat -c %a $(dirname $SALUR_AYOCONNECT_PRIVATE_KEY_FILE); exit 7"
        let outcome = try await run(["with", "--quiet", "--", "sh", "-c", script])
        #expect(outcome.code == 7)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("http://127.0.0.1:") == true)
        #expect(lines.last == "700")
    }

    @Test("A command that a signal ends returns 128 + n, and an unknown one 127")
    func signal() async throws {
        #expect(try await run(["with", "--quiet", "--", "sh", "-c", "kill -9 $$"]).code == 137)
        #expect(try await run(["with", "--quiet", "--", "no-such-command-at-all"]).code == 127)
    }

    @Test("The temporary folder is gone afterwards")
    func folder() async throws {
        let outcome = try await run(["with", "--", "sh", "-c", "dirname $SALUR_AYOCONNECT_PRIVATE_KEY_FILE"])
        let path = outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(!path.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(
        "Wrong usage ends with 64",
        arguments: [
            ["with"], ["with", "--faults", "2", "--", "true"], ["with", "--fault", "rain=1", "--", "true"], ["serve"],
            ["serve", "--callbacks", "off", "--listen", "nowhere"], ["with", "--balance", "-1", "--", "true"],
        ])
    func usage(arguments: [String]) async throws {
        #expect(try await run(arguments).code == 64)
    }

    @Test("A file of names that is no payout file ends with 65")
    func names() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("names.csv")
        try Data("a,b\n1,2\n".utf8).write(to: file)
        #expect(try await run(["with", "--names", file.path, "--", "true"]).code == 65)
        try Data("account_number,account_name\n1234567890,BUDI\n".utf8).write(to: file)
        #expect(try await run(["with", "--names", file.path, "--", "true"]).code == 0)
        #expect(try await run(["with", "--names", folder.path + "/missing.csv", "--", "true"]).code == 65)
    }

    @Test("A port in use ends with 78")
    func portInUse() async throws {
        let script = "exec \"$0\" serve --callbacks off --listen \"${SALUR_AYOCONNECT_BASE_URL#http://}\""
        let outcome = try await run(["with", "--quiet", "--", "sh", "-c", script, try program()])
        #expect(outcome.code == 78)
    }
}
