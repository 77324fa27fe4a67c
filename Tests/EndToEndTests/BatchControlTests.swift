import Foundation
import Testing

/// `pause`, `resume` and `close`: what a person decides about a batch as a whole.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct BatchControlTests {
    private struct Document: Decodable {
        let name: String
        let status: String
        let cancelled: Reports.Amounts
        let exitCode: Int32
        let message: String
    }

    @Test func `A paused batch is left out until a person resumes it`() async throws {
        try await Operator.with(Payroll(rows: 3)) { person in
            try await person.submitAndApprove()
            let paused = try await person.decide("pause", code: 0)
            #expect(paused.sentence.contains("is paused. To let it go on: salur resume gaji-0-"), "\(paused)")

            let left = try await person.process(code: 77)
            #expect(left.errors.contains("is paused and is left out: salur resume gaji-0-"), "\(left)")
            let run = try await person.pay(code: 77)
            #expect(run.output.contains("paused it; this run sent nothing: salur resume gaji-0-"), "\(run)")
            #expect(try person.bank.requests("transfer") == 0)
            let status = try await person.salur("status")
            #expect(status.output.contains("paused by a person") && status.output.contains("salur resume"), "\(status)")

            // Pausing twice is the same as pausing once; what is not paused cannot be resumed.
            try await person.decide("pause", code: 0)
            let resumed = try await person.decide("resume", code: 0)
            #expect(resumed.sentence.contains("Next: salur process gaji-0-"), "\(resumed)")
            try await person.decide("resume", code: 64)
            let paid = try await person.process(code: 0)
            #expect(paid.sentence.hasPrefix("Paid 3 people"), "\(paid)")
            let late = try await person.decide("pause", code: 64)
            #expect(late.errors.contains("nothing is left to pause"), "\(late)")
        }
    }

    @Test func `A closed batch cancels what was not sent and asks for nothing more`() async throws {
        let payroll = Payroll(rows: 3)
        try await Operator.with(payroll) { person in
            try await person.submitAndApprove()
            let closed = try await person.decide("close", "--json", code: 0).json(Document.self)
            #expect(closed.status == "closed" && closed.cancelled.count == 3 && closed.exitCode == 0, "\(closed)")
            #expect(try person.bank.requests("transfer") == 0)

            // The bank was asked before anything was cancelled.
            #expect(try person.bank.requests("inquiry") > 0)
            let idle = try await person.process(code: 0)
            #expect(idle.errors.contains("There is nothing to pay"), "\(idle)")
            let again = try await person.pay(code: 1)
            #expect(again.sentence.contains("a person has closed this batch: nothing more of it is sent"), "\(again)")
            let status = try await person.salur("status")
            #expect(status.output.contains("closed by a person"), "\(status)")
            #expect(!status.output.contains("needs a person"), "\(status)")
            let twice = try await person.decide("close", code: 0)
            #expect(twice.errors.contains("is closed already; nothing changes."), "\(twice)")
            #expect(twice.output.contains("is closed. New reports: salur report gaji-0-"), "\(twice)")
            try await person.decide("resume", code: 64)
        }
    }

    @Test func `A batch whose money may be on its way is not closed`() async throws {
        try await Operator.with(Payroll(.pendingForEver)) { person in
            try await person.pay(code: 75, settings: Operator.impatient)
            let refused = try await person.decide("close", code: 77)
            #expect(refused.errors.contains("may be on its way, so it cannot be closed"), "\(refused)")
            #expect(refused.errors.contains("Let it come to its end with: salur process gaji-0-"), "\(refused)")
            // A paused batch is not processed, and resuming it sends what was not sent.
            try await person.decide("pause", code: 0)
            let paused = try await person.decide("close", code: 77)
            #expect(paused.errors.contains("salur cancel --status queued --batch gaji-0-"), "\(paused)")
        }
    }

    @Test func `A close cancels invalid rows, and failed ones are not tried again`() async throws {
        try await Operator.with(Payroll(.transferFails, .invalidAccount)) { person in
            try await person.pay(code: 1)
            let closed = try await person.decide("close", code: 0)
            #expect(closed.errors.contains("1 payout, Rp 75.000, that were not sent are cancelled"), "\(closed)")
            #expect(closed.errors.contains("1 payout, Rp 75.000, stay as they are and unpaid"), "\(closed)")
            #expect(try await person.row("MAGIC-1")["status"] == "cancelled")
            let retried = try await person.decide("retry", "--status", "failed", code: 1)
            #expect(retried.output.contains("its batch is closed for good"), "\(retried)")
        }
    }

    @Test func `What waits too long unsent is cancelled by process, after the bank was asked`() async throws {
        try await Operator.with(Payroll(rows: 2)) { person in
            #expect(try await person.salur("submit", "gaji-0.csv").code == 0)
            let patient = try await person.process(code: 77, settings: ["SALUR_DISPATCH_EXPIRE_AFTER": "none"])
            #expect(!patient.errors.contains("expireAfter"), "\(patient)")
            let expired = try await person.process(code: 0, settings: ["SALUR_DISPATCH_EXPIRE_AFTER": "1ms"])
            #expect(
                expired.errors.contains("waited longer than dispatch.expireAfter and were cancelled"), "\(expired)")
            #expect(try await person.row("GAJI-0-1")["status"] == "cancelled")
            #expect(try person.bank.requests("inquiry") > 0 && person.bank.requests("transfer") == 0)
        }
    }
}

extension Operator {
    /// The file of this person in the ledger, approved.
    fileprivate func submitAndApprove() async throws {
        #expect(try await salur("submit", "gaji-0.csv").code == 0)
        try await decide("approve", code: 0)
    }
}
