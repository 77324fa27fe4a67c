internal import BankAPI
internal import LedgerAPI
internal import PayoutCore
internal import PayoutEngine

// That it goes on: what it owes the rows, and what it owes the bank.
extension Auditor {
    /// A process that wakes too late by this has slept; pauses between calls are shorter.
    private static let slack = Duration.seconds(180)

    /// The longest that a process may leave a transfer in doubt unasked. A clock that was set while it slept shows only
    /// once it wakes, so the longest wait can pass twice.
    private var unaskedMax: Duration {
        let policy = scenario.policy
        let longest = max(policy.transferWait, policy.notFoundAfter, policy.validationWait, .seconds(900))
        return longest * 2 + Self.slack
    }

    /// Whether the wall clock was set during this run: set ahead, it ends the wait of the run at once.
    var wasClockSetInRun: Bool { clockSetAt.map { $0 >= runBeganAt } ?? false }

    /// A run has ended, in a time without faults, and the live transfer of this payout is still in doubt. The bank may
    /// know it under an earlier attempt, so that these are asked in turn.
    func checkAsked(_ payout: Payout, _ live: Transfer, of batch: BatchID, trueTime: Timestamp) {
        let asked = payout.transfers.compactMap { askedAt[$0.externalID] }
        let begun = [joinedAt[batch], clockSetAt, memory.sendings[live.externalID]?.trueTime].compactMap { $0 }
        let since = (begun + asked).reduce(runBeganAt, max)
        guard trueTime - since > unaskedMax else { return }
        complain("liveness: \(payout.order.reference) is pending and was not asked about for \(trueTime - since)")
    }

    /// The process hears that the bank wants no request for a while.
    func hearPause(_ answer: CallAnswer, at now: Timestamp) {
        if case .cutOff? = answer.deferral { hasMetCutOff = true }
        guard case .throttled(_, let retryAfter?)? = answer.deferral else { return }
        let until = now + min(retryAfter, Self.retryAfterMax)
        if case .inquiry = answer, scenario.rail.isInquiryPaced {
            inquiriesQuietUntil = max(inquiriesQuietUntil ?? until, until)
        } else {
            quietUntil = max(quietUntil ?? until, until)
        }
    }

    /// What is heeded of a Retry-After.
    private static let retryAfterMax = Duration.seconds(3600)

    // MARK: Shares (promise P13)

    /// Steps until a batch that begins can start calls: what an earlier run left goes back, and duplicates are held.
    private static let beginningSteps = 6

    /// A step has started calls that pay for files, so many each; these are the totals of one of them after it.
    ///
    /// A file with queued rows and nothing under way can start a call in every step. Calls are dealt out in turn, so
    /// before it gets one the others start one each at most, and go on with what they have in the window: a payout
    /// takes several validations, a transfer, and a call more where the bank puts one off. Calls that bring nothing are
    /// not counted (see `bringsNothing`).
    func checkShare(file: Int, _ started: [Int: Int], _ totals: Totals) {
        func count(_ statuses: PayoutStatus...) -> Int { totals.tally(of: statuses).count }
        isPaying[file, default: 0] += 1
        let isReady =
            started[file] == nil && isPaying[file, default: 0] > Self.beginningSteps && stopReasons[file] == nil
            && count(.queued) > 0 && count(.validating, .validated, .pending) == 0
        guard isReady else {
            passedOver[file] = nil
            return
        }
        passedOver[file, default: 0] += started.values.reduce(0, +)
        let most = isPaying.count + scenario.limits.window * (scenario.policy.validationAttempts + 2)
        if passedOver[file, default: 0] > most, !scenario.bank.wantsFreshInquiries, !hasMetCutOff {
            complain("P13: others started \(passedOver[file, default: 0]) calls while \(file) could start one")
        }
    }
}
