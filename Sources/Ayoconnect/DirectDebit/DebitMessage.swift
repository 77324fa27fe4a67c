internal import FoundationEssentials
internal import PayoutCore

/// What an answer or a callback of Direct Debit says, read without trust: a member that is missing, empty, null or of
/// another type is nil, and never spoils the other members.
struct DebitMessage {
    var responseCode: String?
    var responseMessage: String?
    var partnerReferenceNo: String?
    var referenceNo: String?
    var originalPartnerReferenceNo: String?
    var originalReferenceNo: String?
    var originalExternalID: String?
    var serviceCode: String?
    var latestTransactionStatus: String?
    var transactionStatusDesc: String?
    var amount: WireAmount = .missing
    var refund: DebitRefund?
    /// Nil where the message has no such list.
    var refundHistory: [DebitRefund]?
    /// The payment has been given back, whole or in part.
    var isRefundSettled = false
    var otpToken: Secret?
    var accessToken: Secret?
    var expiresIn: String?
    var accessTokenExpiryTime: String?
    var binding = DebitBinding()

    /// Reads a JSON object; nil for anything else, and for one that could be read in two ways.
    static func read(_ body: [UInt8]) -> DebitMessage? {
        guard StrictJSON.accepts(body) else { return nil }
        return try? JSONDecoder().decode(DebitMessage.self, from: Data(body))
    }

    /// The provider's number of the payment, under either of its names.
    var providerReferenceNo: String? { originalReferenceNo ?? referenceNo }
}

/// A refund in an answer, in the history of a payment, or in a callback.
struct DebitRefund: Decodable {
    /// Our number of it.
    let partnerRefundNo: String?
    /// The bank's number of it.
    let refundNo: String?
    let amount: WireAmount
    let status: String?

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: DebitName.self)
        partnerRefundNo = members.text(.partnerRefundNo)
        refundNo = members.text(.refundNo)
        amount = members.amount(.refundAmount)
        status = members.text(.refundStatus)
    }
}

extension DebitMessage: Decodable {
    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: DebitName.self)
        responseCode = members.text(.responseCode)
        responseMessage = members.text(.responseMessage)
        partnerReferenceNo = members.text(.partnerReferenceNo)
        referenceNo = members.text(.referenceNo)
        originalPartnerReferenceNo = members.text(.originalPartnerReferenceNo)
        originalReferenceNo = members.text(.originalReferenceNo)
        originalExternalID = members.text(.originalExternalID)
        serviceCode = members.text(.serviceCode)
        latestTransactionStatus = members.text(.latestTransactionStatus)
        transactionStatusDesc = members.text(.transactionStatusDesc)
        let transAmount = members.amount(.transAmount)
        amount = transAmount == .missing ? members.amount(.amount) : transAmount
        refund = try DebitRefund(from: decoder)
        if members.contains(.refundHistory), (try? members.decodeNil(forKey: .refundHistory)) == false {
            refundHistory = (try? members.decode([DebitRefund].self, forKey: .refundHistory)) ?? []
        }
        let settlement = members.nestedText(.settlementStatus, in: .additionalInfo) ?? members.text(.settlementStatus)
        isRefundSettled = settlement.map { DebitValue.settledRefunds.contains($0.uppercased()) } ?? false
        otpToken = (members.nestedText(.otpToken, in: .additionalInfo) ?? members.text(.otpToken)).map(Secret.init)
        accessToken = members.text(.accessToken).map(Secret.init)
        expiresIn = members.text(.expiresIn)
        accessTokenExpiryTime = members.text(.accessTokenExpiryTime)
        binding = DebitBinding(members)
    }
}
