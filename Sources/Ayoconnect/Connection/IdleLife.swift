internal import NIOCore

/// How long the bank keeps a connection that nobody uses: learnt from the connections that it closed, from those that
/// it kept, and from what it announces (`Keep-Alive: timeout=5`). Pure: every moment is handed in.
///
/// A request that leaves on a connection which the bank is just closing leaves everybody in doubt. A busy bank closes a
/// connection even though a request waits unread at its door. So no request leaves on a connection that was idle for
/// longer than a small part of the known life; and while nothing is known, for longer than a moment.
///
/// | what is known | a request leaves on a connection that was idle for at most |
/// |---|---|
/// | the bank closes idle connections in less than a second | no time at all: each request has its own connection |
/// | the bank closes idle connections after this time | a quarter of it |
/// | the bank has kept a connection for this time | a quarter of it, but at least 10 ms |
/// | nothing | 10 ms |
struct IdleLife: Equatable {
    /// The rest is for the way, and for a bank that is busy.
    static let safeDivisor: Int64 = 4
    /// A bank that closes connections sooner may do so whenever it is a little slow.
    static let shortLife: TimeAmount = .seconds(1)
    /// No bank is known to close connections sooner than a few times this.
    static let untested: TimeAmount = .milliseconds(10)
    /// What was learnt and not seen again for so long was one incident, such as a restart of the bank.
    static let forgottenAfter: TimeAmount = .seconds(60)
    /// A connection that is lost under a request sooner than this was not closed for being idle.
    static let teachingMin: TimeAmount = .milliseconds(2)

    private var shortest: TimeAmount?
    private var confirmedAt = NIODeadline.uptimeNanoseconds(0)
    private var proven = TimeAmount.zero

    /// For how long a connection may be idle at most before a request leaves on it.
    func limit(at now: NIODeadline) -> TimeAmount {
        limitByClosings(at: now) ?? max(Self.untested, .nanoseconds(proven.nanoseconds / Self.safeDivisor))
    }

    /// The same as far as it is known from the bank's closings, and worth closing connections for; nil otherwise.
    func limitByClosings(at now: NIODeadline) -> TimeAmount? {
        known(at: now).map { $0 < Self.shortLife ? .zero : .nanoseconds($0.nanoseconds / Self.safeDivisor) }
    }

    /// A connection was still open after it had been idle for so long.
    mutating func kept(for idle: TimeAmount) { proven = max(proven, idle) }

    /// The bank closed a connection that was idle for so long.
    mutating func closed(after idle: TimeAmount, at now: NIODeadline) {
        proven = min(proven, idle)
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
        if idle >= Self.teachingMin { closed(after: idle, at: now) }
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
