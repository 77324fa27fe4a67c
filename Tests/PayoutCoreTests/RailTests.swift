import PayoutCore
import Testing

/// Collections, refunds and charges go by the money rules of payouts. What differs is data, and stands here.
@Suite struct RailTests {
    private func sent(_ rail: Rail) -> PayoutStory {
        var story = PayoutStory(rail)
        story.transfers()
        return story
    }

    @Test(arguments: [Rail.collection, .refund, .charge])
    func `A row without an account check is sent from the queue, and is never validated`(rail: Rail) {
        var story = PayoutStory(rail)
        let (externalID, number) = story.nextValidation()
        #expect(story.happens(.validationIntended(externalID, number)) == .refused(.notQueued))
        #expect(story.transfers() == .changed(next: .nothing))
        #expect(story.payout.status == .pending)
        #expect(story.payout.transfers.map(\.validation) == [nil])
        #expect(story.transfers() == .refused(.notQueued))
    }

    @Test(arguments: [Rail.collection, .refund, .charge])
    func `What the bank refuses before processing goes again as a new attempt under the same number`(rail: Rail) {
        var story = sent(rail)
        let step = story.answers(.deferred(.throttled(Answers.tooManyRequests, retryAfter: nil)))
        #expect(step == .changed(next: .transfer))
        #expect(story.payout.status == .queued && story.payout.isReadyToMove)
        story.transfers()
        let transfers = story.payout.transfers
        #expect(Set(transfers.map(\.externalID)).count == 2)
        #expect(Set(transfers.map(\.partnerReferenceNo)).count == 1)
    }

    @Test func `A refused collection stays pending with the code as its reason, and is asked about at once`() {
        var story = sent(.collection)
        story.answers(.refusedInDoubt(Answers.insufficientFunds, providerReferenceNo: "D1"))
        #expect(story.payout.status == .pending)
        #expect(story.payout.reason?.code == Answers.insufficientFunds.code)
        #expect(story.payout.dueAt == story.now)
        #expect(story.payout.liveTransfer?.providerReferenceNo == "D1")
        story.reports(.failed, by: .inquiry, answer: Answers.insufficientFunds)
        #expect(story.payout.status == .failed)
    }

    @Test func `A collection that waits for a code is asked about after the code has run out`() {
        var story = sent(.collection)
        story.answers(.awaitsCustomer(Answers.received, providerReferenceNo: "D1", confirmation: "sealed"))
        #expect(story.payout.status == .pending)
        #expect(story.payout.reason?.code == ReasonCode.awaitingCode)
        #expect(story.payout.liveTransfer?.confirmation == "sealed")
        #expect(story.payout.dueAt == story.now + story.policy.codeWait)
        story.reports(.pending)
        #expect(story.payout.reason?.code == ReasonCode.awaitingCode)
        story.reports(.succeeded)
        #expect(story.payout.status == .succeeded)
    }

    @Test(arguments: [Rail.collection, .charge])
    func `A final status in the answer is final`(rail: Rail) {
        for (status, end) in [(TransactionStatus.succeeded, PayoutStatus.succeeded), (.failed, .failed)] {
            var story = sent(rail)
            story.answers(
                .reported(
                    Answers.received,
                    StatusReport(status: status, source: .answer, providerReferenceNo: "D1")))
            #expect(story.payout.status == end)
            #expect(story.payout.transfers.last?.source == .answer)
            #expect(story.payout.transfers.last?.providerReferenceNo == "D1")
        }
    }

    @Test func `An accepted refund is confirmed by a status at once`() {
        var story = sent(.refund)
        #expect(story.payout.dueAt == story.now + .seconds(120))
        story.answers(.received(Answers.received, providerReferenceNo: "R1"))
        #expect(story.payout.status == .pending)
        #expect(story.payout.dueAt == story.now)
    }

    @Test func `A refund that the bank refuses keeps its number when it is tried again`() {
        var story = sent(.refund)
        story.answers(.refused(Answers.invalidBeneficiary))
        #expect(story.payout.status == .failed)
        story.happens(.retried(PayoutStory.decision, reported: [1: .notFound], newReference: false))
        story.transfers()
        #expect(Set(story.payout.transfers.map(\.partnerReferenceNo)).count == 1)
    }

    @Test func `Money that is held on a card waits for a person, who cannot release the row`() {
        var story = sent(.charge)
        story.answers(.reported(Answers.received, StatusReport(status: .authorised, source: .answer)))
        #expect(story.payout.status == .held && story.payout.isAuthorised)
        #expect(story.happens(.released(PayoutStory.decision)) == .refused(.authorised))
        #expect(story.happens(.cancelled(PayoutStory.decision)) == .refused(.transferMayExist))
        story.reports(.pending)
        #expect(story.payout.isAuthorised)
    }

    @Test func `A hold that is taken succeeds; one that is released is cancelled, and no money moved`() {
        var taken = sent(.charge)
        taken.reports(.authorised)
        taken.reports(.succeeded)
        #expect(taken.payout.status == .succeeded)

        var released = sent(.charge)
        released.reports(.authorised)
        released.reports(.voided)
        #expect(released.payout.status == .cancelled && released.payout.reason == .voided)
        #expect(released.payout.liveTransfer == nil)
        released.reports(.succeeded)
        #expect(released.payout.isContradicted)
    }

    @Test func `Money goes out with payouts and refunds, and comes in with collections and charges`() {
        #expect(Rail.allCases.filter { $0.direction == .outgoing } == [.payout, .refund])
        #expect(Rail.allCases.filter { $0.direction == .incoming } == [.collection, .charge])
    }
}
