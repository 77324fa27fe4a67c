package import PayoutCore
internal import Wording

/// A recurring payment (`schedules`).
package struct PaymentSchedule: Hashable, Sendable {
    /// Where the rows come from.
    package enum Source: Hashable, Sendable {
        /// The same file at every run.
        case file(String)
        /// The newest file of a folder.
        case folder(String)
    }

    /// What becomes of a run that is due on a day that is no business day.
    package enum HolidayRule: String, CaseIterable, Sendable {
        /// It is made on the business day before.
        case before
        /// It is made on the business day after.
        case after
        /// It is left out.
        case skip
        /// It is made on that day all the same.
        case ignore
    }

    /// What becomes of a run that was due while no service ran.
    package enum MissedRule: String, CaseIterable, Sendable {
        /// It is made late, within ``PaymentSchedule/lateMax``.
        case run
        /// It is left out.
        case skip
    }

    /// Unique among the schedules, in lower case; batches are called `NAME-2026-03-25`.
    package var name: String
    package var source: Source
    /// What the rows ask for.
    package var kind: Rail
    /// When it is due: one time of a day at most.
    package var cron: CronExpression
    package var zone: IndonesianZone
    package var onHoliday: HolidayRule
    package var onMissed: MissedRule
    /// How late a run may begin.
    package var lateMax: Duration
    package var approval: InboxFolder.Approval
    package var purpose: String?
    /// Whether the same content may be paid at every run, such as a rent.
    package var paysSameContent: Bool

    package init(
        name: String, source: Source, kind: Rail, cron: CronExpression, zone: IndonesianZone = .jakarta,
        onHoliday: HolidayRule = .before, onMissed: MissedRule = .run, lateMax: Duration = .seconds(6 * 3600),
        approval: InboxFolder.Approval = .person, purpose: String? = nil, paysSameContent: Bool = false
    ) {
        (self.name, self.source, self.kind, self.cron, self.zone) = (name, source, kind, cron, zone)
        (self.onHoliday, self.onMissed, self.lateMax) = (onHoliday, onMissed, lateMax)
        (self.approval, self.purpose, self.paysSameContent) = (approval, purpose, paysSameContent)
    }
}

extension Settings {
    /// Reads the schedules. Everything that is wrong with each is recorded.
    static func schedules(_ reader: inout SettingsReader, _ fourEyes: FourEyes) -> [PaymentSchedule] {
        guard let found = reader.source.tables(.schedules) else { return [] }
        guard let tables = found.tables else {
            reader.complain(
                Phrase("\(found.origin) is not understood: expected a list of schedules, each with name, file and cron")
            )
            return []
        }
        var schedules: [PaymentSchedule] = []
        for table in tables {
            var fields = TableFields(table, in: found.folder, names: scheduleFields)
            let schedule = fields.schedule(fourEyes)
            if let schedule, schedules.contains(where: { $0.name == schedule.name }) {
                fields.complain(Phrase("there is a schedule \(schedule.name) already"))
            }
            for problem in fields.problems { reader.complain(problem) }
            if let schedule { schedules.append(schedule) }
        }
        return schedules
    }

    private static let scheduleFields = [
        "name", "file", "folder", "kind", "cron", "timeZone", "onHoliday", "onMissed", "lateMinutes", "approval",
        "ceiling", "purpose", "sameContent",
    ]
}

extension TableFields {
    private static let lateMinutesMax = 24 * 60
    private static let nameLengthMax = 40

    /// The schedule; nil where something that it needs is missing or not understood.
    fileprivate mutating func schedule(_ fourEyes: FourEyes) -> PaymentSchedule? {
        let name = scheduleName()
        let source = source()
        let kind: Rail? = table["kind"] == nil ? .payout : word("kind")
        let cron = cron()
        let zone: IndonesianZone? = table["timeZone"] == nil ? .jakarta : word("timeZone")
        let onHoliday: PaymentSchedule.HolidayRule? = table["onHoliday"] == nil ? .before : word("onHoliday")
        let onMissed: PaymentSchedule.MissedRule? = table["onMissed"] == nil ? .run : word("onMissed")
        let lateMinutes = number("lateMinutes", in: 1...Self.lateMinutesMax) ?? 6 * 60
        let approval = approval(fourEyes)
        let purpose = purpose()
        let same: Answer? = table["sameContent"] == nil ? .no : word("sameContent")
        guard let name, let source, let kind, let cron, let zone, let onHoliday, let onMissed, let approval, let same
        else { return nil }
        return PaymentSchedule(
            name: name, source: source, kind: kind, cron: cron, zone: zone, onHoliday: onHoliday, onMissed: onMissed,
            lateMax: .seconds(lateMinutes * 60), approval: approval, purpose: purpose, paysSameContent: same == .yes)
    }

    private enum Answer: String, CaseIterable {
        case yes = "true"
        case no = "false"
    }

    private mutating func scheduleName() -> String? {
        let expected = Phrase("\(Self.nameLengthMax) small letters, digits and hyphens at most, such as rent")
        guard let name = table["name"] else {
            complain(Phrase("name is missing: expected \(expected)"))
            return nil
        }
        let isPlain = name.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") }
        guard isPlain, name.utf8.count <= Self.nameLengthMax, !name.hasPrefix("-") else {
            complain(Phrase("name is \"\(name)\": expected \(expected)"))
            return nil
        }
        return name
    }

    private mutating func source() -> PaymentSchedule.Source? {
        switch (table["file"], table["folder"]) {
        case (let file?, nil): return .file(resolved(file))
        case (nil, let folder?): return .folder(resolved(folder))
        case (_?, _?): complain(Phrase("file and folder are both set: keep one of them"))
        case (nil, nil): complain(Phrase("file is missing: expected the path of a file, or folder"))
        }
        return nil
    }

    private mutating func cron() -> CronExpression? {
        guard let text = table["cron"] else {
            complain(Phrase("cron is missing: expected minute, hour, day, month and weekday, such as 0 14 25 * *"))
            return nil
        }
        do {
            let cron = try CronExpression(text)
            guard cron.minutesOfDay.count == 1 else {
                complain(Phrase("cron is \"\(text)\": a schedule runs once a day at most; make one for each time"))
                return nil
            }
            return cron
        } catch {
            switch error {
            case .fields(let count):
                complain(Phrase("cron is \"\(text)\": expected 5 fields, such as 0 14 25 * *, and found \(count)"))
            case .part(let part, let field):
                complain(Phrase("cron is \"\(text)\": \"\(part)\" in field \(field) is not understood"))
            case .never: complain(Phrase("cron is \"\(text)\": no day meets it"))
            }
            return nil
        }
    }
}
