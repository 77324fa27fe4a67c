internal import BankAPI
internal import DequeModule
internal import PayoutCore
internal import PayoutLedger

// What the engine sends, within the limits: transfers first, since their validations age, then questions about what is
// in doubt, then validations.
extension Engine {
    mutating func claim(_ context: inout StepContext) throws {
        try claimQuestions(&context)
        let mayPay = canDispatch && cutOffEnd(after: context.now) == nil
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

    /// When the running cut-off ends, the configured one or one that the bank reported; nil where none is running.
    func cutOffEnd(after now: Timestamp) -> Timestamp? {
        if let window = limits.cutOff, window.contains(now) { return window.end(after: now) }
        return reportedCutOff.end(after: now)
    }

    func room(_ context: StepContext) -> Int { pacing.room(inFlight: calls.count, at: context.now) }

    private mutating func claimTransfers(_ context: inout StepContext) throws {
        while room(context) > 0, let id = readyTransfers.popFirst() {
            guard let stored = try stored(id, context), stored.payout.status == .validated,
                let validation = stored.payout.goodValidation, let name = validation.name,
                let customerReference = validation.customerReference
            else { continue }
            let payout = stored.payout
            let attempt = payout.nextAttempt
            let (externalID, number) = identifiers.next(of: payout)
            let saved = try apply(.transferIntended(externalID, number), to: stored, &context)
            guard let saved, saved.payout.status == .pending else { continue }
            let request = TransferRequest(
                externalID: externalID, partnerReferenceNo: number, account: payout.account, beneficiaryName: name,
                customerReference: customerReference, amount: payout.order.amount, note: stored.note,
                reference: payout.order.reference, transactionDate: context.now)
            send(
                .transfer(request), about: .transfer(id, attempt: attempt),
                freshUntil: validation.sentAt + policy.validationAgeMax, &context)
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
            guard let stored = try stored(id, context), let live = stored.payout.liveTransfer,
                let transfer = stored.payout.transferToInquire,
                try apply(.inquiryIntended(attempt: live.attempt), to: stored, &context) != nil
            else { continue }
            inquiring.insert(id)
            let request = InquiryRequest(
                externalID: transfer.externalID, partnerReferenceNo: transfer.partnerReferenceNo,
                amount: stored.payout.order.amount, account: stored.payout.account)
            send(.inquiry(request), about: .inquiry(id, attempt: transfer.attempt), &context)
        }
    }

    private mutating func claimValidations(_ context: inout StepContext) throws {
        while room(context) > 0, let id = readyValidations.first, reportedCutOff.admits(id, window: window) {
            readyValidations.removeFirst()
            try validate(id, &context)
        }
        let free = min(room(context), windowFree(context))
        guard free > 0, readyValidations.isEmpty, !reportedCutOff.isTrying || window.isEmpty else { return }
        for id in try context.transaction.reader.queued(batch, after: cursor, limit: free) {
            cursor = id
            // While payouts go one at a time, each with its wait, the run goes on as long as there is a next one.
            if isProving { lastChange = context.now }
            try validate(id, &context)
        }
    }

    /// How many payouts may come into the window: one at a time while the bank's inquiries are unproven.
    private func windowFree(_ context: StepContext) -> Int {
        guard isProving else { return pacing.window - window.count }
        let isFirst = counts?[.pending, default: 0] == 0
        return window.isEmpty && (isFirst || context.now >= provingEnd) ? 1 : 0
    }

    /// When the next payout may be sent although the result of the one before is unknown and no inquiry is proven.
    var provingEnd: Timestamp { provingSince + policy.notFoundAfter }

    private mutating func validate(_ id: PayoutID, _ context: inout StepContext) throws {
        let externalID = ExternalID(UUIDv7.hexadecimal(at: context.now, random: random))
        let number = PartnerReferenceNo(UUIDv7.hexadecimal(at: context.now, random: random))
        guard let saved = try apply(.validationIntended(externalID, number), to: id, &context) else { return }
        provingSince = context.now
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
