package import PayoutCore
package import PayoutLedger
package import PayoutReports

/// What `status` reports about a ledger, without disturbing a run.
package struct LedgerStatus: Sendable {
    /// One batch at a glance.
    package struct Entry: Sendable {
        package let batch: Batch
        package let totals: Totals
        /// When the bank is asked about a pending payout next; nil where no process does that now.
        package let nextInquiry: Timestamp?
        package let pending: PendingAges?
        /// How many of the first rows must still succeed before others are sent (`dispatch.canary`); nil where none
        /// wait for that.
        package let firstRowsMissing: Int?
        /// Transfers sent a minute of late; nil where none was sent in the last ``rateWindow``.
        package let sentPerMinute: Int?
        package let needs: [Need]
        /// When something last happened to the batch or one of its rows.
        package let lastEventAt: Timestamp
        /// Who pays it.
        package let payer: Payer
        /// The batch's name where a command must say it, since the ledger holds several.
        package let namedBatch: String?
    }

    /// Payouts of one kind that a person must do something about.
    package struct Need: Sendable {
        package let status: PayoutStatus
        package let reasonCode: String?
        package let tally: Tally
        package let item: AttentionItem
        /// The reference of one of them.
        package let example: String
        /// The batch's name where a command must say it.
        package let namedBatch: String?
    }

    /// Which batches are shown; a batch must meet every condition.
    package struct Filter: Sendable {
        /// As ``BatchFinder`` has it; nil for every batch.
        package var name: String?
        /// Only batches that go on, wait for a person, or have rows that need one.
        package var isOpen = false
        /// Of those that are done only those to which something happened since the beginning of this day in Jakarta,
        /// `2026-02-14`.
        package var since: String?
        /// Only batches that came before this one.
        package var before: BatchID?
        /// Only so many of those, the newest.
        package var limit: Int?

        package init(
            name: String? = nil, isOpen: Bool = false, since: String? = nil, before: BatchID? = nil, limit: Int? = nil
        ) {
            (self.name, self.isOpen, self.since) = (name, isOpen, since)
            (self.before, self.limit) = (before, limit)
        }

        /// - Parameter batches: the newest first.
        fileprivate func page(_ batches: [Batch]) -> [Batch] {
            let earlier = before.map { before in batches.filter { $0.id.key < before.key } } ?? batches
            return limit.map { Array(earlier.prefix($0)) } ?? earlier
        }

        fileprivate func admits(_ entry: Entry) -> Bool {
            guard entry.isDone else { return true }
            return !isOpen && since.map { JakartaTime(entry.lastEventAt).iso8601.prefix($0.count) >= $0 } ?? true
        }
    }

    /// The batches of which something is left first, each kind with the newest first.
    package let entries: [Entry]
    /// Batches that the filter left out.
    package let leftOutCount: Int
    package let lastCallback: Timestamp?
    /// The process that sends now; nil where none does.
    package let dispatcher: LeaseHolder?

    /// How far back the rate looks.
    package static let rateWindow = Duration.seconds(60)

    /// How many transfers the rate looks at: enough to be steady, few enough to cost nothing.
    private static let rateTransfersMax = 1000

    /// Reads the ledger.
    ///
    /// - Parameter canary: how many first rows must succeed before others are sent (`dispatch.canary`).
    /// - Throws: ``CommandFailure``; with ``OutcomeKind/usage`` where the filter's name means no batch.
    package init(
        of ledger: Ledger, _ filter: Filter = Filter(), canary: Int = 0, at now: Timestamp
    ) throws(CommandFailure) {
        let found: (meant: Int, entries: [Entry], lastCallback: Timestamp?)
        do {
            let dispatcher = try ledger.leaseHolder()
            self.dispatcher = dispatcher
            found = try ledger.read { reader in
                let isOnly = try reader.batches().count == 1
                let meant = filter.page(try BatchFinder.all(filter.name, in: reader))
                let entries = try meant.map { batch in
                    try Entry(
                        of: batch, Payer(of: batch, dispatcher, reader), namedBatch: isOnly ? nil : batch.folderName,
                        canary: canary, reader, at: now)
                }
                return (meant.count, entries.filter(filter.admits), try reader.lastCallback())
            }
        } catch {
            throw CommandFailure(error)
        }
        guard filter.name == nil || found.meant > 0 else {
            throw CommandFailure(.usage, BatchFinder.nothing(named: filter.name))
        }
        entries = found.entries.filter { !$0.isDone } + found.entries.filter(\.isDone)
        leftOutCount = found.meant - entries.count
        lastCallback = found.lastCallback
    }

    /// How it ended, once every batch is settled or stopped: as `run` reports it.
    package var ending: OutcomeKind? {
        let isOver = entries.allSatisfy { entry in
            switch entry.batch.status {
            case .settled: !entry.isOpen
            case .stopped, .paused, .closed: true
            case .importing, .submitted, .approved, .running: false
            }
        }
        guard isOver, !entries.isEmpty else { return nil }
        let isContradicted = entries.contains { $0.needs.contains { $0.item == .contradiction } }
        if entries.contains(where: { $0.batch.status == .stopped || $0.batch.status == .paused }) { return .stopped }
        let isPaid = entries.allSatisfy { $0.paid.count == $0.batch.input.count }
        return isPaid && !isContradicted ? .success : .notAllPaid
    }

    /// Opens the ledger at `path` for reading during a run.
    ///
    /// - Throws: ``CommandFailure`` where there is none, or it cannot be read.
    package static func open(_ path: String) throws(CommandFailure) -> Ledger {
        try LedgerSession.requireLedger(at: path)
        do { return try Ledger(path: path, readOnly: true) } catch { throw CommandFailure(error) }
    }

    /// The X-EXTERNAL-ID's partnerReferenceNo, where the ledger at `path` knows the transfer.
    package static func partnerReferenceNo(
        of externalID: ExternalID, ledgerPath path: String
    ) -> PartnerReferenceNo? {
        guard let ledger = try? open(path) else { return nil }
        return try? ledger.read { reader in
            guard let known = try reader.transfer(externalID), let stored = try reader.payout(known.payout) else {
                return nil
            }
            return stored.payout.transfers.first { $0.attempt == known.attempt }?.partnerReferenceNo
        }
    }

    /// How many transfers are sent a minute: those of the last ``rateWindow``, from the newest ones alone.
    fileprivate static func sentPerMinute(_ batch: BatchID, _ reader: LedgerReader, at now: Timestamp) throws -> Int? {
        guard
            let lately = try reader.sentLately(of: batch, since: now - rateWindow, limit: rateTransfersMax)
        else { return nil }
        // If the newest ones do not reach back that far, they give the rate of the time that they cover.
        let covered = lately.count < rateTransfersMax ? rateWindow : now - lately.first
        let milliseconds = max(1000, covered.wholeMilliseconds)
        return Int(Double(lately.count) * 60_000 / Double(milliseconds))
    }
}

extension LedgerStatus.Entry {
    /// As the ledger has the batch now.
    init(
        of batch: Batch, _ payer: Payer, namedBatch: String?, canary: Int, _ reader: LedgerReader, at now: Timestamp
    ) throws {
        let totals = try reader.totals(batch.id)
        let hasPending = totals[.pending] != nil
        let nextInquiry = hasPending && payer == .atWork ? try reader.nextDeadline(batch.id, .pending) : nil
        let pending = hasPending ? try reader.pendingAges(of: batch.id, before: now - AttentionItem.pendingMax) : nil
        self.batch = batch
        self.totals = totals
        self.nextInquiry = nextInquiry
        self.pending = pending
        firstRowsMissing = try FirstRows(of: batch, totals, canary: canary, reader)?.missing
        sentPerMinute =
            batch.status == .running ? try LedgerStatus.sentPerMinute(batch.id, reader, at: now) : nil
        needs = try Self.needs(of: batch, totals, pending, namedBatch: namedBatch, reader)
        lastEventAt = max(batch.changedAt, try reader.lastEventAt(of: batch.id) ?? batch.changedAt)
        self.payer = payer
        self.namedBatch = namedBatch
    }

    private static func needs(
        of batch: Batch, _ totals: Totals, _ pending: PendingAges?, namedBatch: String?, _ reader: LedgerReader
    ) throws -> [LedgerStatus.Need] {
        try reader.attention(of: batch, totals, pending: pending).map { entry in
            LedgerStatus.Need(
                status: entry.status, reasonCode: entry.reasonCode, tally: entry.tally, item: entry.item,
                example: entry.example, namedBatch: namedBatch)
        }
    }

    /// Whether nothing is left to do: not by a run, and not by a person.
    package var isDone: Bool {
        switch batch.status {
        case .settled: !isOpen && needs.isEmpty
        case .closed: needs.isEmpty
        case .importing, .submitted, .approved, .running, .stopped, .paused: false
        }
    }

    /// Whether any payout goes on without a person's decision.
    package var isOpen: Bool { BatchWork(totals).isOpen }

    /// The payouts that were paid.
    package var paid: Tally { totals[.succeeded, default: .zero] }

    /// How many payouts a person must do something about.
    package var needsCount: Int { needs.reduce(0) { $0 + $1.tally.count } }
}
