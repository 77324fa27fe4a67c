internal import CallbackServer
internal import ServiceLifecycle

/// A callback server that waits for its turn where another process of ours listens at the address: that process writes
/// the callbacks into the same ledger.
struct PatientServer: Service {
    /// How long after a failure it tries again.
    private static let pause = Duration.seconds(1)

    /// Fires once callbacks are received, here or by the other process.
    let isSettled: Signal
    /// Whether it may wait, asked where the address is in use.
    let mayWait: @Sendable () -> Bool
    /// Called once where it waits.
    let onWait: @Sendable () -> Void
    /// Makes a server; each listens once.
    let server: @Sendable () throws -> CallbackServer

    func run() async throws {
        var hasWaited = false
        while true {
            do {
                return try await server().run()
            } catch CallbackServerError.addressInUse(let host, let port) {
                guard hasWaited || mayWait() else {
                    throw CallbackServerError.addressInUse(host: host, port: port)
                }
                if !hasWaited { onWait() }
                hasWaited = true
                isSettled.fire()
                // Cancelled only where the command ends.
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
                if Task.isShuttingDownGracefully || Task.isCancelled { return }
            }
        }
    }
}
