internal import PayoutCore
internal import PayoutLedger

// What the engine makes of recorded callbacks: a callback is not a command (promise P8).
extension Engine {
    /// Callbacks a query.
    private static let callbacksMax = 500

    /// Takes those that wait in the ledger, then those that have just come, which are recorded as they are taken.
    mutating func takeCallbacks(_ context: inout StepContext) throws {
        if callbacksWait { try takeWaiting(&context) }
        var taken: [TakenCallback] = []
        for arrived in context.arrived {
            guard try context.transaction.isNews(arrived) else {
                callbacksWait = true
                continue
            }
            let callback = UntakenCallback(arriving: arrived)
            let (finding, stored) = try take(callback, &context)
            taken.append(try context.transaction.record(arrived, taken: finding, at: context.now))
            try note(finding, about: stored, callback, &context)
        }
        try context.transaction.keepEvidence(of: taken, at: context.now)
        if callbacksWait { try takeWaiting(&context) }
    }

    private mutating func takeWaiting(_ context: inout StepContext) throws {
        callbacksWait = false
        while true {
            let callbacks = try context.transaction.reader.untakenCallbacks(limit: Self.callbacksMax)
            for callback in callbacks {
                let (finding, stored) = try take(callback, &context)
                try context.transaction.take(callback, finding: finding, at: context.now)
                try note(finding, about: stored, callback, &context)
            }
            try context.transaction.keepEvidence(of: callbacks, at: context.now)
            if callbacks.count < Self.callbacksMax { return }
        }
    }

    /// What was made of a callback, and the payout that it is about, where there is one.
    private typealias Finding = (words: String, payout: StoredPayout?)

    private mutating func take(_ callback: UntakenCallback, _ context: inout StepContext) throws -> Finding {
        guard let externalID = callback.content.originalExternalID else { return ("names no transaction", nil) }
        switch callback.kind {
        case .accountValidation: return try validationTold(externalID, callback, &context)
        case .transfer: return try transferTold(externalID, callback, &context)
        }
    }

    /// A callback that was believed is an event of its payout already; of every other one the journal tells why not,
    /// once, however often it is repeated.
    private func note(
        _ finding: String, about stored: StoredPayout?, _ callback: UntakenCallback, _ context: inout StepContext
    ) throws {
        guard finding != UntakenCallback.believed, !callback.isRepeat else { return }
        let row = stored.map { JournalEvent.Row(line: $0.line, reference: $0.payout.order.reference, status: nil) }
        try context.transaction.record(
            JournalEvent(
                at: context.now, batch: stored?.batch, payout: stored?.id, row: row, kind: "callback_noted",
                detail: "\(callback.kind.rawValue): \(finding)", actor: "bank"))
    }

    private mutating func validationTold(
        _ externalID: ExternalID, _ callback: UntakenCallback, _ context: inout StepContext
    ) throws -> Finding {
        guard let (stored, number, state) = try validation(externalID, context) else {
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
        _ = try apply(
            .validationTold(externalID, content.verdict), to: stored, isRepeat: callback.isRepeat, &context)
        return (UntakenCallback.believed, stored)
    }

    /// What the identifier of a validation names; of what is kept, a validation that was given up is not told.
    private func validation(
        _ externalID: ExternalID, _ context: StepContext
    ) throws -> (StoredPayout, PartnerReferenceNo, Validation.State)? {
        if let stored = kept.owner(of: externalID),
            let validation = stored.payout.validations.first(where: { $0.externalID == externalID })
        {
            return (stored, validation.partnerReferenceNo, validation.state)
        }
        guard let known = try context.transaction.reader.validation(externalID),
            let stored = try stored(known.payout, context)
        else { return nil }
        return (stored, known.partnerReferenceNo, known.state)
    }

    private func transfer(_ externalID: ExternalID, _ context: StepContext) throws -> (StoredPayout, Transfer)? {
        if let stored = kept.owner(of: externalID),
            let transfer = stored.payout.transfers.first(where: { $0.externalID == externalID })
        {
            return (stored, transfer)
        }
        guard let known = try context.transaction.reader.transfer(externalID),
            let stored = try stored(known.payout, context),
            let transfer = stored.payout.transfers.first(where: { $0.attempt == known.attempt })
        else { return nil }
        return (stored, transfer)
    }

    private mutating func transferTold(
        _ externalID: ExternalID, _ callback: UntakenCallback, _ context: inout StepContext
    ) throws -> Finding {
        guard let (stored, transfer) = try transfer(externalID, context) else { return ("unknown transfer", nil) }
        let content = callback.content
        let differs = content.disagreement(
            with: stored.payout.order, partnerReferenceNo: transfer.partnerReferenceNo, service: "18", amount: true)
        guard differs == nil, callback.proof == .body, let status = content.status else {
            _ = try apply(.hinted(attempt: transfer.attempt), to: stored, isRepeat: callback.isRepeat, &context)
            return (differs.map { "disagrees: \($0)" } ?? "a hint", stored)
        }
        noteCallback()
        let answer = content.responseCode.map { BankAnswer(code: $0, message: content.responseMessage ?? "") }
        let report = StatusReport(
            status: status, witness: .callback, answer: answer, providerReferenceNo: content.providerReferenceNo)
        _ = try apply(
            .statusTold(attempt: transfer.attempt, report), to: stored, isRepeat: callback.isRepeat, &context)
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
