import Foundation
import Testing

/// The real programs, and the test files that stand next to the sources.
enum Programs {
    static let salur = folder + "/salur"
    static let sandbox = folder + "/salur-sandbox"

    /// The folder that the test bundle was built into, unless `SALUR_TEST_BIN` names another.
    private static let folder: String = {
        if let named = ProcessInfo.processInfo.environment["SALUR_TEST_BIN"] { return named }
        return Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path ?? "."
    }()
}

/// How a program ended and what it said.
struct Ended: Sendable {
    /// The exit code; minus the number of the signal that ended it.
    let code: Int32
    let output: String
    let errors: String

    /// The end of standard output: one sentence on what became of the file, and the list of what a person does next.
    var sentence: String {
        let lines = output.split(separator: "\n")
        let list = lines.reversed().prefix { $0.hasPrefix("  - ") }.count
        return lines.suffix(list + 1).joined(separator: "\n")
    }

    /// Standard output as a JSON document; keys in snake case become names in camel case.
    func json<Document: Decodable>(_ type: Document.Type) throws -> Document {
        try EndToEndTests.json(type, from: output)
    }
}

/// Reads a JSON document of ours; keys in snake case become names in camel case.
func json<Document: Decodable>(_ type: Document.Type, from text: String) throws -> Document {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(text.utf8))
}
