internal import GRDB
internal import PayoutCore
internal import Wording

extension LedgerCheck {
    /// Schedules and their runs against the journal: a run that was taken out would submit its file once more, and a
    /// pause that was taken back would let it.
    mutating func checkSchedules(_ reader: LedgerReader) throws {
        try checkRuns(reader)
        try checkPauses(reader)
    }

    private mutating func checkRuns(_ reader: LedgerReader) throws {
        // Where a person has a run begin anew, it is still one run.
        var begun = scheduleEvents.filter {
            $0.kind == ScheduleRunState.begun.event && !$0.detail.hasSuffix(LedgerTransaction.againMark)
        }
        let runs = try Row.fetchCursor(
            reader.database,
            sql: "SELECT schedule, business_date, begun_at, begun_by, state FROM schedule_run ORDER BY id")
        while let run = try runs.next() {
            let (schedule, day, state): (String, String, String) = (run[0], run[1], run[4])
            let (at, person): (Int64, String) = (run[2], run[3])
            let detail = "\(schedule), \(day)"
            let own = begun.firstIndex {
                $0.detail == detail && $0.at.milliseconds == at && $0.actor == person
            }
            guard let own else {
                find(Phrase("schedule \(schedule): the journal does not have its run of \(day)"))
                continue
            }
            begun.remove(at: own)
            let ending = scheduleEvents.last {
                $0.detail == detail || $0.detail == detail + LedgerTransaction.againMark
            }
            let recorded = ending.flatMap { ending in ScheduleRunState.allCases.first { $0.event == ending.kind } }
            // Only what ended without a batch has an event of its own; how a batch ended is in its journal.
            let isFailed = [.missed, .refused].contains { $0 == ScheduleRunState(rawValue: state) }
            if isFailed ? recorded?.rawValue != state : recorded != .begun {
                find(Phrase("schedule \(schedule): its run of \(day) did not end as the journal has it"))
            }
        }
        for event in begun { find(Phrase("a run of a schedule was taken out: \(event.detail)")) }
    }

    private mutating func checkPauses(_ reader: LedgerReader) throws {
        let rows = try Row.fetchAll(reader.database, sql: "SELECT name, paused_at, paused_by, reason FROM schedule")
        for row in rows {
            let name: String = row[0]
            let (at, person, reason): (Int64?, String?, String?) = (row[1], row[2], row[3])
            let last = scheduleEvents.last { event in
                [LedgerTransaction.schedulePaused, LedgerTransaction.scheduleResumed].contains(event.kind)
                    && event.detail.hasPrefix("\(name): ")
            }
            let paused = last?.kind == LedgerTransaction.schedulePaused ? last : nil
            let isSame =
                at == paused?.at.milliseconds && person == paused?.actor
                && reason.map { "\(name): \($0)" } == paused?.detail
            if !isSame { find(Phrase("schedule \(name): whether it is paused is not what the journal has")) }
        }
    }
}
