package import PayoutCore
internal import PayoutFile
internal import PayoutRules
package import SalurSettings
internal import Wording

/// Watches one folder, one look after the other: takes what is complete, and brings what was taken one step further.
///
///     var worker = try InboxWorker(folder, settings, clock: SystemClock())
///     await worker.look(uptime: .zero)             // sees gaji.csv
///     await worker.look(uptime: .seconds(30))      // gaji.csv has not changed: it is submitted
///
/// All that it must know after a crash is on disk; see docs/inbox.md.
package struct InboxWorker {
    /// A larger file is not taken: some twenty million rows.
    package static let fileBytesMax = 2 * 1024 * 1024 * 1024
    /// How long a file rests that could not be brought further.
    private static let retryPause = Duration.seconds(30)

    private let folder: InboxFolder
    private let places: InboxPlaces
    private let store: InboxStore
    private let claims: InboxClaims
    private let submission: InboxSubmission
    private let form: RowForm
    private let bytesMax: Int
    private let clock: any WallClock
    private var lock: InboxLock?
    private var watch = QuietWatch()
    /// Whether files are whole that have not changed since.
    private var verdicts: [String: (content: InboxFace.Content, hasControl: Bool, verdict: FileWholeness)] = [:]
    private var retries: [String: Duration] = [:]

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(
        _ folder: InboxFolder, _ settings: Settings, clock: any WallClock,
        random: any RandomSource = SystemRandomSource(), bytesMax: Int = fileBytesMax
    ) throws(CommandFailure) {
        self.folder = folder
        self.clock = clock
        self.bytesMax = bytesMax
        places = InboxPlaces(folder: folder.path)
        store = InboxStore(places)
        claims = InboxClaims(places: places, store: store, clock: clock, random: random)
        let person = Actor(name: "folder \(folder.path)", account: Self.account).text
        submission = InboxSubmission(
            folder: folder, claims: claims, archive: InboxArchive(claims),
            notes: InboxNotes(places: places, settings: settings), ledger: InboxLedger(settings: settings),
            submission: try Submission(settings: settings, clock: clock),
            approval: UnattendedApproval(
                of: .folder, folder.approval, BatchApproval(settings: settings, clock: clock), person: person),
            person: person, bytesMax: bytesMax)
        do {
            form = RowForm(folder.kind, settings, banks: try BankDirectory(settings: settings))
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Who acts, where no account of the machine does.
    private static let account = "inbox"

    /// Looks at the folder once.
    ///
    /// - Parameter uptime: a time that only goes on, whatever the clock on the wall is set to.
    /// - Returns: what has happened, for the log.
    package mutating func look(uptime: Duration) async -> [InboxEvent] {
        do {
            try places.prepare()
        } catch {
            lock = nil
            return [InboxEvent(name: nil, state: nil, failure: CommandFailure(error))]
        }
        if lock == nil { lock = InboxLock.take(places.own) }
        // Another process watches the folder.
        guard lock != nil else { return [] }
        var events: [InboxEvent] = []
        takeNew(uptime, &events)
        defer { submission.ledger.close() }
        for id in store.open where retries[id].map({ $0 <= uptime }) ?? true { await advance(id, uptime, &events) }
        return events
    }

    private mutating func advance(_ id: String, _ uptime: Duration, _ events: inout [InboxEvent]) async {
        guard var record = claims.record(id) else {
            _ = InboxDisk.removeFolder(places.claim(id))
            return
        }
        let before = record.state
        do {
            guard try isStill(&record, uptime) else {
                let why = LocalizedWords(Phrase("it has changed a short while ago"))
                guard record.why != why else { return }
                record.why = why
                return try store.save(record)
            }
            try await submission.advance(&record)
            retries[id] = nil
        } catch {
            let failure = CommandFailure(error)
            retries[id] = uptime + Self.retryPause
            events.append(InboxEvent(name: record.name, state: record.state, failure: failure))
            // What the last document says stays true, but for the reason.
            guard var kept = store.record(id) else { return }
            kept.why = LocalizedWords(failure.phrase.changing { $0.replacing(places.claim(id), with: places.folder) })
            try? store.save(kept)
        }
        if record.state != before { events.append(InboxEvent(name: record.name, state: record.state, failure: nil)) }
    }

    /// Whether a file that was taken is as it was then, or has come to rest again: its sender may go on writing.
    private mutating func isStill(_ record: inout InboxRecord, _ uptime: Duration) throws -> Bool {
        let path = claims.path(of: record)
        guard record.state == .claimed, record.filing == nil, let face = InboxFace(path), face.kind == .file,
            face.content != record.content
        else { return true }
        guard watch.quiet(record.id, face.content, uptime: uptime) >= folder.settleTime, !OpenWriters.hasAny(path)
        else { return false }
        let isWhole = try FileWholeness(path, face.content, control: record.hasControl ? form : nil) == .whole
        if isWhole { record.content = face.content }
        return isWhole
    }

    // MARK: New files

    private mutating func takeNew(_ uptime: Duration, _ events: inout [InboxEvent]) {
        let names = InboxDisk.names(in: places.folder).filter(InboxNames.isTaken)
        let found = names.compactMap { name in InboxFace(places.shown(name)).map { (name: name, face: $0) } }
            .filter { $0.face.kind != .folder }
        watch.keep(Set(found.map(\.name)).union(store.open))
        verdicts = verdicts.filter { entry in found.contains { $0.name == entry.key } }
        let before = store.waiting
        var waiting: [InboxStore.Waiting] = []
        func wait(_ name: String, _ why: Phrase) {
            let why = LocalizedWords(why)
            let since = before.first { $0.name == name && $0.why == why }?.since ?? clock.now().milliseconds
            waiting.append(InboxStore.Waiting(name: name, since: since, why: why))
        }
        // The oldest first, so that batches come in the order of their files.
        let inOrder = found.sorted { left, right in
            func key(_ file: (name: String, face: InboxFace)) -> (Int, Int, String) {
                (file.face.content.modifiedSeconds, file.face.content.modifiedNanoseconds, file.name)
            }
            return key(left) < key(right)
        }
        for (name, face) in inOrder {
            do {
                if let why = try reasonToWait(name, face, uptime) {
                    wait(name, why)
                } else if try claims.take(name, face) != nil {
                    events.append(InboxEvent(name: name, state: .claimed, failure: nil))
                }
            } catch {
                let failure = CommandFailure(error)
                wait(name, failure.phrase)
                events.append(InboxEvent(name: name, state: .incomplete, failure: failure))
            }
        }
        try? store.save(waiting)
    }

    /// Why a file is not taken yet; nil where it is complete, or where no time makes it a payout file.
    private mutating func reasonToWait(_ name: String, _ face: InboxFace, _ uptime: Duration) throws -> Phrase? {
        guard face.kind == .file else { return nil }
        let path = places.shown(name)
        let quiet = watch.quiet(name, face.content, uptime: uptime)
        let marker = InboxFace(path + InboxNames.marker)
        let isMarked = marker.map { $0.kind == .file && $0.isNoOlder(than: face) } ?? false
        guard isMarked || quiet >= folder.settleTime else { return Phrase("it has changed a short while ago") }
        guard !OpenWriters.hasAny(path) else { return Phrase("a program has it open for writing") }
        guard !isMarked, face.content.bytes <= bytesMax else { return nil }
        switch try wholeness(name, face) {
        case .whole: return nil
        case .changed: return Phrase("it has changed a short while ago")
        case .unfinished(let what):
            return Phrase("\(what): it is still being written, or it was cut off (\(name).done says that it is all)")
        }
    }

    private mutating func wholeness(_ name: String, _ face: InboxFace) throws -> FileWholeness {
        let path = places.shown(name)
        let hasControl = InboxFace(path + InboxNames.control)?.kind == .file
        if let known = verdicts[name], known.content == face.content, known.hasControl == hasControl {
            return known.verdict
        }
        let verdict: FileWholeness
        do {
            verdict = try FileWholeness(path, face.content, control: hasControl ? form : nil)
        } catch {
            // It is taken, and refused in words.
            guard error.fault == .permissionDenied else { throw error }
            verdict = .whole
        }
        verdicts[name] = (face.content, hasControl, verdict)
        return verdict
    }
}

/// What happened to a file of a watched folder.
package struct InboxEvent: Sendable {
    /// The name in the folder; nil where the folder itself cannot be watched.
    package let name: String?
    package let state: InboxState?
    /// What keeps it from going on.
    package let failure: CommandFailure?
}
