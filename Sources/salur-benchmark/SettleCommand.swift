internal import ArgumentParser
internal import BankAPI
internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import Synchronization

/// `salur-benchmark settle`: pays the only batch of a ledger at a bank within the process, which answers at once and
/// tells the truth. Engine, ledger and journal are those of `salur run`; only sockets, signatures and waiting are
/// missing. So a large settled ledger can be had quickly, and the engine's work can be counted without any of the
/// rest: one thread, a virtual clock and seeded identifiers, so the same ledger every time.
struct SettleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "Pay a submitted ledger at a bank within the process, without a network.",
        shouldDisplay: false)

    @Option(help: "The ledger, with one batch that was submitted.")
    var ledger: String

    @Option(help: "The merchant that the ledger belongs to.")
    var merchant: String

    @Option(help: "The seed of its payroll.")
    var seed: UInt64 = PayrollSeed.usual

    func run() throws {
        let ledger = try Ledger(path: ledger)
        var world = InstantWorld(ledger: ledger, payroll: Payroll(seed: seed))
        try world.settle(merchant: merchant)
        try ledger.close()
    }
}

enum PayrollSeed {
    static let usual: UInt64 = 20_260_225
}

/// A bank that answers at once, and the time that passes with each step.
struct InstantWorld {
    let ledger: Ledger
    let payroll: Payroll
    private var now: Timestamp
    private var references = 0
    private let random = CountingBits()

    /// Time from one step to the next.
    private static let stepDuration = Duration.milliseconds(10)

    init(ledger: Ledger, payroll: Payroll) {
        self.ledger = ledger
        self.payroll = payroll
        now = Timestamp(milliseconds: 0)
    }

    /// Does what `approve` and `process` do. Throws where the batch does not settle.
    mutating func settle(merchant: String) throws {
        guard let batch = try ledger.read({ try $0.batches() }).first else {
            throw BenchmarkError("the ledger holds no batch")
        }
        now = batch.changedAt
        let identifiers = TransferIdentifiers(merchantID: merchant, batch: batch.identity)
        var dispatcher = Dispatcher(policy: PayoutPolicy(), limits: EngineLimits(), at: now)
        guard try run(.checkPriorTransfers, batch.id, identifiers, &dispatcher) == .checked else {
            throw BenchmarkError("the bank within the process remembers what it never saw")
        }
        try ledger.write { transaction in
            // No report is written of a ledger whose journal knows of no approval.
            try transaction.record(
                JournalEvent(
                    at: now, batch: batch.id, payout: nil, kind: "batch_approved", detail: "for a benchmark",
                    actor: "salur-benchmark",
                    evidence: transaction.reader.evidence("batch_submitted", of: batch.id)))
            try transaction.handle(.approved, of: batch.id, at: now)
            try transaction.handle(.begun(transaction.work(of: batch.id)), of: batch.id, at: now)
        }
        let outcome = try run(.pay, batch.id, identifiers, &dispatcher)
        guard outcome == .settled else { throw BenchmarkError("the batch did not settle: \(outcome)") }
    }

    private mutating func run(
        _ goal: Engine.Goal, _ batch: BatchID, _ identifiers: TransferIdentifiers,
        _ dispatcher: inout Dispatcher
    ) throws -> EngineOutcome {
        dispatcher.add(
            Engine(
                goal: goal, batch: batch, identifiers: identifiers, policy: PayoutPolicy(), limits: EngineLimits(),
                random: random, at: now))
        var inputs = [EngineInput.started]
        while true {
            now = now + Self.stepDuration
            var (turn, refusals) = try ledger.perform(dispatcher.begin(inputs, at: now)) { facts in
                dispatcher.step(facts)
            }
            dispatcher.withdraw(refusals, from: &turn)
            if let outcome = turn.outcomes[batch] {
                _ = dispatcher.remove(batch)
                return outcome
            }
            inputs = []
            var callbacks: [ProvenCallback] = []
            for send in turn.sends { inputs.append(.answered(send.id, answer(send.call, &callbacks))) }
            guard !inputs.isEmpty || turn.wakeAt != nil else { throw BenchmarkError("no batch waits for anything") }
            if inputs.isEmpty, let wakeAt = turn.wakeAt { now = max(now, wakeAt) }
            inputs += callbacks.map { .callback($0) }
        }
    }

    private mutating func answer(_ call: BankCall, _ callbacks: inout [ProvenCallback]) -> CallAnswer {
        references += 1
        let reference = "R\(references)"
        var content = CallbackContent()
        content.providerReferenceNo = reference
        content.responseMessage = "Successful"
        switch call {
        case .inquiry: return .inquiry(.reported(StatusReport(status: .notFound, source: .inquiry)))
        case .validation(let request):
            content.responseCode = "2001600"
            content.originalExternalID = request.externalID
            content.originalPartnerReferenceNo = request.partnerReferenceNo
            content.bankCode = request.account.bankCode
            content.accountNumber = request.account.accountNumber
            content.accountName = payroll.name(ofAccount: request.account.accountNumber)
            content.customerReference = "BEN\(references)"
            content.verification = .valid
            callbacks.append(callback(.accountValidation, content))
            let answer = BankAnswer(code: "2001600", message: "Successful")
            return .validation(.accepted(answer, providerReferenceNo: reference))
        case .movement(let request):
            content.responseCode = "2001800"
            content.originalExternalID = request.externalID
            content.originalPartnerReferenceNo = request.partnerReferenceNo
            content.bankCode = request.account?.bankCode
            content.accountNumber = request.account?.accountNumber
            content.amount = request.amount
            content.status = .succeeded
            callbacks.append(callback(.transfer, content))
            let answer = BankAnswer(code: "2021800", message: "Request In Progress")
            return .movement(.received(answer, providerReferenceNo: reference))
        }
    }

    private func callback(_ kind: CallbackKind, _ content: CallbackContent) -> ProvenCallback {
        ProvenCallback(kind: kind, proof: .body, receivedAt: now, content: content, body: "{}")
    }
}

/// Bits that never come twice and are the same in every run.
private final class CountingBits: RandomSource {
    private let count = Mutex<UInt64>(0)

    func bits() -> UInt64 {
        count.withLock { count in
            count += 1
            return count &* 0x9E37_79B9_7F4A_7C15
        }
    }
}
