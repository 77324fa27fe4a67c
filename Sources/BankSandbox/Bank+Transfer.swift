import PayoutCore
import SNAP

/// A transfer request whose fields have the right form.
struct TransferOrder: Sendable {
    let partnerReferenceNo: String
    let bankCode: String
    let accountNumber: String
    let accountName: String
    let amount: Rupiah
    let customerReference: String
    let note: String?
    let merchantID: String

    init(_ body: TransferBody) throws(Refusal) {
        partnerReferenceNo = try Mandatory.partnerReferenceNo(body.partnerReferenceNo)
        amount = try Mandatory.amount(body.amount)
        accountName = try Mandatory.text(body.beneficiaryAccountName, field: "beneficiaryAccountName")
        (bankCode, accountNumber) = try Mandatory.account(
            bankCode: body.beneficiaryBankCode, number: body.beneficiaryAccountNo)
        merchantID = try Mandatory.text(body.merchantId, field: "merchantId")
        customerReference = try Mandatory.text(body.customerReference, field: "customerReference")
        let date = try Mandatory.text(body.transactionDate, field: "transactionDate")
        guard SNAPTimestamp.parse(date) != nil else { throw .invalid("transactionDate") }
        let known = ["notes", "additionalInfo1", "additionalInfo2", "additionalInfo3"]
        for (name, value) in body.additionalInfo ?? [:] where !FieldFormat.isNote(value) || !known.contains(name) {
            throw .invalid("additionalInfo.\(name)")
        }
        note = body.additionalInfo?["notes"]
    }
}

extension Bank {
    /// Trigger transfer (service 18): received at once, the status is reported by callback and inquiry.
    mutating func transfer(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let externalID = try admit(request, at: now)
        let order: TransferOrder
        do throws(Refusal) {
            order = try TransferOrder(try RequestBodies.decode(TransferBody.self, request.body))
        } catch {
            try claim(externalID, for: .malformedTransfer)
            throw error
        }
        let magic = magicBehaviour(of: order)
        let fate = transferFate(magic, order, externalID: externalID)
        try refuseEarly(fate, request)
        if magic == .cutOffFirst, spared.insert(order.partnerReferenceNo).inserted { throw Self.notAllowedNow }
        let index = transfers.count
        do throws(Refusal) {
            try claim(externalID, for: .transfer(index))
        } catch {
            return refusal(
                error, of: BankService.transfer, request: request, partnerReferenceNo: order.partnerReferenceNo, at: now
            )
        }
        transfers.append(TransferRecord(order, externalID: externalID, receivedAt: now))
        let reply = process(order, index, magic, fate, request, at: now)
        return spoil(reply, fate, BankService.transfer, variety: variety(externalID, isMagic: magic != nil))
    }

    /// Books the transfer, or refuses it; a request that a fault struck before only uses up its validation.
    private mutating func process(
        _ order: TransferOrder, _ index: Int, _ magic: MagicAccount?, _ fate: Fate, _ request: IncomingRequest,
        at now: Timestamp
    ) -> Reply {
        do throws(Refusal) {
            try check(order, index, at: now)
            guard fate.isProcessed else { return Reply(status: 500, body: []) }
            try checkMoney(order, magic, at: now)
        } catch {
            transfers[index].state = .refused
            transfers[index].answer = error.code(of: BankService.transfer)
            return refusal(
                error, of: BankService.transfer, request: request, partnerReferenceNo: order.partnerReferenceNo, at: now
            )
        }
        return book(order, index, magic)
    }

    /// The rules that the client has to keep.
    private mutating func check(_ order: TransferOrder, _ index: Int, at now: Timestamp) throws(Refusal) {
        guard order.merchantID == settings.credentials.merchantID else {
            throw Refusal(404, case: "08", "Invalid Merchant", .unknownClient)
        }
        guard booked[order.partnerReferenceNo] == nil else {
            throw Refusal(409, case: "01", "Conflict: partnerReferenceNo was used before", .secondTransfer)
        }
        try useUpValidation(order, index, at: now)
        guard BankLimits.amounts(bankCode: order.bankCode).contains(order.amount) else {
            throw Refusal(403, case: "02", "Exceeds Transaction Amount Limit", .amountOutsideLimits)
        }
    }

    private mutating func useUpValidation(
        _ order: TransferOrder, _ index: Int, at now: Timestamp
    ) throws(Refusal) {
        guard let number = validationIndex(of: order.customerReference), let toldAt = validations[number].toldAt else {
            throw .invalid("customerReference: never reported by a validation", .transferWithoutValidation)
        }
        guard validations[number].usedBy == nil else {
            throw .invalid("customerReference: its validation served another transfer", .reusedValidation)
        }
        validations[number].usedBy = index
        guard now - toldAt <= settings.timing.validationLife else {
            throw .invalid("customerReference: its validation is too old", .expiredValidation)
        }
        let validation = validations[number]
        guard validation.bankCode == order.bankCode, validation.accountNumber == order.accountNumber,
            names.name(of: order.accountNumber) == order.accountName
        else { throw .invalid("beneficiary: not as the validation told it", .mismatchedValidation) }
    }

    private static let notAllowedNow = Refusal(403, case: "06", "Feature Not Allowed At This Time")

    /// Refusals that no client could foresee, and those that the account number asks for.
    private func checkMoney(_ order: TransferOrder, _ magic: MagicAccount?, at now: Timestamp) throws(Refusal) {
        if settings.cutOff?.contains(now) == true {
            let isNotAllowed = chance.number(below: 2, .cutOffForm, order.partnerReferenceNo) == 0
            throw isNotAllowed
                ? Self.notAllowedNow : Refusal(405, case: "00", "Cut Off In Progress")
        }
        switch magic {
        case .transferRefused: throw Refusal(404, case: "11", "Invalid Account")
        case .conflict: throw Refusal(409, case: "01", "Conflict: partnerReferenceNo was used before")
        case .firstReferenceBurnt where burntReferences.contains(order.partnerReferenceNo):
            throw Refusal(409, case: "01", "Conflict: partnerReferenceNo was used before")
        case .insufficientFunds: throw Refusal(403, case: "14", "Insufficient Funds")
        case .some, .none: break
        }
        if balance < order.amount { throw Refusal(403, case: "14", "Insufficient Funds") }
    }

    private mutating func book(_ order: TransferOrder, _ index: Int, _ magic: MagicAccount?) -> Reply {
        booked[order.partnerReferenceNo] = index
        balance = Rupiah(balance.whole - order.amount.whole)
        transfers[index].state = .booked
        transfers[index].answer = "2021800"
        transfers[index].status = "03"
        var reply = Reply(code: "2021800", message: "Request In Progress") { json in
            json.field("referenceNo", Self.reference("T", index))
            json.field("partnerReferenceNo", order.partnerReferenceNo)
            json.object("amount") { $0.amount(order.amount) }
        }
        if magic == .inconsistentThoughBooked { reply = Reply(code: "4041818", message: "Inconsistent Request") }
        let plan = transferPlan(magic, externalID: transfers[index].externalID)
        reply.early = plan.early.map { .transfer(index, $0) }
        reply.appointments = plan.later.map { Appointment(after: $0.after, event: .transfer(index, $0.telling)) }
        return reply
    }
}

extension TransferRecord {
    init(_ order: TransferOrder, externalID: String, receivedAt: Timestamp) {
        self.init(
            externalID: externalID, partnerReferenceNo: order.partnerReferenceNo, bankCode: order.bankCode,
            accountNumber: order.accountNumber, accountName: order.accountName, amount: order.amount,
            customerReference: order.customerReference, note: order.note, receivedAt: receivedAt, state: .unprocessed,
            answer: "")
    }
}

extension JSONWriter {
    /// The two fields of a SNAP amount.
    mutating func amount(_ amount: Rupiah) {
        field("value", amount.snapValue)
        field("currency", "IDR")
    }
}
