import Foundation
import Testing

/// The bank says failed, then paid: a person closes that with evidence, and the books show all of it.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct ContradictionTests {
    @Test func `A contradiction is closed with evidence, stays closed, and opens again where the bank disagrees`()
        async throws
    {
        try await Operator.with(Payroll(.failedThenSucceeded)) { desk in
            try await desk.pay(code: 1)
            let reference = "MAGIC-27"
            let identifier = try #require(try await desk.row(reference)["external_id"])
            try await waitUntil("the bank contradicts itself") {
                try desk.bank.ledger().booked.first?.status == "00"
            }
            // The callback may have come while no run could take it.
            _ = try await desk.salur("run", "--yes", "gaji-0.csv")
            _ = try await desk.salur("resolve", reference, "--external-id", identifier)
            #expect(try await desk.row(reference)["reason_code"] == "contradiction")
            #expect(try await desk.reports().reconciliation.contradictions.count == 1)

            let ended = try await desk.world.salur(
                [
                    "resolve", reference, "--as", "succeeded", "--evidence", "statement of 3 March", "--by", "Ani",
                    "--yes",
                ], bank: desk.bank)
            #expect(ended.code == 0, "\(ended)")
            let row = try await desk.row(reference)
            #expect(row["status"] == "succeeded")
            #expect(row["reason_code"] == "contradiction_resolved")
            for words in ["first failed", "then succeeded", "by Ani (", "): statement of 3 March"] {
                #expect(row["reason"]?.contains(words) == true, "\(row)")
            }
            let reports = try await desk.reports()
            let attempt = try #require(try reports.table("attempts.csv").records.last)
            #expect(attempt["final_status"] == "failed")
            #expect(attempt["contradicting_status"] == "00")
            #expect(attempt["contradicting_told_by"] == "inquiry" || attempt["contradicting_told_by"] == "callback")
            #expect(try reports.reconciliation.contradictions.count == 0)
            let again = try await desk.salur("run", "--yes", "gaji-0.csv")
            #expect(again.code == 0, "\(again)")
            let reported = try await desk.salur("explain", reference)
            #expect(reported.output.contains("then the bank said 00"), "\(reported)")
            #expect(reported.output.contains("Ani ("), "\(reported)")
            #expect(reported.output.contains(") resolved it: statement of 3 March"), "\(reported)")
            #expect(try await desk.salur("verify", reports.folder).code == 0)
            #expect(try await desk.salur("verify", "--ledger", "salur.db").code == 0)
            let retried = try await desk.decide("retry", reference, code: 1)
            #expect(retried.output.contains("cannot be tried again"), "\(retried)")

            // A later word that disagrees opens it again.
            try desk.settle(identifier, "06", callback: false)
            _ = try await desk.salur("resolve", reference, "--external-id", identifier)
            let reopened = try await desk.row(reference)
            #expect(reopened["status"] == "succeeded")
            #expect(reopened["reason_code"] == "contradiction")
            let words = "first succeeded, as a person decided, then failed"
            #expect(reopened["reason"]?.contains(words) == true, "\(reopened)")
            #expect(try await desk.reports().reconciliation.contradictions.count == 1)
            #expect(try desk.bank.requests("transfer") == 1)
        }
    }

    @Test func `What the bank said about an account stays in the books after retry and cancel`() async throws {
        try await Operator.with(Payroll(.firstInvalid, .invalidAccount)) { desk in
            try await desk.pay(code: 1)
            try await desk.decide("retry", "MAGIC-30", code: 0)
            try await desk.decide("cancel", "MAGIC-1", code: 0)
            try await desk.pay(code: 1)
            let checks = try await desk.reports().table("attempts.csv").records.filter { $0["kind"] == "validation" }
            let states = Dictionary(grouping: checks) { $0["reference"] ?? "" }
                .mapValues { $0.map { $0["final_status"] } }
            #expect(states["MAGIC-30"] == ["invalid", "valid"])
            #expect(states["MAGIC-1"] == ["invalid"])
            #expect(checks.allSatisfy { $0["told_by"] == "callback" })
            let reported = try await desk.salur("explain", "MAGIC-30")
            #expect(reported.output.contains("the bank says that it cannot receive"), "\(reported)")
            #expect(reported.output.contains("the bank knows the account under the name"), "\(reported)")
            #expect(try await desk.salur("verify", "--ledger", "salur.db").code == 0)
        }
    }
}
