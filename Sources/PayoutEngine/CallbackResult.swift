internal import LedgerAPI
internal import PayoutCore

/// What a recorded callback says about the payout that it names: a callback is not a command (promise P8).
struct CallbackResult {
    /// For the ledger and the journal.
    let words: String
    /// The payout that it is about, where there is one.
    var payout: StoredPayout?
    /// What happens to the payout.
    var event: PayoutEvent?
    /// Proven, but about another account, bank or number than ours: the field.
    var disagreement: String?

    /// The bank's number of a collection that was known by our numbers alone, from a callback without proof.
    var hintedNumber: String?

    /// Whether it counts as the bank's report.
    var isBelieved: Bool { words == PendingCallback.believed }

    init(_ callback: PendingCallback, _ context: StepContext) {
        guard let name = CallName(callback.kind, callback.content) else {
            self.init(callback.kind.isAboutMovement ? "names no transaction" : "about no movement")
            return
        }
        if callback.kind.isAboutMovement {
            self.init(movement: name, callback, context)
        } else {
            self.init(validation: name, callback, context)
        }
    }

    private init(
        _ words: String, _ payout: StoredPayout? = nil, event: PayoutEvent? = nil, disagreement: String? = nil
    ) {
        self.words = words
        self.payout = payout
        self.event = event
        self.disagreement = disagreement
    }

    private init(validation name: CallName, _ callback: PendingCallback, _ context: StepContext) {
        guard let externalID = callback.content.originalExternalID,
            let (stored, number, state) = context.validation(name, externalID)
        else {
            self.init("unknown validation")
            return
        }
        let content = callback.content
        let differs = content.disagreement(
            with: stored.payout.order, partnerReferenceNo: number, amount: false)
        if let differs {
            self.init("disagrees: \(differs)", stored, disagreement: callback.proof == .body ? differs : nil)
            return
        }
        switch callback.proof {
        case .body: break
        case .bodyNotSigned:
            // The body could have been changed: only the complete answer to a question that is open counts.
            guard content.accountNumber != nil, content.bankCode != nil else {
                self.init("unproven and incomplete", stored)
                return
            }
            switch state {
            case .sent, .accepted, .doubtful: break
            case .lapsed, .valid, .invalid, .failed, .abandoned:
                self.init("unproven, and nothing is in flight", stored)
                return
            }
        }
        self.init(PendingCallback.believed, stored, event: .validationReported(externalID, content.verdict))
    }

    private init(movement name: CallName, _ callback: PendingCallback, _ context: StepContext) {
        guard let (stored, transfer) = context.movement(name), stored.payout.order.rail.callbacks == callback.kind
        else {
            self.init("unknown transfer")
            return
        }
        let content = callback.content
        let differs =
            content.disagreement(
                with: stored.payout.order, partnerReferenceNo: transfer.partnerReferenceNo, amount: true)
            ?? content.disagreement(with: transfer, stored.payout.order.rail)
        guard differs == nil, callback.proof == .body, let status = content.status else {
            self.init(
                differs.map { "disagrees: \($0)" } ?? "a hint", stored, event: .hinted(attempt: transfer.attempt))
            if differs == nil, stored.payout.order.rail == .collection, transfer.providerReferenceNo == nil {
                hintedNumber = content.providerReferenceNo
            }
            return
        }
        let answer = content.responseCode.map { BankAnswer(code: $0, message: content.responseMessage ?? "") }
        let report = StatusReport(
            status: status, source: .callback, answer: answer, providerReferenceNo: content.providerReferenceNo)
        self.init(PendingCallback.believed, stored, event: .statusReported(attempt: transfer.attempt, report))
    }

    /// A callback that was believed is an event of its payout already; for every other one the journal says why not,
    /// once, however often it is repeated.
    func note(_ callback: PendingCallback, _ context: inout StepContext) {
        guard !isBelieved, !callback.isRepeat else { return }
        let row = payout.map { JournalEvent.Row(line: $0.line, reference: $0.payout.order.reference, status: nil) }
        context.changes.changes.append(
            .event(
                JournalEvent(
                    at: context.now, batch: payout?.batch, payout: payout?.id, row: row, kind: "callback_noted",
                    detail: "\(callback.kind.rawValue): \(words)", actor: "bank")))
    }
}

extension StepContext {
    /// What the identifier of a validation names, also one that was given up.
    fileprivate func validation(
        _ name: CallName, _ externalID: ExternalID
    ) -> (StoredPayout, PartnerReferenceNo, Validation.State)? {
        guard let owner = owners[name], let known = owner.validation,
            let stored = payouts[owner.payout]
        else { return nil }
        // This step may have moved it on.
        let validation = stored.payout.validations.first { $0.externalID == externalID }
        return (stored, known.partnerReferenceNo, validation?.state ?? known.state)
    }

    /// The movement that a callback names; where it names our number alone, the newest one that carried the number.
    fileprivate func movement(_ name: CallName) -> (StoredPayout, Transfer)? {
        guard let owner = owners[name], let stored = payouts[owner.payout] else { return nil }
        return stored.payout.transfers.last { name.names($0) }.map { (stored, $0) }
    }
}

extension CallbackContent {
    /// The first field that is there and is not ours; nil where nothing disagrees.
    func disagreement(
        with order: PaymentOrder, partnerReferenceNo: PartnerReferenceNo, amount comparesAmount: Bool
    ) -> String? {
        if let number = originalPartnerReferenceNo, number != partnerReferenceNo { return "partnerReferenceNo" }
        if isOfOtherService { return "service" }
        if let accountNumber, accountNumber != order.accountNumber { return "account" }
        if let bankCode, bankCode != order.bankCode { return "bank" }
        if comparesAmount, amountIsMalformed || amount.map({ $0 != order.amount }) == true { return "amount" }
        return nil
    }

    /// Whether the bank names another movement of its own. Of money that comes in its number is what it is asked by
    /// later; of a refund it may name the payment.
    fileprivate func disagreement(with transfer: Transfer, _ rail: Rail) -> String? {
        guard rail.direction == .incoming, let known = transfer.providerReferenceNo, let providerReferenceNo,
            providerReferenceNo != known
        else { return nil }
        return "providerReferenceNo"
    }

    /// What a validation's callback says.
    ///
    /// Only a valid account lets a transfer follow, and only with a name and a customerReference, which the
    /// transfer must carry.
    var verdict: ValidationVerdict {
        guard let verification else { return .inProgress }
        let answer = BankAnswer(code: responseCode ?? verification.rawValue, message: responseMessage ?? "")
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

/// A callback on its way to the batch that it is about.
enum RoutedCallback: Sendable {
    /// It waited in the ledger.
    case waiting(PendingCallback)
    /// It has just come, and is recorded as it is processed.
    case arriving(ArrivingCallback)

    var callback: PendingCallback {
        switch self {
        case .waiting(let callback): callback
        case .arriving(let arriving): PendingCallback(arriving: arriving.callback)
        }
    }

    /// The change that says what was made of it.
    func change(_ result: CallbackResult) -> ChangeSet.Change {
        switch self {
        case .waiting(let callback): .processed(callback, finding: result.words)
        case .arriving(let arriving): .arrived(arriving, finding: result.words)
        }
    }
}

// What the engine makes of callbacks about payouts of its batch.
extension Engine {
    mutating func process(_ routed: RoutedCallback, _ context: inout StepContext) {
        let callback = routed.callback
        let result = CallbackResult(callback, context)
        if let differs = result.disagreement { trouble.disagreed(differs) }
        if result.isBelieved {
            trouble.callbackArrived()
            context.bank.pacing.callbackArrived()
        }
        if let number = result.hintedNumber, let payout = result.payout { hintedNumbers[payout.id] = number }
        if let event = result.event, let payout = result.payout {
            apply(event, to: payout.id, isRepeat: callback.isRepeat, &context)
        }
        context.changes.changes.append(routed.change(result))
        result.note(callback, &context)
    }
}
