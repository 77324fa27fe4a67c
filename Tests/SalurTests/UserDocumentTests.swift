import Foundation
import Operations
import PayoutCore
import PayoutLedger
import Testing
import Wording

@testable import salur

/// The documents of `salur user` are what their schemas say.
@Suite struct UserDocumentTests {
    private func schema(_ name: String) throws -> [String: Any] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let data = try Data(contentsOf: root.standardizedFileURL.appending(path: "schemas/\(name).schema.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func properties(_ schema: Any?) throws -> [String: Any] {
        try #require((schema as? [String: Any])?["properties"] as? [String: Any])
    }

    private func keys(of document: some Encodable) throws -> Set<String> {
        let data = try JSONEncoder().encode(document)
        return Set(try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any]).keys)
    }

    private func words(_ property: Any?) -> [String]? { (property as? [String: Any])?["enum"] as? [String] }

    @Test func `A change of a person has the keys and words of its schema`() throws {
        let properties = try properties(schema("user"))
        var document = UserDocument(
            of: "siti", .added, Phrase("added"), roles: [.maker], password: Secret("p"), code: nil)
        document.code = UserDocument.Code(address: "a", secret: "s")
        #expect(try keys(of: document).union(["schema_version"]) == Set(properties.keys))
        #expect(try keys(of: try #require(document.code)) == Set(self.properties(properties["code"]).keys))
        #expect(words(properties["change"]) == UserDocument.Change.allCases.map(\.rawValue))
        #expect(words((properties["roles"] as? [String: Any])?["items"]) == Role.allCases.map(\.rawValue))
    }

    @Test func `A listed person has the keys of its schema`() throws {
        let items = (try properties(schema("users"))["users"] as? [String: Any])?["items"]
        let user = UsersDocument.User(
            name: "siti", roles: ["maker"], hasCode: true, addedAt: "", passwordSetAt: "", signedInAt: "",
            lockedUntil: "", sessions: 1)
        #expect(try keys(of: user) == Set(properties(items).keys))
    }

    @Test func `An event has the keys and words of its schema`() throws {
        let items = (try properties(schema("user-events"))["events"] as? [String: Any])?["items"]
        let event = UserEventsDocument.Event(number: 1, at: "", kind: "", name: "siti", detail: "", actor: "")
        #expect(try keys(of: event) == Set(properties(items).keys))
        #expect(words(try properties(items)["kind"]) == PersonAct.allCases.map(\.rawValue))
    }

    @Test func `A change of a key has the keys and words of its schema`() throws {
        let properties = try properties(schema("key"))
        let document = KeyDocument(name: "payroll", change: .added, message: "added", key: Secret("k"))
        #expect(try keys(of: document).union(["schema_version"]) == Set(properties.keys))
        #expect(words(properties["change"]) == KeyDocument.Change.allCases.map(\.rawValue))
    }

    @Test func `A listed key has the keys and words of its schema`() throws {
        let items = (try properties(schema("keys"))["keys"] as? [String: Any])?["items"]
        let key = KeysDocument.Key(
            name: "payroll", rights: ["view"], from: [], addedAt: "", endsAt: "", usedAt: "", refusedAt: "")
        #expect(try keys(of: key) == Set(properties(items).keys))
        let rights = try properties(items)["rights"] as? [String: Any]
        #expect(words(rights?["items"]) == KeyRight.allCases.map(\.rawValue))
    }
}
