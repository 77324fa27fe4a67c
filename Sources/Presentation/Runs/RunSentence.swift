internal import AuditTrail
package import Operations
internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import PayoutReports
package import Wording

extension RunResult {
    /// The sentence that a run ends with: paid, not paid.
    package var sentence: Phrase { closing.text }

    /// What a person does next, each with the command for it; empty where nothing is left to do.
    package var steps: [Phrase] { closing.steps }

    private var closing: RunSentence {
        RunSentence(
            reconciliation: reconciliation, folder: folder, ending: ending, advice: advice,
            next: NextCommands(origin, batch: batch, isOnlyBatch: isOnlyBatch), firstRows: firstRows)
    }

    /// The line that an auditor compares the folder with later: printed or mailed, it shows a cut tail of the journal,
    /// and reports that were written anew.
    package var journalSentence: Phrase {
        let (journal, seal) = (reconciliation.journal, reconciliation.seal)
        guard let key = journal.key else {
            return Phrase("Journal: \(count: journal.events) events, head \(journal.head), seal \(seal); not signed")
        }
        return Phrase(
            """
            Journal: \(count: journal.events) events, head \(journal.head), seal \(seal); signed by key \
            \(key.fingerprint.prefix(16))
            """)
    }
}

/// What a run ends with: one sentence about the money, and a line for each thing that needs a person.
///
/// Money that may have moved is never called "not paid", or somebody would pay it by hand: what is on its way and what
/// the bank contradicts itself about are counted apart.
struct RunSentence {
    let reconciliation: Reconciliation
    /// The folder of the reports.
    let folder: String
    let ending: RunEnding
    let advice: StopAdvice
    let next: NextCommands
    /// The rows that wait for the first ones; nil where none do.
    var firstRows: FirstRows?

    /// Paid, not paid, and what stands between the two.
    var text: Phrase {
        var parts = [rail.succeeded(paid, recorded: recorded(.succeeded))]
        if onTheirWay.count > 0 { parts.append(rail.onTheirWay(onTheirWay)) }
        if disputed.count > 0 { parts.append(rail.disputed(disputed)) }
        if waiting.count > 0 { parts.append(rail.waiting(waiting)) }
        parts.append(rail.rest(unpaid, unreadable: unreadable, recorded: recorded(.failed, .refunded)))
        let money = Phrase.joined(parts, by: "; ")
        return steps.isEmpty ? Phrase("\(money): nothing is left to do.") : Phrase("\(money).")
    }

    private var rail: Rail { reconciliation.batch.rail }

    private var paid: Tally { reconciliation.totals[.succeeded, default: .zero] }

    private var onTheirWay: Tally { reconciliation.totals[.pending, default: .zero] }

    private var disputed: Tally { reconciliation.disputed }

    /// What a run sends that comes after: the rows of an approved batch that wait, for whatever reason it has ended.
    /// What the bank contradicts itself about is not sent any more.
    private var waiting: Tally {
        guard reconciliation.batch.state.isApproved, !isClosed else { return .zero }
        return BatchWork.statusesToSend.reduce(Tally.zero) { sum, status in
            let tally = reconciliation.totals[status, default: .zero]
            let contradicted = reconciliation.contradicted[status, default: .zero]
            return Tally(
                count: sum.count + tally.count - contradicted.count,
                sum: Rupiah(sum.sum.whole + tally.sum.whole - contradicted.sum.whole))
        }
    }

    private var isClosed: Bool { reconciliation.batch.status == .closed }

    private var unpaid: Tally {
        [paid, onTheirWay, disputed, waiting].reduce(reconciliation.batch.input) { rest, tally in
            Tally(count: rest.count - tally.count, sum: Rupiah(rest.sum.whole - tally.sum.whole))
        }
    }

    private var unreadable: Phrase {
        switch reconciliation.unreadableAmounts {
        case 0: .verbatim("")
        case 1: Phrase(" (1 amount could not be read and is not in the sum)")
        case let count: Phrase(" (\(count) amounts could not be read and are not in the sum)")
        }
    }

    /// What is so only by the word of a person, since the bank did not report it.
    private func recorded(_ statuses: PayoutStatus...) -> Phrase {
        let tally = statuses.map { reconciliation.personal[$0, default: .zero] }.reduce(Tally.zero) {
            Tally(count: $0.count + $1.count, sum: Rupiah($0.sum.whole + $1.sum.whole))
        }
        guard tally.count > 0 else { return .verbatim("") }
        return Phrase(" (of these \(tally.count), \(tally.sum.display), as recorded by a person, not by the bank)")
    }

    private func rows(_ count: Int) -> Phrase { count == 1 ? Phrase("1 row") : Phrase("\(count) rows") }

    /// Payouts of this status about which the bank never contradicted itself.
    private func count(_ status: PayoutStatus) -> Int {
        reconciliation.totals[status, default: .zero].count - reconciliation.contradicted[status, default: .zero].count
            - reconciliation.contradictionsResolved[status, default: .zero].count
    }

    /// What a person does next, each with the command for it, in this order; empty where nothing is left to do.
    var steps: [Phrase] {
        var steps: [Phrase] = []
        if !reconciliation.isBalanced {
            steps.append(Phrase("the report does not add up, do not use it and report this"))
        }
        if let step = nextStepOfEnding { steps.append(step) }
        if let firstRows { steps.append(stepOfFirstRows(firstRows)) }
        steps += stepsOfDoubt
        // A person has stated why the rows of a closed batch are left as they are.
        guard !isClosed else { return steps }
        let unmended = count(.rejected) - reconciliation.mended.count
        if unmended > 0 { steps.append(rail.mend(rows(unmended), in: folder)) }
        steps += stepsOfDecision
        return steps
    }

    /// Why rows that could be sent were not, and what lets them go on.
    private func stepOfFirstRows(_ first: FirstRows) -> Phrase {
        Phrase(
            """
            \(rows(first.waiting)) were not sent: they wait until the first rows have succeeded (dispatch.canary). \
            \(first.missing) of those must still succeed, and the bank has not reported the result of \
            \(first.underWay): ask the bank about them, then \(next.again); or, if the others are to be sent without \
            waiting, take dispatch.canary out of the settings first
            """)
    }

    /// What only the bank can clear up.
    private var stepsOfDoubt: [Phrase] {
        var steps: [Phrase] = []
        if reconciliation.contradictions.count > 0 {
            let rows = rows(reconciliation.contradictions.count)
            let resolve = next.command("resolve REFERENCE --as RESULT --evidence TEXT")
            steps.append(Phrase("ask the bank about the \(rows) marked contradiction in results.csv, then \(resolve)"))
        }
        if reconciliation.conflicts.count > 0 {
            let rows = rows(reconciliation.conflicts.count)
            let resolve = next.command("resolve REFERENCE --external-id ID")
            steps.append(Phrase("ask the bank about the \(rows) marked conflict in results.csv, then \(resolve)"))
        }
        if reconciliation.authorised.count > 0 {
            let rows = rows(reconciliation.authorised.count)
            let take = next.command("resolve REFERENCE --capture")
            let release = next.command("resolve REFERENCE --void")
            steps.append(
                Phrase("take or release the money of the \(rows) marked authorised: \(take), or \(release)"))
        }
        if reconciliation.awaitingCode.count > 0 {
            let rows = rows(reconciliation.awaitingCode.count)
            let send = next.command("otp REFERENCE")
            steps.append(Phrase("ask the customers of the \(rows) marked awaiting_otp for their codes, then \(send)"))
        }
        if case .ended(.timedOut) = ending, onTheirWay.count > 0 {
            let resolve = next.command("resolve REFERENCE")
            steps.append(Phrase("if a payment stays on its way for a day, ask the bank about it, then \(resolve)"))
        }
        return steps
    }

    /// What a person decides about.
    private var stepsOfDecision: [Phrase] {
        var steps: [Phrase] = []
        let held = count(.held) - reconciliation.conflicts.count - reconciliation.authorised.count
        if held > 0 {
            let explain = next.command("explain REFERENCE")
            steps.append(
                Phrase("decide about the \(rows(held)) held (\(explain), then salur release or salur cancel)"))
        }
        if count(.invalid) > 0 {
            let retry = next.command("retry REFERENCE")
            steps.append(
                Phrase(
                    """
                    \(count(.invalid)) invalid: correct the account in a new file, or \(retry) if the bank has \
                    mended it
                    """))
        }
        if count(.failed) > 0 {
            steps.append(Phrase("\(count(.failed)) failed: \(next.command("retry --status failed"))"))
        }
        if count(.refunded) > 0 {
            steps.append(
                Phrase("\(count(.refunded)) given back by the bank: \(next.command("retry --status refunded"))"))
        }
        if count(.notFound) > 0 {
            let retry = next.command("retry --status not_found")
            steps.append(Phrase("\(count(.notFound)) not found at the bank: ask the bank, then \(retry)"))
        }
        if count(.unverified) > 0 {
            steps.append(Phrase("\(count(.unverified)) not verified by the bank: \(next.again)"))
        }
        return steps
    }

    private var nextStepOfEnding: Phrase? {
        switch ending {
        case .ended(.stopped(let reason)):
            advice.text(for: reason, resume: next.batchCommand("resume"), again: next.again)
        case .declined: Phrase("nothing was sent, \(next.begin)")
        case .ended(.interrupted), .ended(.timedOut), .ended(.checked): next.goOn
        case .nothingToDo: Phrase("this file was settled before; this run sent nothing")
        case .barred(.closed): Phrase("a person has closed this batch: nothing more of it is sent")
        case .barred: Phrase("a person has paused it; this run sent nothing: \(next.batchCommand("resume"))")
        case .ended(.paused): Phrase("a person has paused it: \(next.batchCommand("resume"))")
        case .ended(.settled): nil
        case .reported(let isApproved): isApproved ? nextStepOfBatch : nextStepUnapproved
        }
    }

    private var nextStepUnapproved: Phrase? {
        switch reconciliation.batch.status {
        case .settled, .closed: return nil
        case .paused: return nextStepOfBatch
        case .importing, .submitted, .approved, .running, .stopped: break
        }
        let approve = next.batchCommand("approve")
        return hasMoved
            ? Phrase("it waits for approval (\(approve))")
            : Phrase("nothing was sent yet, it waits for approval (\(approve))")
    }

    /// Whether money is on its way or has arrived, by whatever ledger.
    private var hasMoved: Bool { paid.count + onTheirWay.count + disputed.count > 0 }

    /// What brings an approved batch further, as the ledger alone shows it.
    private var nextStepOfBatch: Phrase? {
        let batch = reconciliation.batch
        switch batch.status {
        case .importing, .submitted, .approved:
            return Phrase("it is approved, \(reconciliation.toSend.count > 0 ? next.begin : next.goOn)")
        case .running:
            return next.isBeingPaid ? Phrase("it is being paid") : Phrase("it was interrupted, \(next.goOn)")
        case .stopped:
            guard let reason = batch.state.stopReason else { return next.goOn }
            return advice.text(for: reason, resume: next.batchCommand("resume"), again: next.again)
        case .paused: return Phrase("a person has paused it: \(next.batchCommand("resume"))")
        case .settled, .closed: return nil
        }
    }
}
