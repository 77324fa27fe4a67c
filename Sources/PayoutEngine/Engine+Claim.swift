internal import BankAPI
internal import DequeModule
internal import LedgerAPI
internal import PayoutCore

// What the engine sends, within the limits: transfers first, since their validations age, then questions about what is
// in doubt, then validations.
extension Engine {
    /// How many calls the batch could start now, as far as it knows, if there were room in the window and no reported
    /// cut-off.
    func wish(_ bank: BankTraffic, at now: Timestamp) -> Int {
        wish(bank, validationsMax: .max, inquiriesMax: .max, windowFree: .max, at: now)
    }

    /// How many calls the batch can start now, as far as it knows, with the room that there is in the window.
    func usableCalls(_ bank: BankTraffic, at now: Timestamp) -> Int {
        let cutOff = bank.reportedCutOff
        let isBarred = cutOff.isTrying && cutOff.scout != nil && cutOff.scout != readyValidations.first
        return wish(
            bank, validationsMax: isBarred ? 0 : cutOff.isTrying ? 1 : .max,
            inquiriesMax: inquiryRoom(bank, at: now), windowFree: windowFree(bank, at: now), at: now)
    }

    private func wish(
        _ bank: BankTraffic, validationsMax: Int, inquiriesMax: Int, windowFree: Int, at now: Timestamp
    ) -> Int {
        switch phase {
        case .asking(let check): return min(check.readyCount(at: now), inquiriesMax)
        case .restoring(let restoration):
            return isQuiet(at: now) ? 0 : min(restoration.readyCount(at: now), inquiriesMax)
        case .beginning, .sampling, .paying, .stopping: break
        }
        let isInquiryDue = nextInquiry.map { $0 <= now } ?? false || !own.dueNow.isEmpty
        let inquiries = mayInquire && isInquiryDue ? min(own.counts[.pending, default: 0], inquiriesMax) : 0
        guard mayPay(bank, at: now) else { return inquiries }
        return inquiries + readyTransfers.count + min(readyValidations.count, validationsMax)
            + min(queuedCount, max(0, windowFree))
    }

    /// Whether it could bring more payouts into the window.
    func wantsWindow(_ bank: BankTraffic, at now: Timestamp) -> Bool { mayPay(bank, at: now) && queuedCount > 0 }

    /// Queued payouts that no claim has come to yet; those whose validation is to be repeated are queued as well.
    private var queuedCount: Int {
        hasMoreQueued ? max(0, own.counts[.queued, default: 0] - readyValidations.count) : 0
    }

    /// What the claims of this step must know.
    mutating func addClaims(to share: inout BatchNeeds, _ payouts: inout [PayoutID], _ context: StepContext) {
        let room = room(context)
        guard room > 0 else { return }
        let mayPay = mayPay(context.bank, at: context.now)
        let transfers = mayPay ? min(room, readyTransfers.count) : 0
        own.transfersRead = mayPay ? min(hasStaleTransfers ? Self.rowsMax : room, readyTransfers.count) : 0
        payouts += readyTransfers.prefix(own.transfersRead)
        let free = room - transfers
        let inquiries = inquiryLimit(free, context)
        if mayInquire, inquiries > 0 {
            own.inquiriesRead = inquiries + inquiring.count
            share.due = Needs.Due(.pending, limit: own.inquiriesRead)
        }
        guard mayPay, free > 0 else { return }
        payouts += readyValidations.prefix(free)
        own.validationsRead = min(free, readyValidations.count)
        let queued = min(free - readyValidations.count, windowFree(context.bank, at: context.now))
        guard queued > 0, hasMoreQueued else { return }
        share.queued = Needs.Page(after: cursor, limit: queued)
        own.queuedRead = queued
    }

    mutating func claim(_ facts: BatchFacts, _ context: inout StepContext) {
        claimQuestions(&context)
        let mayPay = mayPay(context.bank, at: context.now)
        if mayPay { claimTransfers(&context) }
        if mayInquire { claimInquiries(facts.due, &context) }
        // A ceiling may have stopped the batch meanwhile.
        if mayPay, canDispatch { claimValidations(facts.queued, &context) }
    }

    private func mayPay(_ bank: BankTraffic, at now: Timestamp) -> Bool {
        canDispatch && cutOffEnd(bank, after: now) == nil
    }

    private var mayInquire: Bool {
        switch phase {
        case .paying: goal == .pay
        case .stopping(.stopped): !isHurried
        case .beginning, .sampling, .asking, .restoring, .stopping: false
        }
    }

    /// When the running cut-off ends, the configured one or one that the bank reported; nil where none is running.
    func cutOffEnd(_ bank: BankTraffic, after now: Timestamp) -> Timestamp? {
        if let window = limits.cutOff, window.contains(now) { return window.end(after: now) }
        return bank.reportedCutOff.end(after: now)
    }

    /// Calls that the batch may start now.
    func room(_ context: StepContext) -> Int { min(own.callsGranted, context.bank.room(at: context.now)) }

    private mutating func claimTransfers(_ context: inout StepContext) {
        while room(context) > 0, own.transfersRead > 0, let id = readyTransfers.popFirst() {
            own.transfersRead -= 1
            if let until = agesUnknownUntil, context.now < until, !validatedSince.contains(id),
                context.payouts[id]?.payout.status == .validated
            {
                validateAnew(id, &context)
                continue
            }
            // Such as a validation that is too old by now; there may be many of them.
            if !move(id, &context) { own.isAnyTransferStale = true }
        }
        // The place of such a transfer is free for what this step has not asked for.
        hasStaleTransfers = own.isAnyTransferStale
        if hasStaleTransfers { own.asksAgain = true }
    }

    /// Intends the movement of a payout, and sends it once that is durable.
    ///
    /// - Returns: whether a request goes out.
    private mutating func move(_ id: PayoutID, _ context: inout StepContext) -> Bool {
        guard let stored = context.payouts[id], stored.payout.isReadyToMove,
            let instruction = stored.instruction, isBelowCeilings(id, &context)
        else { return false }
        let payout = stored.payout
        let validation = payout.goodValidation
        let attempt = payout.nextAttempt
        let (externalID, number) = identifiers.next(of: payout)
        let intended = apply(.transferIntended(externalID, number), to: id, &context)
        guard intended?.payout.status == .pending else { return false }
        let request = MovementRequest(
            externalID: externalID, partnerReferenceNo: number, instruction: instruction, amount: payout.order.amount,
            note: stored.note, reference: payout.order.reference, intendedAt: context.now)
        send(
            .movement(request), about: .transfer(id, attempt: attempt),
            freshUntil: validation.map { $0.sentAt + policy.validationAgeMax }, &context)
        return true
    }

    /// A validation whose age cannot be known serves no transfer (promise P4).
    private mutating func validateAnew(_ id: PayoutID, _ context: inout StepContext) {
        guard apply(.recalled, to: id, &context) != nil else { return }
        context.bank.reportedCutOff.left(id)
        readyValidations.append(id)
        own.isAnyTransferStale = true
        own.asksAgain = true
    }

    /// Inquiries take at most half of the free calls while there is something to pay, and no more than their pace
    /// allows.
    private func inquiryLimit(_ free: Int, _ context: StepContext) -> Int {
        guard free > 0 else { return 0 }
        return min(canDispatch ? max(1, free / 2) : free, inquiryRoom(context.bank, at: context.now))
    }

    /// Inquiries that may start now, whatever other calls there are.
    func inquiryRoom(_ bank: BankTraffic, at now: Timestamp) -> Int {
        isInquiryPaced ? bank.inquiryPace.room(at: now) : .max
    }

    private mutating func claimInquiries(_ due: [PayoutID], _ context: inout StepContext) {
        let limit = inquiryLimit(room(context), context)
        guard limit > 0 else { return }
        // What this step itself made due comes last.
        let new = own.dueNow.filter { !due.contains($0) }
        let open = (due + new).filter { !inquiring.contains($0) && isDue($0, context) }
        for id in open.prefix(limit) where !inquiring.contains(id) {
            guard let stored = context.payouts[id], let live = stored.payout.liveTransfer,
                let transfer = stored.payout.transferToInquire,
                apply(.inquiryIntended(attempt: live.attempt), to: id, &context) != nil
            else { continue }
            inquiring.insert(id)
            let request = stored.inquiry(about: transfer, hint: hintedNumbers[id])
            send(.inquiry(request), about: .inquiry(id, attempt: transfer.attempt), &context)
        }
    }

    /// Whether a pending payout is to be asked about, as this step has left it.
    func isDue(_ id: PayoutID, _ context: StepContext) -> Bool {
        guard let payout = context.payouts[id]?.payout, payout.status == .pending, let due = payout.dueAt else {
            return false
        }
        return policy.isDue(due, at: context.now)
    }

    private mutating func claimValidations(_ queued: [PayoutID], _ context: inout StepContext) {
        while room(context) > 0, own.validationsRead > 0, let id = readyValidations.first,
            context.bank.reportedCutOff.admits(id)
        {
            own.validationsRead -= 1
            readyValidations.removeFirst()
            if !validate(id, &context) { own.asksAgain = true }
            guard canDispatch else { return }
        }
        let free = min(room(context), windowFree(context.bank, at: context.now))
        guard free > 0, readyValidations.isEmpty, own.queuedRead > 0 else { return }
        for id in queued.prefix(free) {
            cursor = id
            // While payouts go one at a time, each with its wait, the run goes on as long as there is a next one.
            if context.bank.isProving { lastChange = context.now }
            if !start(id, &context) { own.asksAgain = true }
            guard canDispatch else { return }
        }
        if queued.count < own.queuedRead, queued.count <= free { hasMoreQueued = false }
    }

    /// How many payouts may come into the window: one at a time while the bank's inquiries are unproven, or while it is
    /// tried whether a reported cut-off has passed.
    func windowFree(_ bank: BankTraffic, at now: Timestamp) -> Int {
        if bank.reportedCutOff.isTrying, bank.payoutsInWindow > 0 { return 0 }
        guard bank.isProving, goal == .pay else {
            let share = min(own.windowShare - window.count, bank.windowCapacity - bank.payoutsInWindow)
            let free = goal == .pay ? min(share, canaryFree) : share
            return bank.reportedCutOff.isTrying ? min(1, free) : free
        }
        let isFirst = own.counts[.pending, default: 0] == 0 && !bank.isPendingElsewhere
        return bank.payoutsInWindow == 0 && (isFirst || now >= provingEnd(bank)) ? min(1, canaryFree) : 0
    }

    /// When the next payout may be sent although the result of the one before is unknown and no inquiry is proven.
    func provingEnd(_ bank: BankTraffic) -> Timestamp { bank.provingSince + policy.notFoundAfter }

    /// Brings a queued payout into the window: what needs no validation is moved at once.
    private mutating func start(_ id: PayoutID, _ context: inout StepContext) -> Bool {
        guard goal == .pay, context.payouts[id]?.payout.order.rail.isValidated == false else {
            return validate(id, &context)
        }
        guard move(id, &context) else { return false }
        enterWindow(id, &context.bank)
        return true
    }

    /// - Returns: whether a request goes out.
    private mutating func validate(_ id: PayoutID, _ context: inout StepContext) -> Bool {
        guard isBelowCeilings(id, &context) else {
            context.bank.reportedCutOff.left(id)
            return false
        }
        let externalID = ExternalID(UUIDv7.hexadecimal(at: context.now, random: random))
        let number = PartnerReferenceNo(UUIDv7.hexadecimal(at: context.now, random: random))
        guard let intended = apply(.validationIntended(externalID, number), to: id, &context) else {
            context.bank.reportedCutOff.left(id)
            return false
        }
        context.bank.provingSince = context.now
        if agesUnknownUntil != nil { validatedSince.insert(id) }
        enterWindow(id, &context.bank)
        let request = ValidationRequest(
            externalID: externalID, partnerReferenceNo: number, account: intended.payout.account)
        send(.validation(request), about: .validation(id, externalID), &context)
        return true
    }
}

extension Payout {
    /// The account that is paid.
    var account: BeneficiaryAccount {
        BeneficiaryAccount(bankCode: order.bankCode, accountNumber: order.accountNumber)
    }
}

extension StoredPayout {
    /// What the bank is to do next; nil where something of it is missing.
    var instruction: MovementRequest.Instruction? {
        let order = payout.order
        switch order.rail {
        case .payout:
            guard let validation = payout.goodValidation, let name = validation.name,
                let customerReference = validation.customerReference
            else { return nil }
            return .transfer(to: payout.account, name: name, customerReference: customerReference)
        case .collection: return .collection(customer: order.accountNumber)
        case .refund: return refunded.map { .refund(of: $0) }
        case .charge: return .charge(customer: order.accountNumber)
        }
    }

    /// What is asked about where its status is asked.
    private var subject: InquiryRequest.Subject {
        switch payout.order.rail {
        case .payout: .transfer(to: payout.account)
        case .collection: .collection
        case .refund: refunded.map { .refund(of: $0) } ?? .collection
        case .charge: .charge(customer: payout.order.accountNumber)
        }
    }

    /// The question about a movement that the ledger knows.
    ///
    /// - Parameter hint: the bank's number of it by a callback without proof.
    func inquiry(about transfer: Transfer, hint: String? = nil) -> InquiryRequest {
        InquiryRequest(
            externalID: transfer.externalID, partnerReferenceNo: transfer.partnerReferenceNo, subject: subject,
            amount: payout.order.amount, providerReferenceNo: transfer.providerReferenceNo ?? hint,
            isNumberHinted: transfer.providerReferenceNo == nil && hint != nil)
    }

    /// The question about a movement that the ledger may not know.
    func inquiry(
        under identifiers: TransferIdentifiers, attempt: Attempt, generation: Generation
    ) -> InquiryRequest {
        let reference = payout.order.reference
        return InquiryRequest(
            externalID: identifiers.externalID(reference: reference, attempt: attempt),
            partnerReferenceNo: identifiers.partnerReferenceNo(reference: reference, generation: generation),
            subject: subject, amount: payout.order.amount)
    }
}
