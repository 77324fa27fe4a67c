internal import LedgerAPI
internal import PayoutCore

/// Rows that go back to the queue, a page of each status with every step: where a run begins, and where it stops.
struct Sweep: Sendable {
    /// The last row of each status that was looked at; a status that is missing is done.
    private(set) var cursors: [PayoutStatus: PayoutID]

    init(_ statuses: PayoutStatus...) { cursors = Dictionary(uniqueKeysWithValues: statuses.map { ($0, .none) }) }

    var isDone: Bool { cursors.isEmpty }

    /// Continues after the rows of a page.
    mutating func advance(_ status: PayoutStatus, _ page: [PayoutID]) {
        cursors[status] = page.count < Engine.rowsMax ? nil : page.last
    }
}

// The beginning of a run, and what goes back to the queue.
extension Engine {
    /// Likenesses a step: each step searches from the beginning, so there should be few steps.
    private static let likenessesMax = 16_384
    /// Pending transfers whose status is asked at once where no inquiry has found one yet.
    private static let provingInquiriesMax = 3

    func addSweep(to share: inout BatchNeeds, _ payouts: inout [PayoutID], _ context: StepContext) {
        if let sweep {
            share.open = sweep.cursors.mapValues { Needs.Page(after: $0, limit: Self.rowsMax) }
            payouts += reopening
        } else if case .beginning = phase {
            share.readsBatch = true
            guard goal != .askNames else { return }
            // Two files can be submitted before either is paid, or be paid at once, so that what was looked at then is
            // looked at again, before the first intent of any row (promise P11).
            share.likenesses = (
                PaymentComparison(
                    since: context.now - limits.duplicateWindow, due: .of(context.batchesAhead),
                    seesChangedAccounts: limits.holdsChangedAccounts),
                Self.likenessesMax
            )
            if context.bank.isProving {
                share.open[.pending] = Needs.Page(after: .none, limit: Self.provingInquiriesMax)
            }
        }
    }

    /// Recovery starts by asking, not by sending: what had not become a transfer goes back to the queue, what had stays
    /// pending until its deadline asks for its status.
    mutating func advanceSweep(_ facts: BatchFacts, _ context: inout StepContext) {
        if sweep != nil {
            sendBack(facts.open, &context)
        } else if case .beginning = phase {
            if !hold(facts.likenesses, &context) { begin(facts, &context) }
        }
    }

    /// Sends back to the queue what had not become a transfer, and gives up its validations.
    private mutating func sendBack(_ pages: [PayoutStatus: [PayoutID]], _ context: inout StepContext) {
        own.asksAgain = true
        for id in reopening { apply(.reopened, to: id, &context) }
        reopening = []
        guard var sweep else { return }
        for status in PayoutStatus.allCases {
            guard let page = pages[status] else { continue }
            let event: PayoutEvent = status == .unverified ? .reopened : .recalled
            for id in page { apply(event, to: id, &context) }
            sweep.advance(status, page)
        }
        self.sweep = sweep.isDone ? nil : sweep
        guard sweep.isDone else { return }
        context.changes.changes.append(.abandonedValidations(of: batch))
        context.hasBatchBegun = true
        context.callbacksWait = true
        hasBegun = true
    }

    /// - Returns: whether there may be more.
    private mutating func hold(
        _ likenesses: [(payout: PayoutID, likeness: Likeness)], _ context: inout StepContext
    ) -> Bool {
        own.asksAgain = true
        var isAnyHeld = false
        for (payout, likeness) in likenesses where apply(.duplicateFound(likeness), to: payout, &context) != nil {
            isAnyHeld = true
        }
        return isAnyHeld && likenesses.count >= Self.likenessesMax
    }

    private mutating func begin(_ facts: BatchFacts, _ context: inout StepContext) {
        // One transfer that the bank received earlier proves its inquiries, and nothing has to wait for it.
        for id in facts.open[.pending] ?? [] {
            guard let transfer = context.payouts[id]?.payout.liveTransfer else { continue }
            apply(.hinted(attempt: transfer.attempt), to: id, &context)
        }
        guard let batch = facts.batch else {
            phase = .stopping(.interrupted)
            return
        }
        switch (batch.priorTransfers, goal) {
        // No transfer follows.
        case (_, .askNames): phase = .paying
        case (.unasked, _): phase = .sampling(isNew: true)
        case (.clear, .checkPriorTransfers): phase = .sampling(isNew: false)
        case (.lost, _): phase = .restoring(Restoration(cursor: batch.priorTransferCursor))
        // What the check before rests on may have been proven meanwhile.
        case (.clear, .pay) where lacksProof && !context.bank.isProving:
            unproven = nil
            phase = .sampling(isNew: true)
        case (.clear, .pay): phase = .paying
        }
    }
}
