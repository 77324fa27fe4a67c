internal import PayoutCore
internal import PayoutLedger

/// The topic of a notification about a run of a schedule: `schedule/rent/2026-03-25`.
enum ScheduleTopic {
    static func text(_ run: ScheduleRun) -> String { "schedule/\(run.schedule)/\(run.businessDate)" }

    /// The run that a topic names; nil where there is none.
    static func run(of topic: String, _ reader: LedgerReader) throws -> ScheduleRun? {
        let parts = topic.split(separator: "/")
        guard parts.count == 3, let day = CalendarDay(parts[2]) else { return nil }
        return try reader.run(of: String(parts[1]), on: day)
    }
}
