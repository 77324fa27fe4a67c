import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// Trouble that would hit every row: the batch stops, and what was not transferred goes back to the queue.
@Suite struct StopTests {
    @Test func `Insufficient funds stop the batch; the next run pays the rest`() throws {
        let bench = try EngineBench(rows: 6)
        var isEmpty = true
        bench.bank.transfer = { row, _ in
            isEmpty && row.number > 2
                ? .only(.refusedForAll(Answer.insufficientFunds, .insufficientFunds)) : .succeeds
        }
        #expect(try bench.payFile() == .stopped(.insufficientFunds))
        #expect(try bench.storedBatch()?.status == .stopped)
        #expect(try bench.storedBatch()?.stoppedReason == "insufficient_funds")
        #expect(try bench.statuses() == [.succeeded, .succeeded, .queued, .queued, .queued, .queued])
        let refused = bench.transfers().filter { $0.reference != "PAY-1" && $0.reference != "PAY-2" }
        #expect(!refused.isEmpty)

        isEmpty = false
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 6))
        for row in 1...6 {
            let attempts = bench.transfers(row)
            #expect(Set(attempts.map(\.externalID)).count == attempts.count)
            #expect(Set(attempts.map(\.partnerReferenceNo)).count == 1)
        }
        #expect(try bench.storedBatch()?.stoppedReason == nil)
    }

    @Test func `A stop while other transfers are in flight waits for their status`() throws {
        let bench = try EngineBench(rows: 4)
        bench.bank.transfer = { row, _ in
            switch row.number {
            case 1: .silent
            case 2: .reported(Telling(after: .seconds(400), status: .succeeded))
            default: .only(.refusedForAll(Answer.insufficientFunds, .insufficientFunds))
            }
        }
        #expect(try bench.payFile() == .stopped(.insufficientFunds))
        #expect(try bench.statuses() == [.succeeded, .succeeded, .queued, .queued])
    }

    @Test func `An unknown partner stops the batch at its first validation`() throws {
        let bench = try EngineBench(rows: 5)
        let answer = BankAnswer(code: "4041616", message: "Partner Not Found")
        bench.bank.validation = { _, _ in .only(.refusedForAll(answer, .unknownPartner)) }
        #expect(try bench.payFile() == .stopped(.unknownPartner))
        #expect(bench.validations().count == 1)
        #expect(try bench.statuses() == Array(repeating: .queued, count: 5))
    }

    @Test func `Three refused tokens in a row stop the batch`() throws {
        let bench = try EngineBench(rows: 3)
        var serial = 0
        bench.bank.validation = { _, _ in
            serial += 1
            return .only(.deferred(Answer.refusedToken(serial)))
        }
        #expect(try bench.payFile() == .stopped(.signatureRefused))
        #expect(serial == 3)
        #expect(try bench.statuses() == [.queued, .queued, .queued])
    }

    @Test func `A bank that refuses us a token three times stops the batch`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.validation = { _, _ in .only(.unsent(.tokenRefused(Answer.unauthorized))) }
        #expect(try bench.payFile() == .stopped(.signatureRefused))
        #expect(bench.validations().count == 3)
        #expect(try bench.statuses() == [.queued, .queued, .queued])
    }

    @Test(arguments: [Unsent.notConnected("refused"), .noToken("bank down")])
    func `Ten requests in a row that never left stop the batch`(unsent: Unsent) throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.validation = { _, _ in .only(.unsent(unsent)) }
        #expect(try bench.payFile() == .stopped(.bankUnreachable))
        #expect(bench.validations().count == 10)
        #expect(try bench.statuses() == [.queued, .queued, .queued])
    }

    @Test func `Nine requests that never left, then an answer, stop nothing`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.validation = { _, nth in nth <= 9 ? .only(.unsent(.notConnected("refused"))) : .valid }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded])
    }

    @Test func `An unreachable bank stops the prior-transfer check before anything is sent`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.inquiry = { _, _, _ in .undecided(.unsent(.notConnected("refused"))) }
        #expect(try bench.payFile() == .stopped(.bankUnreachable))
        #expect(bench.validations().isEmpty)
    }

    @Test(arguments: [1, 2, 3, 8]) func `Validations that are answered and never called back stop the batch`(
        count: Int
    ) throws {
        let bench = try EngineBench(rows: count)
        bench.bank.validation = { _, _ in .silent }
        for pause in [1, 2, 3] { bench.schedule(after: .seconds(pause), .input(.proofRefused)) }
        #expect(try bench.payFile() == .stopped(.noCallbacks))
        #expect(bench.proofsRefused == 3)
        // Three rows at a time are asked about; two more get their turn while the third uses up its tries.
        #expect(Set(bench.validations().map(\.row.number)).count == min(count, 5))
        #expect(try bench.statuses() == Array(repeating: .queued, count: count))
        #expect(bench.transfers().isEmpty)

        bench.bank.validation = { _, _ in .valid }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: count))
    }

    @Test func `A person's request to stop sends nothing more and ends when the calls have`() throws {
        let bench = try EngineBench(rows: 8)
        bench.schedule(after: .milliseconds(900), .input(.stopRequested))
        let asked = bench.now + .milliseconds(900)
        #expect(try bench.payFile() == .interrupted)
        #expect(bench.auditor.sent.allSatisfy { $0.at <= asked })
        #expect(bench.now - asked < .seconds(1))
        #expect(try bench.totals()[.validating] == nil)
        #expect(try bench.totals()[.validated] == nil)

        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 8))
    }

    @Test func `A request to stop a batch that has stopped no longer waits for what is pending`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.transfer = { row, _ in
            row.number == 1
                ? .silent : .only(.refusedForAll(Answer.insufficientFunds, .insufficientFunds))
        }
        bench.schedule(after: .seconds(60), .input(.stopRequested))
        let asked = bench.now + .seconds(60)
        #expect(try bench.payFile() == .stopped(.insufficientFunds))
        #expect(bench.now == asked)
        #expect(try bench.statuses() == [.pending, .queued, .queued])
    }

    @Test func `Refused tokens on every transfer stop the batch although validations succeed between`() throws {
        let bench = try EngineBench(rows: 2)
        bench.limits.settleTimeout = .seconds(60)
        var serial = 0
        bench.bank.transfer = { _, _ in
            serial += 1
            return .only(.deferred(Answer.refusedToken(serial)))
        }
        bench.schedule(after: .seconds(180), .input(.stopRequested))
        #expect(try bench.payFile() == .stopped(.signatureRefused))
        #expect(bench.transfers().count <= 20)
    }
}
