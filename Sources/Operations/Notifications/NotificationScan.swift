internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import SalurSettings

/// Finds in the ledger and in the watched folders what somebody has to hear of. It asks and changes nothing else, so
/// it works in every process, and after every crash.
struct NotificationScan {
    /// What happened longer ago is not looked at again.
    private static let window = Duration.seconds(7 * 86_400)
    /// What the inbox approves by itself is approved by then, and the reports of a batch are written.
    private static let pause = Duration.seconds(5)

    let settings: Settings
    /// Since when notifications are sent from this ledger.
    let start: Timestamp
    let now: Timestamp

    /// Everything that was not recorded yet.
    ///
    /// - Parameter dispatcher: the process that sends; nil where none does.
    /// - Throws: `LedgerError`.
    func new(_ reader: LedgerReader, _ dispatcher: LeaseHolder?) throws -> [NewNotification] {
        var found: [NewNotification] = []
        for batch in try reader.batchesInMotion(since: max(start, now - Self.window)) {
            let entry = try LedgerStatus.Entry(
                of: batch, Payer(of: batch, dispatcher, reader), namedBatch: batch.folderName, canary: 0, reader,
                at: now)
            found += try notifications(about: entry, reader)
        }
        found += settings.inboxFolders.flatMap(files)
        found += try reader.failedRuns(since: max(start, now - Self.window)).map { run in
            NewNotification(.schedule, topic: ScheduleTopic.text(run), dueAt: now)
        }
        found += try digest(reader)
        let isWanted = settings.notify.kinds
        return try found.filter { try isWanted.contains($0.kind) && !reader.isNotified(of: $0.topic) }
    }

    // MARK: Batches

    private func notifications(
        about entry: LedgerStatus.Entry, _ reader: LedgerReader
    ) throws -> [NewNotification] {
        let batch = entry.batch
        switch batch.status {
        case .importing: return []
        case .submitted: return [new(.approval, batch, "approval/\(batch.identity.text)", after: pause)]
        case .stopped: return try stopped(entry, reader) + urgent(entry, reader)
        case .settled where !entry.isOpen: return try ended(entry, reader) + urgent(entry, reader)
        case .settled:
            // Rows go on once somebody runs it again.
            return try attention(entry, entry.needs, reader)
        case .approved, .running, .paused, .closed: return try urgent(entry, reader)
        }
    }

    /// A batch that stops and goes on by turns is reported once a day for each reason.
    private func stopped(_ entry: LedgerStatus.Entry, _ reader: LedgerReader) throws -> [NewNotification] {
        let batch = entry.batch
        let reason = batch.state.stopReason?.rawValue ?? ""
        let topic = "stopped/\(batch.identity.text)/\(reason)/\(day)"
        guard try !reader.isNotified(of: .stopped, batch.id, topicBegins: topic) else { return [] }
        let number = try reader.lastStateEventNumber(of: batch.id) ?? 0
        return [new(.stopped, batch, "\(topic)/\(number)", after: settings.notify.delay)]
    }

    private func ended(_ entry: LedgerStatus.Entry, _ reader: LedgerReader) throws -> [NewNotification] {
        let batch = entry.batch
        guard batch.changedAt >= start, let number = try reader.lastStateEventNumber(of: batch.id) else { return [] }
        return [new(.ended, batch, "ended/\(batch.identity.text)/\(number)", after: pause)]
    }

    /// What does not wait until the batch has ended: money in doubt, and customers who wait.
    private func urgent(_ entry: LedgerStatus.Entry, _ reader: LedgerReader) throws -> [NewNotification] {
        guard entry.lastEventAt >= start else { return [] }
        return try attention(entry, entry.needs.filter { $0.item.isUrgent }, reader)
    }

    private func attention(
        _ entry: LedgerStatus.Entry, _ needs: [LedgerStatus.Need], _ reader: LedgerReader
    ) throws -> [NewNotification] {
        let batch = entry.batch
        let digest = NeedsDigest(needs)
        guard !digest.isEmpty, digest.hasGrown(since: try reader.sentContents(of: batch.id)) else { return [] }
        let topic = "attention/\(batch.identity.text)/\(day)/\(digest.text)"
        return [new(.attention, batch, topic, after: settings.notify.delay)]
    }

    private func new(
        _ kind: NotificationKind, _ batch: Batch, _ topic: String, after pause: Duration
    ) -> NewNotification {
        NewNotification(kind, topic: topic, batch: batch.id, dueAt: now + pause)
    }

    private var pause: Duration { min(Self.pause, settings.notify.delay) }

    private var day: String { CalendarDay(now, in: .jakarta).description }

    // MARK: The day

    /// The digest of today once its time has come. A first one waits for a whole day.
    private func digest(_ reader: LedgerReader) throws -> [NewNotification] {
        let time = JakartaTime(now)
        guard let minute = settings.notify.digestMinute, time.minuteOfDay >= minute else { return [] }
        let due = now - .seconds(60 * (time.minuteOfDay - minute) + time.second)
        guard due > start else { return [] }
        let span = DigestSpan(since: try reader.lastDigestAt() ?? start)
        return [
            NewNotification(.digest, topic: "digest/\(day)", words: NotificationWords.text(span), dueAt: now)
        ]
    }

    // MARK: Files

    private func files(of folder: InboxFolder) -> [NewNotification] {
        SetAsideFile.all(in: folder, since: start).map { file in
            NewNotification(
                .inbox, topic: "inbox/\(folder.path)/\(file.path)", words: NotificationWords.text(file), dueAt: now)
        }
    }
}

extension AttentionItem {
    /// Whether money may have moved that the books do not show, or a customer waits.
    fileprivate var isUrgent: Bool {
        switch self {
        case .contradiction, .conflict, .refunded, .overdue, .awaitingCode, .ledgerLost: true
        default: false
        }
    }
}
