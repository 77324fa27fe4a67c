import Foundation
import Testing

/// The first rows of a batch, and a share of failures, stop it; a person lets it go on knowingly.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct StopLossTests {
    private static let canary: [String: String?] = ["SALUR_DISPATCH_CANARY": "1"]

    @Test func `A first row that fails stops the batch until a person resumes it`() async throws {
        var payroll = Payroll(.transferFails)
        payroll.rows += Payroll(rows: 3).rows
        try await Operator.with(payroll) { desk in
            let stopped = try await desk.pay(code: 77, settings: Self.canary)
            #expect(stopped.output.contains("dispatch.canary"), "\(stopped)")
            #expect(try desk.timesPaid().isEmpty)
            let again = try await desk.process(code: 77, settings: Self.canary)
            #expect(again.output.contains("salur resume"), "\(again)")
            #expect(try desk.timesPaid().isEmpty)
            let shown = try await desk.salur("status", settings: Self.canary)
            #expect(shown.output.contains("salur resume"), "\(shown)")
            try await desk.decide("resume", code: 0, settings: Self.canary)
            try await desk.process(code: 1, settings: Self.canary)
            #expect(try desk.timesPaid().count == 3)
        }
    }

    @Test func `Too large a share of failures stops the batch`() async throws {
        var payroll = Payroll(rows: 0)
        for number in 0..<14 { payroll.add(.transferFails, number: number) }
        payroll.rows += Payroll(rows: 6).rows
        try await Operator.with(payroll) { desk in
            let settings: [String: String?] = [
                "SALUR_DISPATCH_STOP_AT_FAILURES": "50", "SALUR_DISPATCH_WINDOW": "2",
                "SALUR_DISPATCH_CONCURRENCY": "2",
            ]
            let stopped = try await desk.pay(code: 77, settings: settings)
            #expect(stopped.output.contains("dispatch.stopAtFailures"), "\(stopped)")
            #expect(try desk.timesPaid().count < 6)
            try await desk.decide("resume", code: 0, settings: settings)
            try await desk.process(code: 1, settings: settings)
            #expect(try desk.timesPaid().count == 6)
        }
    }

    @Test func `While a batch is stopped, process asks about its pending rows and sends nothing else`()
        async throws
    {
        var payroll = Payroll(.pendingUntilSettled, .transferFails)
        payroll.rows += Payroll(rows: 4).rows
        try await Operator.with(payroll) { desk in
            let settings: [String: String?] = [
                "SALUR_DISPATCH_CANARY": "2", "SALUR_DISPATCH_SETTLE_TIMEOUT": "3s",
            ]
            let stopped = try await desk.pay(code: 77, settings: settings)
            #expect(stopped.output.contains("salur resume gaji-0-"), "\(stopped)")
            let shown = try await desk.salur("status", settings: settings)
            #expect(!shown.output.contains("next inquiry"), "\(shown)")
            #expect(shown.output.contains("salur process asks the bank about it, and sends nothing else"), "\(shown)")
            let open = try await desk.decide("close", code: 77, settings: settings)
            #expect(open.errors.contains("salur process"), "\(open)")
            let identifier = try #require(try await desk.row("MAGIC-35")["external_id"])
            try desk.settle(identifier, "00", callback: false)
            try await desk.process(code: 77, settings: settings)
            #expect(try await desk.row("MAGIC-35")["status"] == "succeeded")
            #expect(try desk.bank.ledger().booked.count == 2)
            try await desk.decide("close", code: 0, settings: settings)
            #expect(try await desk.statuses().values.filter { $0 == "cancelled" }.count == 4)
        }
    }

    @Test func `A first row that the bank answers with a conflict keeps all others from being sent`() async throws {
        var payroll = Payroll(.conflict)
        payroll.rows += Payroll(rows: 9).rows
        try await Operator.with(payroll) { desk in
            let stopped = try await desk.pay(code: 77, settings: Self.canary)
            #expect(stopped.output.contains("dispatch.canary"), "\(stopped)")
            #expect(try desk.timesPaid().isEmpty)
        }
    }
}
