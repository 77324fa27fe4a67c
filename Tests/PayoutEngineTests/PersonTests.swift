import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// What persons decide between runs, and what the next run makes of it.
@Suite struct PersonTests {
    @Test func `A released name is validated afresh and paid`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.validation = { row, _ in row.number == 1 ? .otherName : .valid }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.held, .succeeded])
        #expect(try bench.release(1) == .done)
        #expect(try bench.storedBatch()?.status == .approved)
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded])
        #expect(bench.validations(1).count == 2)
    }

    @Test func `An invalid payout is tried again without asking about transfers that never were`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.validation = { _, nth in nth == 1 ? .invalid : .valid }
        try bench.payFile()
        let asked = bench.auditor.sent.count
        #expect(try bench.retry(1) == .done)
        #expect(bench.auditor.sent.count == asked)
        try bench.payFile()
        #expect(try bench.statuses() == [.succeeded])
    }

    @Test func `A failed payout is tried again under fresh identifiers`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, nth in nth == 1 ? .fails : .succeeds }
        try bench.payFile()
        #expect(try bench.retry(1) == .done)
        try bench.payFile()
        #expect(try bench.statuses() == [.succeeded])
        let sent = bench.transfers(1)
        #expect(Set(sent.map(\.externalID)).count == 2 && Set(sent.map(\.partnerReferenceNo)).count == 2)
    }

    @Test func `A retry finds out that the transfer was made after all, and sends nothing`() throws {
        let bench = try EngineBench(rows: 1)
        // The bank says 07 for long, then finds the transfer.
        var isFound = false
        bench.bank.transfer = { _, _ in .silent }
        bench.bank.inquiry = { _, _, truth in
            isFound ? truth : .reported(StatusReport(status: .notFound, source: .inquiry))
        }
        bench.auditor.bankLies = true
        try bench.payFile()
        #expect(try bench.statuses() == [.notFound])
        isFound = true
        #expect(try bench.retry(1) == .refused(.transferMayExist))
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.transfers(1).count == 1)
    }

    @Test func `A retry that the bank does not answer queues nothing`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in .fails }
        try bench.payFile()
        bench.bank.inquiry = { _, _, _ in .undecided(.doubtful(.timedOut)) }
        #expect(try bench.retry(1) == .refused(.attemptUnclear(attempt: 1)))
        #expect(try bench.statuses() == [.failed])
    }

    @Test func `A conflict goes on under a new reference once no inquiry finds anything`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, nth in
            switch nth {
            case 1: .only(.deferred(Answer.throttled(nil)))
            case 2: .only(.partnerReferenceUsed(Answer.usedReference))
            default: .succeeds
            }
        }
        try bench.payFile()
        #expect(try bench.statuses() == [.held])
        #expect(try bench.release(1) == .refused(.conflict))
        #expect(try bench.retry(1) == .refused(.conflict))
        #expect(try bench.retry(1, newReference: true) == .done)
        try bench.payFile()
        #expect(try bench.statuses() == [.succeeded])
        #expect(Set(bench.transfers(1).map(\.partnerReferenceNo)).count == 2)
    }

    @Test func `A new reference is refused where the bank knows an attempt that this ledger lacks`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in .only(.partnerReferenceUsed(Answer.usedReference)) }
        try bench.payFile()
        #expect(try bench.statuses() == [.held])
        let row = bench.rows[0]
        // Another machine had sent attempt 4.
        bench.bank.book(
            row, bench.identifiers.externalID(reference: row.reference, attempt: 4),
            bench.identifiers.partnerReferenceNo(reference: row.reference, generation: 1), .succeeded)
        #expect(try bench.retry(1, newReference: true) != .done)
        #expect(try bench.statuses() == [.succeeded])
        try bench.payFile()
        #expect(bench.transfers(1).count == 1)
    }

    @Test func `A cancelled payout is not sent, and its batch is settled`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.validation = { row, _ in row.number == 1 ? .otherName : .valid }
        try bench.payFile()
        #expect(try bench.cancel(1) == .done)
        #expect(try bench.cancel(2) == .refused(.transferMayExist))
        try bench.payFile()
        #expect(try bench.statuses() == [.cancelled, .succeeded])
        #expect(bench.transfers(1).isEmpty)
    }

    @Test func `A person decides about a stuck transfer after a day, and the journal says who`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in TransferPlan(settlesAfter: .seconds(400_000)) }
        bench.limits.settleTimeout = .seconds(60)
        #expect(try bench.payFile() == .timedOut)
        #expect(try bench.resolve(1, as: .failed) != .done)
        bench.pass(.seconds(86_400))
        #expect(try bench.resolve(1, as: .failed) == .done)
        #expect(try bench.statuses() == [.failed])
        let last = try #require(try bench.journal(1).last)
        #expect(last.kind == "resolved" && last.actor == "ani" && last.detail.hasSuffix("seen the passbook"))
        // The bank still works on it: it is not sent again.
        #expect(try bench.retry(1) != .done)
        #expect(try bench.statuses() == [.pending])
    }

    @Test(arguments: 1...5) func `An old copy of the ledger is noticed before anything is sent`(paid: Int) throws {
        let bench = try EngineBench(rows: 6)
        bench.limits.window = 1
        bench.watch = { [unowned bench] turn in
            let sent = turn.sends.contains { if case .movement = $0.call { true } else { false } }
            if sent, bench.transfers().count == paid { bench.schedule(after: .zero, .input(.stopRequested)) }
        }
        #expect(try bench.payFile() == .interrupted)
        try bench.keepCopy()
        bench.watch = { _ in }
        #expect(try bench.payFile() == .settled)
        try bench.restoreCopy()
        // The next day: the bank no longer knows which identifiers it has seen.
        bench.pass(.seconds(86_400))
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 6))
        #expect((1...6).allSatisfy { bench.transfers($0).count == 1 })
    }

    @Test(arguments: 1...3) func `A lost ledger finds the newest of several attempts`(failures: Int) throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.transfer = { row, nth in row.number == 2 && nth <= failures ? .fails : .succeeds }
        try bench.payFile()
        for _ in 0..<failures {
            #expect(try bench.retry(2) == .done)
            try bench.payFile()
        }
        #expect(try bench.statuses() == [.succeeded, .succeeded, .succeeded])
        let sent = bench.transfers().count
        try bench.loseLedger()
        // Late answers to the prior-transfer check meet the questions of the restoration.
        bench.bank.inquiryTakes = { .milliseconds(40 * $0.number) }
        try bench.payFile()
        #expect(try bench.statuses() == [.succeeded, .succeeded, .succeeded])
        #expect(bench.transfers().count == sent)
    }

    @Test func `A lost ledger finds an attempt that kept the partnerReferenceNo of a refused one`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.transfer = { row, nth in
            switch (row.number, nth) {
            case (1, 1): .only(.deferred(Answer.throttled(nil)))
            case (1, 2): .fails
            case (_, _): .succeeds
            }
        }
        // The bank reports by partnerReferenceNo what it does not know by X-EXTERNAL-ID, as it reports both.
        bench.bank.inquiry = { [unowned bench] row, _, truth in
            guard case .inquiry(let request)? = bench.auditor.sent.last?.call, row.number == 1 else { return truth }
            let booked = bench.bank.bookings.first { $0.externalID == request.externalID }
            guard let booked, booked.partnerReferenceNo != request.partnerReferenceNo else { return truth }
            return .disagrees(what: "originalPartnerReferenceNo")
        }
        try bench.payFile()
        #expect(try bench.statuses() == [.failed, .succeeded])
        try bench.loseLedger()
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.failed, .succeeded])
        #expect(bench.transfers(1).count == 2)
    }
}
