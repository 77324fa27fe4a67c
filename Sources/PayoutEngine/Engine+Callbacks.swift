internal import PayoutCore
internal import PayoutLedger

// What the engine makes of recorded callbacks: a callback is not a command (promise P8).
extension Engine {
    /// Callbacks a query.
    private static let callbacksMax = 500

    mutating func takeCallbacks(_ context: inout StepContext) throws {
        while true {
            let callbacks = try context.transaction.reader.untakenCallbacks(limit: Self.callbacksMax)
            for callback in callbacks {
                let finding = try take(callback, &context)
                try context.transaction.take(callback, finding: finding, at: context.now)
            }
            if callbacks.count < Self.callbacksMax { return }
        }
    }

    private mutating func take(_ callback: UntakenCallback, _ context: inout StepContext) throws -> String {
        guard let externalID = callback.content.originalExternalID else { return "names no transaction" }
        let finding: String
        switch callback.kind {
        case .accountValidation: finding = try validationTold(externalID, callback, &context)
        case .transfer: finding = try transferTold(externalID, callback, &context)
        }
        return finding
    }

    private mutating func validationTold(
        _ externalID: ExternalID, _ callback: UntakenCallback, _ context: inout StepContext
    ) throws -> String {
        let reader = context.transaction.reader
        guard let known = try reader.validation(externalID), let stored = try reader.payout(known.payout) else {
            return "unknown validation"
        }
        let content = callback.content
        let differs = content.disagreement(
            with: stored.payout.order, partnerReferenceNo: known.partnerReferenceNo, service: "16", amount: false)
        if let differs {
            if callback.proof == .body { trouble.disagreed(differs) }
            return "disagrees: \(differs)"
        }
        switch callback.proof {
        case .body: break
        case .uncovered:
            // The body could have been changed: only the complete answer to a question that is open counts.
            guard content.accountNumber != nil, content.bankCode != nil else { return "unproven and incomplete" }
            switch known.state {
            case .sent, .accepted, .doubtful: break
            case .lapsed, .valid, .invalid, .abandoned: return "unproven, and nothing is in the air"
            }
        }
        noteCallback()
        _ = try apply(.validationTold(externalID, content.verdict), to: known.payout, &context)
        return "taken"
    }

    private mutating func transferTold(
        _ externalID: ExternalID, _ callback: UntakenCallback, _ context: inout StepContext
    ) throws -> String {
        let reader = context.transaction.reader
        guard let known = try reader.transfer(externalID), let stored = try reader.payout(known.payout),
            let transfer = stored.payout.transfers.first(where: { $0.attempt == known.attempt })
        else { return "unknown transfer" }
        let content = callback.content
        let differs = content.disagreement(
            with: stored.payout.order, partnerReferenceNo: transfer.partnerReferenceNo, service: "18", amount: true)
        guard differs == nil, callback.proof == .body, let status = content.status else {
            _ = try apply(.hinted(attempt: known.attempt), to: known.payout, &context)
            return differs.map { "disagrees: \($0)" } ?? "a hint"
        }
        noteCallback()
        let answer = content.responseCode.map { BankAnswer(code: $0, message: content.responseMessage ?? "") }
        let report = StatusReport(
            status: status, witness: .callback, answer: answer, providerReferenceNo: content.providerReferenceNo)
        _ = try apply(.statusTold(attempt: known.attempt, report), to: known.payout, &context)
        return "taken"
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
    var verdict: ValidationVerdict {
        switch status {
        case .succeeded:
            guard let accountName, !accountName.isEmpty, let beneficiaryID, !beneficiaryID.isEmpty else {
                return .inProgress
            }
            return .valid(name: accountName, beneficiaryID: beneficiaryID, providerReferenceNo: providerReferenceNo)
        case .failed:
            return .invalid(BankAnswer(code: responseCode ?? "06", message: responseMessage ?? ""))
        case .pending, .refunded, .notFound, .unrecognised, nil: return .inProgress
        }
    }
}
