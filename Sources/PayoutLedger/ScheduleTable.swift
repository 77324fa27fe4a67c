internal import GRDB
package import PayoutCore

/// How far a run of a schedule has come. The raw values are stored and never change.
package enum ScheduleRunState: String, CaseIterable, Sendable {
    /// It was recorded; its file is not submitted yet.
    case begun
    /// Its file is a batch, and who approves it is not decided yet.
    case submitted
    case waitsForApproval = "waits_for_approval"
    case approved
    /// Its file was missing or refused: nothing was submitted.
    case refused
    /// It was due when no service ran, and is too late now: nothing was submitted.
    case missed

    /// The kind of the event that records it.
    var event: String { "schedule_\(rawValue)" }

    /// Whether it goes on by itself.
    package var isUnderWay: Bool {
        switch self {
        case .begun, .submitted: true
        case .waitsForApproval, .approved, .refused, .missed: false
        }
    }
}

/// One run of a schedule.
package struct ScheduleRun: Sendable {
    package let id: Int64
    package let schedule: String
    package let businessDate: CalendarDay
    package let dueAt: Timestamp
    package let begunAt: Timestamp
    /// `salur`, or the person who ran it by hand.
    package let begunBy: String
    package let state: ScheduleRunState
    /// The identity of its batch.
    package let batch: BatchIdentity?
    /// What it waits for or what kept it from going on, as JSON, one text for each language.
    package let words: String?
}

/// What the ledger knows of a schedule itself.
package struct ScheduleStanding: Sendable {
    /// Since when it is known: nothing before counts as missed.
    package let knownSince: Timestamp
    /// Nil where nobody has paused it.
    package let pause: (at: Timestamp, by: String, reason: String)?
}

// Schedules and their runs.
extension LedgerReader {
    private static let selectRuns = """
        SELECT id, schedule, business_date, due_at, begun_at, begun_by, state, batch, words FROM schedule_run
        """

    /// The runs of a schedule, the last business date first.
    package func runs(of schedule: String, limit: Int) throws -> [ScheduleRun] {
        try Row.fetchAll(
            database, sql: "\(Self.selectRuns) WHERE schedule = ? ORDER BY business_date DESC LIMIT ?",
            arguments: [schedule, limit]
        ).map(Self.run)
    }

    /// The business dates near or after a day that a schedule has run for.
    package func runDates(of schedule: String, since day: CalendarDay) throws -> [CalendarDay] {
        let first = day.advanced(by: -1).description
        return try String.fetchAll(
            database, sql: "SELECT business_date FROM schedule_run WHERE schedule = ? AND business_date >= ?",
            arguments: [schedule, first]
        ).compactMap { CalendarDay($0) }
    }

    /// The run of a schedule for a business date; nil where there is none.
    package func run(of schedule: String, on day: CalendarDay) throws -> ScheduleRun? {
        try Row.fetchOne(
            database, sql: "\(Self.selectRuns) WHERE schedule = ? AND business_date = ?",
            arguments: [schedule, day.description]
        ).map(Self.run)
    }

    /// The runs that were left out or could not submit their file since `moment`.
    package func failedRuns(since moment: Timestamp) throws -> [ScheduleRun] {
        try Row.fetchAll(
            database,
            sql: "\(Self.selectRuns) WHERE (state = 'refused' OR state = 'missed') AND changed_at >= ? ORDER BY id",
            arguments: [moment.milliseconds]
        ).map(Self.run)
    }

    /// The runs that go on by themselves.
    package func runsUnderWay() throws -> [ScheduleRun] {
        try Row.fetchAll(database, sql: "\(Self.selectRuns) WHERE state = 'begun' OR state = 'submitted' ORDER BY id")
            .map(Self.run)
    }

    /// What is known of a schedule; nil where nothing is.
    package func standing(of schedule: String) throws -> ScheduleStanding? {
        try Row.fetchOne(
            database, sql: "SELECT known_since, paused_at, paused_by, reason FROM schedule WHERE name = ?",
            arguments: [schedule]
        ).map { row in
            let pausedAt = Timestamp(row[1] as Int64?)
            return ScheduleStanding(
                knownSince: Timestamp(milliseconds: row[0]),
                pause: pausedAt.map { (at: $0, by: row[2], reason: row[3]) })
        }
    }

    private static func run(_ row: Row) throws -> ScheduleRun {
        let date: String = row[2]
        guard let day = CalendarDay(date) else {
            throw LedgerError.unknownWord(table: "schedule_run", words: date)
        }
        return ScheduleRun(
            id: row[0], schedule: row[1], businessDate: day, dueAt: Timestamp(milliseconds: row[3]),
            begunAt: Timestamp(milliseconds: row[4]), begunBy: row[5],
            state: try ScheduleRunState(stored: row[6], in: "schedule_run"),
            batch: (row[7] as String?).map { BatchIdentity($0) }, words: row[8])
    }
}

extension LedgerTransaction {
    static let schedulePaused = "schedule_paused"
    static let scheduleResumed = "schedule_resumed"
    /// Ends what is recorded of a run that begins anew.
    static let againMark = ", again"

    /// Notes that a schedule is known from now on, unless it is known already.
    package func know(_ schedule: String, at now: Timestamp) throws {
        try execute(
            "INSERT INTO schedule (name, known_since) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [schedule, now.milliseconds])
    }

    /// Records a run before anything of it is done.
    ///
    /// - Returns: nil where the business date has a run already.
    package func beginRun(
        of schedule: String, on day: CalendarDay, dueAt: Timestamp, by actor: String, at now: Timestamp
    ) throws -> ScheduleRun? {
        try execute(
            """
            INSERT INTO schedule_run (schedule, business_date, due_at, begun_at, begun_by, state, changed_at)
            VALUES (?1, ?2, ?3, ?4, ?5, 'begun', ?4) ON CONFLICT (schedule, business_date) DO NOTHING
            """,
            [schedule, day.description, dueAt.milliseconds, now.milliseconds, actor])
        guard database.changesCount == 1 else { return nil }
        try record(
            JournalEvent(
                at: now, batch: nil, payout: nil, kind: ScheduleRunState.begun.event,
                detail: "\(schedule), \(day)", actor: actor))
        return try reader.run(of: schedule, on: day)
    }

    /// Begins a run anew of which nothing was submitted, at the wish of a person.
    package func beginAgain(_ run: ScheduleRun, by actor: String, at now: Timestamp) throws {
        try execute(
            "UPDATE schedule_run SET state = 'begun', words = NULL, changed_at = ? WHERE id = ? AND batch IS NULL",
            [now.milliseconds, run.id])
        try record(
            JournalEvent(
                at: now, batch: nil, payout: nil, kind: ScheduleRunState.begun.event,
                detail: "\(run.schedule), \(run.businessDate)\(Self.againMark)", actor: actor))
    }

    /// Brings a run into another state.
    ///
    /// - Parameter words: what it waits for, or what kept it from going on.
    package func move(
        _ run: ScheduleRun, to state: ScheduleRunState, batch: BatchIdentity? = nil, words: String? = nil,
        at now: Timestamp
    ) throws {
        try execute(
            """
            UPDATE schedule_run SET state = ?, batch = COALESCE(?, batch), words = ?, changed_at = ? WHERE id = ?
            """,
            [state.rawValue, batch?.text, words, now.milliseconds, run.id])
        guard state == .missed || state == .refused else { return }
        try record(
            JournalEvent(
                at: now, batch: nil, payout: nil, kind: state.event,
                detail: "\(run.schedule), \(run.businessDate)"))
    }

    /// Pauses a schedule.
    ///
    /// - Returns: false where it is paused already; then nothing changes.
    package func pause(_ schedule: String, _ decision: PersonalDecision, at now: Timestamp) throws -> Bool {
        try know(schedule, at: now)
        try execute(
            "UPDATE schedule SET paused_at = ?, paused_by = ?, reason = ? WHERE name = ? AND paused_at IS NULL",
            [now.milliseconds, decision.person, decision.reason, schedule])
        guard database.changesCount == 1 else { return false }
        try record(
            JournalEvent(
                at: now, batch: nil, payout: nil, kind: Self.schedulePaused, detail: "\(schedule): \(decision.reason)",
                actor: decision.person))
        return true
    }

    /// Lets a schedule go on. What was due in the meantime is not made up for.
    ///
    /// - Returns: false where it is not paused; then nothing changes.
    package func resume(_ schedule: String, _ decision: PersonalDecision, at now: Timestamp) throws -> Bool {
        try execute(
            """
            UPDATE schedule SET paused_at = NULL, paused_by = NULL, reason = NULL, known_since = ?
            WHERE name = ? AND paused_at IS NOT NULL
            """,
            [now.milliseconds, schedule])
        guard database.changesCount == 1 else { return false }
        try record(
            JournalEvent(
                at: now, batch: nil, payout: nil, kind: Self.scheduleResumed, detail: "\(schedule): \(decision.reason)",
                actor: decision.person))
        return true
    }
}
