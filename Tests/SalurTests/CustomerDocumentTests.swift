import Foundation
import Operations
import PayoutCore
import PayoutLedger
import Testing
import Wording

@testable import Presentation
@testable import salur

/// The documents about mandates and cards are what their schemas say, and hold no secret.
@Suite struct CustomerDocumentTests {
    private static let sealed = SealedText("AAAAAAAAAAAAsecret")

    private func schema(_ name: String) throws -> [String: Any] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let data = try Data(contentsOf: root.standardizedFileURL.appending(path: "schemas/\(name).schema.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func object(_ document: some Encodable) throws -> [String: Any] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let data = try encoder.encode(VersionedDocument(document))
        #expect(!String(decoding: data, as: UTF8.self).contains("secret"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func keys(_ schema: [String: Any]?) -> Set<String> {
        Set((schema?["properties"] as? [String: Any] ?? [:]).keys)
    }

    /// What the schema says of the items of a list.
    private func items(_ schema: [String: Any], _ list: String) -> [String: Any]? {
        let properties = schema["properties"] as? [String: Any]
        return (properties?[list] as? [String: Any])?["items"] as? [String: Any]
    }

    @Test func `The document of an import has the keys of its schema`() throws {
        let summary = ImportSummary(
            file: "m.csv", means: .mandates, counts: [.added: 2, .blocked: 1], named: [("C-1", .blocked)])
        let document = try object(CustomerImportDocument(summary))
        #expect(Set(document.keys) == keys(try schema("customer-import")))
        #expect(document["rows"] as? Int == 3 && document["added"] as? Int == 2)
        #expect(document["exit_code"] as? Int == 1 && document["kind"] as? String == "mandates")
    }

    @Test func `The list of mandates has the keys of its schema`() throws {
        var record = MandateRecord(customer: "C-1", status: .bound)
        (record.bankCode, record.publicUserID) = ("002", "USER")
        (record.accountToken, record.authCode) = (Self.sealed, Self.sealed)
        (record.maskedAccount, record.maskedHolder) = ("****1234", "BU**")
        record.endsAt = Timestamp(milliseconds: 1_900_000_000_000)
        let now = Timestamp(milliseconds: 1_800_000_000_000)
        let stored = StoredBinding(id: BindingID(key: 1), record: record, changedAt: now)
        let document = try object(MandatesDocument(mandates: [MandatesDocument.Mandate(stored)]))
        let schema = try schema("mandates")
        #expect(Set(document.keys) == keys(schema))
        let mandate = try #require((document["mandates"] as? [[String: Any]])?.first)
        #expect(Set(mandate.keys) == keys(items(schema, "mandates")))
    }

    @Test func `The list of cards has the keys of its schema`() throws {
        var record = CardRecord(customer: "C-1", status: .bound)
        (record.customerID, record.cardToken) = ("CUST01", Self.sealed)
        (record.maskedCard, record.brand, record.expiry) = ("512345******0008", "MASTERCARD", "05/29")
        let now = Timestamp(milliseconds: 1_800_000_000_000)
        let stored = StoredBinding(id: BindingID(key: 1), record: record, changedAt: now)
        let document = try object(CardsDocument(cards: [CardsDocument.Card(stored)]))
        let schema = try schema("cards")
        #expect(Set(document.keys) == keys(schema))
        let card = try #require((document["cards"] as? [[String: Any]])?.first)
        #expect(Set(card.keys) == keys(items(schema, "cards")))
    }

    @Test func `The document of a lifted block has the keys of its schema`() throws {
        let record = MandateRecord(customer: "C-1", status: .bound)
        let document = try object(UnblockDocument(record, .verbatim("lifted"), as: .success))
        #expect(Set(document.keys) == keys(try schema("mandate-unblock")))
    }

    @Test(arguments: ["mandates", "cards"])
    func `The schemas know every status`(name: String) throws {
        let properties = items(try schema(name), name)?["properties"] as? [String: Any]
        let words = (properties?["status"] as? [String: Any])?["enum"] as? [String]
        #expect(words?.sorted() == BindingStatus.allCases.map(\.rawValue).sorted())
    }

    @Test(arguments: [
        ("mandates-file", ["customer", "bank_code", "account_token", "auth_code", "public_user_id"]),
        ("cards-file", ["customer", "customer_id", "card_token"]),
    ])
    func `The schemas of the files name the columns of the design`(name: String, columns: [String]) throws {
        let fields = try schema(name)["fields"] as? [[String: Any]]
        #expect(fields?.compactMap { $0["name"] as? String } == columns)
    }

    @Test func `The language may stand before a command of two words`() {
        #expect(
            LanguageOption.behindCommand(["--language", "id", "mandates", "list", "--json"])
                == ["mandates", "list", "--language", "id", "--json"])
        #expect(
            LanguageOption.behindCommand(["--language=id", "mandates", "--help"])
                == ["mandates", "--language=id", "--help"])
    }
}
