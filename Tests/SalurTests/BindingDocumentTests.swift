import Foundation
import PayoutCore
import PayoutLedger
import Presentation
import Testing
import Wording

@testable import Operations
@testable import salur

/// The documents about customers have the keys that their schemas demand, and no others.
@Suite struct BindingDocumentTests {
    private struct Schema {
        let required: Set<String>
        let properties: Set<String>

        init(_ name: String) throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
            let file = root.standardizedFileURL.appending(path: "schemas/\(name).schema.json")
            let object = try JSONSerialization.jsonObject(with: try Data(contentsOf: file)) as? [String: Any]
            required = Set(try #require(object?["required"] as? [String]))
            properties = Set(try #require(object?["properties"] as? [String: Any]).keys)
        }
    }

    private func check(_ document: some Encodable, _ name: String) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let data = try encoder.encode(VersionedDocument(document))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let schema = try Schema(name)
        #expect(schema.required.isSubset(of: object.keys), "\(name): \(object.keys.sorted())")
        #expect(Set(object.keys).isSubset(of: schema.properties), "\(name): \(object.keys.sorted())")
    }

    @Test func `What has become of an account or card`() throws {
        var record = MandateRecord(customer: "C-1", status: .bound)
        record.maskedAccount = "******1234"
        try check(BindingDocument(record.outcome(.reported), Phrase("1 mandate"), .success), "customer")
        let card = CardRecord(customer: "C-1", status: .notBound).outcome(.sessionEnded)
        try check(BindingDocument(card, card.sentence, card.kind), "customer")
    }

    @Test func `What a refresh has found out`() throws {
        try check(RefreshDocument(RefreshJob.Result(means: .card)), "customer-refresh")
    }
}
