import Foundation
import Testing

/// `--json` prints one JSON document on standard output, whatever happens.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct RefusalDocumentTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let code: String
        let exit: Int32

        var testDescription: String { "\(arguments.joined(separator: " ")): \(code)" }

        init(_ arguments: String..., code: String, exit: Int32) {
            (self.arguments, self.code, self.exit) = (arguments, code, exit)
        }
    }

    static let refused: [Refused] = [
        Refused("check", "none.csv", code: "file_missing", exit: 65),
        Refused("check", "columns.csv", code: "header_refused", exit: 65),
        Refused("check", code: "usage", exit: 64),
        Refused("check", "--colour", "gaji.csv", code: "usage", exit: 64),
        Refused("chekc", "gaji.csv", code: "usage", exit: 64),
        Refused("check", "--language", "fr", "gaji.csv", code: "usage", exit: 64),
        Refused("check", "--config", "bad.yaml", "gaji.csv", code: "bad_settings", exit: 78),
        Refused("run", "--yes", "none.csv", code: "file_missing", exit: 65),
        Refused("run", "gaji.csv", code: "usage", exit: 64),
        Refused("run", "--yes", "gaji.csv", code: "bad_settings", exit: 78),
        Refused("run", "--yes", "--batch", ".x", "gaji.csv", code: "usage", exit: 64),
        Refused("submit", "gaji.csv", code: "bad_settings", exit: 78),
        Refused("approve", code: "bad_settings", exit: 78),
        Refused("process", code: "bad_settings", exit: 78),
        Refused("report", code: "bad_settings", exit: 78),
        Refused("status", code: "bad_settings", exit: 78),
        Refused("explain", "G-1", code: "bad_settings", exit: 78),
        Refused("release", "G-1", "--reason", "x", "--yes", code: "bad_settings", exit: 78),
        Refused("retry", code: "usage", exit: 64),
        Refused("cancel", "--status", "nonsense", code: "usage", exit: 64),
        Refused("resolve", "G-1", code: "usage", exit: 64),
        Refused("balance", code: "bad_settings", exit: 78),
        Refused("inquire", "123", code: "usage", exit: 64),
        Refused("doctor", "--config", "bad.yaml", code: "bad_settings", exit: 78),
        Refused("verify", "nowhere", code: "file_missing", exit: 65),
        Refused("verify", code: "usage", exit: 64),
    ]

    private struct Document: Decodable {
        struct Body: Decodable {
            let code: String
            let exit: Int32
            let message: String
            let whatToDo: String
        }

        let schemaVersion: Int
        let error: Body
    }

    @Test func `A refusal is a document of its own on standard output, and a message on standard error`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 1).text, to: "gaji.csv")
            try world.write("name,iban\nBudi,1\n", to: "columns.csv")
            try world.write("colour: red\n", to: "bad.yaml")
            for refused in Self.refused {
                let ended = try await world.salur(refused.arguments + ["--json"])
                #expect(ended.code == refused.exit, "\(refused): \(ended)")
                let document = try #require(try? ended.json(Document.self), "\(refused): \(ended)")
                #expect(document.schemaVersion == 1)
                #expect(document.error.code == refused.code, "\(refused): \(ended)")
                #expect(document.error.exit == refused.exit)
                #expect(!document.error.message.isEmpty && !document.error.whatToDo.isEmpty)
                #expect(!ended.errors.isEmpty)
            }
        }
    }

    @Test func `A word behind two hyphens is a file, and no wish for JSON`() async throws {
        try await World.with { world in
            let ended = try await world.salur(["check", "--", "--json"])
            #expect(ended.code == 65 && ended.output.isEmpty, "\(ended)")
        }
    }

    @Test func `The words are those of the person, the code is not`() async throws {
        try await World.with { world in
            let ended = try await world.salur(["check", "--json", "--language", "id", "none.csv"])
            let document = try ended.json(Document.self)
            #expect(document.error.code == "file_missing")
            #expect(document.error.message == "none.csv: berkas ini tidak ada. Periksa nama berkas dan foldernya.")
            #expect(document.error.whatToDo == "Periksa nama berkas dan foldernya.")
        }
    }
}
