internal import FoundationEssentials
package import PayoutCore
internal import PayoutFile
internal import PayoutLedger
package import PayoutRules
package import SalurSettings
internal import Wording

/// Makes the runs of schedules, one look after the other: finds what is due, records it, and submits its file.
///
///     let worker = try ScheduleWorker(settings: settings, clock: clock)
///     try await worker.look()         // whatever is due by now, each business date once
///
/// A run is recorded before its file is read. Whoever is killed in between is followed by another one that goes on: the
/// batch has the name of the schedule and the date, so submitting it again changes nothing.
package struct ScheduleWorker: Sendable {
    /// A run that begins within this time is not late.
    private static let punctual = Duration.seconds(10 * 60)
    /// Nobody looks for runs further back.
    private static let lookBack = Duration.seconds(8 * 86_400)
    /// Who acts, where no account of the machine does.
    static let account = "schedule"

    let settings: Settings
    let clock: any WallClock
    let calendar: BusinessCalendar
    private let submission: Submission

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(settings: Settings, clock: any WallClock) throws(CommandFailure) {
        self.settings = settings
        self.clock = clock
        calendar = try BusinessCalendar(settings: settings)
        submission = try Submission(settings: settings, clock: clock)
    }

    /// Makes every run that is due. What passes by itself, such as a busy ledger, is tried again at the next look.
    ///
    /// - Returns: what kept runs from going on, for the log.
    /// - Throws: ``CommandFailure`` where the ledger cannot be used.
    package func look() async throws(CommandFailure) -> [CommandFailure] {
        var failures: [CommandFailure] = []
        do {
            try await LedgerSession(making: settings.ledgerPath).run { ledger in
                for schedule in settings.schedules { try await begin(schedule, ledger) }
            }
            for run in try underWay() {
                do { try await advance(run) } catch { failures.append(CommandFailure(error)) }
            }
        } catch {
            throw CommandFailure(error)
        }
        return failures
    }

    private func underWay() throws -> [ScheduleRun] {
        let ledger = try Ledger(path: settings.ledgerPath, readOnly: true)
        defer { try? ledger.close() }
        return try ledger.read { try $0.runsUnderWay() }
    }

    // MARK: What is due

    private func begin(_ schedule: PaymentSchedule, _ ledger: Ledger) async throws {
        let now = clock.now()
        let name = schedule.name
        guard let standing = try ledger.read({ try $0.standing(of: name) }) else {
            return try await ledger.commit { try $0.know(name, at: now) }
        }
        guard standing.pause == nil else { return }
        let plan = ScheduleCalendar(schedule, calendar)
        let since = max(standing.knownSince, now - Self.lookBack)
        let known = Set(try ledger.read { try $0.runDates(of: name, since: CalendarDay(since, in: .utc)) })
        for (day, year) in plan.unplaced(after: since, upTo: now) where !known.contains(day) {
            let why = Phrase(
                """
                The holidays of \(year) are not known, so no business day can be found. Name them in \
                calendar.holidaysFile, or set onHoliday: ignore.
                """)
            try await miss(schedule, on: day, dueAt: now, why, ledger)
        }
        for run in plan.due(after: since, upTo: now) where !known.contains(run.businessDate) {
            let late = now - run.at
            let mayBeLate = schedule.onMissed == .run && late <= schedule.lateMax
            guard late > Self.punctual, !mayBeLate else {
                try await ledger.commit {
                    _ = try $0.beginRun(of: name, on: run.businessDate, dueAt: run.at, by: "salur", at: now)
                }
                continue
            }
            let why = Phrase("It was due at \(JakartaTime(run.at).toTheMinute), and no service ran then.")
            try await miss(schedule, on: run.businessDate, dueAt: run.at, why, ledger)
        }
    }

    private func miss(
        _ schedule: PaymentSchedule, on day: CalendarDay, dueAt: Timestamp, _ why: Phrase, _ ledger: Ledger
    ) async throws {
        let (now, words) = (clock.now(), NotificationWords.text(LocalizedWords(why)))
        let name = schedule.name
        try await ledger.commit { transaction in
            let run = try transaction.beginRun(of: name, on: day, dueAt: dueAt, by: "salur", at: now)
            if let run { try transaction.move(run, to: .missed, words: words, at: now) }
        }
    }

    // MARK: One run

    /// Brings a run one step further.
    ///
    /// - Throws: what keeps it from going on; the same again goes on.
    func advance(_ run: ScheduleRun) async throws {
        guard let schedule = settings.schedules.first(where: { $0.name == run.schedule }) else {
            return try await refuse(run, Phrase("The settings have no schedule \(run.schedule) any more."))
        }
        switch run.state {
        case .begun: try await submit(run, schedule)
        case .submitted: try await decide(run, schedule)
        case .waitsForApproval, .approved, .refused, .missed: break
        }
    }

    private func submit(_ run: ScheduleRun, _ schedule: PaymentSchedule) async throws {
        let path: String
        switch try ScheduleFile.find(schedule.source) {
        case .found(let found): path = found
        case .unfinished(let found):
            guard clock.now() - run.dueAt > schedule.lateMax, run.begunBy == "salur" else { return }
            return try await refuse(run, Phrase("\(found) was not complete in time."))
        case .missing(let why): return try await refuse(run, why)
        }
        let receipt: Submission.Receipt
        do {
            receipt = try await submission.submit(
                path,
                Intake.Order(
                    rail: schedule.kind, name: "\(run.schedule)-\(run.businessDate)",
                    payAgainReason: schedule.paysSameContent ? "schedules, sameContent: true" : nil,
                    purpose: schedule.purpose),
                by: person(run))
        } catch {
            guard InboxSubmission.isFinal(error) else { throw error }
            return try await refuse(run, error.phrase)
        }
        let identity = receipt.batch.identity
        let submitted = try await move(run, to: .submitted, batch: identity, nil)
        if let submitted { try await decide(submitted, schedule) }
    }

    private func decide(_ run: ScheduleRun, _ schedule: PaymentSchedule) async throws {
        guard let batch = run.batch else { return }
        let approval = UnattendedApproval(
            of: .schedule, schedule.approval, BatchApproval(settings: settings, clock: clock), person: person(run))
        let path: String
        switch try ScheduleFile.find(schedule.source) {
        case .found(let found), .unfinished(let found): path = found
        case .missing(let why):
            _ = try await move(run, to: .waitsForApproval, batch: nil, why)
            return
        }
        switch try await approval.decide(batch.text, file: path) {
        case .approved: _ = try await move(run, to: .approved, batch: nil, nil)
        case .waits(let why): _ = try await move(run, to: .waitsForApproval, batch: nil, why)
        }
    }

    /// Who submits and approves, for the journal.
    private func person(_ run: ScheduleRun) -> String {
        Actor(name: "schedule \(run.schedule)", account: Self.account).text
    }

    private func refuse(_ run: ScheduleRun, _ why: Phrase) async throws {
        _ = try await move(run, to: .refused, batch: nil, why)
    }

    private func move(
        _ run: ScheduleRun, to state: ScheduleRunState, batch: BatchIdentity?, _ why: Phrase?
    ) async throws -> ScheduleRun? {
        let now = clock.now()
        let words = why.flatMap { NotificationWords.text(LocalizedWords($0)) }
        return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
            try await ledger.commit { transaction in
                try transaction.move(run, to: state, batch: batch, words: words, at: now)
                return try transaction.reader.run(of: run.schedule, on: run.businessDate)
            }
        }
    }
}

/// The file that a schedule submits.
enum ScheduleFile {
    case found(String)
    /// It is still being written.
    case unfinished(String)
    case missing(Phrase)

    /// - Throws: `FileError` where it cannot be read.
    static func find(_ source: PaymentSchedule.Source) throws -> ScheduleFile {
        let path: String
        switch source {
        case .file(let file): path = file
        case .folder(let folder):
            guard InboxFace(folder + "/.")?.kind == .folder else {
                return .missing(Phrase("The folder \(folder) is missing."))
            }
            guard let newest = newest(in: folder) else {
                return .missing(Phrase("There is no file in \(folder)."))
            }
            path = newest
        }
        guard let face = InboxFace(path), face.kind == .file else {
            return .missing(Phrase("The file \(path) is missing."))
        }
        guard !OpenWriters.hasAny(path), try FileWholeness(path, face.content, control: nil) == .whole else {
            return .unfinished(path)
        }
        return .found(path)
    }

    private static func newest(in folder: String) -> String? {
        let files = InboxDisk.names(in: folder).filter(InboxNames.isTaken).compactMap { name in
            InboxFace(folder + "/" + name).flatMap { $0.kind == .file ? (name: name, content: $0.content) : nil }
        }
        let newest = files.max { left, right in
            (left.content.modifiedSeconds, left.content.modifiedNanoseconds, left.name)
                < (right.content.modifiedSeconds, right.content.modifiedNanoseconds, right.name)
        }
        return newest.map { folder + "/" + $0.name }
    }
}

extension BusinessCalendar {
    /// The holidays that `calendar.holidaysFile` names, else the built-in ones.
    ///
    /// - Throws: ``CommandFailure`` where the file is missing or is no list of holidays.
    package init(settings: Settings) throws(CommandFailure) {
        guard let path = settings.holidaysFile else {
            self = .embedded
            return
        }
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8),
            let calendar = BusinessCalendar(csv: text)
        else {
            throw CommandFailure(
                .badSettings,
                Phrase(
                    """
                    \(path) (calendar.holidaysFile) is missing, or is no list of holidays in the form date,kind,name, \
                    such as 2027-08-17,national,Proklamasi Kemerdekaan
                    """))
        }
        self = calendar
    }
}
