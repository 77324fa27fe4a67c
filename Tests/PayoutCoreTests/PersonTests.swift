import PayoutCore
import TestSupport
import Testing

@Suite("What persons decide")
struct PersonTests {
    private let ani = PayoutStory.decision

    private func conflict() -> PayoutStory {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.becomesPending()
        story.answers(.partnerReferenceUsed(Answers.partnerReferenceUsed))
        story.isNotFound()
        return story
    }

    private func failed() -> PayoutStory {
        var story = PayoutStory()
        story.becomesPending()
        story.reports(.failed)
        return story
    }

    // MARK: release

    @Test("A released name is accepted: the same name passes, another does not")
    func releasedName() {
        var story = PayoutStory()
        story.becomesValidated(name: "SOMEBODY ELSE")
        story.happens(.released(ani))
        #expect(story.payout.status == .queued && story.payout.reason == nil)
        #expect(story.payout.acceptedName == "SOMEBODY ELSE")

        var again = story
        again.becomesValidated(name: "SOMEBODY ELSE")
        #expect(again.payout.status == .validated)
        story.becomesValidated(name: "A THIRD NAME")
        #expect(story.payout.status == .held)
    }

    @Test("A released payout is validated afresh before anything is sent")
    func releasedIsValidatedAgain() {
        var story = PayoutStory()
        story.becomesValidated(name: "SOMEBODY ELSE")
        story.happens(.released(ani))
        #expect(story.transfers().isRefused)
        #expect(story.payout.transfers.isEmpty)
    }

    @Test("A released duplicate remembers when, so that only later payments count as duplicates again")
    func releasedDuplicate() {
        var story = PayoutStory()
        story.happens(.duplicateFound(.example))
        story.wait(.seconds(5))
        story.happens(.released(ani))
        #expect(story.payout.status == .queued)
        #expect(story.payout.duplicates.acceptedAt == story.now)
    }

    @Test("A payment counts as seen only where the release is about likenesses")
    func releasedForAnotherReason() throws {
        let due = EarlierPayment(
            id: PayoutID(key: 2 << 32 | 1), batch: "2026-02", order: PayoutStory().payout.order,
            sentAt: Timestamp(milliseconds: 0), state: .due)
        var story = PayoutStory()
        story.happens(.duplicateFound(.example))
        story.happens(.released(ani))
        #expect(!story.payout.duplicates.covers(due))
        story.happens(.duplicateFound(.samePayment(due)))
        story.happens(.foundInReports(story.reported()))
        #expect(story.payout.reason?.code == ReasonCode.ledgerLost)
        story.happens(.released(ani))
        #expect(story.payout.status == .queued && !story.payout.duplicates.covers(due))
        story.happens(.duplicateFound(.samePayment(due)))
        story.happens(.released(ani))
        #expect(story.payout.duplicates.covers(due))
    }

    @Test("A conflict is not released, nor is what is not held")
    func releaseRefused() {
        var story = conflict()
        #expect(story.payout.refusal(of: .release, at: story.now, policy: story.policy) == .conflict)
        #expect(story.happens(.released(ani)).isRefused)
        var fresh = PayoutStory()
        #expect(fresh.payout.refusal(of: .release, at: fresh.now, policy: fresh.policy) == .notHeld)
        #expect(fresh.happens(.released(ani)).isRefused)
    }

    // MARK: retry

    @Test("A failed payout is tried again as attempt 2 of generation 2")
    func retried() {
        var story = failed()
        story.happens(.retried(ani, reported: [1: .failed], newReference: false))
        #expect(story.payout.status == .queued)
        #expect(story.payout.nextAttempt == 2 && story.payout.nextGeneration == 2)
    }

    @Test(
        "A retry whose earlier attempt may live is refused",
        arguments: [
            (TransactionStatus.succeeded, Refusal.attemptMayLive(attempt: 1)),
            (.pending, .attemptMayLive(attempt: 1)), (.refunded, .attemptMayLive(attempt: 1)),
            (.unrecognised("99"), .attemptUnclear(attempt: 1)),
        ])
    func retryRefused(reported: TransactionStatus, refusal: Refusal) throws {
        var story = failed()
        let transfer = try #require(story.payout.transfers.first)
        #expect(
            story.payout.refusal(after: transfer, reported: reported, at: story.now, policy: story.policy) == refusal)
        #expect(story.happens(.retried(ani, reported: [1: reported], newReference: false)).isRefused)
        #expect(story.happens(.retried(ani, reported: [:], newReference: false)).isRefused)
        #expect(story.payout.status == .failed)
    }

    @Test("A 07 about a failed attempt is believed late only, about a refused one at once")
    func retryBelieves() {
        var story = failed()
        #expect(story.happens(.retried(ani, reported: [1: .notFound], newReference: false)).isRefused)
        story.wait(story.policy.notFoundAfter)
        #expect(!story.happens(.retried(ani, reported: [1: .notFound], newReference: false)).isRefused)

        var refused = PayoutStory()
        refused.becomesPending()
        refused.answers(.refused(Answers.invalidBeneficiary))
        #expect(!refused.happens(.retried(ani, reported: [1: .notFound], newReference: false)).isRefused)
        #expect(refused.payout.nextGeneration == 1)
    }

    @Test("Only what is invalid, failed, refunded or not found is tried again")
    func retryOfOthers() {
        for status in PayoutStatus.allCases {
            let payout = Payout(order: PayoutStory.order, status: status)
            let story = PayoutStory(payout)
            let refusal = payout.refusal(
                of: .retry(newReference: false), at: story.now, policy: story.policy)
            let isRetryable = [.invalid, .failed, .refunded, .notFound].contains(status)
            #expect((refusal == nil) == isRetryable, "\(status)")
        }
    }

    @Test("After a contradiction nothing is tried again, released or cancelled")
    func contradicted() {
        var story = failed()
        story.reports(.succeeded)
        for act in [PersonalAct.retry(newReference: false), .retry(newReference: true), .cancel] {
            #expect(story.payout.refusal(of: act, at: story.now, policy: story.policy) == .contradicted)
        }
        #expect(story.happens(.retried(ani, reported: [1: .failed], newReference: false)).isRefused)
    }

    @Test("A conflict that no inquiry finds goes on under a new reference, which raises the generation")
    func newReference() {
        var story = conflict()
        #expect(story.happens(.retried(ani, reported: [1: .notFound, 2: .notFound], newReference: false)).isRefused)
        #expect(story.happens(.retried(ani, reported: [1: .notFound, 2: .pending], newReference: true)).isRefused)
        story.happens(.retried(ani, reported: [1: .notFound, 2: .notFound], newReference: true))
        #expect(story.payout.status == .queued)
        #expect(story.payout.transfers.map(\.state) == [.refused, .refused])
        #expect(story.payout.nextAttempt == 3 && story.payout.nextGeneration == 2)
    }

    @Test("A new reference is for conflicts alone")
    func newReferenceElsewhere() {
        let story = failed()
        let act = PersonalAct.retry(newReference: true)
        #expect(story.payout.refusal(of: act, at: story.now, policy: story.policy) == .noConflict)
    }

    // MARK: cancel

    @Test("What may have been sent is not cancelled")
    func cancelRefused() {
        var story = PayoutStory()
        story.becomesPending()
        #expect(story.payout.refusal(of: .cancel, at: story.now, policy: story.policy) == .transferMayExist)
        #expect(story.happens(.cancelled(ani)).isRefused)
        let held = conflict()
        #expect(held.payout.refusal(of: .cancel, at: held.now, policy: held.policy) == .conflict)
    }

    @Test("A cancelled payout names the person and the reason, and is sent no more")
    func cancelled() {
        var story = PayoutStory()
        story.happens(.cancelled(ani))
        #expect(story.payout.status == .cancelled)
        #expect(story.payout.reason == .cancelled(by: PersonalDecision(person: "ani", reason: "seen the passbook")))
        let (externalID, number) = story.nextValidation()
        #expect(story.happens(.validationIntended(externalID, number)).isRefused)
    }

    @Test("What has failed is cancelled only if the bank says so now, and is never tried again")
    func cancelledAfterFailure() {
        var story = failed()
        #expect(story.payout.refusal(of: .cancel, at: story.now, policy: story.policy) == nil)
        #expect(story.happens(.cancelled(ani)) == .refused(.attemptUnclear(attempt: 1)))
        #expect(story.happens(.cancelled(ani, reported: [1: .notFound])).isRefused)
        for status in [TransactionStatus.succeeded, .pending] {
            #expect(story.happens(.cancelled(ani, reported: [1: status])) == .refused(.attemptMayLive(attempt: 1)))
        }
        story.happens(.cancelled(ani, reported: [1: .failed]))
        #expect(story.payout.status == .cancelled)
        #expect(story.happens(.retried(ani, reported: [1: .failed], newReference: false)).isRefused)
        story.reports(.succeeded, attempt: 1)
        #expect(story.payout.isContradicted)
    }

    @Test("Nothing that has succeeded or came back is cancelled")
    func cancelledStatuses() {
        for status in PayoutStatus.allCases {
            let payout = Payout(order: PayoutStory.order, status: status)
            let story = PayoutStory(payout)
            let isFinished = [.rejected, .pending, .succeeded, .refunded, .notFound, .cancelled].contains(status)
            let refusal = payout.refusal(of: .cancel, at: story.now, policy: story.policy)
            #expect((refusal == nil) != isFinished, "\(status)")
        }
    }

    @Test("Money that moved all the same shows, also on a cancelled payout")
    func cancelledAndPaid() {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.happens(.cancelled(ani))
        story.reports(.succeeded, attempt: 1)
        #expect(story.payout.status == .succeeded && story.payout.isContradicted)
    }

    // MARK: resolve

    @Test("A person decides only after a day in doubt", arguments: Resolution.allCases)
    func resolved(resolution: Resolution) {
        var story = PayoutStory()
        story.becomesPending()
        let until = story.now + story.policy.resolveAfter
        story.wait(story.policy.resolveAfter - .milliseconds(1))
        #expect(
            story.payout.refusal(of: .resolve, at: story.now, policy: story.policy)
                == .tooEarlyToResolve(until: until))
        #expect(story.happens(.resolved(ani, as: resolution)).isRefused)
        story.wait(.milliseconds(1))
        #expect(!story.happens(.resolved(ani, as: resolution)).isRefused)
        #expect(story.payout.status.rawValue == resolution.rawValue)
        #expect(story.payout.reason?.code == ReasonCode.resolved)
        #expect(story.payout.transfers.last?.source == .person)
    }

    @Test("A refunded payout is not sent again while the bank knows nothing of its transfer, however late")
    func retryOfRefunded() {
        var story = PayoutStory()
        story.becomesPending()
        story.reports(.succeeded)
        story.reports(.refunded)
        #expect(story.payout.status == .refunded)
        story.wait(story.policy.notFoundAfter)
        #expect(story.happens(.retried(ani, reported: [1: .notFound], newReference: false)).isRefused)
        #expect(!story.happens(.retried(ani, reported: [1: .refunded], newReference: false)).isRefused)
    }

    @Test("A person's failure does not raise the generation: if it is wrong, the bank refuses the next transfer")
    func resolvedGeneration() {
        var story = PayoutStory()
        story.isResolved(as: .failed)
        story.happens(.retried(ani, reported: [1: .notFound], newReference: false))
        #expect(story.payout.nextAttempt == 2 && story.payout.nextGeneration == 1)
    }

    @Test("The bank's later word outweighs a person's, and shows")
    func resolvedWrongly() {
        var failed = PayoutStory()
        failed.isResolved(as: .failed)
        failed.reports(.succeeded)
        #expect(failed.payout.status == .succeeded && failed.payout.isContradicted)

        var refunded = PayoutStory()
        refunded.isResolved(as: .refunded)
        refunded.reports(.succeeded)
        #expect(refunded.payout.isContradicted)

        var succeeded = PayoutStory()
        succeeded.isResolved(as: .succeeded)
        succeeded.reports(.failed)
        #expect(succeeded.payout.status == .succeeded && succeeded.payout.isContradicted)
    }

    @Test("Only doubt is resolved")
    func resolveOthers() {
        let story = failed()
        #expect(story.payout.refusal(of: .resolve, at: story.now, policy: story.policy) == .notInDoubt)
    }
}
