internal import BankAPI
internal import PayoutCore

extension DirectDebitGateway {
    /// Payment status, service 55, for collections and refunds alike (Ayoconnect: Direct Debit, section 7).
    ///
    /// Waits until the bank allows another inquiry. Where it has asked for patience, nothing is sent before that.
    func inquire(_ request: InquiryRequest) async -> InquiryOutcome {
        guard let reading = DebitInquiryAnswer(request) else { return .undecided(.unsent(.notStarted)) }
        switch await spacing.enter() {
        case .go: break
        case .refused(let said, let rest):
            return .undecided(.deferred(.throttled(said, retryAfter: rest)))
        case .cancelled: return .undecided(.unsent(.notStarted))
        }
        let body = DebitBody.status(of: reading.asked, merchantID: configuration.merchantID)
        switch await calls.send(.status, externalID: freshExternalID(), body: body) {
        case .failed(let failure):
            spacing.leave()
            switch failure {
            case .unsent(let unsent): return .undecided(.unsent(unsent))
            case .doubtful(let doubt): return .undecided(.doubtful(doubt))
            }
        case .answered(let answer, let serial, let suspicion):
            let isThrottled = answer.http.status == 429
            spacing.leave(said: isThrottled ? answer.said : nil, retryAfter: answer.http.retryAfter)
            return reading.outcome(answer, tokenSerial: serial, suspicion: suspicion)
        }
    }
}
