internal import Delivery
internal import FoundationEssentials
package import PayoutCore
package import PayoutLedger
package import SalurSettings
internal import Wording

/// Notifies people and programs (`notify.*`): records what they have to hear of, and sends what is due.
///
///     let sender = NotificationSender(settings: settings, clock: clock) { NotificationText($0, $1) }
///     await sender.finish(begunAt: then)   // at the end of a payment: whatever there is, once
///
/// A notification is recorded before it is sent, and is closed after that: a crash between the two repeats it and never
/// loses it. A receipt to a payee is closed before it is handed over, so that a crash never repeats it. What a
/// notification says is read when it is sent. Nothing here delays a payment.
package struct NotificationSender: Sendable {
    /// When a notification that could not be delivered is tried again; then it is given up.
    package static let pauses: [Duration] = [60, 300, 900, 3600, 7200, 14_400, 28_800, 43_200].map { .seconds($0) }
    /// Until then, no other process takes what this one sends.
    static let taken = Duration.seconds(300)
    /// A look sends so many at most; the last one of a command sends whatever is due.
    private static let countMax = 100
    private static let balanceAgeMax = Duration.seconds(12 * 3600)

    let settings: Settings
    let clock: any WallClock
    private let random: any RandomSource
    private let write: NotificationWriter

    package init(
        settings: Settings, clock: any WallClock, random: any RandomSource = SystemRandomSource(),
        writer: @escaping NotificationWriter
    ) {
        (self.settings, self.clock, self.random, self.write) = (settings, clock, random, writer)
    }

    /// Notes that notifications are sent from a moment on: nobody hears of what ended before.
    private func start(_ ledger: Ledger, at moment: Timestamp) async throws {
        guard try ledger.read({ try $0.notificationsStart() }) == nil else { return }
        try await ledger.commit { try $0.startNotifications(at: moment) }
    }

    /// Records what is new, and sends what is due; at the end of a process also what would be due soon.
    ///
    /// - Parameters:
    ///   - begunAt: when the process began; where notifications are new, they begin with that moment.
    ///   - isLast: whether this process ends: then the first failure ends the work, and the next process goes on.
    /// - Returns: why notifications could not be delivered, in English; nil where all could.
    /// - Throws: `LedgerError`.
    @discardableResult
    package func round(
        _ ledger: Ledger, begunAt: Timestamp, isLast: Bool = false
    ) async throws -> DeliveryTrouble? {
        guard settings.notify.isOn else { return nil }
        try await start(ledger, at: begunAt)
        try await record(ledger)
        try await ReceiptScan(settings: settings, clock: clock, random: random).record(ledger, begunAt: begunAt)
        var trouble: DeliveryTrouble?
        var count = 0
        while isLast || count < Self.countMax {
            count += 1
            let now = clock.now()
            let firstUntil = isLast ? now + settings.notify.delay : now
            let taken = try await ledger.commit {
                try $0.takeNotification(firstUntil: firstUntil, retryAt: now + Self.taken, at: now)
            }
            guard let taken else { break }
            guard let reason = try await deliver(taken, ledger) else { continue }
            trouble = DeliveryTrouble(reason: reason)
            // Where mails do not leave, thousands of receipts are not tried one after the other.
            if isLast || taken.kind == .receipt { break }
        }
        return trouble
    }

    /// The last look of a command that pays or submits. It never fails: the payment has ended already.
    ///
    /// - Parameter begunAt: when the command began.
    /// - Returns: what kept notifications from being delivered; nil where nothing did.
    package func finish(begunAt: Timestamp) async -> DeliveryTrouble? {
        guard settings.notify.isOn, FileManager.default.fileExists(atPath: settings.ledgerPath) else { return nil }
        do {
            let ledger = try Ledger(path: settings.ledgerPath)
            defer { try? ledger.close() }
            return try await round(ledger, begunAt: begunAt, isLast: true)
        } catch {
            return DeliveryTrouble(reason: CommandFailure(error).phrase.english)
        }
    }

    private func record(_ ledger: Ledger) async throws {
        let now = clock.now()
        let dispatcher = try ledger.leaseHolder()
        let new = try ledger.read { reader -> [NewNotification] in
            guard let start = try reader.notificationsStart() else { return [] }
            return try NotificationScan(settings: settings, start: start, now: now).new(reader, dispatcher)
        }
        try await add(new, to: ledger)
    }

    func add(_ new: [NewNotification], to ledger: Ledger) async throws {
        guard !new.isEmpty else { return }
        let now = clock.now()
        let rows = new.flatMap { notification in
            settings.notify.targets.map { (notification, $0, UUIDv7.hexadecimal(at: now, random: random)) }
        }
        try await ledger.commit { transaction in
            for (notification, target, identifier) in rows {
                try transaction.add(notification, to: target, identifier: identifier, at: now)
            }
        }
    }

    /// - Returns: why it could not be delivered; nil where it was, or where nobody needs it any more.
    private func deliver(_ taken: NotificationRecord, _ ledger: Ledger) async throws -> String? {
        let dispatcher = try ledger.leaseHolder()
        let found = try ledger.read { try facts(about: taken, $0, dispatcher) }
        guard let facts = found else {
            let now = clock.now()
            try await ledger.commit { try $0.close(taken, as: .dropped, at: now) }
            return nil
        }
        do {
            try await send(taken, facts)
        } catch {
            let now = clock.now()
            let reason = taken.masked(error.description)
            guard !(taken.kind == .receipt && error.mayHaveArrived) else {
                try await ledger.commit { try $0.note(reason, of: taken) }
                return reason
            }
            let pause = Self.pauses.indices.contains(taken.tries - 1) ? Self.pauses[taken.tries - 1] : nil
            try await ledger.commit { try $0.fail(taken, because: reason, next: pause.map { now + $0 }, at: now) }
            return reason
        }
        let now = clock.now()
        let content = facts.content
        try await ledger.commit { try $0.close(taken, as: .sent, content: content, at: now) }
        return nil
    }

    private func send(_ taken: NotificationRecord, _ facts: NotificationFacts) async throws(DeliveryFailure) {
        let language = settings.notify.language ?? settings.language
        let words = write(taken.kind, facts)
        let subject = words.subject.text(in: language)
        let text = words.lines.map { $0.text(in: language) }.joined(separator: "\n") + "\n"
        switch (taken.target.channel, settings.notify.mail, settings.notify.webhook) {
        case (.mail, let mail?, _):
            guard let to = MailAddress(taken.target.recipient) else { throw DeliveryFailure("not an address") }
            var sender = "Salur"
            if case .receipt(let receipt) = facts { sender = receipt.company }
            let message = MailMessage(
                from: mail.from, sender: sender, to: to, subject: subject, text: text, identifier: taken.identifier,
                at: clock.now())
            try await MailCommand(program: mail.command, arguments: mail.arguments).send(message.text)
        case (.webhook, _, let webhook?) where webhook.url == taken.target.recipient:
            let body = NotificationDocument(taken, facts, subject: subject, text: text).bytes
            try await Webhook(address: webhook.url, secret: webhook.secret)
                .send(body, identifier: taken.identifier, at: clock.now())
        default: throw DeliveryFailure("the settings (notify) do not name this recipient any more")
        }
    }

    // MARK: What it is about now

    /// What happened since a moment, and what is not done.
    private func day(
        since moment: Timestamp, _ reader: LedgerReader, _ dispatcher: LeaseHolder?
    ) throws -> DayDigest {
        let batches = try reader.batchesInMotion(since: moment).filter { $0.status != .importing }
        return DayDigest(
            since: moment, batches: try batches.map { try entry(of: $0, reader, dispatcher) },
            files: settings.inboxFolders.flatMap { SetAsideFile.all(in: $0, since: moment) },
            runs: try reader.failedRuns(since: moment).map(FailedRun.init))
    }

    private func entry(
        of batch: Batch, _ reader: LedgerReader, _ dispatcher: LeaseHolder?
    ) throws -> LedgerStatus.Entry {
        try LedgerStatus.Entry(
            of: batch, Payer(of: batch, dispatcher, reader), namedBatch: batch.folderName, canary: 0, reader,
            at: clock.now())
    }

    /// Nil where what a notification is about has passed.
    private func facts(
        about taken: NotificationRecord, _ reader: LedgerReader, _ dispatcher: LeaseHolder?
    ) throws -> NotificationFacts? {
        switch taken.kind {
        case .approval, .attention, .ended, .stopped:
            guard let id = taken.batch, let batch = try reader.batch(id) else { return nil }
            let entry = try entry(of: batch, reader, dispatcher)
            guard try isTrue(taken, of: entry, reader) else { return nil }
            return .batch(entry, reports: settings.outputDirectory + "/" + batch.folderName)
        case .digest:
            let span = NotificationWords.read(taken.words, as: DigestSpan.self)
            return .day(try day(since: span?.since ?? taken.createdAt, reader, dispatcher))
        case .inbox:
            guard let file = NotificationWords.read(taken.words, as: SetAsideFile.self),
                FileManager.default.fileExists(atPath: file.folder + "/" + file.path)
            else { return nil }
            return .file(file)
        case .balance:
            guard let noted = NotificationWords.read(taken.words, as: BalanceShortage.self),
                clock.now() - noted.askedAt < Self.balanceAgeMax
            else { return nil }
            let needed = try BalanceCheck.needed(reader).whole
            guard needed > noted.balance else { return nil }
            return .balance(BalanceShortage(balance: noted.balance, needed: needed, askedAt: noted.askedAt))
        case .schedule:
            guard let run = try ScheduleTopic.run(of: taken.topic, reader),
                run.state == .missed || run.state == .refused
            else { return nil }
            return .run(FailedRun(run))
        case .receipt:
            return try ReceiptScan(settings: settings, clock: clock, random: random).facts(about: taken, reader)
                .map { .receipt($0) }
        }
    }

    private func isTrue(
        _ taken: NotificationRecord, of entry: LedgerStatus.Entry, _ reader: LedgerReader
    ) throws -> Bool {
        switch taken.kind {
        case .approval: entry.batch.status == .submitted
        case .stopped: entry.batch.status == .stopped
        case .ended: entry.batch.status == .settled && !entry.isOpen
        case .attention:
            // What the message of the end has said is not said twice.
            NeedsDigest(entry.needs)
                .hasGrown(since: try reader.sentContents(of: entry.batch.id, to: taken.target))
        case .balance, .digest, .inbox, .schedule, .receipt: false
        }
    }
}

/// What kept notifications from being delivered.
package struct DeliveryTrouble: Sendable {
    /// In English, as the ledger keeps it.
    package let reason: String
}

extension NotificationFacts {
    /// What a later notification is compared with; nil where none is.
    fileprivate var content: String? {
        switch self {
        case .batch(let entry, _): NeedsDigest(entry.needs).text
        case .file, .balance, .run, .day, .receipt: nil
        }
    }
}

extension Settings.Notify {
    /// Everybody who is notified.
    fileprivate var targets: [NotificationTarget] {
        let mails = mail?.to.map { NotificationTarget(.mail, $0.description) } ?? []
        return mails + (webhook.map { [NotificationTarget(.webhook, $0.url)] } ?? [])
    }
}
