import PayoutCore
import Testing

@Suite("A bank that contradicts itself")
struct ContradictionTests {
    /// How the one attempt of a payout has ended.
    enum Ending: String, CaseIterable {
        case succeeded, refunded, failed, refused, unsent, notFound

        var story: PayoutStory {
            var story = PayoutStory()
            story.becomesPending()
            switch self {
            case .succeeded: story.reports(.succeeded)
            case .refunded: story.reports(.refunded)
            case .failed: story.reports(.failed)
            case .refused: story.answers(.refused(Answers.invalidBeneficiary))
            case .unsent: story.answers(.unsent(.notConnected("connection refused")))
            case .notFound: story.isNotFound()
            }
            return story
        }
    }

    /// What a status makes of an attempt that has ended.
    struct Expectation: Sendable, CustomTestStringConvertible {
        let ending: Ending
        let reported: TransactionStatus
        let state: Transfer.State
        let status: PayoutStatus
        let isContradiction: Bool

        init(
            _ ending: Ending, _ reported: TransactionStatus, _ state: Transfer.State, _ status: PayoutStatus,
            contradiction: Bool = false
        ) {
            (self.ending, self.reported, self.state, self.status) = (ending, reported, state, status)
            isContradiction = contradiction
        }

        var testDescription: String { "\(ending.rawValue), then \(reported.rawValue)" }
    }

    static let table = [
        Expectation(.succeeded, .succeeded, .succeeded, .succeeded),
        Expectation(.succeeded, .pending, .succeeded, .succeeded),
        Expectation(.succeeded, .refunded, .refunded, .refunded),
        Expectation(.succeeded, .failed, .succeeded, .succeeded, contradiction: true),
        Expectation(.succeeded, .notFound, .succeeded, .succeeded),
        Expectation(.succeeded, .unrecognised("99"), .succeeded, .succeeded),
        Expectation(.refunded, .succeeded, .refunded, .refunded),
        Expectation(.refunded, .pending, .refunded, .refunded),
        Expectation(.refunded, .refunded, .refunded, .refunded),
        Expectation(.refunded, .failed, .refunded, .refunded, contradiction: true),
        Expectation(.refunded, .notFound, .refunded, .refunded),
        Expectation(.failed, .succeeded, .failed, .failed, contradiction: true),
        Expectation(.failed, .pending, .failed, .failed),
        Expectation(.failed, .refunded, .failed, .failed, contradiction: true),
        Expectation(.failed, .failed, .failed, .failed),
        Expectation(.failed, .notFound, .failed, .failed),
        Expectation(.refused, .succeeded, .succeeded, .succeeded, contradiction: true),
        Expectation(.refused, .pending, .pending, .pending, contradiction: true),
        Expectation(.refused, .refunded, .refunded, .refunded, contradiction: true),
        Expectation(.refused, .failed, .failed, .failed),
        Expectation(.refused, .notFound, .refused, .failed),
        Expectation(.unsent, .succeeded, .succeeded, .succeeded, contradiction: true),
        Expectation(.unsent, .pending, .pending, .pending, contradiction: true),
        Expectation(.unsent, .refunded, .refunded, .refunded, contradiction: true),
        Expectation(.unsent, .failed, .failed, .queued),
        Expectation(.unsent, .notFound, .unsent, .queued),
        Expectation(.notFound, .succeeded, .succeeded, .succeeded),
        Expectation(.notFound, .pending, .pending, .pending),
        Expectation(.notFound, .refunded, .refunded, .refunded),
        Expectation(.notFound, .failed, .failed, .failed),
        Expectation(.notFound, .notFound, .notFound, .notFound),
    ]

    @Test("What is told about an attempt that has ended", arguments: table, [StatusSource.callback, .inquiry])
    func afterTheEnd(expected: Expectation, source: StatusSource) {
        var story = expected.ending.story
        story.reports(expected.reported, by: source)
        #expect(story.payout.transfers.map(\.state) == [expected.state])
        #expect(story.payout.status == expected.status)
        #expect(story.payout.isContradicted == expected.isContradiction)
        #expect((story.payout.reason?.code == ReasonCode.contradiction) == expected.isContradiction)
    }

    @Test(
        "News of an earlier attempt while another one is live is a contradiction and changes nothing",
        arguments: [TransactionStatus.succeeded, .pending, .refunded])
    func whileAnotherIsLive(status: TransactionStatus) {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.becomesPending()
        story.reports(status, attempt: 1)
        #expect(story.payout.isContradicted)
        #expect(story.payout.status == .pending)
        #expect(story.payout.transfers.map(\.state) == [.refused, .pending])
        #expect(
            story.payout.reason
                == .contradiction(
                    first: .endedAndSentAgain(as: .refused, attempt: 2),
                    then: .reportedOfAttempt(status: status, attempt: 1)))
    }

    @Test("06 for an earlier attempt is no contradiction: no money moved there")
    func earlierFailure() {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.becomesPending()
        story.reports(.failed, attempt: 1)
        #expect(!story.payout.isContradicted)
        #expect(story.payout.transfers.map(\.state) == [.failed, .pending])
    }

    @Test("Two attempts that both claim success: one counts, the other is a contradiction")
    func bothSucceed() {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.becomesPending()
        story.reports(.succeeded, attempt: 2)
        story.reports(.succeeded, attempt: 1)
        #expect(story.payout.status == .succeeded)
        #expect(story.payout.transfers.map(\.state) == [.refused, .succeeded])
        #expect(story.payout.isContradicted)
    }

    @Test("A contradicted payout is never validated nor transferred again")
    func barred() {
        let contradicted = Payout(order: PayoutStory.order, status: .queued, isContradicted: true)
        var queued = PayoutStory(contradicted)
        let (externalID, number) = queued.nextValidation()
        #expect(queued.happens(.validationIntended(externalID, number)).isRefused)
        #expect(queued.payout == contradicted)
        var ready = PayoutStory()
        ready.becomesValidated()
        var validated = PayoutStory(
            Payout(
                order: PayoutStory.order, status: .validated, validations: ready.payout.validations,
                isContradicted: true))
        #expect(validated.transfers().isRefused)
        #expect(validated.payout.transfers.isEmpty)
    }

    @Test("The first contradiction is the one that is shown")
    func shownOnce() {
        var story = Ending.failed.story
        story.reports(.succeeded)
        let reason = story.payout.reason
        #expect(story.reports(.refunded).isNoted)
        #expect(story.payout.reason == reason)
    }

    @Test("A refund after a contradiction is still a refund, and still shown as a contradiction")
    func refundAfterContradiction() {
        var story = Ending.succeeded.story
        story.reports(.failed)
        story.reports(.refunded)
        #expect(story.payout.status == .refunded)
        #expect(story.payout.isContradicted)
        #expect(story.payout.reason?.code == ReasonCode.contradiction)
    }
}
