import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import TestSupport
import Testing

/// Several batches in one dispatcher, at a bank that answers with the next step.
final class BatchCrowd {
    struct Endless: Error {}

    var limits = EngineLimits()
    private(set) var ledger: Ledger
    private(set) var batches: [BatchID] = []
    private(set) var outcomes: [BatchID: EngineOutcome] = [:]
    /// Every transfer that was sent, by the place of its batch.
    private(set) var transfers: [Int] = []
    /// Every question about a transfer, likewise.
    private(set) var inquiries: [Int] = []
    /// The bank's number that each of them asked by, and whether only a callback without proof has brought it.
    private(set) var numbersAsked: [(number: String?, isHinted: Bool)] = []
    private(set) var inFlightMax = 0
    private(set) var inquiriesInFlightMax = 0
    private(set) var windowMax = 0
    /// How many batches each step read something of.
    private(set) var batchesRead: [Int] = []
    /// Batches whose callbacks never come.
    var silent: Set<Int> = []
    /// What the bank answers to transfers of a batch, if not that it has received them.
    var refusals: [Int: MovementOutcome] = [:]
    /// Batches whose transfers never get a result.
    var pendingForEver: Set<Int> = []
    /// The bank's own number of every transfer, as it answers; nil where it names none.
    var providerReferenceNo: String?
    /// How long the bank wants no inquiry, as it answers to each; nil where it reports a status.
    var inquiriesRefused: Duration?
    private(set) var dispatcher: Dispatcher
    private(set) var now = EngineBench.start
    private let folder: TemporaryFolder
    private let random = SeededBits(SeededRandom(seed: 5))
    private var inputs: [EngineInput] = [.started]
    private var references = 0
    private var rails: [Rail] = []

    init(_ change: (inout EngineLimits) -> Void = { _ in }) throws {
        change(&limits)
        folder = try TemporaryFolder("crowd", inMemory: true)
        ledger = try Ledger(path: folder.path + "/ledger.db")
        dispatcher = Dispatcher(policy: PayoutPolicy(), limits: limits, at: now)
    }

    deinit { try? ledger.close() }

    /// Submits a batch of rows that are like no other, and approves it.
    @discardableResult func submit(rows count: Int, rail: Rail = .payout) throws -> BatchID {
        let place = batches.count
        return try submit((1...count).map { TestRow(place * 1000 + $0) }, rail: rail)
    }

    @discardableResult func submit(_ rows: [TestRow], rail: Rail = .payout) throws -> BatchID {
        let batch = try file(rows, as: "BATCH-\(batches.count)", rail: rail, into: ledger, at: now)
        rails.append(rail)
        try ledger.write { transaction in
            try transaction.setPriorTransfers(.clear, cursor: .none, of: batch, at: now)
            try transaction.handle(.approved, of: batch, at: now)
            try transaction.handle(.begun(transaction.work(of: batch)), of: batch, at: now)
        }
        batches.append(batch)
        return batch
    }

    /// From now on the batch is under way.
    func join(_ batch: BatchID) {
        dispatcher.add(
            Engine(
                goal: .pay, batch: batch,
                identifiers: TransferIdentifiers(
                    merchantID: "MERC01", batch: BatchIdentity("BATCH-\(place(batch))"), rail: rails[place(batch)]),
                policy: PayoutPolicy(), limits: limits, random: random, at: now))
    }

    func place(_ batch: BatchID) -> Int { batches.firstIndex(of: batch) ?? -1 }

    func totals(_ place: Int) throws -> Totals { try ledger.read { try $0.totals(batches[place]) } }

    /// Takes steps until every batch has come to its end, or the condition holds.
    func play(until isEnough: (BatchCrowd) throws -> Bool = { _ in false }, stepsMax: Int = 20_000) throws {
        for _ in 1...stepsMax {
            if try dispatcher.isIdle || isEnough(self) { return }
            try step()
        }
        throw Endless()
    }

    func step() throws {
        now = now + .milliseconds(20)
        let needs = dispatcher.begin(inputs, at: now)
        batchesRead.append(needs.batches.count)
        var (turn, refusals) = try ledger.perform(needs) { facts in dispatcher.step(facts) }
        dispatcher.withdraw(refusals, from: &turn)
        for (batch, outcome) in turn.outcomes {
            outcomes[batch] = outcome
            _ = dispatcher.remove(batch)
        }
        inFlightMax = max(inFlightMax, turn.sends.count)
        let inquiriesInFlight = turn.sends.count { send in
            if case .inquiry = send.call { true } else { false }
        }
        inquiriesInFlightMax = max(inquiriesInFlightMax, inquiriesInFlight)
        windowMax = max(windowMax, try underWay())
        inputs = []
        var callbacks: [EngineInput] = []
        for (id, call) in turn.sends {
            inputs.append(.answered(id, answer(call, place(id.batch), &callbacks)))
        }
        inputs += callbacks
        if inputs.isEmpty, turn.outcomes.isEmpty, let wakeAt = turn.wakeAt { now = max(now, wakeAt) }
    }

    /// Payouts between their first validation intent and their transfer.
    private func underWay() throws -> Int {
        try batches.indices.reduce(0) { try $0 + totals($1).tally(of: [.validating, .validated]).count }
    }

    private func answer(_ call: BankCall, _ place: Int, _ callbacks: inout [EngineInput]) -> CallAnswer {
        references += 1
        var content = CallbackContent()
        switch call {
        case .inquiry(let request):
            inquiries.append(place)
            numbersAsked.append((request.providerReferenceNo, request.isNumberHinted))
            if let inquiriesRefused {
                return .inquiry(.undecided(.deferred(Answer.throttled(inquiriesRefused))))
            }
            let status = pendingForEver.contains(place) ? TransactionStatus.pending : .notFound
            return .inquiry(.reported(StatusReport(status: status, source: .inquiry)))
        case .validation(let request):
            content.originalExternalID = request.externalID
            content.verification = .valid
            content.accountName = name(ofAccount: request.account.accountNumber)
            content.customerReference = "B-\(references)"
            if !silent.contains(place) { callbacks.append(.callback(callback(.accountValidation, content))) }
            return .validation(
                .accepted(BankAnswer(code: "2001600", message: "Successful"), providerReferenceNo: nil))
        case .movement(let request):
            if let refusal = refusals[place] { return .movement(refusal) }
            transfers.append(place)
            content.originalExternalID = request.externalID
            content.amount = request.amount
            content.status = .succeeded
            if !pendingForEver.contains(place) { callbacks.append(.callback(callback(.transfer, content))) }
            let said = BankAnswer(code: "2021800", message: "In Progress")
            return .movement(.received(said, providerReferenceNo: providerReferenceNo))
        }
    }

    /// Rows are named by the number that their account ends with.
    private func name(ofAccount account: String) -> String { "Budi Santoso \((Int(account) ?? 0) - 1_000_000_000)" }

    // MARK: What a test does in addition

    /// The process is suspended, and goes on later.
    func suspend(_ duration: Duration) { now = now + duration }

    /// The process died; a new one opens the ledger, with no batch under way.
    func anew() throws -> BatchCrowd {
        try ledger.close()
        ledger = try Ledger(path: ledger.path)
        dispatcher = Dispatcher(policy: PayoutPolicy(), limits: limits, at: now)
        inputs = [.started]
        return self
    }

    /// A validation that waits for its result.
    func openValidation() throws -> ExternalID? {
        try ledger.read { reader in
            try reader.payouts(batches[0], .validating, after: .none, limit: 1).first
                .flatMap { try reader.payout($0) }?.payout.validations.last?.externalID
        }
    }

    /// The newest transfer of the first pending row of a batch.
    func lastTransfer(of place: Int) throws -> ExternalID? {
        try ledger.read { reader in
            try reader.payouts(batches[place], .pending, after: .none, limit: 1).first
                .flatMap { try reader.payout($0) }?.payout.transfers.last?.externalID
        }
    }

    func deliver(validation: ExternalID) throws {
        let payout = try ledger.read { reader in
            try reader.validation(validation).flatMap { try reader.payout($0.payout) }
        }
        var content = CallbackContent()
        content.originalExternalID = validation
        content.verification = .valid
        content.accountName = payout?.payout.order.accountName
        content.customerReference = "LATE"
        inputs.append(.callback(callback(.accountValidation, content)))
        try step()
    }

    func deliver(
        transfer: ExternalID, _ status: TransactionStatus, number: String? = nil, kind: CallbackKind = .transfer,
        proof: CallbackProof = .body
    ) throws {
        var content = CallbackContent()
        content.providerReferenceNo = number
        content.originalExternalID = transfer
        content.status = status
        inputs.append(.callback(callback(kind, content, proof: proof)))
        try step()
    }

    private func callback(
        _ kind: CallbackKind, _ content: CallbackContent, proof: CallbackProof = .body
    ) -> ProvenCallback {
        ProvenCallback(kind: kind, proof: proof, receivedAt: now, content: content, body: "{}")
    }
}
