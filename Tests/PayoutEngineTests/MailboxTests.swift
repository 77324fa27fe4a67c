import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Synchronization
import TestSupport
import Testing

/// Callbacks that are delivered to a running engine are durable before anybody is notified.
@Suite struct MailboxTests {
    @Test func `Where no engine runs, a callback must be recorded otherwise`() async throws {
        let callback = CallingGateway.callback(.transfer, CallbackContent())
        #expect(try await EngineMailbox().deliver([callback]) == false)
    }

    @Test func `A running engine records and takes what is delivered, and stops taking when it ends`() async throws {
        let folder = try TemporaryFolder("engine", inMemory: true)
        let ledger = try Ledger(path: folder.path + "/ledger.db")
        let rows = (1...5).map { TestRow($0) }
        let batch = try file(rows, as: "SALARY", into: ledger, at: EngineBench.start)
        try ledger.write { transaction in
            try transaction.setPriorTransfers(.clear, cursor: .none, of: batch, at: EngineBench.start)
            try transaction.handle(.approved, of: batch, at: EngineBench.start)
        }
        let mailbox = EngineMailbox()
        let gateway = CallingGateway(rows: rows, ledger: ledger, mailbox: mailbox)
        let engine = Engine(
            goal: .pay, batch: batch,
            identifiers: TransferIdentifiers(merchantID: "MERC01", batch: BatchIdentity("SALARY")),
            policy: PayoutPolicy(), limits: EngineLimits(), random: SystemRandomSource(), at: EngineBench.start)
        let runner = EngineRunner(
            ledger: ledger, gateway: gateway, clock: UntouchedClock(), policy: PayoutPolicy(), limits: EngineLimits(),
            mailbox: mailbox, onProgress: { _ in })
        let outcome = try await runner.during { try await runner.run(engine).outcome }
        #expect(outcome == .settled)
        #expect(gateway.complaints.withLock { $0 } == [])
        let totals = try ledger.read { try $0.totals(batch) }
        #expect(totals[.succeeded]?.count == 5)
        #expect(try ledger.read { try $0.pendingCallbacks(limit: 99) }.isEmpty)
        #expect(try await mailbox.deliver([CallingGateway.callback(.transfer, CallbackContent())]) == false)
        try ledger.close()
    }
}

/// A wall clock that nobody sets: it goes as the steady one does.
private struct UntouchedClock: WallClock {
    private let beginning = ContinuousClock.now

    func now() -> Timestamp { EngineBench.start + (ContinuousClock.now - beginning) }
}

/// A bank that calls back before it answers, and checks whether what it was told is true.
private final class CallingGateway: PaymentGateway {
    private let rows: [TestRow]
    private let ledger: Ledger
    private let mailbox: EngineMailbox
    let complaints = Mutex<[String]>([])

    init(rows: [TestRow], ledger: Ledger, mailbox: EngineMailbox) {
        self.rows = rows
        self.ledger = ledger
        self.mailbox = mailbox
    }

    static func callback(_ kind: CallbackKind, _ content: CallbackContent) -> ProvenCallback {
        ProvenCallback(kind: kind, proof: .body, receivedAt: EngineBench.start, content: content, body: "{}")
    }

    private func deliver(_ kind: CallbackKind, _ content: CallbackContent) async {
        do {
            let isDurable = try await mailbox.deliver([Self.callback(kind, content)])
            let count = try ledger.read { try $0.callbackCount(naming: content.originalExternalID) }
            if !isDurable || count != 1 { complaints.withLock { $0.append("\(kind): \(isDurable), \(count)") } }
        } catch {
            complaints.withLock { $0.append("\(error)") }
        }
    }

    func call(_ call: BankCall) async -> CallAnswer {
        switch call {
        case .validation(let request): .validation(await validate(request))
        case .movement(let request): .movement(await transfer(request))
        case .inquiry: .inquiry(.reported(StatusReport(status: .notFound, source: .inquiry)))
        }
    }

    private func validate(_ request: ValidationRequest) async -> ValidationOutcome {
        var content = CallbackContent()
        content.originalExternalID = request.externalID
        content.verification = .valid
        content.accountName = rows.first { $0.account == request.account.accountNumber }?.name
        content.customerReference = "B-\(request.externalID)"
        await deliver(.accountValidation, content)
        return .accepted(BankAnswer(code: "2001600", message: "Successful"), providerReferenceNo: nil)
    }

    private func transfer(_ request: MovementRequest) async -> MovementOutcome {
        var content = CallbackContent()
        content.originalExternalID = request.externalID
        content.amount = request.amount
        content.status = .succeeded
        await deliver(.transfer, content)
        return .received(BankAnswer(code: "2001800", message: "Successful"), providerReferenceNo: nil)
    }

    func balance(_ request: BalanceRequest) async -> BalanceOutcome { .undecided(.doubtful(.timedOut)) }
}
