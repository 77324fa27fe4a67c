internal import Ayoconnect
internal import BankAPI
internal import PayoutCore
internal import SNAP

/// Answers of the bank: nothing is refused, failed, reported or granted except by a code that is in the body, agrees
/// with the HTTP status and names the service (promise P3). The first line is the HTTP status and `Retry-After`; the
/// rest is the body, and every service has to read it.
enum AnswerFuzzing {
    static func check(_ input: [UInt8]) throws(BrokenProperty) {
        let lines = input.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        let words = String(decoding: lines.first ?? [], as: UTF8.self).split(separator: " ", maxSplits: 1)
        let number = words.first.flatMap { Int($0) } ?? 200
        let status = 100...599 ~= number ? number : 200
        let body = lines.count > 1 ? Array(lines[1]) : []
        try demand(WireReadings.agree(on: body) ?? true, "the two readings of an answer disagree")
        let http = HTTPAnswer(
            status: status, retryAfterHeader: words.count > 1 ? String(words[1]) : nil, body: body)
        let given = Given(status: status)
        let said = WhatTheBankSaid(body)
        try checkValidation(http, given, said)
        try checkTransfer(http, given, said)
        try checkInquiry(http, given, said)
        try checkBalance(http, given, said)
        try checkToken(http, given, said)
        try CustomerFuzzing.checkAnswers(http, status: status, said)
    }

    /// The HTTP status of the answer.
    private struct Given {
        let status: Int
        var accepts: Bool { (200..<300).contains(status) }
        var refuses: Bool { (400..<500).contains(status) && ![401, 408, 409, 429].contains(status) }
    }

    private static func checkTransfer(
        _ http: HTTPAnswer, _ given: Given, _ said: WhatTheBankSaid
    ) throws(BrokenProperty) {
        switch TransferAnswer.outcome(http, tokenSerial: 1) {
        case .received(let answer, let number):
            try demand(given.accepts, "a transfer is received by HTTP \(given.status)")
            try demandCode(answer, ["18"], given, said)
            if let number { try demand(said.says(number, as: "referenceNo"), "a number that the bank never said") }
        case .doubtful(let doubt): try demandDoubt(doubt, given)
        case .unsent: throw BrokenProperty("an answer makes a transfer unsent")
        case .reported, .awaitsCustomer, .refusedInDoubt:
            throw BrokenProperty("an answer to a transfer means what only other products say")
        case .alreadyReceived(let answer):
            let isInconsistent = given.status == 404 && answer.code.hasSuffix("18")
            try demand(given.status == 409 || isInconsistent, "a conflict by HTTP \(given.status)")
            try demandCode(answer, ["18"], given, said)
        case .partnerReferenceUsed(let answer):
            try demand(given.status == 409, "a conflict by HTTP \(given.status)")
            try demandCode(answer, ["18"], given, said)
        case .deferred(let deferral): try demandDeferral(deferral, ["18"], given, said, isCodeDemanded: true)
        case .refusedForAll(let answer, _), .refused(let answer):
            try demand(given.refuses, "a transfer is refused by HTTP \(given.status)")
            try demandCode(answer, ["18"], given, said)
        }
    }

    private static func checkValidation(
        _ http: HTTPAnswer, _ given: Given, _ said: WhatTheBankSaid
    ) throws(BrokenProperty) {
        switch ValidationAnswer.outcome(http, tokenSerial: 1) {
        case .accepted(let answer, let number):
            try demand(given.accepts, "a validation is accepted by HTTP \(given.status)")
            try demandCode(answer, ["16"], given, said)
            if let number { try demand(said.says(number, as: "referenceNo"), "a number that the bank never said") }
        case .doubtful(let doubt): try demandDoubt(doubt, given)
        case .unsent: throw BrokenProperty("an answer makes a validation unsent")
        case .deferred(let deferral): try demandDeferral(deferral, ["16"], given, said, isCodeDemanded: false)
        case .refusedForAll(let answer, _), .refused(let answer):
            try demand(given.refuses, "a validation is refused by HTTP \(given.status)")
            try demandCode(answer, ["16"], given, said)
        }
    }

    static let inquiry = InquiryRequest(
        externalID: ExternalID("0190f3a1b2c3d4e5f60718293a4b5c6d"),
        partnerReferenceNo: PartnerReferenceNo("0190f3a1b2c3d4e5f60718293a4b5c6e"),
        subject: .transfer(to: BeneficiaryAccount(bankCode: "014", accountNumber: "1234567890")),
        amount: Rupiah(1_500_000))

    private static func checkInquiry(
        _ http: HTTPAnswer, _ given: Given, _ said: WhatTheBankSaid
    ) throws(BrokenProperty) {
        switch InquiryAnswer.outcome(http, request: inquiry, tokenSerial: 1) {
        case .reported(let report):
            let (status, number) = (report.status, report.providerReferenceNo)
            let isSuccess = ["2003600", "2002600"].contains { said.says($0, as: "responseCode") }
            let isReported =
                given.status == 200 && isSuccess && said.says(status.snapCode, as: "latestTransactionStatus")
            let isUnknown =
                given.status == 404 && status == .notFound
                && ["4043601", "4042601"].contains { said.says($0, as: "responseCode") }
            try demand(isReported || isUnknown, "the status \(status) was not told")
            if let number {
                let isSaid = said.says(number, as: "originalReferenceNo", "referenceNo")
                try demand(isSaid, "a number that the bank never said")
            }
            try demandAgreement(said)
        case .disagrees(let what): try demand(!what.isEmpty, "a disagreement about nothing")
        case .undecided(let undecided): try demandUndecided(undecided, ["36", "26"], given, said)
        }
    }

    /// What was reported is about our transfer, as far as the answer says.
    private static func demandAgreement(_ said: WhatTheBankSaid) throws(BrokenProperty) {
        let ours = inquiry.partnerReferenceNo.text
        let isOurs =
            said.says(ours, as: "originalPartnerReferenceNo")
            || (said.agrees(on: "originalPartnerReferenceNo", with: ours)
                && said.agrees(on: "originalExternalId", with: inquiry.externalID.text))
        try demand(isOurs, "another transfer's status is taken for ours")
        let amountAgrees = said.saysAmount(1_500_000, as: "amount", isDemanded: false)
        try demand(amountAgrees, "a status is told about another amount")
        let accountAgrees =
            said.agrees(on: "beneficiaryAccountNo", with: "1234567890")
            && said.agrees(on: "beneficiaryBankCode", with: "014")
        try demand(accountAgrees, "a status is told about another account")
    }

    private static func checkBalance(
        _ http: HTTPAnswer, _ given: Given, _ said: WhatTheBankSaid
    ) throws(BrokenProperty) {
        switch BalanceAnswer.outcome(http, tokenSerial: 1) {
        case .balance(let balance):
            let isReported = given.status == 200 && said.says("2001100", as: "responseCode")
            try demand(isReported && said.saysBalance(balance.whole), "a balance of \(balance.display) was not told")
        case .undecided(let undecided): try demandUndecided(undecided, ["11"], given, said)
        }
    }

    private static func checkToken(
        _ http: HTTPAnswer, _ given: Given, _ said: WhatTheBankSaid
    ) throws(BrokenProperty) {
        switch TokenAnswer(http) {
        case .granted(let token):
            try demand(given.accepts, "a token is granted by HTTP \(given.status)")
            let text = token.text.reveal()
            try demand(said.says(text, as: "accessToken"), "a token that the bank never said")
            try demand(!text.isEmpty && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }, "a token that no header can hold")
            let isUsual = token.lifetime >= .zero && token.lifetime <= .seconds(86_400)
            try demand(isUsual, "a token lives for \(token.lifetime)")
        case .unavailable(.tokenRefused(let answer)):
            try demand((400..<500).contains(given.status), "a token is refused by HTTP \(given.status)")
            try demandCode(answer, [], given, said)
        case .unavailable(.noToken): break
        case .unavailable(.notConnected), .unavailable(.notStarted), .unavailable(.connectionEnded),
            .unavailable(.overtaken):
            throw BrokenProperty("an answer makes a token request unsent")
        }
    }

    // MARK: Parts

    /// The code is seven digits, agrees with the HTTP status, names the service, and stands in the body.
    private static func demandCode(
        _ answer: BankAnswer, _ services: Set<String>, _ given: Given, _ said: WhatTheBankSaid
    ) throws(BrokenProperty) {
        let code = answer.code
        try demand(code.utf8.count == 7 && code.utf8.allSatisfy { 0x30...0x39 ~= $0 }, "\(code) is taken for a code")
        let agrees = given.accepts ? code.hasPrefix("2") : code.hasPrefix(String(given.status))
        try demand(agrees, "code \(code) is believed with HTTP \(given.status)")
        let isOfService = services.isEmpty || services.contains(String(code.dropFirst(3).prefix(2)))
        try demand(isOfService, "code \(code) is of another service")
        try demand(said.says(code, as: "responseCode"), "code \(code) is not what the body says")
        try demandWords(answer)
    }

    private static func demandWords(_ answer: BankAnswer) throws(BrokenProperty) {
        let scalars = answer.message.unicodeScalars
        try demand(scalars.count <= BankAnswer.messageCharactersMax, "the bank's words are not cut")
        let steers = scalars.contains { $0.properties.generalCategory == .control }
        try demand(!steers, "a control character of the bank is kept")
    }

    private static func demandDoubt(_ doubt: Doubt, _ given: Given) throws(BrokenProperty) {
        try demand(!doubt.code.isEmpty, "a doubt without a code")
        switch doubt {
        case .serverError(let answer):
            try demand(given.status >= 500, "a server error by HTTP \(given.status)")
            try demandWords(answer)
        case .redirected: try demand((300..<400).contains(given.status), "redirected by HTTP \(given.status)")
        case .timedOut: try demand(given.status == 408, "timed out by HTTP \(given.status)")
        case .connectionLost: throw BrokenProperty("an answer is a lost connection")
        case .notUnderstood: break
        }
    }

    private static func demandDeferral(
        _ deferral: Deferral, _ services: Set<String>, _ given: Given, _ said: WhatTheBankSaid, isCodeDemanded: Bool
    ) throws(BrokenProperty) {
        switch deferral {
        case .unauthorized: try demand(given.status == 401, "unauthorized by HTTP \(given.status)")
        case .throttled(_, let wait):
            try demand(given.status == 429, "throttled by HTTP \(given.status)")
            if let wait { try demand(wait >= .zero && wait <= .seconds(3600), "the bank makes us wait for \(wait)") }
        case .tokenSuspected:
            try demand((400..<500).contains(given.status), "a token is suspected by HTTP \(given.status)")
        case .conflict: try demand(given.status == 409, "a conflict by HTTP \(given.status)")
        case .cutOff(let answer):
            try demand(given.status == 405 || answer.code.hasSuffix("06"), "a cut-off by HTTP \(given.status)")
            try demandCode(answer, services, given, said)
        }
        if isCodeDemanded { try demandCode(deferral.answer, services, given, said) }
        try demandWords(deferral.answer)
    }

    private static func demandUndecided(
        _ undecided: Undecided, _ services: Set<String>, _ given: Given, _ said: WhatTheBankSaid
    ) throws(BrokenProperty) {
        try demand(!undecided.code.isEmpty, "an undecided inquiry without a code")
        switch undecided {
        case .doubtful(let doubt): try demandDoubt(doubt, given)
        case .unsent: throw BrokenProperty("an answer makes an inquiry unsent")
        case .deferred(let deferral): try demandDeferral(deferral, services, given, said, isCodeDemanded: false)
        case .answered(let answer): try demandCode(answer, services, given, said)
        case .unprovenNotFound: throw BrokenProperty("an answer alone is unproven")
        }
    }
}
