internal import PayoutCore
internal import SNAP

extension HTTPAnswer {
    /// The body as a SNAP answer of `service`, or nil where it is not one.
    ///
    /// The first three digits of its code must be the HTTP status (any 2xx code goes with any 2xx status) and the next
    /// two the service; whatever disagrees was not written by the service that we called, and proves nothing.
    func snap(_ service: WireService) -> SNAPAnswer? {
        guard let message = WireMessage.read(body),
            let code = believable(message.responseCode, of: service.codesOfAnswers)
        else { return nil }
        return SNAPAnswer(
            message: message, answer: BankAnswer(code: code.text, message: message.responseMessage ?? ""), code: code)
    }

    /// The code of the body, if it agrees with the HTTP status and names one of these services.
    func believable(_ text: String?, of services: Set<String>) -> SNAPResponseCode? {
        guard let text, let code = SNAPResponseCode(text), services.contains(code.service) else { return nil }
        let bothAccept = Self.accepts(status) && Self.accepts(code.httpStatus)
        return code.httpStatus == status || bothAccept ? code : nil
    }

    /// The answer in words: that of the SNAP body, else the bare HTTP status.
    func bankAnswer(_ service: WireService) -> BankAnswer { snap(service)?.answer ?? bareAnswer }

    /// The HTTP status in place of a SNAP code.
    var bareAnswer: BankAnswer { BankAnswer(code: String(status), message: "") }

    /// What every service makes of a status outside 2xx and 4xx, and of 408: nil where the body must decide.
    func doubt(_ service: WireService) -> Doubt? { doubt(bankAnswer(service)) }

    /// The same, with what the body says.
    func doubt(_ answer: @autoclosure () -> BankAnswer) -> Doubt? {
        switch status {
        case 300..<400: .redirected(status: status)
        case 408: .timedOut
        case 500..<600: .serverError(answer())
        case 200..<300, 400..<500: nil
        default: .notUnderstood(status: status)
        }
    }

    /// 401 or 429 as a deferral; nil for every other status.
    func deferral(_ answer: BankAnswer, tokenSerial: Int) -> Deferral? {
        switch status {
        case 401: .unauthorized(answer, tokenSerial: tokenSerial)
        case 429: .throttled(answer, retryAfter: retryAfter)
        default: nil
        }
    }

    /// A refusal of everything at this time, recognised by its code; nil for every other answer.
    func cutOff(_ snap: SNAPAnswer) -> Deferral? {
        let isNotAllowedNow = status == 403 && snap.caseCode == WireValue.caseNotAllowedNow
        return isNotAllowedNow || status == WireValue.statusCutOff ? .cutOff(snap.answer) : nil
    }

    static func accepts(_ status: Int) -> Bool { (200..<300).contains(status) }
}

extension SNAPAnswer {
    /// A refusal that would hit every other row as well, recognised by the code of a 4xx answer; nil for all others.
    func troubleForAll(status: Int) -> BatchTrouble? {
        if answer.code == WireValue.transferInsufficientFunds { return .insufficientFunds }
        let namesPartner = [WireValue.caseInvalidMerchant, WireValue.casePartnerNotFound].contains(caseCode)
        return status == 404 && namesPartner ? .unknownPartner : nil
    }
}
