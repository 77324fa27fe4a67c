package import BankAPI
package import PayoutCore

/// What an answer to a payment means (Ayoconnect: Direct Debit, section 5). Pure.
///
/// Nothing here fails a collection: only a status that the bank reports does.
///
/// | answer | outcome |
/// |---|---|
/// | 2xx or 4xx of service 54 with a recognised latestTransactionStatus about our payment | reported |
/// | 2xx of service 54 that wants a code of the customer | awaits the customer |
/// | any other 2xx of service 54 | received |
/// | 5xx of service 54 with a referenceNo | received: the number is what the status is asked by |
/// | 5xx, 3xx, 408 | doubtful |
/// | a body that is not SNAP, that disagrees with the status, or is about another payment | doubtful: not understood |
/// | 40154xx, 42954xx | deferred: not processed |
/// | 4095401 | partnerReferenceNo used |
/// | any other 40954xx, 4045418 | already received |
/// | 4035401, 4035419, 4035420, 4045408, 4045416 | refused for all |
/// | any other 4xx of service 54, a cut-off and insufficient funds included | refused in doubt |
package struct PaymentAnswer {
    package let outcome: MovementOutcome
    /// What the customer's code is sent with.
    package let confirmation: Secret?
    /// Why the account is not used any more; nil where it still is.
    package let loss: LossCause?

    /// Reads the answer to `request`; `tokenSerial` is that of the B2B token.
    package init(_ http: HTTPAnswer, to request: MovementRequest, tokenSerial: Int) {
        self.init(DebitAnswer(http, of: .payment), to: request, tokenSerial: tokenSerial)
    }

    init(_ answer: DebitAnswer, to request: MovementRequest, tokenSerial: Int) {
        outcome = Self.outcome(answer, request, tokenSerial: tokenSerial)
        confirmation = if case .awaitsCustomer = outcome { answer.message.otpToken } else { nil }
        loss =
            if answer.refuses(403, DebitValue.caseInactive) || answer.refuses(404, DebitValue.caseInvalidAccount) {
                .gone
            } else {
                answer.refuses(403, DebitValue.caseBlocked) ? .blocked : nil
            }
    }

    private static func outcome(
        _ answer: DebitAnswer, _ request: MovementRequest, tokenSerial: Int
    ) -> MovementOutcome {
        let number = answer.message.providerReferenceNo
        if let doubt = answer.doubt {
            guard case .serverError(let said) = doubt, let number else { return .doubtful(doubt) }
            return .received(said, providerReferenceNo: number)
        }
        guard answer.code != nil else { return .doubtful(.notUnderstood(status: answer.http.status)) }
        let isAboutOurs = answer.message.agrees(with: request)
        if answer.accepts {
            guard isAboutOurs else { return .doubtful(.notUnderstood(status: answer.http.status)) }
            return accepted(answer)
        }
        if let deferral = answer.deferral(tokenSerial: tokenSerial) { return .deferred(deferral) }
        if answer.http.status == 409 {
            let isReference = answer.refuses(409, WireValue.caseReferenceUsed)
            return isReference ? .partnerReferenceUsed(answer.said) : .alreadyReceived(answer.said)
        }
        if answer.isInconsistent { return .alreadyReceived(answer.said) }
        if isAboutOurs, let status = answer.message.status, status.isOfAPayment {
            return .reported(answer.said, answer.message.report(status, source: .answer))
        }
        if let trouble = answer.troubleForAll { return .refusedForAll(answer.said, trouble) }
        return .refusedInDoubt(answer.said, providerReferenceNo: number)
    }

    private static func accepted(_ answer: DebitAnswer) -> MovementOutcome {
        let status = answer.message.status
        let isPending = status.map { $0.status == .pending || !$0.isOfAPayment } ?? true
        if isPending, answer.message.isCodeDue {
            return .awaitsCustomer(
                answer.said, providerReferenceNo: answer.message.providerReferenceNo, confirmation: nil)
        }
        guard let status, status.isOfAPayment else {
            return .received(answer.said, providerReferenceNo: answer.message.providerReferenceNo)
        }
        return .reported(answer.said, answer.message.report(status, source: .answer))
    }
}

/// What an answer to a refund means (Ayoconnect: Direct Debit, section 7). Pure.
///
/// | answer | outcome |
/// |---|---|
/// | 2xx of service 58 | received: accepted, and confirmed by a status inquiry |
/// | 5xx, 3xx, 408 | doubtful |
/// | a body that is not SNAP, that disagrees with the status, or is about another refund | doubtful: not understood |
/// | 40158xx, 42958xx | deferred: not processed |
/// | 4095801 | partnerRefundNo used |
/// | any other 40958xx, 4045818 | already received |
/// | 4035806, 40558xx | deferred: a cut-off is running |
/// | 4035801, 4035819, 4035820, 4045808, 4045816 | refused for all |
/// | another 4xx of service 58 whose words speak of the token | deferred: the token is suspected |
/// | any other 4xx of service 58 | refused |
package enum RefundAnswer {
    /// Reads the answer to `request`; `tokenSerial` is that of the B2B token.
    package static func outcome(
        _ http: HTTPAnswer, to request: MovementRequest, tokenSerial: Int, suspicion: TokenRefusal? = nil
    ) -> MovementOutcome {
        outcome(DebitAnswer(http, of: .refund), to: request, tokenSerial: tokenSerial, suspicion: suspicion)
    }

    static func outcome(
        _ answer: DebitAnswer, to request: MovementRequest, tokenSerial: Int, suspicion: TokenRefusal?
    ) -> MovementOutcome {
        if let doubt = answer.doubt { return .doubtful(doubt) }
        guard answer.code != nil else { return .doubtful(.notUnderstood(status: answer.http.status)) }
        if answer.accepts {
            let refund = answer.message.refund
            let isOurs = refund?.partnerRefundNo.map { $0 == request.partnerReferenceNo.text } ?? true
            guard isOurs, refund?.amount.agrees(with: request.amount) ?? true else {
                return .doubtful(.notUnderstood(status: answer.http.status))
            }
            return .received(answer.said, providerReferenceNo: refund?.refundNo)
        }
        if let deferral = answer.deferral(tokenSerial: tokenSerial) { return .deferred(deferral) }
        if answer.http.status == 409 {
            let isReference = answer.refuses(409, WireValue.caseReferenceUsed)
            return isReference ? .partnerReferenceUsed(answer.said) : .alreadyReceived(answer.said)
        }
        if answer.isInconsistent { return .alreadyReceived(answer.said) }
        if answer.isCutOff { return .deferred(.cutOff(answer.said)) }
        if let trouble = answer.troubleForAll { return .refusedForAll(answer.said, trouble) }
        if answer.suspectsToken {
            return .deferred(.tokenSuspected(answer.said, suspicion ?? TokenRefusal(serial: tokenSerial)))
        }
        return .refused(answer.said)
    }
}

extension DebitStatus {
    /// Whether a payment can have this status; not found and unknown words say nothing about a request just answered.
    fileprivate var isOfAPayment: Bool {
        switch status {
        case .notFound, .unrecognised: false
        case .succeeded, .pending, .refunded, .failed, .authorised, .voided: true
        }
    }
}

extension DebitMessage {
    /// Whether nothing in the answer is about another payment than that of the request.
    fileprivate func agrees(with request: MovementRequest) -> Bool {
        let reported = partnerReferenceNo ?? originalPartnerReferenceNo
        return reported.map { $0 == request.partnerReferenceNo.text } ?? true && amount.agrees(with: request.amount)
    }
}

extension WireAmount {
    /// Whether the amount is ours, or is not there.
    func agrees(with rupiah: Rupiah?) -> Bool {
        guard let rupiah, self != .missing else { return true }
        return self == .rupiah(rupiah)
    }
}
