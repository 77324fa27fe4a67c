import BankAPI
import PayoutCore
import PayoutEngine
import Testing

/// A cut-off that the bank reports by refusing transfers: nothing fails, and nothing goes before it may have passed.
@Suite struct ReportedCutOffTests {
    private static let running = TransferOutcome.deferred(
        .cutOff(BankAnswer(code: "4051800", message: "Cut Off In Progress")))

    @Test func `Rows refused in an unannounced cut-off wait, one tries now and then, and all are paid`() throws {
        let bench = try EngineBench(rows: 30)
        let ends = EngineBench.start + .seconds(600)
        bench.bank.transfer = { _, _ in bench.now < ends ? .only(Self.running) : .succeeds }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses().allSatisfy { $0 == .succeeded })
        let early = bench.auditor.sent.count { sent in
            if case .transfer = sent.call { sent.at < ends } else { false }
        }
        #expect(early < 20, "\(early) transfers were sent into the cut-off")
        #expect(Set(bench.transfers().map(\.externalID)).count == bench.transfers().count)
    }
}
