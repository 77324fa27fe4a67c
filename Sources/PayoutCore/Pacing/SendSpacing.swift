/// Spreads calls evenly over the second, with a little slack for being late: a virtual queue that empties at the limit.
struct SendSpacing: Sendable {
    /// How far calls may run ahead of the even spread, so that a late step can catch up.
    private static let slackMicroseconds: Int64 = 50_000
    /// A next turn further away than this was reckoned under another clock.
    private static let aheadMicrosecondsMax: Int64 = 2_500_000

    /// When the next call has its turn, in microseconds since the epoch.
    private var nextTurn: Int64 = 0

    /// Lets time pass.
    mutating func advance(to now: Timestamp) { nextTurn = turn(at: now.milliseconds * 1000) }

    /// The clock was set.
    mutating func move(by change: Duration) { nextTurn += change.wholeMilliseconds * 1000 }

    private static func interval(_ limit: Int) -> Int64 {
        SendLog.second.wholeMilliseconds * 1000 / Int64(max(1, limit))
    }

    private func turn(at now: Int64) -> Int64 {
        nextTurn - now > Self.aheadMicrosecondsMax ? now : max(nextTurn, now)
    }

    /// How many calls may start now.
    func room(limit: Int, at now: Timestamp) -> Int {
        let now = now.milliseconds * 1000
        let slack = now + Self.slackMicroseconds - turn(at: now)
        return slack < 0 ? 0 : Int(slack / max(1, Self.interval(limit))) + 1
    }

    /// Notes that a call starts.
    mutating func note(limit: Int, at now: Timestamp) {
        nextTurn = turn(at: now.milliseconds * 1000) + Self.interval(limit)
    }

    /// When the next call may start; nil where one may start at once.
    func nextRoom(limit: Int, at now: Timestamp) -> Timestamp? {
        let ready = turn(at: now.milliseconds * 1000) - Self.slackMicroseconds
        let moment = Timestamp(milliseconds: (ready + 999) / 1000)
        return moment > now ? moment : nil
    }
}
