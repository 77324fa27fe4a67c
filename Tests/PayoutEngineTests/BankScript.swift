import BankAPI
import PayoutCore
import PayoutEngine

/// The simulated bank: it follows the plans of a test, keeps its own books, and outlives every crash of the engine.
final class BankScript {
    /// A transfer on the bank's books.
    struct Booking {
        let row: TestRow
        let externalID: ExternalID
        let partnerReferenceNo: PartnerReferenceNo
        let bookedAt: Timestamp
        let settlesAt: Timestamp
        let fate: TransactionStatus

        func status(at now: Timestamp) -> TransactionStatus { now < settlesAt ? .pending : fate }

        /// Whether money has moved or may yet.
        var isLive: Bool { fate == .succeeded || fate == .pending }
    }

    /// What the bank does about one request.
    struct Reaction {
        var answer: CallAnswer
        var answersAfter: Duration
        var callbacks: [(after: Duration, callback: Callback)] = []
    }

    /// A callback on its way.
    struct Callback {
        let kind: CallbackKind
        let proof: CallbackProof
        let content: CallbackContent
    }

    let rows: [TestRow]
    /// The plan for a row's validation; the number counts the row's validations from 1.
    var validation: (TestRow, Int) -> ValidationPlan = { _, _ in .valid }
    /// The plan for a row's transfer; the number counts the row's transfers from 1.
    var transfer: (TestRow, Int) -> TransferPlan = { _, _ in .succeeds }
    /// The answer to an inquiry; the number counts the row's inquiries from 1, the outcome is the truth.
    var inquiry: (TestRow, Int, InquiryOutcome) -> InquiryOutcome = { _, _, truth in truth }
    /// How long the answer to an inquiry takes.
    var inquiryTakes: (TestRow) -> Duration = { _ in .milliseconds(40) }
    private(set) var bookings: [Booking] = []

    private var validations: [TestRow: Int] = [:]
    private var transfers: [TestRow: Int] = [:]
    private var inquiries: [TestRow: Int] = [:]
    private var seen: Set<ExternalID> = []

    private let rowsByAccount: [String: TestRow]

    init(rows: [TestRow]) {
        self.rows = rows
        rowsByAccount = Dictionary(rows.map { ($0.account, $0) }) { first, _ in first }
    }

    func row(account: String) -> TestRow? { rowsByAccount[account] }

    /// Writes a transfer of an earlier life into the books.
    func book(_ row: TestRow, _ externalID: ExternalID, _ number: PartnerReferenceNo, _ fate: TransactionStatus) {
        let moment = Timestamp(milliseconds: 0)
        bookings.append(
            Booking(
                row: row, externalID: externalID, partnerReferenceNo: number, bookedAt: moment, settlesAt: moment,
                fate: fate))
    }

    func receive(_ call: BankCall, at now: Timestamp) -> Reaction? {
        switch call {
        case .validation(let request): receive(request)
        case .movement(let request): receive(request, at: now)
        case .inquiry(let request): receive(request, at: now)
        }
    }

    private func receive(_ request: ValidationRequest) -> Reaction? {
        guard let row = row(account: request.account.accountNumber) else { return nil }
        validations[row, default: 0] += 1
        seen.insert(request.externalID)
        let plan = validation(row, validations[row, default: 0])
        let callbacks = plan.reports.map { telling in
            var content = content(row, telling.status, service: "16")
            content.status = nil
            content.verification = telling.status.verification
            content.originalExternalID = request.externalID
            content.originalPartnerReferenceNo = request.partnerReferenceNo
            content.accountName = row.name
            content.customerReference = "B-\(request.externalID)"
            telling.change(&content)
            return (telling.after, Callback(kind: .accountValidation, proof: telling.proof, content: content))
        }
        return Reaction(
            answer: .validation(plan.answer), answersAfter: plan.answersAfter, callbacks: callbacks)
    }

    private func receive(_ request: MovementRequest, at now: Timestamp) -> Reaction? {
        guard let row = row(account: request.account?.accountNumber ?? "") else { return nil }
        transfers[row, default: 0] += 1
        let plan = transfer(row, transfers[row, default: 0])
        if let refusal = refusal(of: request) {
            return Reaction(answer: .movement(refusal), answersAfter: plan.answersAfter)
        }
        if case .unsent = plan.answer {} else { seen.insert(request.externalID) }
        if plan.books {
            bookings.append(
                Booking(
                    row: row, externalID: request.externalID, partnerReferenceNo: request.partnerReferenceNo,
                    bookedAt: now, settlesAt: now + plan.settlesAfter, fate: plan.fate))
        }
        let callbacks = plan.reports.map { telling in
            var content = content(row, telling.status, service: "18")
            content.originalExternalID = request.externalID
            content.originalPartnerReferenceNo = request.partnerReferenceNo
            content.amount = request.amount
            telling.change(&content)
            return (telling.after, Callback(kind: .transfer, proof: telling.proof, content: content))
        }
        return Reaction(answer: .movement(plan.answer), answersAfter: plan.answersAfter, callbacks: callbacks)
    }

    /// The bank's own guard: identifiers are not used twice.
    private func refusal(of request: MovementRequest) -> MovementOutcome? {
        if seen.contains(request.externalID) || bookings.contains(where: { $0.externalID == request.externalID }) {
            return .alreadyReceived(Answer.usedExternalID)
        }
        if bookings.contains(where: { $0.partnerReferenceNo == request.partnerReferenceNo }) {
            return .partnerReferenceUsed(Answer.usedReference)
        }
        return nil
    }

    private func receive(_ request: InquiryRequest, at now: Timestamp) -> Reaction? {
        guard let number = request.account?.accountNumber, let row = row(account: number) else { return nil }
        inquiries[row, default: 0] += 1
        let booking = bookings.first { $0.externalID == request.externalID }
        let status = booking?.status(at: now) ?? .notFound
        let answer = inquiry(row, inquiries[row, default: 0], .reported(StatusReport(status: status, source: .inquiry)))
        return Reaction(answer: .inquiry(answer), answersAfter: inquiryTakes(row))
    }

    private func content(_ row: TestRow, _ status: TransactionStatus, service: String) -> CallbackContent {
        var content = CallbackContent()
        content.responseCode = status == .failed && service == "16" ? "4041611" : "200\(service)00"
        content.responseMessage = status == .failed ? "Failed" : "Successful"
        content.bankCode = row.bankCode
        content.accountNumber = row.account
        content.status = status
        return content
    }
}

extension TransactionStatus {
    /// The word of a validation that means the same.
    fileprivate var verification: VerificationStatus {
        switch self {
        case .succeeded: .valid
        case .pending: .initiated
        case .failed: .invalid
        case .refunded, .notFound, .authorised, .voided: .error
        case .unrecognised(let code): .unrecognised(code)
        }
    }
}
