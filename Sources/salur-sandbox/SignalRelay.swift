import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Hands signals on to the command, so that it can stop in its own way while the bank still answers.
///
/// Ctrl-C on a terminal reaches the command by itself, since both are in the terminal's foreground process group: it is
/// not handed on a second time.
final class SignalRelay: Sendable {
    /// Immutable after the start, and dispatch sources may be cancelled from any thread.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]
    private let target = SignalTarget()

    /// Begins to catch SIGINT, SIGTERM and SIGHUP.
    init() {
        let target = target
        sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { target.relay(number) }
            source.resume()
            return source
        }
    }

    /// Signals go to this process from now on; those that came before are handed on at once.
    func begin(_ processID: pid_t) { target.set(processID) }

    /// The process has ended: nothing is handed on any more.
    func end() {
        target.set(nil)
        for source in sources { source.cancel() }
    }
}

/// Where signals go.
private final class SignalTarget: Sendable {
    private struct State {
        var processID: pid_t?
        var early: [Int32] = []
    }

    private let state = Mutex(State())

    func set(_ processID: pid_t?) {
        state.withLock { state in
            state.processID = processID
            if let processID { for number in state.early { kill(processID, number) } }
            state.early = []
        }
    }

    func relay(_ number: Int32) {
        if number == SIGINT, Self.isTerminalInForeground { return }
        state.withLock { state in
            if let processID = state.processID { kill(processID, number) } else { state.early.append(number) }
        }
    }

    private static var isTerminalInForeground: Bool {
        let terminal = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { return false }
        defer { close(terminal) }
        return tcgetpgrp(terminal) == getpgrp()
    }
}
