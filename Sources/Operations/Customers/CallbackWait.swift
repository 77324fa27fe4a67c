internal import BankAPI
internal import CallbackServer
internal import Logging
internal import PayoutCore
internal import PayoutLedger
internal import ServiceLifecycle
internal import Synchronization
internal import UnixSignals

/// Receives callbacks while a command waits for one. Where another process listens at the address, it waits too, and
/// takes the address over once it is free: whoever receives a callback writes it into the ledger.
struct CallbackWait: Sendable {
    let link: BankLink
    let ledger: Ledger
    let customers: CustomerCallbacks
    let clock: any WallClock
    let logger: Logger
    let onOthersListen: @Sendable () -> Void

    /// Does `work` while callbacks are received. A signal to stop reaches the work as a graceful shutdown.
    ///
    /// - Throws: what `work` throws, ``CallbackServerError`` where the address cannot be used at all.
    func during<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        let isSettled = Signal()
        let waiting = WaitingWork(begin: isSettled, work: work)
        // Others who want to listen here find out that this process writes the callbacks into their ledger.
        let lock = try ReceiverLock.take(ledgerPath: ledger.path)
        defer { withExtendedLifetime(lock) {} }
        let server = PatientServer(
            isSettled: isSettled, mayWait: { true }, onWait: onOthersListen, server: { try makeServer(isSettled) })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: server),
                    .init(
                        service: waiting, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup),
                ],
                gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
        try await group.run()
        return try waiting.result()
    }

    private func makeServer(_ isSettled: Signal) throws -> CallbackServer {
        let recorder = CallbackRecorder(ledger: ledger) {}
        return CallbackServer(
            configuration: link.callbackAddress(), verifier: try link.verifier(), clock: clock,
            isReady: { (try? ledger.read { _ = try $0.lastCallback() }) != nil }, rejectedProof: { _ in },
            record: { callbacks in
                let others = try customers.record(callbacks)
                if !others.isEmpty { try await recorder.record(others) }
            },
            onListening: { _ in isSettled.fire() }, eventLoops: EventLoops.ofARun, logger: logger)
    }
}

/// What a command does while callbacks are received.
private final class WaitingWork<Value: Sendable>: Service {
    private let begin: Signal
    private let work: @Sendable () async throws -> Value
    private let outcome = Mutex<Result<Value, any Error>?>(nil)

    init(begin: Signal, work: @escaping @Sendable () async throws -> Value) {
        self.begin = begin
        self.work = work
    }

    func run() async throws {
        await begin.wait()
        try Task.checkCancellation()
        let result: Result<Value, any Error>
        do { result = .success(try await work()) } catch { result = .failure(error) }
        outcome.withLock { $0 = result }
    }

    /// What came of it.
    ///
    /// - Throws: what the work threw; `CancellationError` where it never began.
    func result() throws -> Value {
        guard let outcome = outcome.withLock({ $0 }) else { throw CancellationError() }
        return try outcome.get()
    }
}
