package import BankAPI
package import PayoutCore

/// What an answer to a charge means (Ayoconnect: Card Acceptance, section 11). Pure.
///
/// | answer | outcome |
/// |---|---|
/// | 2xx of service 54 about our charge: SUCCESS, AUTHORIZED, VOIDED, REFUNDED, FAILED | reported |
/// | any other 2xx about our charge; of a customer who is present, with a page | received; awaits the customer |
/// | 5xx of service 54 with an invoiceNumber | received: the number is what the status is asked by |
/// | 5xx, 3xx, 408 | doubtful |
/// | a body of another service, that disagrees with the status, or is about another charge | doubtful: not understood |
/// | 40154xx, 42954xx | deferred: not processed |
/// | 4095401 | transactionId used |
/// | any other 40954xx, 4045418 | already received |
/// | any other 4xx of service 54 with FAILED | reported: failed |
/// | 4035401, 4035419, 4035420, 4045408, 4045416 | refused for all |
/// | any other 4xx of service 54 | refused in doubt |
package struct ChargeAnswer {
    package let outcome: MovementOutcome
    /// The page on which a customer who is present confirms.
    package let page: Secret?
    /// Why the card is not used any more; nil where it still is.
    package let loss: LossCause?

    /// Reads the answer to `request`.
    package init(_ http: HTTPAnswer, to request: MovementRequest, tokenSerial: Int, isPresent: Bool = false) {
        self.init(CardAnswer(http, of: .charge), to: request, tokenSerial: tokenSerial, isPresent: isPresent)
    }

    init(_ answer: CardAnswer, to request: MovementRequest, tokenSerial: Int, isPresent: Bool) {
        outcome = Self.outcome(answer, request, tokenSerial: tokenSerial, isPresent: isPresent)
        page = if case .awaitsCustomer = outcome { answer.message.page } else { nil }
        loss = answer.refuses(403, "18") || answer.refuses(404, "11") ? .gone : nil
    }

    private static func outcome(
        _ answer: CardAnswer, _ request: MovementRequest, tokenSerial: Int, isPresent: Bool
    ) -> MovementOutcome {
        let number = answer.message.invoiceNumber
        if let doubt = answer.doubt {
            guard case .serverError(let said) = doubt, let number else { return .doubtful(doubt) }
            return .received(said, providerReferenceNo: number)
        }
        guard answer.isUnderstood else { return .doubtful(.notUnderstood(status: answer.http.status)) }
        let isAboutOurs =
            answer.message.transactionID.map { $0 == request.partnerReferenceNo.text } ?? true
            && answer.message.amount.agrees(with: request.amount)
        if answer.accepts {
            // Without a code, only the echo of our number shows that a charge answers.
            let isNamed = answer.code != nil || answer.message.transactionID != nil || number != nil
            guard isAboutOurs, isNamed else { return .doubtful(.notUnderstood(status: answer.http.status)) }
            return accepted(answer, isPresent: isPresent)
        }
        if let deferral = answer.deferral(tokenSerial: tokenSerial) { return .deferred(deferral) }
        if answer.http.status == 409 {
            let isReference = answer.refuses(409, WireValue.caseReferenceUsed)
            return isReference ? .partnerReferenceUsed(answer.said) : .alreadyReceived(answer.said)
        }
        if answer.refuses(404, WireValue.caseInconsistentRequest) { return .alreadyReceived(answer.said) }
        if isAboutOurs, answer.status == .failed {
            return .reported(answer.said, answer.report(.failed, source: .answer))
        }
        if let trouble = answer.troubleForAll { return .refusedForAll(answer.said, trouble) }
        return .refusedInDoubt(answer.said, providerReferenceNo: number)
    }

    private static func accepted(_ answer: CardAnswer, isPresent: Bool) -> MovementOutcome {
        switch answer.status {
        case .succeeded, .authorised, .voided, .refunded, .failed:
            guard let status = answer.status else { break }
            return .reported(answer.said, answer.report(status, source: .answer))
        case .pending, .notFound, .unrecognised, nil: break
        }
        let number = answer.message.invoiceNumber
        guard isPresent, answer.message.page != nil else { return .received(answer.said, providerReferenceNo: number) }
        return .awaitsCustomer(answer.said, providerReferenceNo: number, confirmation: nil)
    }
}

/// What an answer to the status inquiry of a charge means (Ayoconnect: Card Acceptance, section 11). Pure.
///
/// | answer | outcome |
/// |---|---|
/// | 200 of service 55 with a status | reported, unless it disagrees with the request |
/// | 4045501 | reported: not found |
/// | 401, 429, with or without a code | undecided: deferred |
/// | any other answer of service 55 below 500 | undecided: answered |
/// | anything else | undecided: doubtful |
package enum ChargeInquiryAnswer {
    /// Reads the answer to `request`.
    package static func outcome(_ http: HTTPAnswer, to request: InquiryRequest, tokenSerial: Int) -> InquiryOutcome {
        outcome(CardAnswer(http, of: .status), to: request, tokenSerial: tokenSerial)
    }

    static func outcome(_ answer: CardAnswer, to request: InquiryRequest, tokenSerial: Int) -> InquiryOutcome {
        if let doubt = answer.doubt { return .undecided(.doubtful(doubt)) }
        if let deferral = answer.deferral(tokenSerial: tokenSerial) { return .undecided(.deferred(deferral)) }
        guard answer.isUnderstood else { return .undecided(.doubtful(.notUnderstood(status: answer.http.status))) }
        if answer.refuses(404, CardValue.caseTransactionNotFound) {
            return .reported(answer.report(.notFound, source: .inquiry))
        }
        let isNamed = answer.message.transactionID != nil || answer.message.invoiceNumber != nil
        guard answer.http.status == 200, let status = answer.status, isNamed else {
            return .undecided(.answered(answer.said))
        }
        if let what = disagreement(answer.message, with: request) { return .disagrees(what: what) }
        return .reported(answer.report(status, source: .inquiry))
    }

    /// The first member of the answer that is there and is not ours.
    private static func disagreement(_ message: CardMessage, with request: InquiryRequest) -> String? {
        if let reported = message.transactionID, reported != request.partnerReferenceNo.text {
            return CardName.transactionID.stringValue
        }
        if let asked = request.providerReferenceNo, let reported = message.invoiceNumber, reported != asked {
            return CardName.invoiceNumber.stringValue
        }
        return message.amount.agrees(with: request.amount) ? nil : CardName.amount.stringValue
    }
}
