internal import BankAPI
internal import DequeModule
internal import PayoutCore
internal import PayoutLedger

// What the engine sends, within the limits: transfers first, since their validations age, then questions about what is
// in doubt, then validations.
extension Engine {
    mutating func claim(_ context: inout StepContext) throws {
        try claimQuestions(&context)
        let mayPay = canDispatch && limits.cutOff?.contains(context.now) != true
        if mayPay { try claimTransfers(&context) }
        if mayInquire { try claimInquiries(&context) }
        if mayPay { try claimValidations(&context) }
    }

    private var mayInquire: Bool {
        switch phase {
        case .paying: goal == .pay
        case .stopping(.stopped): !isHurried
        case .asking, .restoring, .stopping: false
        }
    }

    func room(_ context: StepContext) -> Int { pacing.room(inFlight: calls.count, at: context.now) }

    private mutating func claimTransfers(_ context: inout StepContext) throws {
        while room(context) > 0, let id = readyTransfers.popFirst() {
            guard let stored = try stored(id, context), stored.payout.status == .validated,
                let validation = stored.payout.goodValidation, let name = validation.name,
                let beneficiaryID = validation.beneficiaryID
            else { continue }
            let payout = stored.payout
            let attempt = payout.nextAttempt
            let (externalID, number) = identifiers.next(of: payout)
            let saved = try apply(.transferIntended(externalID, number), to: stored, &context)
            guard let saved, saved.payout.status == .pending else { continue }
            let request = TransferRequest(
                externalID: externalID, partnerReferenceNo: number, account: payout.account, beneficiaryName: name,
                beneficiaryID: beneficiaryID, amount: payout.order.amount, note: stored.note,
                reference: payout.order.reference, transactionDate: context.now)
            send(.transfer(request), about: .transfer(id, attempt: attempt), &context)
        }
    }

    /// Inquiries take at most half of the free calls while there is something to pay.
    private mutating func claimInquiries(_ context: inout StepContext) throws {
        let free = room(context)
        guard free > 0, inquiryDeadlines.mayBeDue(at: context.now, longestWait: policy.longestWait) else { return }
        let limit = canDispatch ? max(1, free / 2) : free
        let due = try context.transaction.reader.due(
            batch, .pending, at: context.now, longestWait: policy.longestWait, limit: limit + inquiring.count)
        inquiryDeadlines = try deadlines(.pending, isDue: !due.isEmpty, context)
        for id in due.filter({ !inquiring.contains($0) }).prefix(limit) {
            guard let stored = try stored(id, context), let transfer = stored.payout.liveTransfer,
                try apply(.inquiryIntended(attempt: transfer.attempt), to: stored, &context) != nil
            else { continue }
            inquiring.insert(id)
            let request = InquiryRequest(
                externalID: transfer.externalID, partnerReferenceNo: transfer.partnerReferenceNo,
                amount: stored.payout.order.amount, account: stored.payout.account)
            send(.inquiry(request), about: .inquiry(id, attempt: transfer.attempt), &context)
        }
    }

    private mutating func claimValidations(_ context: inout StepContext) throws {
        while room(context) > 0, let id = readyValidations.popFirst() { try validate(id, &context) }
        let free = min(room(context), pacing.window - window.count)
        guard free > 0, readyValidations.isEmpty else { return }
        for id in try context.transaction.reader.queued(batch, after: cursor, limit: free) {
            cursor = id
            try validate(id, &context)
        }
    }

    private mutating func validate(_ id: PayoutID, _ context: inout StepContext) throws {
        let externalID = ExternalID(UUIDv7.hexadecimal(at: context.now, random: random))
        let number = PartnerReferenceNo(UUIDv7.hexadecimal(at: context.now, random: random))
        guard let saved = try apply(.validationIntended(externalID, number), to: id, &context) else { return }
        window.insert(id)
        let request = ValidationRequest(
            externalID: externalID, partnerReferenceNo: number, account: saved.payout.account)
        send(.validation(request), about: .validation(id, externalID), &context)
    }
}

extension Payout {
    /// The account that is paid.
    var account: BeneficiaryAccount {
        BeneficiaryAccount(bankCode: order.bankCode, accountNumber: order.accountNumber)
    }
}
