import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger

/// Watches the wire, the bank's books and the ledger, and complains where a promise of the design is broken.
///
/// It shares no code with the engine: what it knows it has seen for itself.
final class EngineAuditor {
    /// A request that the engine handed over to be sent.
    struct Sent {
        let at: Timestamp
        /// The run that sent it; every start of an engine is a new one.
        let run: Int
        let row: TestRow
        let call: BankCall
    }

    private struct Saying {
        let status: TransactionStatus
        let source: StatusSource
        let at: Timestamp
    }

    private let bank: BankScript
    private(set) var sent: [Sent] = []
    /// Where each validation and transfer stands among them.
    private var places: [ExternalID: [Int]] = [:]
    private(set) var complaints: [String] = []
    /// The ledger was lost: the bank, and not the ledger, now guards against a second transfer.
    var ledgerWasLost = false
    /// The ledger is an old copy: what it holds as ended may have been tried again since.
    var isOldCopy = false
    /// The bank reports lies about its own books, so that these cannot be compared.
    var bankLies = false
    private var isRestored = true
    private var run = 0
    private var usedIDs: Set<ExternalID> = []
    private var usedReferences: Set<String> = []
    private var validReported: [String: (name: String, at: Timestamp)] = [:]
    private var invalidRows: Set<TestRow> = []
    private var refused: Set<ExternalID> = []
    private var sayings: [ExternalID: [Saying]] = [:]
    private var inFlight = 0
    private(set) var inFlightMax = 0

    init(bank: BankScript) { self.bank = bank }

    func complain(_ complaint: String) { complaints.append(complaint) }

    func beginRun() {
        run += 1
        inFlight = 0
    }

    /// A new ledger knows nothing of the identifiers of the one before.
    func forgetIdentifiers() { usedIDs = [] }

    // MARK: The wire

    /// The engine wants this sent, and its commit has returned.
    func sending(_ call: BankCall, at now: Timestamp, limits: EngineLimits, reader: LedgerReader) throws {
        inFlight += 1
        inFlightMax = max(inFlightMax, inFlight)
        if inFlight > limits.concurrency { complain("\(inFlight) calls are in flight, over \(limits.concurrency)") }
        switch call {
        case .validation(let request):
            useOnce(request.externalID)
            if try reader.validation(request.externalID) == nil { complain("a validation left before its intent") }
            note(call, request.account, at: now)
        case .movement(let request):
            useOnce(request.externalID)
            if try reader.transfer(request.externalID) == nil { complain("a transfer left before its intent") }
            checkValidation(of: request, at: now)
            note(call, request.account, at: now)
            checkOnlyLive(request)
            // What the bank said before it could know of this transfer is no word about it.
            sayings[request.externalID] = nil
        case .inquiry(let request):
            note(call, request.account, at: now)
        }
        checkRate(limits, at: now)
    }

    func answered() { inFlight -= 1 }

    private func note(_ call: BankCall, _ account: BeneficiaryAccount?, at now: Timestamp) {
        guard let account, let row = bank.row(account: account.accountNumber), row.bankCode == account.bankCode else {
            return complain("a request names an account of no row")
        }
        switch call {
        case .validation(let request): places[request.externalID, default: []].append(sent.count)
        case .movement(let request): places[request.externalID, default: []].append(sent.count)
        case .inquiry: break
        }
        sent.append(Sent(at: now, run: run, row: row, call: call))
        guard case .movement(let request) = call else { return }
        if request.amount.whole != row.amount { complain("\(row.reference): the amount is not that of the row") }
        if request.reference != row.reference { complain("\(row.reference): the reference is not that of the row") }
    }

    private func useOnce(_ externalID: ExternalID) {
        if !usedIDs.insert(externalID).inserted { complain("the X-EXTERNAL-ID \(externalID) was used twice") }
    }

    private func checkRate(_ limits: EngineLimits, at now: Timestamp) {
        guard let rate = limits.ratePerSecond else { return }
        let recent = sent.suffix(rate + 1).count { $0.at <= now && now - $0.at < .seconds(1) && $0.run == run }
        if recent > rate { complain("\(recent) calls left within a second, over \(rate)") }
    }

    private func checkValidation(of request: MovementRequest, at now: Timestamp) {
        let who = request.reference
        let reference = request.customerReference ?? ""
        guard let reported = validReported[reference] else {
            return complain("\(who): a transfer without a validation that the bank called good")
        }
        let age = max(now - reported.at, reported.at - now)
        if age >= .seconds(600) { complain("\(who): the validation of a transfer is too old") }
        if reported.name != request.beneficiaryName { complain("\(who): the name is not that of the validation") }
        if !usedReferences.insert(reference).inserted {
            complain("\(who): one validation served two transfers")
        }
        let id = reference.hasPrefix("B-") ? ExternalID(String(reference.dropFirst(2))) : nil
        let own = id.flatMap { places[$0] }?.contains { place in
            guard case .validation(let validation) = sent[place].call else { return false }
            return validation.account == request.account && sent[place].run == run
        }
        if own != true { complain("\(who): the validation is that of another row or of an earlier run") }
    }

    private func checkOnlyLive(_ request: MovementRequest) {
        guard !ledgerWasLost else { return }
        let live = bank.bookings.contains { $0.row.reference == request.reference && $0.isLive }
        if live { complain("\(request.reference): a second transfer was sent beside a live one") }
    }

    // MARK: What the bank says

    /// The bank has answered; it counts although the answer may be lost.
    func bankAnswered(_ answer: CallAnswer, to call: BankCall, at now: Timestamp) {
        switch (call, answer) {
        case (.validation(let request), .validation(.refused)):
            if let row = bank.row(account: request.account.accountNumber) { invalidRows.insert(row) }
        case (.movement(let request), .movement(.refused)): refused.insert(request.externalID)
        case (.inquiry(let request), .inquiry(.reported(let report))):
            sayings[request.externalID, default: []].append(Saying(status: report.status, source: .inquiry, at: now))
        case (.validation, _), (.movement, _), (.inquiry, _): break
        }
    }

    /// A callback was recorded. Only what agrees with the request it names counts as said.
    func recorded(_ callback: BankScript.Callback, at now: Timestamp) {
        let content = callback.content
        guard let externalID = content.originalExternalID else { return }
        for sent in places[externalID, default: []].map({ sent[$0] }) {
            switch (sent.call, callback.kind) {
            case (.validation(let request), .accountValidation) where request.externalID == externalID:
                guard agrees(content, sent.row, request.partnerReferenceNo) else { continue }
                if content.verification == .invalid { invalidRows.insert(sent.row) }
                guard content.verification == .valid, let customerReference = content.customerReference,
                    let name = content.accountName
                else { continue }
                if validReported[customerReference] == nil { validReported[customerReference] = (name, now) }
            case (.movement(let request), .transfer) where request.externalID == externalID:
                guard let status = content.status, callback.proof == .body,
                    agrees(content, sent.row, request.partnerReferenceNo)
                else { continue }
                sayings[externalID, default: []].append(Saying(status: status, source: .callback, at: now))
            case (.validation, _), (.movement, _), (.inquiry, _): continue
            }
        }
    }

    private func agrees(_ content: CallbackContent, _ row: TestRow, _ number: PartnerReferenceNo) -> Bool {
        (content.accountNumber ?? row.account) == row.account && (content.bankCode ?? row.bankCode) == row.bankCode
            && (content.amount?.whole ?? row.amount) == row.amount && !content.amountIsMalformed
            && (content.originalPartnerReferenceNo ?? number) == number
    }

    // MARK: The ledger

    /// What holds after every step: no row is lost, and the money adds up.
    func checkTotals(_ batch: BatchID, reader: LedgerReader) throws {
        let kept = try reader.totals(batch)
        let counted = try reader.recountedTotals(batch)
        if kept != counted { complain("the totals \(kept) are not those of the rows \(counted)") }
        let count = counted.values.reduce(0) { $0 + $1.count }
        let sum = counted.values.reduce(Int64(0)) { $0 + $1.sum.whole }
        if count != bank.rows.count || sum != bank.rows.reduce(0, { $0 + $1.amount }) {
            complain("the statuses add up to \(count) rows and \(sum) rupiah, which is not the file")
        }
    }

    /// What holds when a run has ended: the ledger says nothing that the bank has not said.
    func checkResults(_ results: [ResultRow], priorTransfers: PriorTransfers?, policy: PayoutPolicy) {
        // While the bank has not been asked, a lost ledger knows nothing of the money that moves.
        isRestored = priorTransfers == .clear
        if results.map(\.reference) != bank.rows.map(\.reference) {
            complain("the results are not the rows of the file")
        }
        for (row, result) in zip(bank.rows, results) { check(row, result, policy) }
        for row in bank.rows where bank.bookings.count(where: { $0.row == row && $0.isLive }) > 1 {
            complain("\(row.reference) was paid twice")
        }
    }

    private func check(_ row: TestRow, _ result: ResultRow, _ policy: PayoutPolicy) {
        // A person's word is shown as one; the bank's books stay the measure of what was paid twice.
        guard result.reason?.code != ReasonCode.resolved else { return }
        let said = result.externalID.map { sayings[ExternalID($0), default: []] } ?? []
        func needs(_ status: TransactionStatus) {
            if !said.contains(where: { $0.status == status }) {
                complain("\(row.reference) is \(result.status), which the bank never said")
            }
        }
        switch result.status {
        case .succeeded: needs(.succeeded)
        case .refunded: needs(.refunded)
        case .failed:
            if result.externalID.map({ refused.contains(ExternalID($0)) }) != true { needs(.failed) }
        case .notFound: checkNotFound(row, result, said, policy)
        case .invalid:
            if !invalidRows.contains(row) { complain("\(row.reference) is invalid, which the bank never said") }
        case .rejected, .held, .queued, .validating, .validated, .unverified, .pending, .cancelled: break
        }
        let mayBeLive: Bool
        switch result.status {
        case .succeeded, .pending, .held, .refunded: mayBeLive = true
        case .rejected, .queued, .validating, .validated, .unverified, .invalid, .failed, .notFound, .cancelled:
            mayBeLive = false
        }
        if !mayBeLive, !bankLies, !isOldCopy, isRestored, bank.bookings.contains(where: { $0.row == row && $0.isLive })
        {
            complain("\(row.reference) is \(result.status), yet its money moves at the bank")
        }
    }

    /// 07 is believed only long after the send, from two inquiries a pause apart.
    private func checkNotFound(_ row: TestRow, _ result: ResultRow, _ said: [Saying], _ policy: PayoutPolicy) {
        let intent = sent.last { sent in
            guard case .movement(let request) = sent.call else { return false }
            return request.externalID.text == result.externalID
        }
        // What was intended and lost in a crash was never handed over; the ledger then has the only date.
        guard let sentAt = intent?.at ?? result.submittedAt else { return complain("\(row.reference): no intent") }
        let late = said.filter {
            $0.status == .notFound && $0.source == .inquiry && $0.at - sentAt >= policy.notFoundAfter - .seconds(1)
        }
        let isTwice = late.first.map { first in late.contains { $0.at - first.at >= policy.pollInterval - .seconds(1) }
        }
        if isTwice != true { complain("\(row.reference) is not found, which was not said late and twice") }
    }
}
