internal import PayoutCore
internal import Synchronization

/// Compares our clock with the bank's, by the `Date` of its answers.
///
/// A bank refuses timestamps that are too far from its own clock, often with the code of a wrong key: whoever then
/// looks for the key looks in the wrong place.
final class BankClock: Sendable {
    /// Smaller differences are those of an answer that took its time.
    static let differenceMin: Duration = .seconds(60)

    private struct State {
        var lastHeader: String?
        var lead: Duration?
    }

    private let clock: any WallClock
    private let state = Mutex(State())

    init(clock: any WallClock) { self.clock = clock }

    /// How far our clock was ahead of the bank's at its last answer; negative where it is behind. Nil if they
    /// differ by less than ``differenceMin``, or the bank has not sent its time.
    var lead: Duration? { state.withLock { $0.lead } }

    /// Takes in the `Date` of an answer.
    func note(_ header: String?) {
        guard let header else { return }
        state.withLock { state in
            // The same second again: most answers say nothing new.
            guard state.lastHeader != header else { return }
            state.lastHeader = header
            guard let moment = HTTPDate.parse(header) else { return }
            let lead = clock.now() - moment
            state.lead = lead > Self.differenceMin || .zero - lead > Self.differenceMin ? lead : nil
        }
    }
}
