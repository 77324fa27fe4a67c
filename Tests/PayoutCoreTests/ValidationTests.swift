import PayoutCore
import TestSupport
import Testing

@Suite("Validating an account")
struct ValidationTests {
    private let accepted = ValidationOutcome.accepted(Answers.validationAccepted, providerReferenceNo: "V1")
    private let valid = ValidationVerdict.valid(
        name: PayoutStory.bankName, customerReference: "BEN-1", providerReferenceNo: nil)

    @Test("The deadline runs from the intent, and anew from the answer")
    func deadline() {
        var story = PayoutStory()
        let externalID = story.validates()
        #expect(story.payout.dueAt == story.now + .seconds(60))
        story.wait(.seconds(20))
        story.happens(.validationAnswered(externalID, accepted))
        #expect(story.payout.dueAt == story.now + .seconds(60))
        story.wait(.milliseconds(59_999))
        #expect(story.happens(.validationOverdue).isRefused)
        story.wait(.milliseconds(1))
        #expect(story.happens(.validationOverdue) == .changed(next: .validateAgain))
    }

    @Test("A request that is still open is not overdue: its own time limit ends it")
    func openRequest() {
        var story = PayoutStory()
        story.validates()
        story.wait(.seconds(60))
        #expect(story.happens(.validationOverdue) == .changed(next: .nothing))
        #expect(story.payout.status == .validating)
        #expect(story.payout.dueAt == story.now + .seconds(60))
    }

    @Test("After validationAttempts without a result nobody asks any more", arguments: [1, 2, 3, 5])
    func attempts(count: Int) {
        var story = PayoutStory()
        story.policy.validationAttempts = count
        for round in 1...count {
            #expect(story.payout.status == .queued)
            let externalID = story.validates()
            // Both kinds of answer use up one.
            let is5xx = round.isMultiple(of: 2)
            story.happens(
                .validationAnswered(externalID, is5xx ? .doubtful(.serverError(Answers.generalError)) : accepted))
            story.wait(.seconds(60))
            story.happens(.validationOverdue)
        }
        #expect(story.payout.status == .unverified)
        #expect(story.payout.reason?.code == ReasonCode.noValidationResult)
        #expect(story.payout.dueAt == nil)
    }

    @Test(
        "What was not answered, or refused before processing, uses up no attempt",
        arguments: [
            ValidationOutcome.doubtful(.timedOut), .doubtful(.connectionLost), .doubtful(.redirected(status: 307)),
            .doubtful(.notUnderstood(status: 200)), .unsent(.notConnected("connection refused")), .unsent(.notStarted),
            .deferred(.unauthorized(Answers.unauthorized, tokenSerial: 1)),
            .deferred(.throttled(Answers.tooManyRequests, retryAfter: nil)), .deferred(.conflict(Answers.conflict)),
        ])
    func free(outcome: ValidationOutcome) {
        var story = PayoutStory()
        for _ in 0..<20 {
            let externalID = story.validates()
            #expect(story.payout.status == .validating)
            story.happens(.validationAnswered(externalID, outcome))
            story.wait(.seconds(60))
            if story.payout.status == .validating { story.happens(.validationOverdue) }
            #expect(story.payout.status == .queued)
        }
        #expect(!story.payout.validations.contains { $0.isCounted })
    }

    @Test("A refusal that would hit every row leaves the row in the queue, without another try")
    func refusedForAll() {
        var story = PayoutStory()
        let externalID = story.validates()
        let step = story.happens(
            .validationAnswered(externalID, .refusedForAll(Answers.unauthorized, .unknownPartner)))
        #expect(step == .changed(next: .nothing))
        #expect(story.payout.status == .queued)
        #expect(story.payout.dueAt == nil)
    }

    @Test("The result may come before the answer, which then changes nothing")
    func resultFirst() {
        var story = PayoutStory()
        let externalID = story.validates()
        #expect(story.happens(.validationReported(externalID, valid)) == .changed(next: .transfer))
        let payout = story.payout
        #expect(story.happens(.validationAnswered(externalID, .doubtful(.timedOut))).isNoted)
        #expect(story.payout == payout)
    }

    @Test("The result of an earlier validation of the same attempt counts as well: the first good one wins")
    func earlierValidation() {
        var story = PayoutStory()
        let first = story.validates()
        story.happens(.validationAnswered(first, accepted))
        story.wait(.seconds(60))
        story.happens(.validationOverdue)
        let second = story.validates()
        #expect(story.happens(.validationReported(first, valid)) == .changed(next: .transfer))
        #expect(story.happens(.validationReported(second, valid)).isNoted)
        story.transfers()
        #expect(story.payout.transfers.first?.validation == first)
    }

    @Test("A result that comes while the payout waits in the queue, or was given up as unverified, counts")
    func lateResult() {
        var story = PayoutStory()
        story.policy.validationAttempts = 1
        let externalID = story.validates()
        story.happens(.validationAnswered(externalID, accepted))
        story.wait(.seconds(60))
        story.happens(.validationOverdue)
        #expect(story.payout.status == .unverified)
        #expect(story.happens(.validationReported(externalID, valid)) == .changed(next: .transfer))
    }

    @Test("P4: results of an earlier run do not count")
    func earlierRun() {
        var story = PayoutStory()
        let externalID = story.validates()
        story.happens(.validationAnswered(externalID, accepted))
        story.happens(.recalled)
        #expect(story.payout.status == .queued)
        #expect(story.happens(.validationReported(externalID, valid)).isNoted)
        #expect(story.payout.status == .queued)
        var ready = PayoutStory()
        ready.becomesValidated()
        ready.happens(.recalled)
        #expect(ready.payout.status == .queued)
        #expect(ready.payout.goodValidation == nil)
        #expect(ready.transfers().isRefused)
    }

    @Test("What the bank never told is asked afresh by the next run")
    func reopened() {
        var story = PayoutStory()
        story.policy.validationAttempts = 1
        let externalID = story.validates()
        story.happens(.validationAnswered(externalID, accepted))
        story.wait(.seconds(60))
        story.happens(.validationOverdue)
        story.happens(.reopened)
        #expect(story.payout.status == .queued)
        #expect(story.payout.reason == nil)
        #expect(story.happens(.validationReported(externalID, valid)).isNoted)
        story.becomesValidated()
        #expect(story.payout.status == .validated)
    }

    @Test("A deadline that another clock stored is due")
    func clockJump() {
        var story = PayoutStory()
        let externalID = story.validates()
        story.happens(.validationAnswered(externalID, accepted))
        story.wait(.seconds(-86_400))
        #expect(story.happens(.validationOverdue) == .changed(next: .validateAgain))
    }

    @Test("Still in progress is no result")
    func inProgress() {
        var story = PayoutStory()
        let externalID = story.validates()
        #expect(story.happens(.validationReported(externalID, .inProgress)).isNoted)
        #expect(story.payout.status == .validating)
    }

    @Test("Names that differ hold the payout, unless they are to be ignored or a person accepted this name")
    func names() {
        var held = PayoutStory()
        held.becomesValidated(name: "SITI WIJAYA")
        #expect(held.payout.status == .held)
        #expect(held.payout.reason == .nameMismatch(file: PayoutStory.order.accountName, bank: "SITI WIJAYA"))
        #expect(held.transfers().isRefused)

        var ignoring = PayoutStory()
        ignoring.policy.names = .payAll
        ignoring.becomesValidated(name: "SITI WIJAYA")
        #expect(ignoring.payout.status == .validated)

        var released = PayoutStory(
            Payout(order: PayoutStory.order, status: .queued, acceptedName: "SITI WIJAYA"))
        released.becomesValidated(name: "SITI WIJAYA")
        #expect(released.payout.status == .validated)
        var another = PayoutStory(Payout(order: PayoutStory.order, status: .queued, acceptedName: "SITI WIJAYA"))
        another.becomesValidated(name: "AGUS PRATAMA")
        #expect(another.payout.status == .held)
    }

    @Test("A close name waits for a person, or is paid or ended by the setting of its verdict")
    func verdicts() {
        func story(_ policy: (inout NamePolicy) -> Void) -> PayoutStory {
            var story = PayoutStory()
            policy(&story.policy.names)
            story.becomesValidated(name: "B SANTOSO")
            return story
        }
        #expect(PayoutStory.order.comparison(withBank: "B SANTOSO").verdict == .close)
        #expect(story { _ in }.payout.status == .held)
        #expect(story { $0.close = .pay }.payout.status == .validated)
        #expect(story { $0.different = .pay }.payout.status == .held)
        var rejecting = story { $0.close = .reject }
        #expect(rejecting.payout.status == .invalid)
        #expect(rejecting.payout.reason == .nameRejected(file: PayoutStory.order.accountName, bank: "B SANTOSO"))
        #expect(rejecting.transfers().isRefused)
    }

    @Test("A payout in the queue can be a possible duplicate, also one whose first attempt was refused")
    func duplicates() {
        var story = PayoutStory()
        #expect(story.happens(.duplicateFound(.example)) == .changed(next: .nothing))
        #expect(story.payout.status == .held)
        #expect(story.payout.reason == .likeness(.example, of: PayoutStory.order))
        var deferred = PayoutStory()
        deferred.isDeferredOnce()
        #expect(deferred.happens(.duplicateFound(.example)) == .changed(next: .nothing))
        var pending = PayoutStory()
        pending.becomesPending()
        #expect(pending.happens(.duplicateFound(.example)).isRefused)
    }
}
