import Foundation
import Testing

/// `--json` of the commands that decide: one document, and nothing else on standard output.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct DecisionDocumentTests {
    private struct Refusal: Decodable {
        let count: Int
        let references: [String]
        let message: String
    }

    private struct Decision: Decodable {
        let batch: String
        let done: Reports.Amounts
        let refused: [Refusal]
        let exitCode: Int32
        let message: String
    }

    private struct Adopted: Decodable {
        let batch: String
        let reference: String
        let latestTransactionStatus: String
        let status: String
        let reasonCode: String?
        let message: String
    }

    @Test func `Programs are told the same as people`() async throws {
        let payroll = Payroll(.firstFails, .firstInvalid, .pendingUntilSettled, .firstRefused)
        try await Operator.with(payroll) { desk in
            try await desk.pay(code: 75, settings: Operator.impatient)
            let retried = try await desk.decide("retry", "--line", "2", "--line", "4", "--json", code: 1)
            let retry = try retried.json(Decision.self)
            #expect(retry.batch.count == 64 && retry.exitCode == 1)
            #expect(retry.done == Reports.Amounts(count: 1, sum: 75_000))
            #expect(retry.refused.map(\.references) == [["MAGIC-35"]] && retry.refused.map(\.count) == [1])
            #expect(retry.refused.first?.message == "a transfer of it is on its way")
            #expect(retry.message.hasPrefix("Queued 1 payout once more, Rp 75.000."))
            let cancel = try await desk.decide("cancel", "MAGIC-30", "--json", code: 0).json(Decision.self)
            #expect(cancel.done.count == 1 && cancel.refused.isEmpty && cancel.exitCode == 0)
            let release = try await desk.decide("release", "MAGIC-34", "--json", code: 1).json(Decision.self)
            #expect(release.done.count == 0 && release.refused.map(\.message) == ["it is not held"])
            let early = try await desk.decide(
                "resolve", "MAGIC-35", "--as", "succeeded", "--evidence", "mail", "--json", code: 1)
            #expect(try early.json(Decision.self).refused.count == 1)
            let identifier = try #require(try await desk.row("MAGIC-35")["external_id"])
            try desk.settle(identifier, "06", callback: false)
            let resolved = try await desk.salur("resolve", "MAGIC-35", "--external-id", identifier, "--json")
            let adopted = try resolved.json(Adopted.self)
            #expect(resolved.code == 0 && adopted.reference == "MAGIC-35" && adopted.batch == retry.batch)
            #expect(adopted.latestTransactionStatus == "06" && adopted.status == "failed")
            #expect(adopted.message == "The bank says \"06\" for it; MAGIC-35 is now failed.")
        }
    }

    private struct RefusalDocument: Decodable {
        struct Body: Decodable {
            let code: String
            let message: String
        }

        let error: Body
    }

    @Test func `A refusal is a document too, and a message on standard error`() async throws {
        try await Operator.with(Payroll(rows: 1)) { desk in
            let missing = try await desk.decide("cancel", "GAJI-0-1", "--json", code: 78)
            #expect(try missing.json(RefusalDocument.self).error.code == "bad_settings")
            #expect(try await desk.salur("submit", "gaji-0.csv").code == 0)
            for arguments in [["cancel"], ["release", "NOBODY"], ["retry", "--line", "7"]] {
                let ended = try await desk.world.salur(
                    arguments + ["--json", "--yes", "--by", "Ani", "--reason", "fine"], bank: desk.bank)
                let refusal = try ended.json(RefusalDocument.self).error
                #expect(ended.code == 64 && refusal.code == "usage", "\(ended)")
                #expect(ended.errors == "error: \(refusal.message)\n")
            }
        }
    }
}
