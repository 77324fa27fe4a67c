internal import PayoutCore
internal import SNAP

/// An answer of one service of Card Acceptance.
struct CardAnswer {
    let http: HTTPAnswer
    /// Empty where the body is not one that can be read.
    let message: CardMessage
    /// The code of the body; nil where there is none, or where it disagrees with the HTTP status or names another
    /// service.
    let code: SNAPResponseCode?
    /// Whether the body was written by the service that was called. Only errors are documented to carry a code; an
    /// answer that accepts may come without one.
    let isUnderstood: Bool

    init(_ http: HTTPAnswer, of service: CardService) {
        self.http = http
        let read = CardMessage.read(http.body)
        code = http.believable(read?.responseCode, of: [service.rawValue])
        let needsNoCode = HTTPAnswer.accepts(http.status) && read != nil && read?.responseCode == nil
        isUnderstood = code != nil || needsNoCode
        message = isUnderstood ? read ?? CardMessage() : CardMessage()
    }

    /// The code and the bank's own words, else the bare HTTP status.
    var said: BankAnswer {
        let words = message.responseMessage ?? ""
        return code.map { BankAnswer(code: $0.text, message: words) } ?? http.bareAnswer
    }

    /// The two digits of the case; nil where the code proves nothing.
    var caseCode: String? { code?.caseCode }

    var accepts: Bool { HTTPAnswer.accepts(http.status) }

    /// Whether this is the refusal with the given status and one of these cases.
    func refuses(_ status: Int, _ cases: String...) -> Bool {
        http.status == status && caseCode.map(cases.contains) == true
    }

    /// A refusal that would hit every other row as well (Ayoconnect: Direct Debit, section 9); nil for all others.
    var troubleForAll: BatchTrouble? {
        let isOfMerchant = refuses(403, "01", "19", "20") || refuses(404, "08", "16")
        return isOfMerchant ? .unknownPartner : nil
    }

    /// What every service makes of a status outside 2xx and 4xx, and of 408; nil where the body must decide.
    var doubt: Doubt? { http.doubt(said) }

    /// 401 or 429 as a deferral; nil for every other status.
    func deferral(tokenSerial: Int) -> Deferral? { http.deferral(said, tokenSerial: tokenSerial) }

    /// The status of the charge; nil where the answer names none.
    var status: TransactionStatus? { message.status.map(CardStatus.ofCharge) }

    /// The report that this answer makes of the charge: the reason of a refusal is its code, of anything else the word.
    func report(_ status: TransactionStatus, source: StatusSource) -> StatusReport {
        let word = BankAnswer(code: message.status ?? said.code, message: message.responseMessage ?? "")
        return StatusReport(
            status: status, source: source, answer: accepts ? word : said,
            providerReferenceNo: message.invoiceNumber)
    }
}
