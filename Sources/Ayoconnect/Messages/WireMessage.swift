internal import FoundationEssentials

/// What an answer or a callback of the bank says, read without trust: a member that is missing, empty, null or of
/// another type is nil, and never spoils the other members.
struct WireMessage: Equatable {
    var responseCode: String?
    var responseMessage: String?
    var accessToken: String?
    var expiresIn: String?
    var referenceNo: String?
    var originalReferenceNo: String?
    var originalExternalID: String?
    var originalPartnerReferenceNo: String?
    var serviceCode: String?
    var bankCode: String?
    var accountNumber: String?
    var accountName: String?
    /// Read from `additionalInfo`, where a validation's callback has it.
    var customerReference: String?
    var latestTransactionStatus: String?
    var latestVerificationStatus: String?
    var amount: WireAmount = .missing
    var balances: [WireAmount] = []

    /// Reads a JSON object; nil for anything else, and for one that could be read in two ways.
    static func read(_ body: [UInt8]) -> WireMessage? { PlainMessageReader.read(body) ?? readThoroughly(body) }

    /// As ``read(_:)``, whatever the body is made of.
    static func readThoroughly(_ body: [UInt8]) -> WireMessage? {
        guard StrictJSON.accepts(body) else { return nil }
        return try? JSONDecoder().decode(WireMessage.self, from: Data(body))
    }

    /// The provider's number of the transaction, under either of its names.
    var providerReferenceNo: String? { originalReferenceNo ?? referenceNo }
}

extension WireMessage: Decodable {
    init(from decoder: any Decoder) throws {
        self.init()
        let members = try decoder.container(keyedBy: WireName.self)
        responseCode = members.text(.responseCode)
        responseMessage = members.text(.responseMessage)
        accessToken = members.text(.accessToken)
        expiresIn = members.text(.expiresIn)
        referenceNo = members.text(.referenceNo)
        originalReferenceNo = members.text(.originalReferenceNo)
        originalExternalID = members.text(.originalExternalID)
        originalPartnerReferenceNo = members.text(.originalPartnerReferenceNo)
        serviceCode = members.text(.serviceCode)
        bankCode = members.text(.beneficiaryBankCode)
        accountNumber = members.text(.beneficiaryAccountNo)
        accountName = members.text(.beneficiaryAccountName)
        customerReference = members.nestedText(.customerReference, in: .additionalInfo)
        latestTransactionStatus = members.text(.latestTransactionStatus)
        latestVerificationStatus = members.text(.latestVerificationStatus)
        amount = members.amount(.amount)
        balances = Self.balances(in: members)
    }

    private static func balances(in members: KeyedDecodingContainer<WireName>) -> [WireAmount] {
        guard members.contains(.accountInfos),
            var infos = try? members.nestedUnkeyedContainer(forKey: .accountInfos)
        else { return [] }
        var balances: [WireAmount] = []
        while !infos.isAtEnd, let info = try? infos.nestedContainer(keyedBy: WireName.self) {
            balances.append(info.amount(.availableBalance))
        }
        return balances
    }
}

/// The two readings of a message, for those who search for a body that tells them apart.
package enum WireReadings {
    /// Whether both make the same of `body`; nil where it is not plain, and one alone reads it.
    package static func agree(on body: [UInt8]) -> Bool? {
        PlainMessageReader.read(body).map { $0 == WireMessage.readThoroughly(body) }
    }
}
