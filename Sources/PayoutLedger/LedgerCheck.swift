internal import FoundationEssentials
internal import GRDB
package import PayoutCore
package import Wording

/// Proves that nobody edited a ledger with other means than this program: the chains of its journal hold, and batches,
/// payouts, transfers, callbacks and people are those that the journal knows.
///
/// Whoever edits the ledger and rewrites every chain from the beginning is not found here, but by the line that a run
/// printed: its event has another link then.
package struct LedgerCheck {
    /// More than these are only counted.
    private static let shownMax = 20
    /// More than these are only counted in the words of an error.
    private static let namedMax = 3

    /// The first things that are wrong, at most 20.
    package private(set) var findings: [Phrase] = []
    /// How many things are wrong.
    package private(set) var findingCount = 0
    /// Events whose links were computed again.
    package private(set) var events = 0
    /// Payouts that were compared with their last event.
    package private(set) var payouts = 0
    /// The last link of the journal of each batch, by identity.
    package private(set) var heads: [(batch: String, events: Int, head: String)] = []

    /// Events that say that a row mends another, by their kinds.
    private var links = (mends: 0, mended: 0)
    /// What the events of the present batch say that a person corrected in its file.
    private(set) var corrections: [[UInt8]] = []
    /// The lines of the present batch of which its events say that they are not due.
    private(set) var dismissals: Set<Int> = []
    /// What the journal has of schedules, oldest first.
    private(set) var scheduleEvents: [JournalEntry] = []

    /// Checks a whole ledger in one snapshot; memory does not grow with rows.
    ///
    /// - Throws: ``LedgerError`` where the ledger cannot be read.
    package init(_ ledger: Ledger) throws { try ledger.read { try run($0) } }

    /// Checks one batch: its journal, its rows and what came of them, and what persons decided about it.
    ///
    /// Example: before reports are written in the same snapshot, so that none is written of a row that somebody edited.
    ///
    /// - Throws: ``LedgerError`` where the ledger cannot be read, or holds a word that this version does not know.
    package init(of batch: Batch, _ reader: LedgerReader) throws {
        let name = Phrase("batch \(batch.folderName)")
        try checkChain(of: batch, name: name, reader)
        try checkPayouts(of: batch, name, reader)
        if let alteration = try reader.alteration(of: batch).alteration {
            find(Phrase("\(name): \(alteration.phrase)"))
        }
        try checkDecisions(of: batch, name, reader)
    }

    /// Checks one row of a batch, and that the rows of the batch are those that were submitted and approved; the
    /// journal is taken for what it is.
    ///
    /// - Throws: ``LedgerError``, as ``init(of:_:)``.
    package init(of row: PayoutID, in batch: Batch, _ reader: LedgerReader) throws {
        let name = Phrase("batch \(batch.folderName)")
        try checkPayouts(of: batch, name, reader, only: row)
        if let alteration = try reader.alteration(of: batch).alteration {
            find(Phrase("\(name): \(alteration.phrase)"))
        }
    }

    /// - Throws: `LedgerError.altered` where anything is wrong.
    package func require(of batch: Batch, in ledger: Ledger) throws(LedgerError) {
        guard !isProven else { return }
        throw .altered(
            path: ledger.path, batch: batch.folderName, findings: Array(findings.prefix(Self.namedMax)),
            count: findingCount)
    }

    /// Whether nothing is wrong.
    package var isProven: Bool { findingCount == 0 }

    mutating func notePayout() { payouts += 1 }

    mutating func find(_ what: Phrase) {
        findingCount += 1
        if findings.count < Self.shownMax { findings.append(what) }
    }

    private mutating func run(_ reader: LedgerReader) throws {
        try checkFile(reader.database)
        try checkChain(of: nil, name: Phrase("the ledger"), reader)
        try checkPeople(reader)
        try checkKeys(reader)
        for batch in try reader.batches() {
            let name = Phrase("batch \(batch.identity.text)")
            let submitted = try checkChain(of: batch, name: name, reader)
            do {
                try checkRows(of: batch, name, submitted: submitted, reader)
                try checkPayouts(of: batch, name, reader)
                try checkDecisions(of: batch, name, reader)
            } catch let error as LedgerError where error.isUnknownWord {
                // Somebody wrote it there: the check is to say so, and to look at the other batches.
                find(Phrase("\(name): \(error)"))
            }
        }
        try checkDecisions(links, reader)
        try checkSchedules(reader)
        let linked = try Int.fetchOne(reader.database, sql: "SELECT COALESCE(SUM(count), 0) FROM journal") ?? 0
        let kept = try Int.fetchOne(reader.database, sql: "SELECT COUNT(*) FROM event") ?? 0
        if linked != kept { find(Phrase("the chains have \(linked) events, and the journal has \(kept)")) }
    }

    /// The database itself: its pages, its references, its constraints and triggers.
    private mutating func checkFile(_ database: Database) throws {
        let integrity = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? ""
        if integrity != "ok" { find(Phrase("SQLite finds the file damaged: \(integrity)")) }
        if try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") != nil {
            find(Phrase("a row refers to one that is missing"))
        }
        let query = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        func schema(_ database: Database) throws -> [String: String] {
            try Dictionary(
                Row.fetchAll(database, sql: query).map { ($0[0] as String, $0[1] as String) },
                uniquingKeysWith: { first, _ in first })
        }
        let fresh = try DatabaseQueue()
        try LedgerSchema.migrator.migrate(fresh)
        let (expected, found) = (try fresh.read(schema), try schema(database))
        // While a file comes in, the index on references may be missing: see LedgerImport.
        let isImporting = "SELECT EXISTS (SELECT 1 FROM batch WHERE status = 'importing')"
        let pending = try Bool.fetchOne(database, sql: isImporting) == true ? LedgerSchema.referenceIndexName : nil
        for name in Set(expected.keys).union(found.keys).sorted() where expected[name] != found[name] {
            if name == pending, found[name] == nil { continue }
            find(Phrase("\(name) in the schema is not as salur made it, so a constraint may be missing"))
        }
    }

    /// - Returns: the evidence that the submission left, where there is one.
    @discardableResult
    private mutating func checkChain(of batch: Batch?, name: Phrase, _ reader: LedgerReader) throws -> [UInt8]? {
        var chain = JournalChain(of: batch?.identity)
        var submitted: [UInt8]?
        var altered: Int?
        var status = BatchStatus.submitted.rawValue
        (corrections, dismissals) = ([], [])
        try reader.forEachEvent(of: batch?.id) { event in
            chain.append(event.entry)
            if chain.head != event.link {
                altered = altered ?? chain.count
                chain = JournalChain(count: chain.count, head: event.link)
            }
            switch event.entry.kind {
            case RecordedMending.mends: links.mends += 1
            case RecordedMending.mended: links.mended += 1
            case JournalEvent.statusKind: status = event.entry.detail
            case LedgerTransaction.correctedEvent: corrections.append(event.entry.evidence ?? [])
            case _ where event.entry.leavesRow: if let line = event.entry.line { dismissals.insert(line) }
            case _ where batch == nil && event.entry.kind.hasPrefix("schedule_"): scheduleEvents.append(event.entry)
            case _: break
            }
            if event.entry.kind == "batch_submitted" { submitted = submitted ?? event.entry.evidence }
            if batch == nil, event.entry.kind == CallbackEvent.kind {
                try checkCallbacks(event.entry, number: chain.count, reader)
            }
        }
        if let altered { find(Phrase("\(name): event \(altered) was altered, or the one before it taken out")) }
        events += chain.count
        if let kept = try reader.journal(of: batch?.id) {
            if kept.count != chain.count || kept.head != chain.head {
                find(Phrase("\(name): the journal ends at event \(chain.count), and \(kept.count) were recorded"))
            }
        } else if chain.count > 0 || batch != nil {
            find(Phrase("\(name): its journal is missing"))
        }
        if let batch, batch.status != .importing, !batch.stands(as: status) {
            find(Phrase("\(name): the ledger calls it \(batch.status.rawValue), and its journal says \(status)"))
        }
        if let batch { heads.append((batch.identity.text, chain.count, Hexadecimal.encode(chain.head))) }
        return submitted
    }

    private mutating func checkCallbacks(_ entry: JournalEntry, number: Int, _ reader: LedgerReader) throws {
        guard let range = CallbackEvent.range(of: entry.detail),
            try reader.callbackEvidence(range) == entry.evidence
        else {
            return find(Phrase("callbacks that event \(number) of the ledger speaks of were altered: \(entry.detail)"))
        }
    }

    /// Whether the cells of rejected rows are those that came.
    private func areRejectedCellsKept(of batch: Batch, _ reader: LedgerReader) throws -> Bool {
        var digest = RejectedCellsDigest()
        let rows = try Row.fetchCursor(
            reader.database,
            sql: "SELECT line, raw FROM payout WHERE \(LedgerSchema.isOfBatch()) AND raw IS NOT NULL ORDER BY id",
            arguments: [batch.id.key])
        while let row = try rows.next() { digest.add(line: row[0], cells: row[1]) }
        return try digest.finish() == reader.evidence(LedgerTransaction.rejectedCellsEvent, of: batch.id)
    }

    /// The rows as they were submitted, and their totals.
    private mutating func checkRows(
        of batch: Batch, _ name: Phrase, submitted: [UInt8]?, _ reader: LedgerReader
    ) throws {
        if let submitted {
            var digest = RowsDigest()
            var fingerprints = try FingerprintCheck(of: batch.id, reader)
            try reader.forEachResult(of: batch.id) { row in
                digest.add(
                    line: row.line, reference: row.reference, bankCode: row.bankCode,
                    accountNumber: row.accountNumber, accountName: row.accountName, amount: row.amount, note: row.note)
                try fingerprints.add(row)
            }
            if try digest.finish(fileDigest: batch.digest) != submitted || !areRejectedCellsKept(of: batch, reader) {
                find(Phrase("\(name): its rows are not those that were submitted"))
            }
            if try !fingerprints.finish() {
                find(Phrase("\(name): what its payments are found again by was altered"))
            }
            if let approved = try reader.evidence("batch_approved", of: batch.id), approved != submitted {
                find(Phrase("\(name): the rows that were approved are not those that were submitted"))
            }
        }
        let counted = try reader.recountedTotals(batch.id)
        let sum = counted.values.reduce(Tally.zero) { sum, tally in
            Tally(count: sum.count + tally.count, sum: Rupiah(sum.sum.whole &+ tally.sum.whole))
        }
        if try counted != reader.totals(batch.id) || sum != batch.input || !reader.areSharesTrue(of: batch.id) {
            find(Phrase("\(name): its rows do not add up to what was counted when they were submitted"))
        }
    }
}

extension JournalEntry {
    /// Whether nothing asks for the row any more since then: a person said so, or its payee is blocked.
    fileprivate var leavesRow: Bool { kind == LedgerTransaction.dismissedEvent || status == .rejected }
}

extension Batch {
    /// Whether its status is the one that an event says: `settled`, `stopped: no_callbacks`, `paused: salary error`.
    fileprivate func stands(as recorded: String) -> Bool {
        if let stoppedReason { return recorded == "\(status.rawValue): \(stoppedReason)" }
        return recorded == status.rawValue || recorded.hasPrefix("\(status.rawValue): ")
    }
}

extension LedgerError {
    fileprivate var isUnknownWord: Bool { if case .unknownWord = self { true } else { false } }
}
