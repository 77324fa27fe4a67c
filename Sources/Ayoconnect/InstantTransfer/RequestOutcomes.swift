package import PayoutCore

/// What an answer to an account validation means (contract: section 5). Pure.
package enum ValidationAnswer {
    /// | answer | outcome |
    /// |---|---|
    /// | 2xx of service 16 | accepted |
    /// | 5xx, 3xx, 408 | doubtful |
    /// | 401, 409, 429, with or without a SNAP body | deferred: nothing is in progress |
    /// | 404xx08, 404xx16 of service 16 | refused for all: unknown partner |
    /// | 403xx06, 405xxxx of service 16 | deferred: a cut-off is running |
    /// | other 4xx without a code that speaks of the row | deferred: the token is suspected |
    /// | other 400, 403, 404 of service 16 | refused |
    /// | anything else | doubtful: not understood |
    package static func outcome(
        _ http: HTTPAnswer, tokenSerial: Int, suspicion: TokenRefusal? = nil
    ) -> ValidationOutcome {
        let service = WireService.validation
        if let doubt = http.doubt(service) { return .doubtful(doubt) }
        let understood = http.snap(service)
        let answer = understood?.answer ?? http.bareAnswer
        if let deferral = http.deferral(answer, tokenSerial: tokenSerial) { return .deferred(deferral) }
        if http.status == 409 { return .deferred(.conflict(answer)) }
        if let understood, let cutOff = http.cutOff(understood) { return .deferred(cutOff) }
        if http.suspectsToken(service) {
            return .deferred(.tokenSuspected(answer, suspicion ?? TokenRefusal(serial: tokenSerial)))
        }
        guard let snap = understood else { return .doubtful(.notUnderstood(status: http.status)) }
        if HTTPAnswer.accepts(http.status) {
            return .accepted(snap.answer, providerReferenceNo: snap.message.referenceNo)
        }
        if let trouble = snap.troubleForAll(status: http.status) { return .refusedForAll(snap.answer, trouble) }
        guard [400, 403, 404].contains(http.status) else {
            return .doubtful(.notUnderstood(status: http.status))
        }
        return .refused(snap.answer)
    }
}

/// What an answer to a transfer means (contract: section 6). Pure.
package enum TransferAnswer {
    /// | answer | outcome |
    /// |---|---|
    /// | 2xx of service 18 | received |
    /// | 5xx, 3xx, 408 | doubtful |
    /// | a body that is not SNAP, or whose code disagrees with the status or the service | doubtful: not understood |
    /// | 4091801 | partnerReferenceNo used |
    /// | any other 40918xx, 4041818 | already received: something is there, which is the safer reading |
    /// | 4031806, 40518xx | deferred: a cut-off is running |
    /// | 40118xx, 42918xx | deferred |
    /// | 4031814, 4041808, 4041816 | refused for all |
    /// | other 4xx of service 18 without a code that speaks of the row | deferred: the token is suspected |
    /// | any other 4xx of service 18 | refused |
    package static func outcome(
        _ http: HTTPAnswer, tokenSerial: Int, suspicion: TokenRefusal? = nil
    ) -> MovementOutcome {
        let service = WireService.transfer
        if let doubt = http.doubt(service) { return .doubtful(doubt) }
        guard let snap = http.snap(service) else { return .doubtful(.notUnderstood(status: http.status)) }
        if HTTPAnswer.accepts(http.status) {
            return .received(snap.answer, providerReferenceNo: snap.message.referenceNo)
        }
        if let deferral = http.deferral(snap.answer, tokenSerial: tokenSerial) { return .deferred(deferral) }
        if http.status == 409 {
            let isReference = snap.caseCode == WireValue.caseReferenceUsed
            return isReference ? .partnerReferenceUsed(snap.answer) : .alreadyReceived(snap.answer)
        }
        if http.status == 404, snap.caseCode == WireValue.caseInconsistentRequest {
            return .alreadyReceived(snap.answer)
        }
        if let cutOff = http.cutOff(snap) { return .deferred(cutOff) }
        if let trouble = snap.troubleForAll(status: http.status) { return .refusedForAll(snap.answer, trouble) }
        if http.suspectsToken(service) {
            return .deferred(.tokenSuspected(snap.answer, suspicion ?? TokenRefusal(serial: tokenSerial)))
        }
        return .refused(snap.answer)
    }
}
