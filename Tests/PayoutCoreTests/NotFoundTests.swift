import PayoutCore
import Testing

@Suite("07 is believed late, twice, apart, and only from an inquiry")
struct NotFoundTests {
    private func pending(_ change: (inout PayoutPolicy) -> Void = { _ in }) -> PayoutStory {
        var story = PayoutStory()
        change(&story.policy)
        story.becomesPending()
        story.answers(.received(Answers.received, providerReferenceNo: nil))
        return story
    }

    @Test("Too early, it only makes us ask again when it can be believed")
    func early() throws {
        var story = pending()
        let sentAt = try #require(story.payout.transfers.first).sentAt
        for _ in 0..<20 {
            #expect(story.reports(.notFound, by: .inquiry).isNoted)
            story.wait(.seconds(44))
        }
        #expect(story.payout.status == .pending)
        #expect(story.payout.transfers.first?.notFoundSince == nil)
        #expect(story.payout.dueAt == sentAt + .seconds(900))
    }

    @Test("One millisecond before notFoundAfter is too early, at it is not")
    func boundary() {
        var story = pending()
        story.wait(.milliseconds(899_999))
        story.reports(.notFound, by: .inquiry)
        #expect(story.payout.transfers.first?.notFoundSince == nil)
        story.wait(.milliseconds(1))
        story.reports(.notFound, by: .inquiry)
        #expect(story.payout.transfers.first?.notFoundSince == story.now)
        #expect(story.payout.dueAt == story.now + .seconds(30))
    }

    @Test("The second time counts pollInterval after the first")
    func twiceApart() {
        var story = pending()
        story.wait(.seconds(900))
        story.reports(.notFound, by: .inquiry)
        story.wait(.milliseconds(29_999))
        #expect(story.reports(.notFound, by: .inquiry).isNoted)
        #expect(story.payout.status == .pending)
        story.wait(.milliseconds(1))
        story.reports(.notFound, by: .inquiry)
        #expect(story.payout.status == .notFound)
        #expect(story.payout.reason?.code == ReasonCode.notFound)
        #expect(story.payout.transfers.first?.source == .inquiry)
        #expect(story.payout.transfers.first?.settledAt == story.now)
        #expect(story.payout.dueAt == nil)
    }

    @Test("A callback with 07 never counts; it makes us ask, at most once a pollInterval")
    func callbackOnlyHints() {
        var story = pending()
        story.reports(.notFound, by: .callback)
        #expect(story.payout.dueAt == story.now)
        story.happens(.inquiryIntended(attempt: 1))
        story.reports(.notFound, by: .callback)
        #expect(story.payout.dueAt == story.now + .seconds(30))
        story.wait(.seconds(10_000))
        for _ in 0..<10 {
            story.reports(.notFound, by: .callback)
            story.wait(.seconds(60))
        }
        #expect(story.payout.status == .pending)
        #expect(story.payout.transfers.first?.notFoundSince == nil)
    }

    @Test("Any sign of life between the two begins the count anew")
    func signOfLife() {
        var story = pending()
        story.wait(.seconds(900))
        story.reports(.notFound, by: .inquiry)
        story.wait(.seconds(30))
        story.reports(.pending, by: .callback)
        story.reports(.notFound, by: .inquiry)
        #expect(story.payout.status == .pending)
        story.wait(.seconds(30))
        story.reports(.notFound, by: .inquiry)
        #expect(story.payout.status == .notFound)
    }

    @Test("A clock that jumped back begins the count anew instead of believing")
    func clockJumpsBack() {
        var story = pending()
        story.wait(.seconds(4500))
        story.reports(.notFound, by: .inquiry)
        story.wait(.seconds(-1800))
        story.reports(.notFound, by: .inquiry)
        #expect(story.payout.status == .pending)
        #expect(story.payout.transfers.first?.notFoundSince == story.now)
        story.wait(.seconds(30))
        story.reports(.notFound, by: .inquiry)
        #expect(story.payout.status == .notFound)
    }

    @Test(
        "What is believed not found is overruled by any other recognised status",
        arguments: [
            (TransactionStatus.succeeded, PayoutStatus.succeeded), (.pending, .pending), (.refunded, .refunded),
            (.failed, .failed), (.notFound, .notFound),
            (.unrecognised("99"), .notFound),
        ])
    func overruled(reported: TransactionStatus, status: PayoutStatus) {
        var story = pending()
        story.isNotFound()
        #expect(story.payout.status == .notFound)
        story.reports(reported)
        #expect(story.payout.status == status)
        #expect(!story.payout.isContradicted)
        let isOpen = story.payout.transfers.first?.settledAt == nil
        #expect(isOpen == (status == .pending))
    }

    @Test(
        "Where the bank remembers the number, not found holds the payout for a person, and a real status frees it"
    )
    func conflict() {
        var story = PayoutStory()
        story.becomesPending()
        story.answers(.partnerReferenceUsed(Answers.partnerReferenceUsed))
        #expect(story.payout.dueAt == story.now)
        story.isNotFound()
        #expect(story.payout.status == .held)
        #expect(story.payout.reason?.code == ReasonCode.conflict)
        #expect(story.payout.liveTransfer?.state == .pending)
        #expect(story.transfers().isRefused)
        var paid = story
        paid.reports(.succeeded, by: .inquiry)
        #expect(paid.payout.status == .succeeded)
        story.reports(.pending)
        #expect(story.payout.status == .pending)
        #expect(story.payout.dueAt != nil)
        story.isNotFound()
        #expect(story.payout.status == .held)
    }

    @Test("A used partnerReferenceNo leads to the attempt that the bank had made although it had refused it")
    func conflictWithAnEarlierAttempt() {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.becomesPending()
        story.answers(.partnerReferenceUsed(Answers.partnerReferenceUsed))
        #expect(story.payout.transferToInquire?.attempt == 2)
        story.happens(.inquiryIntended(attempt: 2))
        #expect(story.payout.transferToInquire?.attempt == 1, "the attempts of one number are asked about in turn")
        story.reports(.succeeded, by: .inquiry, attempt: 1)
        #expect(story.payout.status == .succeeded)
        #expect(story.payout.transfers.map(\.state) == [.succeeded, .refused])
        #expect(story.payout.isContradicted, "the bank had refused what it then reports as paid")
    }

    @Test("Reports show the earlier attempt that the bank knows, where the bank refused the newest one since it does")
    func earlierAttemptIsShown() throws {
        var story = pending()
        story.isNotFound()
        story.happens(.retried(PayoutStory.decision, reported: [1: .notFound], newReference: false))
        story.becomesPending()
        story.answers(.partnerReferenceUsed(Answers.partnerReferenceUsed))
        #expect(story.payout.shownTransfer?.attempt == 2)
        story.reports(.pending, by: .inquiry, attempt: 1)
        #expect(story.payout.transfers.map(\.state) == [.pending, .refused])
        #expect(story.payout.shownTransfer?.attempt == 1)
        story.reports(.failed, by: .inquiry, attempt: 1)
        #expect(story.payout.status == .failed)
        #expect(story.payout.shownTransfer?.attempt == 1)
        story.wait(story.policy.notFoundAfter)
        story.happens(.retried(PayoutStory.decision, reported: [1: .failed, 2: .notFound], newReference: false))
        #expect(story.payout.status == .queued)
        story.becomesPending()
        #expect(story.payout.shownTransfer?.attempt == 3)
    }

    @Test("Short waits follow the same rules")
    func shortWaits() {
        var story = pending {
            $0.notFoundAfter = .seconds(5)
            $0.pollInterval = .seconds(1)
        }
        story.wait(.seconds(5))
        story.reports(.notFound, by: .inquiry)
        story.wait(.seconds(1))
        story.reports(.notFound, by: .inquiry)
        #expect(story.payout.status == .notFound)
    }
}
