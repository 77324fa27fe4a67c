internal import PayoutCore
internal import PayoutLedger

// What the engine makes of recorded callbacks: a callback is not a command (promise P8).
extension Engine {
    /// Recorded callbacks a step.
    static let callbacksMax = 500

    /// Takes those that wait in the ledger, then those that have just come, which are recorded as they are taken.
    mutating func takeCallbacks(_ facts: Facts, _ context: inout StepContext) {
        // Before a run has given up the validations of an earlier one, their results must not count.
        if hasBegun, callbacksWait {
            for callback in facts.waitingCallbacks {
                let finding = take(callback, &context)
                context.changes.changes.append(.processed(callback, finding: finding.words))
                note(finding, callback, &context)
            }
            callbacksWait = facts.waitingCallbacks.count >= Self.callbacksMax
        }
        for arriving in facts.arriving {
            // Those that came before are taken before.
            guard hasBegun, arriving.isNews, !callbacksWait else {
                context.changes.changes.append(.recorded(arriving.callback))
                callbacksWait = true
                continue
            }
            let callback = UntakenCallback(arriving: arriving.callback)
            let finding = take(callback, &context)
            context.changes.changes.append(.arrived(arriving, finding: finding.words))
            note(finding, callback, &context)
        }
        if callbacksWait { context.asksAgain = true }
    }

    /// What was made of a callback, and the payout that it is about, where there is one.
    private typealias Finding = (words: String, payout: StoredPayout?)

    private mutating func take(_ callback: UntakenCallback, _ context: inout StepContext) -> Finding {
        guard let externalID = callback.content.originalExternalID else { return ("names no transaction", nil) }
        switch callback.kind {
        case .accountValidation: return validationTold(externalID, callback, &context)
        case .transfer: return transferTold(externalID, callback, &context)
        }
    }

    /// A callback that was believed is an event of its payout already; of every other one the journal tells why not,
    /// once, however often it is repeated.
    private func note(_ finding: Finding, _ callback: UntakenCallback, _ context: inout StepContext) {
        guard finding.words != UntakenCallback.believed, !callback.isRepeat else { return }
        let stored = finding.payout
        let row = stored.map { JournalEvent.Row(line: $0.line, reference: $0.payout.order.reference, status: nil) }
        context.changes.changes.append(
            .event(
                JournalEvent(
                    at: context.now, batch: stored?.batch, payout: stored?.id, row: row, kind: "callback_noted",
                    detail: "\(callback.kind.rawValue): \(finding.words)", actor: "bank")))
    }

    private mutating func validationTold(
        _ externalID: ExternalID, _ callback: UntakenCallback, _ context: inout StepContext
    ) -> Finding {
        guard let (stored, number, state) = validation(externalID, context) else {
            return ("unknown validation", nil)
        }
        let content = callback.content
        let differs = content.disagreement(
            with: stored.payout.order, partnerReferenceNo: number, service: "16", amount: false)
        if let differs {
            if callback.proof == .body { trouble.disagreed(differs) }
            return ("disagrees: \(differs)", stored)
        }
        switch callback.proof {
        case .body: break
        case .uncovered:
            // The body could have been changed: only the complete answer to a question that is open counts.
            guard content.accountNumber != nil, content.bankCode != nil else {
                return ("unproven and incomplete", stored)
            }
            switch state {
            case .sent, .accepted, .doubtful: break
            case .lapsed, .valid, .invalid, .failed, .abandoned: return ("unproven, and nothing is in the air", stored)
            }
        }
        noteCallback()
        apply(
            .validationTold(externalID, content.verdict), to: stored.id, isRepeat: callback.isRepeat, &context)
        return (UntakenCallback.believed, stored)
    }

    /// What the identifier of a validation names, also one that was given up.
    private func validation(
        _ externalID: ExternalID, _ context: StepContext
    ) -> (StoredPayout, PartnerReferenceNo, Validation.State)? {
        guard let owner = context.owners[CallName(.accountValidation, externalID)], let known = owner.validation,
            let stored = context.payouts[owner.payout]
        else { return nil }
        // This step may have moved it on.
        let validation = stored.payout.validations.first { $0.externalID == externalID }
        return (stored, known.partnerReferenceNo, validation?.state ?? known.state)
    }

    private func transfer(_ externalID: ExternalID, _ context: StepContext) -> (StoredPayout, Transfer)? {
        guard let owner = context.owners[CallName(.transfer, externalID)],
            let stored = context.payouts[owner.payout],
            let transfer = stored.payout.transfers.first(where: { $0.externalID == externalID })
        else { return nil }
        return (stored, transfer)
    }

    private mutating func transferTold(
        _ externalID: ExternalID, _ callback: UntakenCallback, _ context: inout StepContext
    ) -> Finding {
        guard let (stored, transfer) = transfer(externalID, context) else { return ("unknown transfer", nil) }
        let content = callback.content
        let differs = content.disagreement(
            with: stored.payout.order, partnerReferenceNo: transfer.partnerReferenceNo, service: "18", amount: true)
        guard differs == nil, callback.proof == .body, let status = content.status else {
            apply(.hinted(attempt: transfer.attempt), to: stored.id, isRepeat: callback.isRepeat, &context)
            return (differs.map { "disagrees: \($0)" } ?? "a hint", stored)
        }
        noteCallback()
        let answer = content.responseCode.map { BankAnswer(code: $0, message: content.responseMessage ?? "") }
        let report = StatusReport(
            status: status, witness: .callback, answer: answer, providerReferenceNo: content.providerReferenceNo)
        apply(
            .statusTold(attempt: transfer.attempt, report), to: stored.id, isRepeat: callback.isRepeat, &context)
        return (UntakenCallback.believed, stored)
    }

    private mutating func noteCallback() {
        trouble.callbackArrived()
        pacing.callbackArrived()
    }
}

extension CallbackContent {
    /// The first field that is there and is not ours; nil where nothing disagrees.
    func disagreement(
        with order: PaymentOrder, partnerReferenceNo: PartnerReferenceNo, service: String, amount comparesAmount: Bool
    ) -> String? {
        if let number = originalPartnerReferenceNo, number != partnerReferenceNo { return "partnerReferenceNo" }
        if let serviceCode, serviceCode != service { return "serviceCode" }
        if let accountNumber, accountNumber != order.accountNumber { return "account" }
        if let bankCode, bankCode != order.bankCode { return "bank" }
        if comparesAmount, amountIsMalformed || amount.map({ $0 != order.amount }) == true { return "amount" }
        return nil
    }

    /// What a validation's callback says.
    ///
    /// Only 01 lets a transfer follow, and only with a name and a customerReference, which the transfer must carry.
    var verdict: ValidationVerdict {
        guard let verification else { return .inProgress }
        let answer = BankAnswer(code: responseCode ?? verification.code, message: responseMessage ?? "")
        switch verification {
        case .valid:
            guard let accountName, !accountName.isEmpty, let customerReference, !customerReference.isEmpty else {
                return .noResult(answer)
            }
            return .valid(
                name: accountName, customerReference: customerReference, providerReferenceNo: providerReferenceNo)
        case .invalid: return .invalid(answer)
        case .error: return .noResult(answer)
        case .initiated, .unrecognised: return .inProgress
        }
    }
}
