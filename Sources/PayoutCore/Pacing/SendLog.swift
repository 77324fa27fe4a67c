/// When calls were started lately, so that no second holds more of them than a limit, wherever that second begins.
///
/// Sends of the same moment stand together, so the log has as many entries as there were steps in its span.
struct SendLog: Sendable {
    /// What counts as one second: a little more, since calls leave a little later than they are noted.
    static let second = Duration.milliseconds(1010)
    /// How far back sends are known: a refusal is about the second before its call was sent, and may come late.
    private static let span = Duration.seconds(6)
    /// Entries that have run out are taken away in groups of at least this many.
    private static let leftoverMin = 256

    private struct Entry {
        /// When they were noted, and when they left: their commit lies between.
        var noted: Timestamp
        var at: Timestamp
        var count: Int
    }

    private var entries: [Entry] = []
    /// Entries before this one have run out.
    private var oldest = 0
    /// The first entry of the last second, and the sends from there on.
    private var firstRecent = 0
    private(set) var recent = 0

    /// Lets time pass. Sends that seem to lie ahead were noted under a clock that has been set back since: they count
    /// as of now, for a second too long rather than not at all.
    mutating func advance(to now: Timestamp) {
        if let newest = entries.last, newest.at > now {
            for index in entries.indices where entries[index].at > now { entries[index].at = now }
        }
        while firstRecent < entries.count, now - entries[firstRecent].at >= Self.second {
            recent -= entries[firstRecent].count
            firstRecent += 1
        }
        while oldest < firstRecent, now - entries[oldest].at >= Self.span { oldest += 1 }
        guard oldest >= Self.leftoverMin, oldest * 2 >= entries.count else { return }
        entries.removeFirst(oldest)
        firstRecent -= oldest
        oldest = 0
    }

    /// The clock was set.
    mutating func move(by change: Duration) {
        for index in entries.indices {
            entries[index].noted = entries[index].noted + change
            entries[index].at = entries[index].at + change
        }
    }

    /// Notes that a call starts.
    mutating func note(at now: Timestamp) {
        advance(to: now)
        recent += 1
        if let newest = entries.last, newest.noted == now, newest.at == now, firstRecent < entries.count {
            entries[entries.count - 1].count += 1
        } else {
            entries.append(Entry(noted: now, at: now, count: 1))
        }
    }

    /// The newest sends, if they were noted at `noted`, leave only so much later.
    mutating func noteLeaving(after delay: Duration, noted: Timestamp) {
        guard let newest = entries.last, newest.noted == noted, newest.at < noted + delay else { return }
        entries[entries.count - 1].at = noted + delay
    }

    /// Sends noted within the second that ends with `moment`.
    func count(inSecondUpTo moment: Timestamp) -> Int {
        var count = 0
        for entry in entries[oldest...].reversed() where entry.noted <= moment {
            if moment - entry.noted >= .seconds(1) { break }
            count += entry.count
        }
        return count
    }

    /// Sends noted after `moment`.
    func count(after moment: Timestamp) -> Int {
        var count = 0
        for entry in entries[oldest...].reversed() {
            if entry.noted <= moment { break }
            count += entry.count
        }
        return count
    }

    /// When the next call may start under a limit; nil where one may start at once.
    func nextRoom(limit: Int) -> Timestamp? {
        guard recent >= limit else { return nil }
        var left = recent
        for entry in entries[firstRecent...] {
            left -= entry.count
            if left < limit { return entry.at + Self.second }
        }
        return nil
    }
}
