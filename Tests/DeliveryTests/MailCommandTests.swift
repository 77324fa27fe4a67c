import Delivery
import FoundationEssentials
import TestSupport
import Testing

/// Mails are handed to a command of the system, without a shell.
@Suite struct MailCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("mail") }

    private func script(_ text: String) throws -> String {
        let path = folder.path + "/mailer"
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        return path
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: folder.path + "/" + name), encoding: .utf8)
    }

    @Test func `The command gets its arguments as they are, and the mail on its standard input`() async throws {
        let program = try script("printf '%s|' \"$@\" > '\(folder.path)/arguments'; cat > '\(folder.path)/mail'")
        let command = MailCommand(program: program, arguments: ["-t", "-i", "$(touch x) ; a b"])
        #expect(command.isThere)
        try await command.send("Subject: x\n\nHalo –")
        #expect(try text("arguments") == "-t|-i|$(touch x) ; a b|")
        #expect(try text("mail") == "Subject: x\n\nHalo –")
    }

    @Test func `It knows no secret of the environment`() async throws {
        let program = try script("cat > /dev/null; env > '\(folder.path)/environment'")
        try await MailCommand(program: program, arguments: []).send("x")
        let names = try text("environment").split(separator: "\n").map { $0.prefix { $0 != "=" } }
        #expect(Set(names).isSubset(of: ["PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "PWD", "SHLVL", "_"]))
    }

    @Test func `A command that fails, hangs or is missing is a failure that says so`() async throws {
        let failing = MailCommand(program: try script("cat > /dev/null; echo no route >&2; exit 75"), arguments: [])
        let failure = await #expect(throws: DeliveryFailure.self) { try await failing.send("x") }
        #expect(failure?.description.contains("75") == true && failure?.description.contains("no route") == true)
        #expect(failure?.mayHaveArrived == false)
        let hanging = MailCommand(
            program: try script("trap '' TERM; sleep 600 & wait; sleep 600"), arguments: [], limit: .milliseconds(200))
        let overdue = await #expect(throws: DeliveryFailure.self) { try await hanging.send("x") }
        let killed = MailCommand(program: try script("cat > /dev/null; kill -9 $$"), arguments: [])
        let death = await #expect(throws: DeliveryFailure.self) { try await killed.send("x") }
        #expect(overdue?.mayHaveArrived == true && death?.mayHaveArrived == true)
        let missing = MailCommand(program: folder.path + "/none", arguments: [])
        #expect(!missing.isThere)
        let absence = await #expect(throws: DeliveryFailure.self) { try await missing.send("x") }
        #expect(absence?.mayHaveArrived == false)
    }
}
