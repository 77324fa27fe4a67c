import PayoutCore
import Testing

@Suite("What follows a contradiction")
struct ContradictionAftermathTests {
    /// Attempt 1 was answered 429; while attempt 2 is on its way, the bank reports 00 for attempt 1.
    private func contradicted() -> PayoutStory {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.becomesPending()
        story.reports(.succeeded, attempt: 1)
        return story
    }

    @Test("No later event hides the contradiction in the reason")
    func theReasonStays() {
        var doubtful = contradicted()
        doubtful.answers(.doubtful(.timedOut))
        #expect(doubtful.payout.reason?.code == ReasonCode.contradiction)

        var pending = contradicted()
        pending.reports(.pending)
        #expect(pending.payout.reason?.code == ReasonCode.contradiction)

        var refused = contradicted()
        refused.answers(.refused(Answers.invalidBeneficiary))
        #expect(refused.payout.reason?.code == ReasonCode.contradiction)
    }

    @Test("A contradicted payout whose attempt ends without being received waits for a person and is not sent again")
    func nothingGoesAgain() {
        var throttled = contradicted()
        throttled.answers(.deferred(.throttled(Answers.tooManyRequests, retryAfter: nil)))
        #expect(throttled.payout.status == .held)
        let fresh = throttled.nextValidation()
        #expect(throttled.happens(.validationIntended(fresh.0, fresh.1)).isRefused)

        var unsent = contradicted()
        unsent.answers(.unsent(.notStarted))
        #expect(unsent.payout.status == .held)
    }

    @Test("A change of status is never called a mere note")
    func changesAreChanges() {
        var story = contradicted()
        story.reports(.failed, attempt: 2)
        let before = story.payout.status
        let step = story.reports(.succeeded, attempt: 1)
        #expect(story.payout.status != before)
        #expect(!step.isNoted)
    }

    @Test("06 for a refused attempt is recorded with who told it and when")
    func theWitnessIsKept() {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.wait(.seconds(9))
        story.reports(.failed, by: .callback, attempt: 1)
        #expect(story.payout.transfers.first?.source == .callback)
        #expect(story.payout.transfers.first?.settledAt == story.now)
    }

    @Test("The generation grows when the bank has ended any attempt that carried it")
    func theGenerationGrows() {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.becomesPending()
        story.answers(.unsent(.notStarted))
        story.reports(.failed, attempt: 1)
        #expect(story.payout.nextGeneration == 2)
    }
}
