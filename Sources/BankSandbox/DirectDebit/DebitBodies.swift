import PayoutCore

struct CustomerTokenBody: Decodable {
    let grantType: String?
    let authCode: String?
    let additionalInfo: TokenBody.AdditionalInfo?
}

struct BindingBody: Decodable {
    struct AdditionalData: Decodable {
        let userId: String?
    }

    struct AdditionalInfo: Decodable {
        let bankCode: String?
        let successRedirectUrl: String?
        let failureRedirectUrl: String?
    }

    let partnerReferenceNo: String?
    let lang: String?
    let phoneNo: String?
    let merchantId: String?
    let additionalData: AdditionalData?
    let additionalInfo: AdditionalInfo?
}

struct BindingInquiryBody: Decodable {
    let partnerReferenceNo: String?
    let merchantId: String?
    let publicUserId: String?
}

struct UnbindingBody: Decodable {
    struct AdditionalInfo: Decodable {
        let publicUserId: String?
        let accountToken: String?
        let bankCode: String?
    }

    let partnerReferenceNo: String?
    let merchantId: String?
    let additionalInfo: AdditionalInfo?
}

struct VerificationBody: Decodable {
    let originalPartnerReferenceNo: String?
    let originalReferenceNo: String?
    let action: String?
    let merchantId: String?
    let otp: String?
    let additionalInfo: [String: String]?
}

struct DebitPaymentBody: Decodable {
    let partnerReferenceNo: String?
    let bankCardToken: String?
    let merchantId: String?
    let amount: AmountBody?
    let additionalInfo: [String: String]?
}

struct DebitStatusBody: Decodable {
    let merchantId: String?
    let serviceCode: String?
    let originalReferenceNo: String?
    let originalPartnerReferenceNo: String?
    let originalExternalId: String?
}

struct DebitRefundBody: Decodable {
    let originalPartnerReferenceNo: String?
    let originalReferenceNo: String?
    let merchantId: String?
    let partnerRefundNo: String?
    let refundAmount: AmountBody?
    let additionalInfo: [String: String]?
}

/// A payment request whose fields have the right form (Ayoconnect: Direct Debit, section 5).
struct DebitOrder: Sendable {
    let partnerReferenceNo: String
    let accountToken: String
    let merchantID: String
    let amount: Rupiah
    let additionalInfo: [String: String]

    init(_ body: DebitPaymentBody) throws(Refusal) {
        partnerReferenceNo = try Mandatory.partnerReferenceNo(body.partnerReferenceNo)
        accountToken = try Mandatory.partnerReferenceNo(body.bankCardToken, field: "bankCardToken")
        merchantID = try Mandatory.text(body.merchantId, field: "merchantId")
        amount = try Mandatory.positiveAmount(body.amount, field: "amount")
        guard let info = body.additionalInfo else { throw .missing("additionalInfo") }
        for (name, value) in info where !FieldFormat.isNote(value) { throw .invalid("additionalInfo.\(name)") }
        additionalInfo = info
    }
}

/// A refund request whose fields have the right form (Ayoconnect: Direct Debit, section 7).
struct DebitRefundOrder: Sendable {
    let originalPartnerReferenceNo: String
    let originalReferenceNo: String
    let merchantID: String
    let partnerRefundNo: String
    let amount: Rupiah

    init(_ body: DebitRefundBody) throws(Refusal) {
        originalPartnerReferenceNo = try Mandatory.partnerReferenceNo(
            body.originalPartnerReferenceNo, field: "originalPartnerReferenceNo")
        originalReferenceNo = try Mandatory.partnerReferenceNo(body.originalReferenceNo, field: "originalReferenceNo")
        merchantID = try Mandatory.text(body.merchantId, field: "merchantId")
        partnerRefundNo = try Mandatory.text(body.partnerRefundNo, field: "partnerRefundNo")
        guard partnerRefundNo.utf8.count <= 64 else { throw .invalid("partnerRefundNo") }
        amount = try Mandatory.positiveAmount(body.refundAmount, field: "refundAmount")
        for (name, value) in body.additionalInfo ?? [:] where !FieldFormat.isNote(value) {
            throw .invalid("additionalInfo.\(name)")
        }
    }
}

extension Mandatory {
    /// The most that one payment, refund or charge can be; it also keeps sums of them within 64 bits.
    static let collectedAmountMax = Rupiah(1_000_000_000_000)

    /// More than nothing, written like every amount.
    static func positiveAmount(_ amount: AmountBody?, field: String) throws(Refusal) -> Rupiah {
        guard amount != nil else { throw .missing(field) }
        let rupiah = try Self.amount(amount)
        guard rupiah > .zero else { throw .invalid("\(field).value") }
        guard rupiah <= collectedAmountMax else {
            throw Refusal(403, case: "02", "Exceeds Transaction Amount Limit", .amountOutsideLimits)
        }
        return rupiah
    }
}
