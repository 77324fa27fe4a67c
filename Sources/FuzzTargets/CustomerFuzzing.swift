internal import Ayoconnect
internal import BankAPI
internal import PayoutCore
internal import SNAP

/// Answers and callbacks of direct debit and cards: no answer fails or refuses a collection or a charge that may have
/// been made, a status is one that the bank has written, and no secret of a customer is recorded.
enum CustomerFuzzing {
    private static let customer = "C-1001"
    private static let payment = PaymentKey(
        customer: customer, externalID: ExternalID("0190f3a1b2c3d4e5f60718293a4b5c6f"),
        partnerReferenceNo: PartnerReferenceNo("0190f3a1b2c3d4e5f60718293a4b5c70"), providerReferenceNo: nil)

    private static func request(_ instruction: MovementRequest.Instruction) -> MovementRequest {
        MovementRequest(
            externalID: ExternalID("0190f3a1b2c3d4e5f60718293a4b5c6d"),
            partnerReferenceNo: PartnerReferenceNo("0190f3a1b2c3d4e5f60718293a4b5c6e"), instruction: instruction,
            amount: Rupiah(150_000), note: "", reference: "", intendedAt: Timestamp(milliseconds: 0))
    }

    static func checkAnswers(_ http: HTTPAnswer, status: Int, _ said: WhatTheBankSaid) throws(BrokenProperty) {
        let collection = PaymentAnswer(http, to: request(.collection(customer: customer)), tokenSerial: 1).outcome
        try check(collection, of: "collection", status: status, said, words: ["latestTransactionStatus"])
        let charge = ChargeAnswer(http, to: request(.charge(customer: customer)), tokenSerial: 1).outcome
        try check(charge, of: "charge", status: status, said, words: ["status"])
        let refund = RefundAnswer.outcome(http, to: request(.refund(of: payment)), tokenSerial: 1)
        if case .refused(let answer) = refund {
            try demand((400..<500).contains(status), "a refund is refused by HTTP \(status)")
            try demand(answer.code.hasPrefix("\(status)58"), "a refund is refused by \(answer.code)")
        } else {
            try check(refund, of: "refund", status: status, said, words: [])
        }
        try checkInquiries(http, said)
    }

    private static func check(
        _ outcome: MovementOutcome, of movement: String, status: Int, _ said: WhatTheBankSaid, words: [String]
    ) throws(BrokenProperty) {
        switch outcome {
        case .refused, .unsent: throw BrokenProperty("an answer ends a \(movement)")
        case .reported(_, let report):
            try demand(status < 300 || status >= 400 && status < 500, "a \(movement) is reported by HTTP \(status)")
            try demandWritten(report.status, said, words)
        case .received, .awaitsCustomer:
            let isServerError = status >= 500 && status < 600
            try demand(status >= 200 && status < 300 || isServerError, "a \(movement) is received by HTTP \(status)")
        case .deferred(let deferral):
            let isOfToken = if case .tokenSuspected = deferral { true } else { false }
            let isCutOff = if case .cutOff = deferral { true } else { false }
            let isCertain = status == 401 || status == 429 || movement == "refund" && (isOfToken || isCutOff)
            try demand(isCertain, "a \(movement) goes again after HTTP \(status)")
        case .refusedForAll, .refusedInDoubt, .alreadyReceived, .partnerReferenceUsed:
            try demand((400..<500).contains(status), "a \(movement) meets a refusal by HTTP \(status)")
        case .doubtful: break
        }
    }

    private static func checkInquiries(_ http: HTTPAnswer, _ said: WhatTheBankSaid) throws(BrokenProperty) {
        let movement = request(.collection(customer: customer))
        for number in ["R-1", nil] {
            let inquiry = InquiryRequest(
                externalID: movement.externalID, partnerReferenceNo: movement.partnerReferenceNo, subject: .collection,
                amount: movement.amount, providerReferenceNo: number)
            guard case .reported(let report) = DebitInquiryAnswer(inquiry)?.outcome(http, tokenSerial: 1) else {
                continue
            }
            if report.status == .notFound {
                try demand(number != nil, "a payment that was asked about by our numbers is not found")
            } else {
                try demandWritten(report.status, said, ["latestTransactionStatus"])
            }
        }
    }

    /// A final status is one that the bank has written, by its code or its word.
    private static func demandWritten(
        _ status: TransactionStatus, _ said: WhatTheBankSaid, _ names: [String]
    ) throws(BrokenProperty) {
        let written: [String] =
            switch status {
            case .succeeded: ["00", "success"]
            case .refunded: ["04", "refunded"]
            case .failed: ["05", "06", "failed"]
            case .authorised: ["authorized"]
            case .voided: ["voided"]
            case .pending, .notFound, .unrecognised: []
            }
        guard !written.isEmpty else { return }
        let isWritten = names.contains { name in said.texts(of: name).contains { written.contains($0.lowercased()) } }
        try demand(isWritten, "the status \(status) was not written")
    }

    /// What is recorded of a callback says the same without the secrets, and redacting again changes nothing.
    static func checkRecording(_ body: [UInt8]) throws(BrokenProperty) {
        let verifier = AyoconnectCallbackVerifier(rule: .none, encoding: .hex)
        func callback(_ kind: CallbackKind, _ body: [UInt8]) -> ReceivedCallback {
            ReceivedCallback(kind: kind, target: kind.path, timestampHeader: nil, signatureHeader: nil, body: body)
        }
        for kind in [CallbackKind.binding, .directDebit, .cardRegistration, .card] {
            let recorded = verifier.recordable(callback(kind, body))
            try demand(
                verifier.recordable(callback(kind, recorded)) == recorded, "a redaction changes what is redacted")
            guard let before = verifier.verify(callback(kind, body)),
                let after = verifier.verify(callback(kind, recorded))
            else { throw BrokenProperty("a body is not read") }
            for secret in [after.customer?.token, after.customer?.authCode] {
                let isHidden = secret.map { $0.reveal() == Secret.redacted } ?? true
                try demand(isHidden, "a secret of a customer is recorded")
            }
            if case .unrecognised = before.status { continue }
            let isSame = before.status == after.status && before.amount == after.amount
            try demand(isSame, "what is recorded says something else")
        }
    }
}
