import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import TestSupport
import Testing

/// The prior-transfer check: before its first intent a batch that is new to the ledger is asked about.
@Suite struct PriorTransferTests {
    @Test(arguments: [(1, 1), (2, 2), (5, 5), (20, 20), (50, 20)])
    func `Up to twenty rows spread over the file are asked about first`(rows: Int, samples: Int) throws {
        let bench = try EngineBench(rows: rows)
        #expect(try bench.payFile() == .settled)
        let first = bench.auditor.sent.firstIndex { if case .inquiry = $0.call { false } else { true } }
        let asked = bench.auditor.sent[..<(try #require(first))].map(\.row.number)
        // Each under the next three attempts, since the bank does not know one that it refused at once.
        #expect(asked.count == 3 * samples)
        #expect(Set(asked).count == samples)
        #expect(asked.contains(1))
        #expect(asked.contains(rows))
        #expect(try bench.storedBatch()?.priorTransfers == .clear)
    }

    @Test func `The ledger is lost after everything was paid: nothing is paid again`() throws {
        let bench = try EngineBench(rows: 6)
        bench.bank.transfer = { row, _ in row.number == 4 ? .fails : .succeeds }
        try bench.payFile()
        let paid = bench.transfers().count
        try bench.loseLedger()
        #expect(try bench.payFile() == .settled)
        #expect(bench.transfers().count == paid)
        #expect(try bench.statuses() == [.succeeded, .succeeded, .succeeded, .failed, .succeeded, .succeeded])
    }

    @Test(arguments: 1...6) func `The ledger is lost in the middle: only what the bank does not know is paid`(
        paid: Int
    ) throws {
        let bench = try EngineBench(rows: 6)
        bench.limits.window = 1
        bench.watch = { [unowned bench] turn in
            let sent = turn.sends.contains { if case .movement = $0.call { true } else { false } }
            if sent, bench.transfers().count == paid { bench.schedule(after: .zero, .input(.stopRequested)) }
        }
        #expect(try bench.payFile() == .interrupted)
        let known = Set(bench.bank.bookings.map(\.row.number))
        #expect(known.count == paid)
        try bench.loseLedger()
        var waits = 0
        bench.watch = { if case .restoring = $0.progress?.wait { waits += 1 } }
        #expect(try bench.payFile() == .settled)
        #expect(waits > 0)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 6))
        #expect((1...6).allSatisfy { bench.transfers($0).count == 1 })
    }

    @Test func `A row that a late answer to the prior-transfer check has decided is not asked about again`() throws {
        let bench = try EngineBench(rows: 3)
        try bench.payFile()
        try bench.loseLedger()
        bench.bank.inquiryTakes = { .milliseconds(40 * $0.number) }
        let before = bench.auditor.sent.count
        #expect(try bench.payFile() == .settled)
        let asked = bench.auditor.sent[before...].map(\.row.number)
        #expect(asked.count { $0 == 2 } == 1)
        #expect(asked.count { $0 == 3 } == 1)
    }

    @Test func `A late answer about one attempt is never taken for an answer about the next`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.transfer = { row, nth in row.number == 2 && nth == 1 ? .fails : .succeeds }
        try bench.payFile()
        #expect(try bench.retry(2) == .done)
        try bench.payFile()
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 3))
        try bench.loseLedger()
        // The answer to the sample comes while the same row is being asked about again.
        bench.bank.inquiryTakes = { .seconds($0.number == 2 ? 40 : 1) }
        let before = bench.auditor.sent.count
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 3))
        #expect(try bench.states(ofTransfers: 2) == [.failed, .succeeded])
        #expect(bench.auditor.sent[before...].count { $0.row.number == 2 } <= 3)
    }

    @Test func `A transfer that the bank still works on is adopted as pending and asked about`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.transfer = { _, _ in TransferPlan(settlesAfter: .seconds(4000)) }
        bench.limits.settleTimeout = .seconds(60)
        #expect(try bench.payFile() == .timedOut)
        try bench.loseLedger()
        bench.limits.settleTimeout = .seconds(7200)
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded, .succeeded])
        #expect(bench.transfers().count == 3)
    }

    @Test func `An inquiry that decides nothing is asked again`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.inquiry = { _, nth, truth in nth <= 4 ? .undecided(.doubtful(.timedOut)) : truth }
        #expect(try bench.payFile() == .settled)
        let first = try #require(bench.validations().first).at
        let before = bench.auditor.sent.filter { $0.at < first }
        #expect(before.count == 14)
        #expect(try bench.statuses() == [.succeeded, .succeeded])
    }

    @Test func `Three clear answers let a batch begin although other rows stay undecided`() throws {
        let bench = try EngineBench(rows: 8)
        bench.bank.inquiry = { row, _, truth in row.number <= 3 ? truth : .undecided(.doubtful(.timedOut)) }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 8))
    }

    @Test func `Two clear answers of many do not let a batch begin`() throws {
        let bench = try EngineBench(rows: 8)
        bench.bank.inquiry = { row, _, truth in row.number <= 2 ? truth : .undecided(.doubtful(.timedOut)) }
        #expect(try bench.payFile() == .timedOut)
        #expect(bench.validations().isEmpty)
    }

    @Test func `A row under whose identifiers the bank has something else is never sent`() throws {
        let bench = try EngineBench(rows: 3)
        bench.limits.settleTimeout = .seconds(3600)
        bench.bank.inquiry = { row, _, truth in row.number == 2 ? .disagrees(what: "amount") : truth }
        #expect(try bench.payFile() == .timedOut)
        #expect(try bench.statuses() == [.succeeded, .pending, .succeeded])
        #expect(bench.transfers(2).isEmpty)
    }

    @Test func `A row of which the bank reports nothing but an unknown status is never sent`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.inquiry = { row, _, truth in
            row.number == 2 ? .reported(StatusReport(status: .unrecognised("99"), source: .inquiry)) : truth
        }
        #expect(try bench.payFile() == .timedOut)
        #expect(bench.transfers(2).isEmpty)
    }

    @Test func `A refused inquiry is asked again, but not at once`() throws {
        let bench = try EngineBench(rows: 1)
        bench.limits.settleTimeout = .seconds(600)
        bench.bank.inquiry = { _, _, _ in .undecided(.answered(BankAnswer(code: "4003600", message: "Bad Request"))) }
        #expect(try bench.payFile() == .timedOut)
        #expect(bench.auditor.sent.count < 100)
    }

    @Test(arguments: [
        InquiryOutcome.undecided(.answered(BankAnswer(code: "4003600", message: "Bad Request"))),
        .undecided(.doubtful(.serverError(Answer.broken))), .undecided(.doubtful(.notUnderstood(status: 200))),
    ])
    func `A ledger is restored soon although most inquiries decide nothing`(failure: InquiryOutcome) throws {
        let bench = try EngineBench(rows: 60)
        bench.policy.pollInterval = .seconds(2)
        try bench.payFile()
        try bench.loseLedger()
        bench.limits.settleTimeout = .seconds(40)
        var random = SeededRandom(seed: 70)
        bench.bank.inquiry = { _, _, truth in Int.random(in: 0..<100, using: &random) < 70 ? failure : truth }
        let (start, before) = (bench.now, bench.auditor.sent.count)
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 60))
        #expect(bench.transfers().count == 60)
        #expect(bench.now - start < bench.limits.settleTimeout, "\(bench.now - start)")
        // An answer that counts takes three and a third questions.
        let questions = bench.auditor.sent.count - before
        #expect(questions < 350, "\(questions) questions")
    }

    @Test func `A crash in the middle of restoring goes on restoring`() throws {
        let bench = try EngineBench(rows: 6)
        try bench.payFile()
        try bench.loseLedger()
        let steps = bench.steps
        for death in 1...12 {
            for kind in EngineBench.Crash.allCases {
                try bench.loseLedger()
                let before = bench.steps
                bench.crash = { $0 == before + death ? kind : nil }
                #expect(try bench.payFile() == .settled)
                #expect(try bench.statuses() == Array(repeating: .succeeded, count: 6))
            }
        }
        #expect(bench.steps > steps)
        #expect(bench.transfers().count == 6)
    }
}
