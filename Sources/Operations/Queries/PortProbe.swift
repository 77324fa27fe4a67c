internal import Ayoconnect
internal import BankAPI
internal import CallbackServer
internal import Logging
internal import PayoutCore
internal import SNAP
internal import ServiceLifecycle
internal import Wording

/// Finds out whether callbacks could be received, by listening for a moment with the real server.
struct PortProbe: Sendable {
    let host: String
    let port: Int

    /// What is wrong, nil where the address is free.
    func problem(_ logger: Logger) async -> Phrase? {
        let listening = Signal()
        let server = CallbackServer(
            configuration: CallbackServerConfiguration(host: host, port: port),
            verifier: AyoconnectCallbackVerifier(rule: .none, encoding: .hex), clock: SystemClock(),
            isReady: { false }, rejectedProof: { _ in }, record: { _ in throw CancellationError() },
            onListening: { _ in listening.fire() }, logger: logger)
        // The server is ended gracefully: cancelling it while it accepts is not safe.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [.init(service: server)], logger: logger))
        return await withTaskGroup(of: Phrase?.self) { tasks in
            tasks.addTask {
                do {
                    try await group.run()
                    return nil
                } catch {
                    return CommandFailure(error).phrase
                }
            }
            tasks.addTask {
                await listening.wait()
                await group.triggerGracefulShutdown()
                return nil
            }
            for await problem in tasks where problem != nil {
                tasks.cancelAll()
                return problem
            }
            return nil
        }
    }
}
