package import BankAPI
package import PayoutCore
internal import SNAP

/// What an answer to a status inquiry of Direct Debit means (Ayoconnect: Direct Debit, section 7). Pure.
///
/// | answer | outcome for a collection | outcome for a refund |
/// |---|---|---|
/// | 2005500 with latestTransactionStatus | reported, unless it disagrees | as its entry in refundHistory says |
/// | the same with 07, or 4045501, asked by the bank's number | reported: not found | undecided |
/// | the same, asked by our numbers ¹ | undecided: unproven not found | undecided: unproven not found |
/// | 40155xx, 42955xx, with or without a SNAP body | undecided: deferred | undecided: deferred |
/// | a 4xx whose words speak of the token | undecided: the token is suspected | the same |
/// | any other answer of service 55 below 500 | undecided: answered | undecided: answered |
/// | anything else | undecided: doubtful | undecided: doubtful |
///
/// ¹ Or by a number that only a callback without proof has brought.
///
/// A status that was asked by our numbers counts only where the answer repeats one of them: the bank may have ignored
/// the fields that it was asked by.
package struct DebitInquiryAnswer {
    let request: InquiryRequest
    let asked: AskedPayment
    /// What is reported must be of this amount; nil for a refund, whose payment may be larger.
    private let paymentAmount: Rupiah?

    /// What the answers to `request` mean; nil where it is no question about Direct Debit.
    package init?(_ request: InquiryRequest) {
        self.request = request
        switch request.subject {
        case .collection:
            asked = AskedPayment(
                partnerReferenceNo: request.partnerReferenceNo, externalID: request.externalID,
                providerReferenceNo: request.providerReferenceNo)
            paymentAmount = request.amount
        case .refund(let payment):
            asked = AskedPayment(
                partnerReferenceNo: payment.partnerReferenceNo, externalID: payment.externalID,
                providerReferenceNo: payment.providerReferenceNo)
            paymentAmount = nil
        case .transfer, .charge: return nil
        }
    }

    /// Reads an answer; `tokenSerial` is that of the B2B token.
    package func outcome(_ http: HTTPAnswer, tokenSerial: Int, suspicion: TokenRefusal? = nil) -> InquiryOutcome {
        outcome(DebitAnswer(http, of: .status), tokenSerial: tokenSerial, suspicion: suspicion)
    }

    func outcome(_ answer: DebitAnswer, tokenSerial: Int, suspicion: TokenRefusal?) -> InquiryOutcome {
        if let doubt = answer.doubt { return .undecided(.doubtful(doubt)) }
        if let deferral = answer.deferral(tokenSerial: tokenSerial) { return .undecided(.deferred(deferral)) }
        if answer.suspectsToken {
            let refusal = suspicion ?? TokenRefusal(serial: tokenSerial)
            return .undecided(.deferred(.tokenSuspected(answer.said, refusal)))
        }
        guard answer.code != nil else { return .undecided(.doubtful(.notUnderstood(status: answer.http.status))) }
        guard let status = status(answer) else { return .undecided(.answered(answer.said)) }
        if let what = disagreement(answer.message) { return .disagrees(what: what) }
        guard status.status != .notFound else { return notFound(answer, status) }
        let isNamed = answer.message.originalPartnerReferenceNo != nil || answer.message.originalExternalID != nil
        guard isNumberProven || isNamed else { return .undecided(.answered(answer.said)) }
        return switch request.subject {
        case .refund: refund(answer, status)
        case .collection, .transfer, .charge: .reported(answer.message.report(status, source: .inquiry))
        }
    }

    /// Whether the payment was asked about by a number that the bank has proven to be its number of it.
    private var isNumberProven: Bool { asked.providerReferenceNo != nil && !request.isNumberHinted }

    private func status(_ answer: DebitAnswer) -> DebitStatus? {
        if answer.refuses(404, DebitValue.caseTransactionNotFound) { return DebitStatus("07") }
        guard answer.http.status == 200, answer.code?.isSuccess == true else { return nil }
        return answer.message.status
    }

    private func notFound(_ answer: DebitAnswer, _ status: DebitStatus) -> InquiryOutcome {
        guard isNumberProven else { return .undecided(.unprovenNotFound) }
        guard case .collection = request.subject else { return .undecided(.answered(answer.said)) }
        return .reported(answer.message.report(status, source: .inquiry))
    }

    /// The first member of the answer that is there and is not ours. A partnerReferenceNo names the payment, whichever
    /// attempt carried it.
    private func disagreement(_ message: DebitMessage) -> String? {
        if let service = message.serviceCode, service != DebitService.payment.rawValue {
            return DebitName.serviceCode.stringValue
        }
        if let asked = asked.providerReferenceNo, let reported = message.originalReferenceNo, reported != asked {
            return DebitName.originalReferenceNo.stringValue
        }
        if let reported = message.originalPartnerReferenceNo {
            guard reported == asked.partnerReferenceNo.text else {
                return DebitName.originalPartnerReferenceNo.stringValue
            }
        } else if let reported = message.originalExternalID, reported != asked.externalID.text {
            return DebitName.originalExternalID.stringValue
        }
        return message.amount.agrees(with: paymentAmount) ? nil : DebitName.transAmount.stringValue
    }

    /// A refund is known by our number of it in the history of its payment. Without a history, `04` means that the
    /// whole payment was refunded, and the words of the settlement confirm a refund that the bank has given a number.
    ///
    /// That a refund is missing proves nothing: the bank may make it later, or keep no history.
    private func refund(_ answer: DebitAnswer, _ payment: DebitStatus) -> InquiryOutcome {
        let history = answer.message.refundHistory ?? []
        if let entry = history.first(where: { $0.partnerRefundNo == request.partnerReferenceNo.text }) {
            guard entry.amount.agrees(with: request.amount) else {
                return .disagrees(what: DebitName.refundAmount.stringValue)
            }
            guard let status = entry.status.map(DebitStatus.init) else { return .undecided(.answered(answer.said)) }
            return reported(status, entry.refundNo)
        }
        let isWhole = request.amount.map { answer.message.amount == .rupiah($0) } ?? false
        let isGivenBack: Bool
        switch payment.status {
        case .refunded: isGivenBack = isWhole || isAccepted
        case .succeeded: isGivenBack = isAccepted && answer.message.isRefundSettled
        case .pending, .failed, .authorised, .voided, .notFound: isGivenBack = false
        case .unrecognised: return .undecided(.answered(answer.said))
        }
        guard history.isEmpty, isGivenBack else { return .undecided(.unprovenNotFound) }
        return reported(DebitStatus("00"), nil)
    }

    /// The bank has accepted the refund, and given it a number.
    private var isAccepted: Bool { request.providerReferenceNo != nil }

    private func reported(_ refund: DebitStatus, _ number: String?) -> InquiryOutcome {
        // Of a refund, "refunded" is its success.
        let status = refund.status == .refunded ? TransactionStatus.succeeded : refund.status
        return .reported(
            StatusReport(
                status: status, source: .inquiry, answer: BankAnswer(code: refund.code, message: ""),
                providerReferenceNo: number))
    }
}
