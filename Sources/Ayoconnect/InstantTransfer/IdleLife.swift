internal import NIOCore

/// How long the bank keeps a connection that nobody uses, learnt from the connections that it closed and from what it
/// announces (`Keep-Alive: timeout=5`). Pure: every moment is handed in.
///
/// A request that is written into a connection which the bank is just closing leaves everybody in doubt. So no request
/// leaves on a connection that was idle for longer than a safe part of that life.
struct IdleLife: Equatable {
    /// A request is still on its way when the bank counts: half of the life is left for the way and for the bank's
    /// inaccuracy.
    static let safeDivisor: Int64 = 2
    /// What was learnt and not seen again for so long was one incident, such as a restart of the bank.
    static let forgottenAfter: TimeAmount = .seconds(60)
    /// A connection that was lost while a request left on it counts as closed for idleness only if it was idle for this
    /// part of the known life.
    static let doubtDivisor: Int64 = 8

    private var shortest: TimeAmount?
    private var confirmedAt = NIODeadline.uptimeNanoseconds(0)

    /// For how long a connection may be idle at most before a request leaves on it; nil where nothing is known.
    func limit(at now: NIODeadline) -> TimeAmount? {
        known(at: now).map { .nanoseconds($0.nanoseconds / Self.safeDivisor) }
    }

    /// The bank closed a connection that was idle for so long.
    mutating func closed(after idle: TimeAmount, at now: NIODeadline) {
        guard let known = known(at: now) else {
            shortest = idle
            confirmedAt = now
            return
        }
        shortest = min(known, idle)
        // A closing after a much longer time says nothing about the shortest.
        if idle.nanoseconds <= known.nanoseconds * 2 { confirmedAt = now }
    }

    /// A request left on a connection that had been idle for so long, and the connection was lost without an answer.
    mutating func lost(after idle: TimeAmount, at now: NIODeadline) {
        guard let known = known(at: now), idle.nanoseconds >= known.nanoseconds / Self.doubtDivisor else { return }
        closed(after: idle, at: now)
    }

    /// The bank says how long it keeps idle connections.
    mutating func announced(_ header: String, at now: NIODeadline) {
        for part in header.split(separator: ",") {
            let words = part.split(separator: "=", maxSplits: 1).map { $0.drop(while: \.isWhitespace) }
            guard words.count == 2, words[0].lowercased() == "timeout", let seconds = Int64(words[1]),
                (1...Self.announcedSecondsMax).contains(seconds)
            else { continue }
            closed(after: .seconds(seconds), at: now)
        }
    }

    /// Longer announcements than a day are no use: the pool closes idle connections much sooner.
    private static let announcedSecondsMax: Int64 = 86_400

    private func known(at now: NIODeadline) -> TimeAmount? {
        guard let shortest, now - confirmedAt <= Self.forgottenAfter else { return nil }
        return shortest
    }
}
