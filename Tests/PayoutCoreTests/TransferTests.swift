import PayoutCore
import Testing

@Suite("Transferring")
struct TransferTests {
    @Test("P4: a validation is good for less than ten minutes, whichever way the clock jumps")
    func staleValidation() {
        for (age, isGood) in [
            (0, true), (599_999, true), (600_000, false), (86_400_000, false), (-599_999, true), (-600_000, false),
        ] {
            var story = PayoutStory()
            story.becomesValidated()
            story.wait(.milliseconds(age))
            let step = story.transfers()
            #expect(step == .changed(next: isGood ? .nothing : .validateAgain), "\(age) ms")
            #expect(story.payout.status == (isGood ? .pending : .queued), "\(age) ms")
            #expect(story.payout.transfers.count == (isGood ? 1 : 0), "\(age) ms")
            #expect(isGood || story.payout.goodValidation == nil)
        }
    }

    @Test("The intent carries the identifiers, its validation and the first deadline")
    func intent() throws {
        var story = PayoutStory()
        story.becomesValidated()
        let (externalID, number) = story.nextTransfer
        let validation = try #require(story.payout.goodValidation)
        story.transfers()
        let transfer = try #require(story.payout.transfers.first)
        #expect(transfer.externalID == externalID && transfer.partnerReferenceNo == number)
        #expect(transfer.attempt == 1 && transfer.generation == 1)
        #expect(transfer.validation == validation.externalID)
        #expect(transfer.sentAt == story.now && transfer.state == .pending)
        #expect(story.payout.dueAt == story.now + .seconds(900))
        #expect(story.payout.validations.isEmpty)
        #expect(story.transfers().isRefused)
    }

    @Test(
        "P3: doubt stays pending",
        arguments: [
            Doubt.serverError(Answers.generalError), .timedOut, .connectionLost, .redirected(status: 307),
            .notUnderstood(status: 200),
        ])
    func doubt(doubt: Doubt) {
        var story = PayoutStory()
        story.becomesPending()
        story.answers(.doubtful(doubt))
        #expect(story.payout.status == .pending)
        #expect(story.payout.reason?.code == ReasonCode.answerUnknown)
        #expect(story.payout.transfers.first?.answer?.code == doubt.code)
        #expect(story.transfers().isRefused)
        story.wait(.seconds(86_400 * 365))
        #expect(story.happens(.validationOverdue).isRefused)
        #expect(story.happens(.recalled).isRefused)
        #expect(story.payout.status == .pending)
        story.reports(.succeeded, by: .inquiry)
        #expect(story.payout.status == .succeeded)
        #expect(story.payout.reason == nil)
    }

    @Test("Only the first answer counts")
    func secondAnswer() {
        var story = PayoutStory()
        story.becomesPending()
        story.answers(.received(Answers.received, providerReferenceNo: "T1"))
        #expect(story.answers(.refused(Answers.invalidBeneficiary)).isNoted)
        #expect(story.payout.status == .pending)
        #expect(story.payout.transfers.first?.answer == Answers.received)
    }

    @Test(
        "A refusal that comes after the bank's report on the transfer refuses nothing",
        arguments: [TransactionStatus.succeeded, .pending, .refunded, .failed])
    func refusalTooLate(reported: TransactionStatus) {
        var story = PayoutStory()
        story.becomesPending()
        story.reports(reported)
        let (status, states) = (story.payout.status, story.payout.transfers.map(\.state))
        #expect(story.answers(.refused(Answers.invalidBeneficiary)).isNoted)
        #expect(story.payout.status == status)
        #expect(story.payout.transfers.map(\.state) == states)
    }

    @Test("Refused before processing: a new attempt with the same partnerReferenceNo and a fresh X-EXTERNAL-ID")
    func newAttempt() throws {
        for outcome in [
            MovementOutcome.deferred(.unauthorized(Answers.unauthorized, tokenSerial: 3)),
            .deferred(.throttled(Answers.tooManyRequests, retryAfter: .seconds(2))),
            .refusedForAll(Answers.insufficientFunds, .insufficientFunds), .unsent(.notConnected("TLS")),
        ] {
            var story = PayoutStory()
            story.becomesPending()
            story.answers(outcome)
            #expect(story.payout.status == .queued)
            #expect(story.payout.liveTransfer == nil)
            story.becomesPending()
            let (first, second) = (
                try #require(story.payout.transfers.first), try #require(story.payout.transfers.last)
            )
            #expect(second.attempt == 2 && second.generation == 1)
            #expect(second.partnerReferenceNo == first.partnerReferenceNo)
            #expect(second.externalID != first.externalID)
            #expect(second.validation != first.validation)
        }
    }

    @Test("Trouble that would hit every row is not tried again at once")
    func refusedForAll() {
        var story = PayoutStory()
        story.becomesPending()
        let step = story.answers(.refusedForAll(Answers.insufficientFunds, .insufficientFunds))
        #expect(step == .changed(next: .nothing))
    }

    @Test(
        "The generation grows only where the bank recorded the last transfer and ended it",
        arguments: [
            (.failed, 2), (.refunded, 2), (.refused, 1), (.unsent, 1), (.notFound, 1), (.pending, 1), (.succeeded, 1),
        ] as [(Transfer.State, Generation)])
    func generations(state: Transfer.State, next: Generation) {
        let (externalID, number) = PayoutStory.identifiers(attempt: 1, generation: 1)
        let transfer = Transfer(
            attempt: 1, generation: 1, externalID: externalID, partnerReferenceNo: number,
            sentAt: Timestamp(milliseconds: 0), validation: nil, state: state)
        let payout = Payout(order: PayoutStory.order, status: .queued, transfers: [transfer])
        #expect(payout.nextGeneration == next)
        #expect(payout.nextAttempt == 2)
    }

    @Test("A payout without transfers begins with attempt 1, generation 1")
    func firstAttempt() {
        let payout = Payout(order: PayoutStory.order, status: .queued)
        #expect(payout.nextAttempt == 1 && payout.nextGeneration == 1)
        #expect(payout.liveTransfer == nil && payout.goodValidation == nil)
    }

    @Test("Inquiries are sent when they are due, ever less often")
    func inquiries() {
        var story = PayoutStory()
        story.becomesPending()
        #expect(story.happens(.inquiryIntended(attempt: 1)).isRefused)
        story.wait(.seconds(900))
        for pause in [30, 60, 120, 240, 480, 900, 900] {
            #expect(story.happens(.inquiryIntended(attempt: 1)) == .changed(next: .nothing))
            #expect(story.payout.dueAt == story.now + .seconds(pause))
            #expect(story.happens(.inquiryIntended(attempt: 1)).isRefused)
            #expect(story.happens(.inquiryUndecided(attempt: 1)).isNoted)
            story.wait(.seconds(pause))
        }
        #expect(story.payout.transfers.first?.inquiries == 7)
        #expect(story.payout.status == .pending)
    }

    @Test("An inquiry whose deadline another clock stored is due")
    func inquiryAfterClockJump() {
        var story = PayoutStory()
        story.becomesPending()
        story.wait(.seconds(-1))
        #expect(story.happens(.inquiryIntended(attempt: 1)) == .changed(next: .nothing))
        #expect(story.payout.dueAt == story.now + .seconds(30))
    }

    @Test("A hint brings the inquiry forward, at most once a pollInterval, and decides nothing")
    func hints() {
        var story = PayoutStory()
        story.becomesPending()
        #expect(story.happens(.hinted(attempt: 1)) == .changed(next: .nothing))
        #expect(story.payout.dueAt == story.now)
        #expect(story.happens(.hinted(attempt: 1)).isNoted)
        story.happens(.inquiryIntended(attempt: 1))
        story.wait(.seconds(10))
        story.happens(.hinted(attempt: 1))
        #expect(story.payout.dueAt == story.now + .seconds(20))
        #expect(story.payout.status == .pending)
        #expect(story.happens(.hinted(attempt: 2)).isNoted)
    }

    @Test("4091800: something was received under this identifier, so the bank is asked at once")
    func alreadyReceived() {
        var story = PayoutStory()
        story.becomesPending()
        story.answers(.alreadyReceived(Answers.conflict))
        #expect(story.payout.status == .pending)
        #expect(story.payout.dueAt == story.now)
        #expect(story.happens(.inquiryIntended(attempt: 1)) == .changed(next: .nothing))
    }

    @Test("The provider's own number is kept, whoever tells it")
    func providerReference() {
        var story = PayoutStory()
        story.becomesPending()
        story.answers(.received(Answers.received, providerReferenceNo: "T1"))
        #expect(story.payout.transfers.first?.providerReferenceNo == "T1")
        let report = StatusReport(status: .succeeded, source: .callback, providerReferenceNo: "T2")
        story.happens(.statusReported(attempt: 1, report))
        #expect(story.payout.transfers.first?.providerReferenceNo == "T2")
    }

    @Test("A failure shows the bank's code and words")
    func failureReason() {
        var story = PayoutStory()
        story.becomesPending()
        story.reports(.failed, answer: BankAnswer(code: "4031805", message: "Do Not Honor"))
        #expect(story.payout.reason?.code == "4031805")
        #expect(
            story.payout.reason == .transferFailed(answer: BankAnswer(code: "4031805", message: "Do Not Honor")))
    }
}

@Suite("What the bank remembers of a lost ledger")
struct RememberedTests {
    private func adopted(_ status: TransactionStatus, of payout: Payout) -> (PayoutStep, PayoutStory) {
        var story = PayoutStory(payout)
        let report = StatusReport(
            status: status, source: .inquiry, providerReferenceNo: "T1")
        return (story.happens(.adopted(story.next(report))), story)
    }

    @Test(
        "It is adopted as attempt 1",
        arguments: [
            (TransactionStatus.succeeded, PayoutStatus.succeeded), (.pending, .pending), (.refunded, .refunded),
            (.failed, .failed),
        ])
    func adopted(reported: TransactionStatus, status: PayoutStatus) throws {
        for origin in [PayoutStatus.queued, .held] {
            let (step, story) = adopted(reported, of: Payout(order: PayoutStory.order, status: origin))
            #expect(step == .changed(next: .nothing))
            #expect(story.payout.status == status)
            let transfer = try #require(story.payout.transfers.first)
            #expect(transfer.attempt == 1 && transfer.generation == 1 && transfer.validation == nil)
            #expect(transfer.providerReferenceNo == "T1")
            #expect((story.payout.dueAt != nil) == (status == .pending))
        }
    }

    @Test(
        "What the bank does not know clearly is not adopted",
        arguments: [
            TransactionStatus.notFound, .unrecognised("99"), .unrecognised(""),
        ])
    func unknown(reported: TransactionStatus) {
        let payout = Payout(order: PayoutStory.order, status: .queued)
        let (step, story) = adopted(reported, of: payout)
        #expect(step.isRefused)
        #expect(story.payout == payout)
    }

    @Test("Beside a live transfer, for a rejected row, or for an attempt that stands here, nothing is adopted")
    func refused() {
        var pending = PayoutStory()
        pending.becomesPending()
        #expect(adopted(.succeeded, of: pending.payout).0.isRefused)
        #expect(adopted(.succeeded, of: Payout(order: PayoutStory.order, status: .rejected)).0.isRefused)

        var deferred = PayoutStory()
        deferred.isDeferredOnce()
        let known = PayoutStory().next(StatusReport(status: .succeeded, source: .inquiry))
        #expect(deferred.happens(.adopted(known)).isRefused)
    }

    @Test("A later attempt than any here is adopted: the ledger is an old copy")
    func later() {
        var story = PayoutStory()
        story.isDeferredOnce()
        story.happens(.adopted(story.next(StatusReport(status: .succeeded, source: .inquiry), ahead: 2)))
        #expect(story.payout.status == .succeeded)
        #expect(story.payout.transfers.map(\.attempt) == [1, 4])
        #expect(story.payout.transfers.map(\.state) == [.refused, .succeeded])
    }

    @Test("The earlier transfer behind a conflict is adopted in its place")
    func behindConflict() {
        var story = PayoutStory()
        story.becomesPending()
        story.answers(.partnerReferenceUsed(Answers.partnerReferenceUsed))
        story.isNotFound()
        story.happens(.adopted(story.next(StatusReport(status: .succeeded, source: .inquiry), ahead: 1)))
        #expect(story.payout.status == .succeeded)
        #expect(story.payout.transfers.map(\.state) == [.refused, .succeeded])
        #expect(!story.payout.isContradicted)
    }

    @Test("After an adopted failure a new transfer carries attempt 2 and generation 2")
    func afterFailure() {
        let (_, story) = adopted(.failed, of: Payout(order: PayoutStory.order, status: .queued))
        #expect(story.payout.nextAttempt == 2 && story.payout.nextGeneration == 2)
    }
}
