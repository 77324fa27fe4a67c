import FoundationEssentials
import PayoutCore

/// Reads request bodies. Types of the bank's own: it shares no wire type with the client.
enum RequestBodies {
    private static let decoder = JSONDecoder()

    /// Decodes, or refuses as a malformed body that names the field.
    static func decode<Body: Decodable>(_ type: Body.Type, _ bytes: [UInt8]) throws(Refusal) -> Body {
        do {
            return try decoder.decode(type, from: Data(bytes))
        } catch DecodingError.typeMismatch(_, let context) {
            throw .invalid(context.codingPath.map(\.stringValue).joined(separator: "."))
        } catch {
            throw Refusal(400, case: "00", "Bad Request: the body is not a JSON object", .malformedBody)
        }
    }
}

struct AmountBody: Decodable {
    let value: String?
    let currency: String?
}

struct TokenBody: Decodable {
    struct AdditionalInfo: Decodable {
        let merchantId: String?
    }

    let grantType: String?
    let additionalInfo: AdditionalInfo?
}

struct ValidationBody: Decodable {
    let partnerReferenceNo: String?
    let beneficiaryAccountNo: String?
    let beneficiaryBankCode: String?
}

struct TransferBody: Decodable {
    let partnerReferenceNo: String?
    let amount: AmountBody?
    let beneficiaryAccountName: String?
    let beneficiaryAccountNo: String?
    let beneficiaryBankCode: String?
    let merchantId: String?
    let transactionDate: String?
    let customerReference: String?
    let additionalInfo: [String: String]?
}

struct InquiryBody: Decodable {
    let originalExternalId: String?
    let serviceCode: String?
    /// Members that the contract does not know.
    let strangers: [String]

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: MemberName.self)
        originalExternalId = try members.decodeIfPresent(String.self, forKey: MemberName("originalExternalId"))
        serviceCode = try members.decodeIfPresent(String.self, forKey: MemberName("serviceCode"))
        let known = ["originalExternalId", "serviceCode"]
        strangers = members.allKeys.map(\.stringValue).filter { !known.contains($0) }.sorted()
    }

    private struct MemberName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

struct BalanceBody: Decodable {
    let partnerReferenceNo: String?
    let merchantId: String?
}

/// Takes mandatory fields out of bodies.
enum Mandatory {
    static func text(_ value: String?, field: String) throws(Refusal) -> String {
        guard let value, !value.isEmpty else { throw .missing(field) }
        return value
    }

    static func partnerReferenceNo(_ value: String?, field: String = "partnerReferenceNo") throws(Refusal) -> String {
        let text = try text(value, field: field)
        guard FieldFormat.isAlphanumeric(text, count: 32) else { throw .invalid(field) }
        return text
    }

    /// The bank code and the account number.
    static func account(bankCode: String?, number: String?) throws(Refusal) -> (bankCode: String, number: String) {
        let bankCode = try text(bankCode, field: "beneficiaryBankCode")
        let number = try text(number, field: "beneficiaryAccountNo")
        guard FieldFormat.isAlphanumeric(bankCode, count: 3) else { throw .invalid("beneficiaryBankCode") }
        guard BankLimits.isAccount(number, bankCode: bankCode) else { throw .invalid("beneficiaryAccountNo") }
        return (bankCode, number)
    }

    /// Whole rupiah with two decimals, such as `1500000.00`.
    static func amount(_ amount: AmountBody?) throws(Refusal) -> Rupiah {
        guard let amount else { throw .missing("amount") }
        let value = try text(amount.value, field: "amount.value")
        guard try text(amount.currency, field: "amount.currency") == "IDR" else { throw .invalid("amount.currency") }
        guard value.hasSuffix(".00"), let rupiah = Rupiah(plain: value) else { throw .invalid("amount.value") }
        return rupiah
    }
}
