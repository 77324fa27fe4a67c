import PayoutCore

/// A payout and what has happened to it so far, in the words of a test.
struct PayoutStory {
    static let fileName = "Budi Santoso"
    static let bankName = "BUDI SANTOSO"
    static let order = PaymentOrder(
        reference: "PAY-000001", bankCode: "014", accountNumber: "1234567800", accountName: fileName,
        amount: Rupiah(1_500_000))
    private static let identifiers = TransferIdentifiers(merchantID: "SALUR1", batch: BatchIdentity("2026-02"))

    /// What a row of a rail asks for.
    static func order(_ rail: Rail) -> PaymentOrder {
        guard rail != .payout else { return order }
        return PaymentOrder(
            rail: rail, reference: order.reference, bankCode: "", accountNumber: "C-1001", accountName: "",
            amount: order.amount, refunds: rail == .refund ? PayoutID(key: 7) : nil)
    }

    static let decision = PersonalDecision(person: "ani", reason: "seen the passbook")

    var payout: Payout
    var now = Timestamp(milliseconds: 1_771_051_030_000)
    var policy = PayoutPolicy()
    private var validationCount = 0

    /// A payout that has just been accepted from its file, unless another one is given.
    init(_ payout: Payout = Payout(order: order, status: .queued)) { self.payout = payout }

    /// A row of a rail that has just been accepted from its file.
    init(_ rail: Rail) { self.init(Payout(order: Self.order(rail), status: .queued)) }

    @discardableResult
    mutating func happens(_ event: PayoutEvent) -> PayoutStep { payout.handle(event, at: now, policy: policy) }

    mutating func wait(_ duration: Duration) { now = now + duration }

    /// The identifiers that a transfer sent now would carry.
    var nextTransfer: (ExternalID, PartnerReferenceNo) {
        Self.identifiers(attempt: payout.nextAttempt, generation: payout.nextGeneration)
    }

    static func identifiers(attempt: Attempt, generation: Generation) -> (ExternalID, PartnerReferenceNo) {
        (
            identifiers.externalID(reference: order.reference, attempt: attempt),
            identifiers.partnerReferenceNo(reference: order.reference, generation: generation)
        )
    }

    /// Fresh identifiers of a validation.
    mutating func nextValidation() -> (ExternalID, PartnerReferenceNo) {
        validationCount += 1
        return (ExternalID("validation-\(validationCount)"), PartnerReferenceNo("number-\(validationCount)"))
    }

    /// The transfer `ahead` attempts after the next, as the bank may remember it where this ledger does not.
    func next(_ report: StatusReport, ahead: Int = 0) -> AdoptedTransfer {
        let attempt = payout.nextAttempt + ahead
        let (externalID, number) = Self.identifiers(attempt: attempt, generation: payout.nextGeneration)
        return AdoptedTransfer(
            attempt: attempt, generation: payout.nextGeneration, externalID: externalID, partnerReferenceNo: number,
            report: report)
    }

    /// The transfer `ahead` attempts after the next, as an older report shows it.
    func reported(ahead: Int = 0) -> ReportedTransfer {
        ReportedTransfer(
            attempt: payout.nextAttempt + ahead, sentAt: "2026-02-13T10:00:00+07:00", status: "succeeded",
            folder: "out/gaji")
    }

    /// The bank says failed, then paid.
    mutating func isContradicted() {
        becomesPending()
        reports(.failed)
        reports(.succeeded)
    }

    // MARK: What the engine and the bank do

    /// Sends a validation and returns its X-EXTERNAL-ID.
    @discardableResult
    mutating func validates() -> ExternalID {
        let (externalID, number) = nextValidation()
        happens(.validationIntended(externalID, number))
        return externalID
    }

    /// A validation with a good result.
    mutating func becomesValidated(name: String = bankName) {
        let externalID = validates()
        happens(.validationAnswered(externalID, .accepted(Answers.validationAccepted, providerReferenceNo: "V1")))
        happens(
            .validationReported(externalID, .valid(name: name, customerReference: "BEN-1", providerReferenceNo: nil)))
    }

    @discardableResult
    mutating func transfers() -> PayoutStep {
        let (externalID, number) = nextTransfer
        return happens(.transferIntended(externalID, number))
    }

    /// Everything from the queue to a transfer request without an answer.
    mutating func becomesPending() {
        becomesValidated()
        transfers()
    }

    @discardableResult
    mutating func answers(_ outcome: MovementOutcome, attempt: Attempt? = nil) -> PayoutStep {
        happens(.transferAnswered(attempt: attempt ?? payout.nextAttempt - 1, outcome))
    }

    @discardableResult
    mutating func reports(
        _ status: TransactionStatus, by source: StatusSource = .callback, attempt: Attempt? = nil,
        answer: BankAnswer? = nil
    ) -> PayoutStep {
        let report = StatusReport(status: status, source: source, answer: answer)
        return happens(.statusReported(attempt: attempt ?? payout.nextAttempt - 1, report))
    }

    /// An attempt that the bank refused before processing, so that the payout is queued for the next one.
    mutating func isDeferredOnce() {
        becomesPending()
        answers(.deferred(.throttled(Answers.tooManyRequests, retryAfter: nil)))
    }

    /// A person decides about a transfer that stayed in doubt for a day.
    mutating func isResolved(as resolution: Resolution) {
        becomesPending()
        wait(policy.resolveAfter)
        happens(.resolved(Self.decision, as: resolution))
    }

    /// The bank does not find it: asked late enough, twice.
    mutating func isNotFound() {
        wait(policy.notFoundAfter)
        reports(.notFound, by: .inquiry)
        wait(policy.pollInterval)
        reports(.notFound, by: .inquiry)
    }
}

/// Answers of the bank, as the contract words them.
enum Answers {
    static let validationAccepted = BankAnswer(code: "2001600", message: "Successful")
    static let invalidAccount = BankAnswer(code: "4041611", message: "Invalid Account")
    static let received = BankAnswer(code: "2021800", message: "Request In Progress")
    static let generalError = BankAnswer(code: "5001800", message: "General Error")
    static let unauthorized = BankAnswer(code: "4011800", message: "Unauthorized")
    static let tooManyRequests = BankAnswer(code: "4291800", message: "Too Many Requests")
    static let conflict = BankAnswer(code: "4091800", message: "Conflict")
    static let partnerReferenceUsed = BankAnswer(code: "4091801", message: "Duplicate partnerReferenceNo")
    static let insufficientFunds = BankAnswer(code: "4031814", message: "Insufficient Funds")
    static let invalidBeneficiary = BankAnswer(code: "4041811", message: "Invalid Account")
}

extension PayoutStep {
    /// Whether the event was not legal.
    var isRefused: Bool {
        switch self {
        case .refused: true
        case .changed, .noted: false
        }
    }

    /// Whether the event was recorded and nothing followed.
    var isNoted: Bool {
        switch self {
        case .noted: true
        case .changed, .refused: false
        }
    }
}
