package import PayoutCore
package import PayoutLedger
internal import PayoutRules
package import SalurSettings
internal import Wording

/// The schedules of the settings with their next and last runs, and what a person does with them.
package struct ScheduleBook: Sendable {
    /// One schedule.
    package struct Entry: Sendable {
        package let schedule: PaymentSchedule
        package let forecast: ScheduleCalendar.Forecast
        /// The last runs, the last business date first.
        package let runs: [ScheduleRun]
        /// Nil where nobody has paused it.
        package let pause: (at: Timestamp, by: String, reason: String)?

        /// The name of the schedule.
        package var name: String { schedule.name }
        /// When it is due, as the settings have it.
        package var times: String { schedule.cron.description }
    }

    private static let runsMax = 5

    private let settings: Settings
    private let clock: any WallClock
    private let calendar: BusinessCalendar

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(settings: Settings, clock: any WallClock) throws(CommandFailure) {
        (self.settings, self.clock) = (settings, clock)
        calendar = try BusinessCalendar(settings: settings)
    }

    /// Every schedule, in the order of the settings.
    ///
    /// - Parameters:
    ///   - next: how many next runs are listed of each.
    ///   - reader: of the ledger; nil where there is none yet.
    /// - Throws: `LedgerError`.
    package func entries(next: Int, _ reader: LedgerReader?) throws -> [Entry] {
        let now = clock.now()
        return try settings.schedules.map { schedule in
            Entry(
                schedule: schedule, forecast: ScheduleCalendar(schedule, calendar).next(next, after: now),
                runs: try reader?.runs(of: schedule.name, limit: Self.runsMax) ?? [],
                pause: try reader?.standing(of: schedule.name)?.pause)
        }
    }

    /// The same, from the ledger of the settings, which need not be there yet.
    ///
    /// - Throws: ``CommandFailure``.
    package func entries(next: Int) throws(CommandFailure) -> [Entry] {
        do {
            guard InboxFace(settings.ledgerPath) != nil else { return try entries(next: next, nil) }
            let ledger = try Ledger(path: settings.ledgerPath, readOnly: true)
            defer { try? ledger.close() }
            return try ledger.read { try entries(next: next, $0) }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Pauses a schedule, or lets it go on. What is due while it is paused is not made up for.
    ///
    /// - Returns: false where it was so already.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where there is no such schedule.
    package func pause(
        _ name: String, _ isPaused: Bool, _ decision: PersonalDecision
    ) async throws(CommandFailure) -> Bool {
        _ = try schedule(name)
        let now = clock.now()
        return try await commit { transaction in
            isPaused
                ? try transaction.pause(name, decision, at: now) : try transaction.resume(name, decision, at: now)
        }
    }

    /// Makes a run now, at the wish of a person, for a business date that has none, or none that submitted its file.
    ///
    /// - Parameter date: nil for today.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where there is no such schedule, or the date has run.
    package func run(
        _ name: String, on date: CalendarDay?, by actor: String
    ) async throws(CommandFailure) -> ScheduleRun {
        let schedule = try schedule(name)
        let now = clock.now()
        let day = date ?? CalendarDay(now, in: schedule.zone)
        let begun = try await commit { transaction -> ScheduleRun? in
            if let run = try transaction.beginRun(of: name, on: day, dueAt: now, by: actor, at: now) { return run }
            guard let run = try transaction.reader.run(of: name, on: day),
                run.state == .refused || run.state == .missed, run.batch == nil
            else { return nil }
            try transaction.beginAgain(run, by: actor, at: now)
            return try transaction.reader.run(of: name, on: day)
        }
        guard let begun else {
            throw CommandFailure(
                .usage,
                Phrase(
                    """
                    The schedule \(name) has run for \(day) already. Nothing was submitted. What it submitted is the \
                    batch \(name)-\(day): salur status \(name)-\(day)
                    """))
        }
        let worker = try ScheduleWorker(settings: settings, clock: clock)
        do { try await worker.advance(begun) } catch { throw CommandFailure(error) }
        return try await commit { try $0.reader.run(of: name, on: day) ?? begun }
    }

    private func schedule(_ name: String) throws(CommandFailure) -> PaymentSchedule {
        if let schedule = settings.schedules.first(where: { $0.name == name }) { return schedule }
        throw CommandFailure(
            .usage,
            Phrase(
                """
                The settings have no schedule \(name). "salur schedules" lists them. Nothing was changed.
                """))
    }

    private func commit<Result: Sendable>(
        _ body: @escaping @Sendable (LedgerTransaction) throws -> Result
    ) async throws(CommandFailure) -> Result {
        do {
            return try await LedgerSession(making: settings.ledgerPath).run { try await $0.commit(body) }
        } catch {
            throw CommandFailure(error)
        }
    }
}
