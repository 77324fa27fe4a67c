internal import Dispatch
internal import Glibc
internal import Operations
internal import Presentation
internal import Synchronization
internal import Wording

/// Says what the first Ctrl-C does, and lets the second one end the program at once.
///
/// The service group hears the same signals and drains: after the first one nothing new is sent, and what is in flight
/// is waited for. The second one is as safe as a kill: what was sent was durable before its first byte left, and the
/// next run begins by asking the bank about it.
final class Interruption: Sendable {
    /// Kept alive for as long as the process lives; dispatch sources may be used from any thread.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

    /// - Parameter callsInFlight: calls to the bank that have not ended; nil while nothing is being sent.
    init(callsInFlight: @escaping @Sendable () -> Int?) {
        let count = SignalCount()
        // One queue for both, so that the first and the second are told apart whatever they are.
        let queue = DispatchQueue(label: "salur.interruption")
        sources = [SIGINT, SIGTERM].map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                switch count.next() {
                case .first: if let calls = callsInFlight() { Self.explain(calls) }
                case .echo: break
                case .another: Self.leave()
                }
            }
            source.resume()
            return source
        }
    }

    /// `3 calls to the bank`.
    static func calls(_ count: Int) -> Phrase {
        switch count {
        case 0: Phrase("what is on its way")
        case 1: Phrase("1 call to the bank")
        default: Phrase("\(ProgressText.grouped(count)) calls to the bank")
        }
    }

    private static func explain(_ calls: Int) {
        let again =
            Terminal.errors.isTerminal
            ? Phrase("Press Ctrl-C again to leave at once; run the same command later to continue.")
            : Phrase("A second signal leaves at once; run the same command later to continue.")
        Output.message(Phrase("Stopping: waiting for \(Self.calls(calls)). Nothing new is sent. \(again)"))
    }

    private static func leave() -> Never {
        Output.lastLine(nil)
        let words = Phrase(
            """
            Left at once. What the bank has not told yet stays pending. Run the same command again: it asks the \
            bank first, and pays nothing twice.
            """)
        Output.message(words)
        if Output.isJSON { try? Output.json(ErrorDocument(CommandFailure(.notSettled, words, code: .interrupted))) }
        _exit(OutcomeKind.notSettled.exitCode)
    }
}

/// Distinguishes the first signal from those that follow.
private final class SignalCount: Sendable {
    enum Turn {
        case first
        /// The same signal once more, as `timeout` sends it to the process and again to its group.
        case echo
        case another
    }

    /// A signal that comes sooner after the first one is its echo.
    private static let echoMax = Duration.milliseconds(500)

    private let first = Mutex<ContinuousClock.Instant?>(nil)

    func next() -> Turn {
        let now = ContinuousClock.now
        return first.withLock { first in
            guard let moment = first else {
                first = now
                return .first
            }
            return now - moment < Self.echoMax ? .echo : .another
        }
    }
}
