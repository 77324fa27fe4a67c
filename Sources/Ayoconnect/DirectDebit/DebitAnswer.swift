internal import PayoutCore
internal import SNAP

/// An answer of one service of Direct Debit.
struct DebitAnswer {
    let http: HTTPAnswer
    /// Empty where the body is not one that can be read.
    let message: DebitMessage
    /// The code of the body; nil where it disagrees with the HTTP status or names another service. Such a body was not
    /// written by the service that was called, and proves nothing.
    let code: SNAPResponseCode?

    init(_ http: HTTPAnswer, of service: DebitService) {
        self.http = http
        let message = DebitMessage.read(http.body) ?? DebitMessage()
        let code = http.believable(message.responseCode, of: [service.rawValue])
        self.message = code == nil ? DebitMessage() : message
        self.code = code
    }

    /// The code and the bank's own words, else the bare HTTP status.
    var said: BankAnswer {
        code.map { BankAnswer(code: $0.text, message: message.responseMessage ?? "") } ?? http.bareAnswer
    }

    /// The two digits of the case; nil where the code proves nothing.
    var caseCode: String? { code?.caseCode }

    var accepts: Bool { HTTPAnswer.accepts(http.status) }

    /// Whether this is the refusal with the given status and one of these cases.
    func refuses(_ status: Int, _ cases: String...) -> Bool {
        http.status == status && caseCode.map(cases.contains) == true
    }

    /// The customer token was refused, not the B2B token (section 2).
    var refusesCustomerToken: Bool {
        http.status == 401 && caseCode.map(DebitValue.casesOfCustomerToken.contains) == true
    }

    /// Whether this 4xx may mean that the B2B token is no longer accepted, although it is not 401: its words speak of
    /// who is calling, or it was not written by the service.
    var suspectsToken: Bool {
        guard (400..<500).contains(http.status), ![401, 405, 408, 409, 429].contains(http.status) else { return false }
        return code == nil || RowRefusal.speakOfAccess(said.message)
    }

    /// What every service makes of a status outside 2xx and 4xx, and of 408; nil where the body must decide.
    var doubt: Doubt? { http.doubt(said) }

    /// 401 or 429 as a deferral; nil for every other status.
    func deferral(tokenSerial: Int) -> Deferral? { http.deferral(said, tokenSerial: tokenSerial) }

    /// A refusal that would hit every other row as well (section 9); nil for all others.
    ///
    /// 401 is judged by the engine, which sees whether a renewed token is refused as well.
    var troubleForAll: BatchTrouble? {
        let isOfMerchant = refuses(403, "01", "19", "20") || refuses(404, "08", "16")
        return isOfMerchant ? .unknownPartner : nil
    }

    /// Not allowed at this time (section 9).
    var isCutOff: Bool { refuses(403, "06") || (http.status == WireValue.statusCutOff && code != nil) }

    /// A 404 that disagrees with an earlier request under the same number of ours (section 9).
    var isInconsistent: Bool { refuses(404, WireValue.caseInconsistentRequest) }
}
