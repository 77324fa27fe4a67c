import PayoutCore
import Testing

@Suite("What the bank reported about an account stays")
struct ValidationEvidenceTests {
    @Test("An invalid account stays invalid in the books after retry and cancel")
    func invalid() {
        for act in [
            PayoutEvent.retried(PayoutStory.decision, reported: [:], newReference: false),
            .cancelled(PayoutStory.decision),
        ] {
            var story = PayoutStory()
            let externalID = story.validates()
            story.happens(.validationReported(externalID, .invalid(Answers.invalidAccount)))
            #expect(story.happens(act) == .changed(next: .nothing))
            let validation = story.payout.validations.first
            #expect(validation?.state == .invalid)
            #expect(validation?.answer == Answers.invalidAccount)
            #expect(validation?.reportedAt == story.now)
            #expect(validation?.isGivenUp == true)
        }
    }

    @Test("A valid account stays valid in the books after release, and serves no transfer")
    func valid() {
        var story = PayoutStory()
        story.becomesValidated(name: "SOMEBODY ELSE")
        #expect(story.payout.status == .held)
        story.happens(.released(PayoutStory.decision))
        #expect(story.payout.validations.first?.state == .valid)
        #expect(story.payout.validations.first?.name == "SOMEBODY ELSE")
        #expect(story.payout.goodValidation == nil)
        #expect(story.transfers().isRefused)
    }

    @Test("A validation without a result was given up, and a late result counts no more")
    func withoutResult() {
        var story = PayoutStory()
        let externalID = story.validates()
        story.happens(.recalled)
        #expect(story.payout.validations.first?.state == .abandoned)
        let late = ValidationVerdict.invalid(Answers.invalidAccount)
        #expect(story.happens(.validationReported(externalID, late)).isNoted)
        #expect(story.payout.status == .queued)
    }

    @Test("The age of a validation counts from its request: its result may have waited in a suspended process")
    func age() {
        var story = PayoutStory()
        let externalID = story.validates()
        story.happens(.validationAnswered(externalID, .accepted(Answers.validationAccepted, providerReferenceNo: nil)))
        story.wait(story.policy.validationAgeMax)
        let verdict = ValidationVerdict.valid(
            name: PayoutStory.bankName, customerReference: "BEN-1", providerReferenceNo: nil)
        story.happens(.validationReported(externalID, verdict))
        #expect(story.payout.status == .validated)
        #expect(story.transfers() == .changed(next: .validateAgain))
        #expect(story.payout.status == .queued)
    }
}
