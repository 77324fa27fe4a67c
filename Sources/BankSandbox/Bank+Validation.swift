import PayoutCore

extension Bank {
    /// Account validation (service 16): accepted at once, the result is reported by callback.
    mutating func validate(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let externalID = try admit(request, at: now)
        let body: ValidationBody
        do throws(Refusal) {
            body = try RequestBodies.decode(ValidationBody.self, request.body)
        } catch {
            try claim(externalID, for: .validation)
            throw error
        }
        let account = (body.beneficiaryBankCode ?? "") + (body.beneficiaryAccountNo ?? "")
        let number = validationNumbers[account, default: 0] + 1
        validationNumbers[account] = number
        let magic = body.beneficiaryAccountNo.flatMap(MagicAccount.init(accountNumber:))
        let fate = validationFate(magic, account: account, number: number)
        try refuseEarly(fate, request)
        try claim(externalID, for: .validation)
        var reply = Reply(status: 500, body: [])
        if fate.isProcessed {
            reply = try accept(body, externalID: externalID, magic: magic, number: number, at: now)
        }
        return spoil(reply, fate, BankService.validation, variety: variety(account, number, isMagic: magic != nil))
    }

    private mutating func validationFate(_ magic: MagicAccount?, account: String, number: Int) -> Fate {
        guard let magic else { return fate(account, number) }
        return magic == .firstValidationFails && number == 1 ? .spoilt(.errorBefore, isProcessed: false) : .fair
    }

    private mutating func accept(
        _ body: ValidationBody, externalID: String, magic: MagicAccount?, number: Int, at now: Timestamp
    ) throws(Refusal) -> Reply {
        let partnerReferenceNo = try Mandatory.partnerReferenceNo(body.partnerReferenceNo)
        let account = try Mandatory.account(bankCode: body.beneficiaryBankCode, number: body.beneficiaryAccountNo)
        let isRefused = magic == .validationRefused
        let index = validations.count
        validations.append(
            ValidationRecord(
                externalID: externalID, partnerReferenceNo: partnerReferenceNo, bankCode: account.bankCode,
                accountNumber: account.number, receivedAt: now, answer: isRefused ? "4041611" : "2001600"))
        if isRefused { throw Refusal(404, case: "11", "Invalid Account") }
        var reply = Reply(code: "2001600", message: "Successful") { json in
            json.field("referenceNo", Self.reference("V", index))
            json.field("partnerReferenceNo", partnerReferenceNo)
        }
        let plan = validationPlan(magic, account: account.bankCode + account.number, number: number)
        reply.early = plan.early.map { .validation(index, $0) }
        reply.appointments = plan.later.map { Appointment(after: $0.after, event: .validation(index, $0.telling)) }
        return reply
    }

    private mutating func validationPlan(_ magic: MagicAccount?, account: String, number: Int) -> TellingPlan {
        let delay = chance.duration(in: settings.timing.validationDelay, .validationDelay, account, number)
        let next = chance.duration(in: settings.timing.validationDelay, .nextDelay, account, number)
        let valid = Telling.valid
        switch magic {
        case .firstValidationInvalid where number > 1: return TellingPlan([valid], delay: delay, next: next)
        case .invalidAccount, .firstValidationInvalid:
            return TellingPlan([.invalid("4041611")], delay: delay, next: next)
        case .inactiveAccount:
            return TellingPlan([.invalid("4031618")], delay: delay, next: next)
        case .validationSilent: return TellingPlan([], delay: delay, next: next)
        case .firstValidationError where number == 1: return TellingPlan([.error], delay: delay, next: next)
        case .initiatedFirst: return TellingPlan([.initiated, valid], delay: delay, next: next)
        case .misnamedStatus:
            var misnamed = Telling.succeeded
            misnamed.isMisnamed = true
            return TellingPlan([misnamed], delay: delay, next: next)
        case .some: return TellingPlan([valid], delay: delay, next: next)
        case .none:
            var plan = TellingPlan([valid], delay: delay, next: next)
            if strikes(.validationError, account, number) {
                plan = TellingPlan([.error], delay: delay, next: next)
            } else if strikes(.initiatedCallback, account, number) {
                plan.precede(with: .initiated)
            }
            disturb(
                &plan, forged: .invalid("4041611"), inProgress: "00", service: BankService.validation,
                identity: account, number: number)
            return plan
        }
    }

    /// The customerReference of a validation: its number, and eight digits that nobody can guess without the seed.
    func customerReference(_ index: Int) -> String {
        let check = chance.bits(Chance.Subject.customerReference.rawValue, "beneficiary", index)
        return "CUS" + Self.padded(index, to: 9)
            + Hexadecimal.encode((0..<4).map { UInt8(truncatingIfNeeded: check >> ($0 * 8)) })
    }

    /// The validation that gave out a customerReference, or nil if the bank never reported it.
    func validationIndex(of customerReference: String) -> Int? {
        guard customerReference.hasPrefix("CUS"), let index = Int(customerReference.dropFirst(3).prefix(9)),
            validations.indices.contains(index), self.customerReference(index) == customerReference,
            validations[index].toldAt != nil
        else { return nil }
        return index
    }

    /// The provider's own number of a transaction.
    static func reference(_ letter: String, _ index: Int) -> String { letter + padded(index, to: 9) }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// What the bank says about a validation.
extension Telling {
    static let initiated = Telling(status: "00", responseCode: "2001600")
    static let valid = Telling(status: "01", responseCode: "2001600")
    static let error = Telling(status: "03", responseCode: "5001600")

    /// The account must not be paid; the code says why.
    static func invalid(_ code: String) -> Telling { Telling(status: "02", responseCode: code) }

    /// The words for the status of a validation.
    var verificationDescription: String {
        switch status {
        case "00": "INITIATED"
        case "01": "VALID"
        case "02": "INVALID"
        case "03": "ERROR"
        default: "UNKNOWN"
        }
    }
}
