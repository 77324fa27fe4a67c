import PayoutCore
import TestSupport
import Testing

@Suite("A person decides a contradiction")
struct ContradictionDecisionTests {
    private static let decision = PersonalDecision(person: "Ani", reason: "statement of 3 March")

    private func decided(_ resolution: Resolution) -> PayoutStory {
        var story = PayoutStory()
        story.isContradicted()
        story.happens(.resolved(Self.decision, as: resolution))
        return story
    }

    @Test("The decision stands beside both statements of the bank", arguments: Resolution.allCases)
    func bothStatements(resolution: Resolution) throws {
        let payout = decided(resolution).payout
        #expect(payout.status.rawValue == resolution.rawValue)
        #expect(payout.isContradicted && !payout.isContradictionOpen)
        #expect(payout.contradictionResolvedAs == resolution)
        #expect(payout.reason?.code == ReasonCode.contradictionResolved)
        #expect(
            payout.reason
                == .contradictionResolved(
                    statements: Contradiction(first: .reported(status: .failed), then: .reported(status: .succeeded)),
                    by: Self.decision, as: resolution))
        let transfer = try #require(payout.transfers.first)
        #expect(transfer.state == .failed)
        #expect(transfer.source == .callback)
        #expect(transfer.contradictedBy?.status == .succeeded)
        #expect(transfer.contradictedBy?.source == .callback)
    }

    @Test("Nothing is ever sent again, whatever was decided", arguments: Resolution.allCases)
    func nothingGoesAgain(resolution: Resolution) {
        var story = decided(resolution)
        let before = story.payout
        let reported: [Attempt: TransactionStatus] = [1: .failed]
        let acts: [PayoutEvent] = [
            .retried(Self.decision, reported: reported, newReference: false), .released(Self.decision),
            .cancelled(Self.decision), .reopened, .recalled, .duplicateFound(.example),
            .foundInReports(story.reported()),
        ]
        for act in acts { #expect(story.happens(act).isRefused) }
        let fresh = story.nextValidation()
        #expect(story.happens(.validationIntended(fresh.0, fresh.1)).isRefused)
        #expect(story.payout == before)
    }

    @Test("A second decision needs a new disagreement")
    func decidedOnce() {
        var story = decided(.succeeded)
        #expect(story.happens(.resolved(Self.decision, as: .failed)).isRefused)
        #expect(story.reports(.failed).isRefused == false)
        #expect(story.happens(.resolved(Self.decision, as: .failed)) == .changed(next: .nothing))
        #expect(story.payout.status == .failed)
    }

    @Test("A word of the bank that disagrees opens it again; one that agrees or decides nothing does not")
    func reopens() {
        for (resolution, agreeing) in [
            (Resolution.succeeded, TransactionStatus.succeeded), (.failed, .failed), (.refunded, .refunded),
        ] {
            for status in [
                TransactionStatus.succeeded, .pending, .refunded, .failed, .notFound, .unrecognised("99"),
            ] {
                var story = decided(resolution)
                story.reports(status, by: .inquiry)
                let isQuiet = status == agreeing || [.pending, .notFound, .unrecognised("99")].contains(status)
                #expect(story.payout.isContradictionOpen == !isQuiet, "\(resolution), \(status)")
                #expect(story.payout.status.rawValue == resolution.rawValue)
                guard !isQuiet else { continue }
                #expect(
                    story.payout.reason
                        == .contradiction(first: .decided(as: resolution), then: .reported(status: status)))
                #expect(story.payout.transfers.first?.contradictedBy?.status == status)
            }
        }
    }

    @Test("While an attempt is on its way, a day must have passed")
    func pendingAttempt() {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.becomesPending()
        story.reports(.succeeded, attempt: 1)
        #expect(story.payout.isContradictionOpen)
        #expect(story.happens(.resolved(Self.decision, as: .succeeded)).isRefused)
        story.wait(story.policy.resolveAfter)
        #expect(story.happens(.resolved(Self.decision, as: .succeeded)) == .changed(next: .nothing))
        #expect(story.payout.status == .succeeded)
        #expect(story.payout.transfers.map(\.state) == [.refused, .succeeded])
        #expect(!story.payout.isContradictionOpen)
    }
}
