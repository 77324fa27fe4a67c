import BankAPI
import PayoutCore
import PayoutEngine
import Testing

/// A cut-off that the bank reports by refusing transfers: nothing fails, and nothing goes before it may have passed.
@Suite struct ReportedCutOffTests {
    private static let running = MovementOutcome.deferred(
        .cutOff(BankAnswer(code: "4051800", message: "Cut Off In Progress")))

    @Test func `Rows refused in an unannounced cut-off wait, one tries now and then, and all are paid`() throws {
        let bench = try EngineBench(rows: 30)
        let ends = EngineBench.start + .seconds(600)
        bench.bank.transfer = { _, _ in bench.now < ends ? .only(Self.running) : .succeeds }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses().allSatisfy { $0 == .succeeded })
        let early = bench.auditor.sent.count { sent in
            if case .movement = sent.call { sent.at < ends } else { false }
        }
        #expect(early < 20, "\(early) transfers were sent into the cut-off")
        #expect(Set(bench.transfers().map(\.externalID)).count == bench.transfers().count)
    }

    @Test func `While one row tries whether the cut-off has passed, the others wait without any steps`() throws {
        let bench = try EngineBench(rows: 30)
        let ends = EngineBench.start + .seconds(60)
        bench.bank.validation = { _, _ in .reported(Telling(after: .seconds(5), status: .succeeded)) }
        bench.bank.transfer = { _, _ in bench.now < ends ? .only(Self.running) : .succeeds }
        var stepsWithoutNews = 0
        var last = EngineBench.start
        bench.watch = { turn in
            if turn.sends.isEmpty, turn.at - last <= .milliseconds(5) { stepsWithoutNews += 1 }
            last = turn.at
        }
        #expect(try bench.payFile() == .settled)
        // Every row has a few moments of its own; a busy loop would take two hundred steps a second.
        #expect(stepsWithoutNews < 300, "\(stepsWithoutNews) steps sent nothing")
    }

    @Test func `A row that tries whether the cut-off has passed, and fails for another reason, makes way`() throws {
        let bench = try EngineBench(rows: 6)
        let ends = EngineBench.start + .seconds(30)
        bench.bank.validation = { _, nth in
            nth == 2 ? .only(.unsent(.connectionEnded)) : .valid
        }
        bench.bank.transfer = { _, _ in bench.now < ends ? .only(Self.running) : .succeeds }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses().allSatisfy { $0 == .succeeded })
    }

    @Test func `A clock that is set back makes no cut-off longer, and no old validation young`() throws {
        let bench = try EngineBench(rows: 3)
        let ends = bench.steadyNow + .seconds(40)
        bench.bank.transfer = { _, _ in bench.steadyNow < ends ? .only(Self.running) : .succeeds }
        bench.schedule(after: .seconds(12), .clockSet(.seconds(-1093)))
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses().allSatisfy { $0 == .succeeded })
        #expect(bench.steadyNow - ends < .seconds(120), "\(bench.steadyNow - ends)")
    }

    @Test func `A validation from before the clock was set back serves no transfer that goes again`() throws {
        let bench = try EngineBench(rows: 1)
        bench.bank.transfer = { _, nth in
            nth == 1 ? .only(.deferred(Answer.throttled(.seconds(700)))) : .succeeds
        }
        bench.schedule(after: .seconds(100), .clockSet(.seconds(-1093)))
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded])
        #expect(bench.transfers(1).count == 2)
        // By the clock, the first one is younger than no time at all.
        #expect(bench.validations(1).count == 2)
    }
}
