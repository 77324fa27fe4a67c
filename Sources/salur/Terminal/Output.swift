internal import ArgumentParser
internal import Foundation
internal import SalurService

/// Standard output for results, standard error for messages.
enum Output {
    /// Writes a line of the result.
    static func result(_ line: String) { write(line + "\n", to: .standardOutput) }

    /// Writes a message.
    static func message(_ line: String) { write(line + "\n", to: .standardError) }

    /// Writes a value as JSON, the only thing that `--json` lets onto standard output.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        result(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    private static func write(_ text: String, to handle: FileHandle) {
        // A reader that has gone away is no reason to stop paying.
        try? handle.write(contentsOf: Data(text.utf8))
    }

    /// Runs the body of a command. Whatever it throws ends in a message and the right exit code, never in the argument
    /// parser's 1, which here means "settled, not all paid".
    static func guarded(_ body: () async throws -> ExitStatus) async throws {
        let status: ExitStatus
        do {
            status = try await body()
        } catch {
            let failure = CommandFailure(error)
            message(failure.message)
            status = failure.status
        }
        throw ExitCode(status.rawValue)
    }
}
