import Foundation
import Operations
import Testing
import Wording

@testable import Presentation
@testable import salur

/// The document of a refusal is what `schemas/error.schema.json` says.
@Suite struct ErrorDocumentTests {
    private let schema: [String: Any]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let data = try Data(contentsOf: root.standardizedFileURL.appending(path: "schemas/error.schema.json"))
        schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private static func properties(_ schema: [String: Any]?) -> [String: [String: Any]] {
        schema?["properties"] as? [String: [String: Any]] ?? [:]
    }

    private func object(_ document: ErrorDocument) throws -> [String: Any] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let data = try encoder.encode(VersionedDocument(document))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func `The schema lists every word and every exit code, and no other`() throws {
        let error = Self.properties(Self.properties(schema)["error"])
        let codes = try #require(error["code"]?["enum"] as? [String])
        #expect(codes.sorted() == ErrorCode.allCases.map(\.rawValue).sorted())
        let exits = try #require(error["exit"]?["enum"] as? [Int])
        let statuses = OutcomeKind.allCases.filter { $0 != .success }
        #expect(exits.map(Int32.init) == statuses.map(\.exitCode).sorted())
    }

    @Test func `The numbers that scripts depend on`() {
        let numbers: [(OutcomeKind, Int32)] = [
            (.success, 0), (.notAllPaid, 1), (.usage, 64), (.badFile, 65), (.bankUnreachable, 69), (.internalError, 70),
            (.cannotWrite, 73), (.ledgerFailed, 74), (.notSettled, 75), (.stopped, 77), (.badSettings, 78),
        ]
        for (kind, number) in numbers { #expect(kind.exitCode == number) }
        #expect(numbers.count == OutcomeKind.allCases.count)
    }

    @Test func `A document has the keys of the schema`() throws {
        var document = ErrorDocument(CommandFailure(.usage, .verbatim("two names for one file")))
        let alone = try object(document)
        #expect(Set(alone.keys) == Set(try #require(schema["required"] as? [String])))
        (document.file, document.batch) = ("a.csv", "maret")
        let listed = try object(document)
        #expect(Set(listed.keys) == Set(Self.properties(schema).keys))
        let body = try #require(listed["error"] as? [String: Any])
        #expect(Set(body.keys) == Set(try #require(Self.properties(schema)["error"]?["required"] as? [String])))
        #expect(body["code"] as? String == "usage" && body["exit"] as? Int == 64)
        #expect(listed["schema_version"] as? Int == VersionedDocument.schemaVersion)
    }
}
