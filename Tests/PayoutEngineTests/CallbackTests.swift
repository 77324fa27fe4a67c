import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// A callback is not a command: what is unproven, repeated, reordered or contradictory moves no money state wrongly.
@Suite struct CallbackTests {
    private static func reported(_ status: TransactionStatus, after seconds: Int = 2) -> Telling {
        Telling(after: .seconds(seconds), status: status)
    }

    @Test func `A status that comes before the answer counts`() throws {
        let bench = try EngineBench(rows: 2)
        bench.bank.transfer = { _, _ in
            TransferPlan(
                answersAfter: .seconds(5), settlesAfter: .seconds(1), reports: [Self.reported(.succeeded, after: 1)])
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded])
        #expect(bench.transfers().count == 2)
    }

    @Test func `A status that came before a refusal stands, and nothing is sent again`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in
            TransferPlan(
                answer: .deferred(Answer.refusedToken(1)), answersAfter: .seconds(5), settlesAfter: .seconds(1),
                reports: [Self.reported(.succeeded, after: 1)])
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.transfers().count == 1)
    }

    @Test func `Callbacks that come twice, thrice and late change nothing`() throws {
        let bench = try EngineBench(rows: 3)
        bench.bank.validation = { _, _ in
            .reported(
                Telling(after: .milliseconds(200), status: .succeeded),
                Telling(after: .milliseconds(210), status: .succeeded),
                Telling(after: .seconds(30), status: .succeeded))
        }
        bench.bank.transfer = { _, _ in
            .reported(Self.reported(.succeeded), Self.reported(.succeeded), Self.reported(.succeeded, after: 20))
        }
        #expect(try bench.payFile() == .settled)
        bench.pass(.seconds(60))
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 3))
        #expect(bench.transfers().count == 3)
    }

    @Test func `However often a callback is replayed, the journal tells of it once`() throws {
        func events(replays: Int) throws -> Int {
            let bench = try EngineBench(rows: 1)
            bench.bank.transfer = { _, _ in
                let reports = [
                    Self.reported(.pending), Self.reported(.succeeded, after: 3), Self.reported(.notFound, after: 4),
                ]
                return TransferPlan(reports: reports.flatMap { Array(repeating: $0, count: replays) })
            }
            #expect(try bench.payFile() == .settled)
            #expect(try bench.statuses() == [.succeeded])
            var count = 0
            try bench.ledger.read { try $0.forEachEvent(of: bench.batch) { _ in count += 1 } }
            return count
        }
        #expect(try events(replays: 1) == events(replays: 30))
    }

    @Test func `Callbacks for transactions that nobody knows are taken and change nothing`() throws {
        let bench = try EngineBench(rows: 2)
        for kind in CallbackKind.allCases {
            for id in [ExternalID(String(repeating: "f", count: 32)), nil] {
                var content = CallbackContent()
                content.originalExternalID = id
                content.status = .succeeded
                let callback = BankScript.Callback(kind: kind, proof: .body, content: content)
                bench.schedule(after: .milliseconds(300), .callback(callback))
            }
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded])
        #expect(try bench.ledger.read { try $0.pendingCallbacks(limit: 100) }.isEmpty)
    }

    @Test func `A validation's callback under a transfer's address, and the other way round, says nothing`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in .silent }
        bench.watch = { turn in
            for send in turn.sends {
                guard case .movement(let request) = send.call else { continue }
                var content = CallbackContent()
                content.originalExternalID = request.externalID
                content.status = .failed
                let callback = BankScript.Callback(kind: .accountValidation, proof: .body, content: content)
                bench.schedule(after: .seconds(1), .callback(callback))
            }
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
    }

    @Test(arguments: [
        ("00 then 06", [TransactionStatus.succeeded, .failed], PayoutStatus.succeeded, true),
        ("06 then 00", [.failed, .succeeded], .failed, true),
        ("06 then 04", [.failed, .refunded], .failed, true),
        ("00 then 04", [.succeeded, .refunded], .refunded, false),
        ("04 then 00", [.refunded, .succeeded], .refunded, false),
        ("00 then 03", [.succeeded, .pending], .succeeded, false),
        ("00 then 07", [.succeeded, .notFound], .succeeded, false),
        ("00 then an unknown status", [.succeeded, .unrecognised("99")], .succeeded, false),
    ])
    func `Statuses in any order`(
        name: String, reported: [TransactionStatus], status: PayoutStatus, isContradiction: Bool
    ) throws {
        let bench = try EngineBench(rows: 2)
        bench.auditor.bankLies = true
        bench.bank.transfer = { row, _ in
            guard row.number == 1 else { return .reported(Self.reported(.succeeded, after: 100)) }
            let reports = reported.enumerated().map { Self.reported($1, after: 2 + $0) }
            return TransferPlan(fate: reported[0], reports: reports)
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [status, .succeeded])
        #expect(try bench.ledger.read { try $0.contradictions(bench.batch) }.count == (isContradiction ? 1 : 0))
        #expect(bench.transfers(1).count == 1)
        if isContradiction { #expect(try bench.reasonCode(1) == ReasonCode.contradiction) }
    }

    @Test(arguments: Disagreement.fields)
    func `A status that disagrees with our transfer only makes us ask`(field: String) throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in
            let telling = Telling(after: .seconds(5), status: .failed) { Disagreement.make(field, in: &$0) }
            return TransferPlan(reports: [telling])
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        let sentAt = try #require(bench.sentAt(1))
        #expect(bench.inquiries(1) == [sentAt + .seconds(5)])
        #expect(try bench.attempts(1).last?.source == "inquiry")
    }

    @Test func `Hints make us ask at most once in each pause between inquiries`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, _ in
            let reports = (1...100).map { second in
                Telling(after: .seconds(second), status: .succeeded, proof: .bodyNotSigned)
            }
            return TransferPlan(settlesAfter: .seconds(80), reports: reports)
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        let moments = bench.inquiries(1)
        #expect(moments.count == 4)
        #expect(zip(moments.dropFirst(), moments).allSatisfy { $0 - $1 >= bench.policy.pollInterval })
    }

    @Test func `Where the body is not covered, the whole file is paid by asking`() throws {
        let bench = try EngineBench(rows: 4)
        bench.bank.validation = { _, _ in
            .reported(Telling(after: .milliseconds(200), status: .succeeded, proof: .bodyNotSigned))
        }
        bench.bank.transfer = { row, _ in
            // The hint lies about every other transfer.
            let claim: TransactionStatus = row.number.isMultiple(of: 2) ? .failed : .succeeded
            return TransferPlan(reports: [Telling(after: .seconds(3), status: claim, proof: .bodyNotSigned)])
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 4))
        #expect(try (1...4).allSatisfy { try bench.attempts($0).last?.source == "inquiry" })
    }

    @Test(arguments: ["account", "bank"])
    func `A result of a validation that is neither covered nor complete does not count`(missing: String) throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.validation = { _, nth in
            guard nth == 1 else { return .valid }
            return .reported(
                Telling(after: .milliseconds(200), status: .succeeded, proof: .bodyNotSigned) { content in
                    if missing == "account" { content.accountNumber = nil } else { content.bankCode = nil }
                })
        }
        #expect(try bench.payFile() == .settled)
        #expect(bench.validations(1).count == 2)
    }

    @Test func `A result that is not covered counts only for a validation in flight`() throws {
        let bench = try EngineBench(rows: 1)
        // The first validation was refused with 429, so nothing is in flight, yet somebody reports its result.
        bench.bank.validation = { _, nth in
            guard nth == 1 else { return .silent }
            return ValidationPlan(
                answer: .deferred(Answer.throttled(.seconds(20))),
                reports: [Telling(after: .seconds(1), status: .succeeded, proof: .bodyNotSigned)])
        }
        bench.schedule(after: .seconds(100), .input(.stopRequested))
        #expect(try bench.payFile() == .interrupted)
        #expect(bench.transfers().isEmpty)
    }

    @Test func `A refused attempt that was made after all, while the next is refused, is held`() throws {
        let bench = try EngineBench(rows: 3)
        bench.auditor.bankLies = true
        bench.bank.transfer = { row, nth in
            guard row.number == 1 else { return .succeeds }
            return TransferPlan(
                answer: .deferred(Answer.refusedToken(nth)), answersAfter: .milliseconds(nth == 1 ? 50 : 500),
                books: false, reports: nth == 1 ? [Telling(after: .milliseconds(480), status: .succeeded)] : [])
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.held, .succeeded, .succeeded])
        #expect(try bench.reasonCode(1) == ReasonCode.contradiction)
        #expect(bench.transfers(1).count == 2)
    }
}
