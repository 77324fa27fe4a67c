import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// Doubt is pending: a transfer that may have been received is asked about, and never sent again.
@Suite struct DoubtTests {
    private static let doubts: [Doubt] = [
        .timedOut, .connectionLost, .serverError(Answer.broken), .redirected(status: 307), .notUnderstood(status: 200),
    ]

    @Test(arguments: doubts) func `A transfer in doubt that was made is found by asking`(doubt: Doubt) throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.transfer = { row, _ in row.number == 1 ? .booked(.doubtful(doubt)) : .succeeds }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded])
        #expect(bench.transfers(1).count == 1)
        let sentAt = try #require(bench.sentAt(1))
        #expect(bench.inquiries(1) == [sentAt + bench.policy.transferWait])
    }

    @Test(arguments: doubts) func `A transfer in doubt that was not made is not found, said twice`(
        doubt: Doubt
    ) throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in .only(.doubtful(doubt)) }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.notFound])
        #expect(bench.transfers(1).count == 1)
        #expect(bench.inquiries(1).count == 2)
    }

    @Test func `An early 07 is not believed`() throws {
        let bench = try EngineBench(rows: 1)
        bench.policy.transferWait = .seconds(60)
        bench.bank.transfer = { _, _ in TransferPlan(settlesAfter: .seconds(1000)) }
        let asked = bench.now
        bench.bank.inquiry = { _, nth, truth in
            nth <= 4 ? .reported(StatusReport(status: .notFound, source: .inquiry)) : truth
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.now - asked > .seconds(900))
    }

    @Test func `A 07 by callback only makes us ask`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in TransferPlan(reports: [Telling(after: .seconds(1200), status: .notFound)]) }
        bench.policy.transferWait = .seconds(3000)
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        let sentAt = try #require(bench.sentAt(1))
        #expect(bench.inquiries(1) == [sentAt + .seconds(1200)])
    }

    @Test func `07 and then 00 is a success`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.transfer = { row, _ in
            row.number == 1
                ? TransferPlan(
                    answer: .doubtful(.timedOut), books: false,
                    reports: [Telling(after: .seconds(2000), status: .succeeded)])
                : TransferPlan(settlesAfter: .seconds(3000))
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded])
        #expect(bench.transfers().count == 2)
    }

    @Test func `One 07 between two statuses starts the belief anew`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in TransferPlan(settlesAfter: .seconds(2500)) }
        bench.bank.inquiry = { _, nth, truth in
            nth == 2 || nth == 4 ? .reported(StatusReport(status: .notFound, source: .inquiry)) : truth
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.inquiries(1).count > 4)
    }

    @Test func `03 is asked about with growing pauses`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in TransferPlan(settlesAfter: .seconds(5000)) }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        let moments = bench.inquiries(1)
        let pauses = zip(moments.dropFirst(), moments).map { $0 - $1 }
        #expect(pauses == [30, 60, 120, 240, 480, 900, 900, 900, 900].prefix(pauses.count).map { .seconds($0) })
        #expect(pauses.count >= 7)
    }

    @Test func `An unknown status, an inquiry that fails or disagrees, decides nothing`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in .silent }
        let undecided: [InquiryOutcome] = [
            .reported(StatusReport(status: .unrecognised("99"), source: .inquiry)), .disagrees(what: "amount"),
            .undecided(.doubtful(.timedOut)), .undecided(.unsent(.notConnected("refused"))),
            .undecided(.deferred(Answer.throttled(nil))), .undecided(.deferred(Answer.refusedToken(1))),
            .undecided(.answered(BankAnswer(code: "4003600", message: "Bad Request"))),
        ]
        bench.bank.inquiry = { _, nth, truth in
            // The first three are those of the prior-transfer check.
            nth > 3 && nth - 4 < undecided.count ? undecided[nth - 4] : truth
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.inquiries(1).count == undecided.count + 1)
        #expect(bench.transfers(1).count == 1)
    }

    @Test func `A used X-EXTERNAL-ID is asked about at once, and adopted`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in .booked(.alreadyReceived(Answer.usedExternalID)) }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        let sentAt = try #require(bench.sentAt(1))
        #expect(bench.inquiries(1).first == sentAt + .milliseconds(50))
        #expect(bench.transfers(1).count == 1)
    }

    @Test func `A used partnerReferenceNo that every inquiry fails to find is held`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.transfer = { row, _ in
            row.number == 1 ? .only(.partnerReferenceUsed(Answer.usedReference)) : .succeeds
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.held, .succeeded])
        #expect(try bench.reasonCode(1) == ReasonCode.conflict)
        #expect(bench.transfers(1).count == 1)

        #expect(try bench.payFile() == .settled)
        #expect(bench.transfers(1).count == 1)
        #expect(try bench.statuses() == [.held, .succeeded])
    }

    @Test func `A held conflict leaves by a recognised status`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in .only(.partnerReferenceUsed(Answer.usedReference)) }
        try bench.payFile()
        #expect(try bench.statuses() == [.held])
        var content = CallbackContent()
        content.originalExternalID = bench.transfers(1).first?.externalID
        content.status = .succeeded
        try bench.record(BankScript.Callback(kind: .transfer, proof: .body, content: content))
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
    }

    @Test func `A refusal of one transfer fails it, and no other`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.transfer = { row, _ in
            row.number == 2 ? .only(.refused(BankAnswer(code: "4031802", message: "Exceeds Limit"))) : .succeeds
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .failed, .succeeded])
        #expect(try bench.reasonCode(2) == "4031802")
        #expect(bench.transfers(2).count == 1)
    }
}
