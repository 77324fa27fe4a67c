internal import Ayoconnect
internal import BankAPI
internal import CallbackServer
internal import Logging
internal import PayoutCore
internal import SNAP

/// Finds out whether callbacks could be received, by listening for a moment with the real server.
struct PortProbe: Sendable {
    let host: String
    let port: Int

    /// What is wrong, nil where the address is free.
    func problem(_ logger: Logger) async -> String? {
        let listening = Signal()
        let server = CallbackServer(
            configuration: CallbackServerConfiguration(host: host, port: port),
            verifier: AyoconnectCallbackVerifier(rule: .none, encoding: .hex), clock: SystemClock(),
            isReady: { false }, rejectedProof: { _ in }, record: { _ in throw CancellationError() },
            onListening: { _ in listening.fire() }, logger: logger)
        return await withTaskGroup(of: String?.self) { group in
            group.addTask {
                do {
                    try await server.run()
                    return nil
                } catch let error as CallbackServerError {
                    return "\(error)"
                } catch {
                    return nil
                }
            }
            group.addTask {
                await listening.wait()
                return nil
            }
            let problem = await group.next() ?? nil
            group.cancelAll()
            return problem
        }
    }
}
