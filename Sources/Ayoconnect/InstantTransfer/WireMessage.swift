internal import FoundationEssentials
internal import PayoutCore

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

/// An amount of money as it was found on the wire.
enum WireAmount: Equatable {
    case missing
    case rupiah(Rupiah)
    /// It was there, but is no whole number of rupiah: it agrees with nothing.
    case malformed

    /// An amount of the two members of an object.
    init(value: String?, currency: String?) {
        // An amount without a currency is in rupiah: there is no other.
        guard (currency ?? WireValue.rupiah) == WireValue.rupiah, let value, let rupiah = Rupiah(plain: value) else {
            self = .malformed
            return
        }
        self = .rupiah(rupiah)
    }
}

extension KeyedDecodingContainer where Key == WireName {
    /// A member as text: a string, or an integer in decimal, since the bank writes some numbers either way.
    ///
    /// Text that holds a NUL is no text: SQLite takes a text only up to its first NUL, so an identifier followed by a
    /// NUL would be taken for ours.
    fileprivate func text(_ name: WireName) -> String? {
        // Most members are missing from most messages, and an error costs more than all the rest.
        guard contains(name) else { return nil }
        if let text = try? decode(String.self, forKey: name) {
            return text.isEmpty || text.utf8.contains(0) ? nil : text
        }
        return (try? decode(Int64.self, forKey: name)).map(String.init)
    }

    /// A member of the object that `object` holds.
    fileprivate func nestedText(_ name: WireName, in object: WireName) -> String? {
        guard contains(object) else { return nil }
        return (try? nestedContainer(keyedBy: WireName.self, forKey: object))?.text(name)
    }

    fileprivate func amount(_ name: WireName) -> WireAmount {
        guard contains(name), (try? decodeNil(forKey: name)) != true else { return .missing }
        guard let parts = try? nestedContainer(keyedBy: WireName.self, forKey: name) else { return .malformed }
        return WireAmount(value: parts.text(.value), currency: parts.text(.currency))
    }
}

/// The two readings of a message, for those who search for a body that tells them apart.
package enum WireReadings {
    /// Whether both make the same of `body`; nil where it is not plain, and one alone reads it.
    package static func agree(on body: [UInt8]) -> Bool? {
        PlainMessageReader.read(body).map { $0 == WireMessage.readThoroughly(body) }
    }
}
