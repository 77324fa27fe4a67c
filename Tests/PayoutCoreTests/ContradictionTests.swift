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
            case .succeeded: story.tells("00")
            case .refunded: story.tells("04")
            case .failed: story.tells("06")
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
        let code: String
        let state: Transfer.State
        let status: PayoutStatus
        let isContradiction: Bool

        init(
            _ ending: Ending, _ code: String, _ state: Transfer.State, _ status: PayoutStatus,
            contradiction: Bool = false
        ) {
            (self.ending, self.code, self.state, self.status) = (ending, code, state, status)
            isContradiction = contradiction
        }

        var testDescription: String { "\(ending.rawValue), then \(code)" }
    }

    static let table = [
        Expectation(.succeeded, "00", .succeeded, .succeeded),
        Expectation(.succeeded, "03", .succeeded, .succeeded),
        Expectation(.succeeded, "04", .refunded, .refunded),
        Expectation(.succeeded, "06", .succeeded, .succeeded, contradiction: true),
        Expectation(.succeeded, "07", .succeeded, .succeeded),
        Expectation(.succeeded, "99", .succeeded, .succeeded),
        Expectation(.refunded, "00", .refunded, .refunded),
        Expectation(.refunded, "03", .refunded, .refunded),
        Expectation(.refunded, "04", .refunded, .refunded),
        Expectation(.refunded, "06", .refunded, .refunded, contradiction: true),
        Expectation(.refunded, "07", .refunded, .refunded),
        Expectation(.failed, "00", .failed, .failed, contradiction: true),
        Expectation(.failed, "03", .failed, .failed),
        Expectation(.failed, "04", .failed, .failed, contradiction: true),
        Expectation(.failed, "06", .failed, .failed),
        Expectation(.failed, "07", .failed, .failed),
        Expectation(.refused, "00", .succeeded, .succeeded, contradiction: true),
        Expectation(.refused, "03", .pending, .pending, contradiction: true),
        Expectation(.refused, "04", .refunded, .refunded, contradiction: true),
        Expectation(.refused, "06", .failed, .failed),
        Expectation(.refused, "07", .refused, .failed),
        Expectation(.unsent, "00", .succeeded, .succeeded, contradiction: true),
        Expectation(.unsent, "03", .pending, .pending, contradiction: true),
        Expectation(.unsent, "04", .refunded, .refunded, contradiction: true),
        Expectation(.unsent, "06", .failed, .queued),
        Expectation(.unsent, "07", .unsent, .queued),
        Expectation(.notFound, "00", .succeeded, .succeeded),
        Expectation(.notFound, "03", .pending, .pending),
        Expectation(.notFound, "04", .refunded, .refunded),
        Expectation(.notFound, "06", .failed, .failed),
        Expectation(.notFound, "07", .notFound, .notFound),
    ]

    @Test("What is told about an attempt that has ended", arguments: table, [StatusSource.callback, .inquiry])
    func afterTheEnd(expected: Expectation, source: StatusSource) {
        var story = expected.ending.story
        story.tells(expected.code, by: source)
        #expect(story.payout.transfers.map(\.state) == [expected.state])
        #expect(story.payout.status == expected.status)
        #expect(story.payout.isContradicted == expected.isContradiction)
        #expect((story.payout.reason?.code == ReasonCode.contradiction) == expected.isContradiction)
    }

    @Test(
        "News of an earlier attempt while another one is live is a contradiction and changes nothing",
        arguments: [
            "00", "03", "04",
        ])
    func whileAnotherIsLive(code: String) {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.becomesPending()
        story.tells(code, attempt: 1)
        #expect(story.payout.isContradicted)
        #expect(story.payout.status == .pending)
        #expect(story.payout.transfers.map(\.state) == [.refused, .pending])
        #expect(story.payout.reason?.code == ReasonCode.contradiction)
        #expect(story.payout.reason?.text.contains(code) == true)
    }

    @Test("06 for an earlier attempt is no contradiction: no money moved there")
    func earlierFailure() {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.becomesPending()
        story.tells("06", attempt: 1)
        #expect(!story.payout.isContradicted)
        #expect(story.payout.transfers.map(\.state) == [.failed, .pending])
    }

    @Test("Two attempts that both claim success: one counts, the other is a contradiction")
    func bothSucceed() {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.becomesPending()
        story.tells("00", attempt: 2)
        story.tells("00", attempt: 1)
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
        story.tells("00")
        let reason = story.payout.reason
        #expect(story.tells("04").isNoted)
        #expect(story.payout.reason == reason)
    }

    @Test("A refund after a contradiction is still a refund, and still shown as a contradiction")
    func refundAfterContradiction() {
        var story = Ending.succeeded.story
        story.tells("06")
        story.tells("04")
        #expect(story.payout.status == .refunded)
        #expect(story.payout.isContradicted)
        #expect(story.payout.reason?.code == ReasonCode.contradiction)
    }
}
