import Foundation
import Operations
import PayoutCore
import PayoutLedger
import Testing

@testable import Presentation
@testable import salur

/// The document of the payee book is what `schemas/payees.schema.json` says.
@Suite struct PayeesDocumentTests {
    private static let moment = Timestamp(milliseconds: 1_771_051_030_000)
    private static let decision = PersonalDecision(person: "Ani", reason: "seen the passbook")

    private func schema() throws -> [String: Any] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let data = try Data(contentsOf: root.standardizedFileURL.appending(path: "schemas/payees.schema.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func object(_ document: some Encodable) throws -> [String: Any] {
        let data = try JSONEncoder().encode(document)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func keys(_ schema: Any?) -> Set<String> {
        Set(((schema as? [String: Any])?["properties"] as? [String: Any] ?? [:]).keys)
    }

    @Test func `Every document has the keys of its schema`() throws {
        let schema = try schema()
        let definitions = try #require(schema["$defs"] as? [String: Any])
        let name = AcceptedName(
            bankCode: "014", accountNumber: "1234567890", fileName: "Siti W.", bankName: "SITI WIJAYA",
            by: Self.decision, acceptedAt: Self.moment)
        let accepted = AcceptedNameDocument(name, showsAccount: true)
        #expect(try Set(object(accepted).keys) == keys(definitions["accepted_name"]))
        let block = PayeeBlock(by: Self.decision, blockedAt: Self.moment, isName: false)
        let account = BlockedPayee(party: .account("1234567890", bankCode: "014"), block: block)
        let named = BlockedPayee(party: .name("Siti"), block: block)
        let entries = [account, named].map { BlockedPayeeDocument($0, showsAccount: true) }
        let all = try Set(entries.flatMap { try object($0).keys })
        #expect(all == keys(definitions["blocked"]))
        let payee = PayeesDocument.Payee(
            bankCode: "014", accountNumber: "1234567890", maskedAccount: "*** 7890", bankName: "SITI WIJAYA",
            fileNames: ["Siti W."],
            acceptedNames: [accepted], firstPaidAt: "", lastPaidAt: "",
            payments: AmountsDocument(count: 1, sum: 1), blocked: entries[0])
        let properties = try #require(schema["properties"] as? [String: Any])
        let items = (properties["payees"] as? [String: Any])?["items"]
        #expect(try Set(object(payee).keys) == keys(items))
    }

    @Test(arguments: [
        ("1234567890", BlockedParty.account("1234567890", bankCode: "014")),
        ("1234-567.890", .account("1234567890", bankCode: "014")), ("Budi Santoso", .name("Budi Santoso")),
        ("3 Saudara", .name("3 Saudara")),
    ])
    func `Digits are an account, anything else is a name`(text: String, party: BlockedParty) {
        #expect(BlockedParty(text: text, bank: "014") == party)
    }
}
