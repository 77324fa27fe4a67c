import Foundation
import Testing

/// Decisions that cannot be, since money has moved or may have: each says why, and changes nothing.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct DecisionRefusalTests {
    @Test func `What is not held, not over, or wrong in the file is refused by every command, and says why`()
        async throws
    {
        var payroll = Payroll(.firstFails, .firstRefunded, .firstNeverMade, .pendingUntilSettled, .firstInvalid)
        payroll.rows += Payroll(rows: 2).rows
        payroll.rows[6].amount = "Rp 5"
        try await Operator.with(payroll) { desk in
            try await desk.pay(code: 75, settings: Operator.impatient)
            try await desk.learn("04", of: "MAGIC-32")
            let before = try await desk.everything()
            func refused(_ command: String, _ reference: String, _ words: String) async throws {
                let ended = try await desk.decide(command, reference, code: 1)
                let act = ["release": "released", "retry": "tried again", "cancel": "cancelled"][command, default: ""]
                #expect(
                    ended.output.contains("\(reference) cannot be \(act): \(words)"), "\(command): \(ended)")
                #expect(ended.sentence == "Nothing was changed.", "\(ended)")
            }
            let wrong = "the row is wrong and nothing is ever sent for it: mend it in rejected.csv"
            for command in ["release", "retry"] { try await refused(command, "GAJI-0-2", wrong) }
            for reference in ["GAJI-0-1", "MAGIC-35", "MAGIC-31", "MAGIC-30", "MAGIC-33"] {
                try await refused("release", reference, "it is not held")
            }
            for command in ["retry", "cancel"] {
                try await refused(command, "GAJI-0-1", "it has been paid")
                try await refused(command, "MAGIC-35", "a transfer of it is on its way")
            }
            for reference in ["MAGIC-32", "MAGIC-33"] {
                try await refused("cancel", reference, "it is finished: only what is still waiting")
            }
            #expect(try await desk.everything() == before)
            try await unresolved(desk)
            #expect(try await desk.everything() == before)
        }
    }

    /// `resolve` where nothing is in doubt, or not for long enough.
    private func unresolved(_ desk: Operator) async throws {
        func refused(_ reference: String, _ code: Int32, _ words: String) async throws {
            let ended = try await desk.decide("resolve", reference, "--as", "failed", "--evidence", "mail", code: code)
            #expect((ended.output + ended.errors).contains(words), "\(ended)")
        }
        try await refused(
            "GAJI-0-1", 1, "GAJI-0-1 cannot be resolved: only a transfer whose result is unknown is resolved.")
        try await refused(
            "MAGIC-31", 1, "MAGIC-31 cannot be resolved: only a transfer whose result is unknown is resolved.")
        try await refused(
            "MAGIC-35", 1, "MAGIC-35 cannot be resolved: the bank may still tell its result: a person may decide from ")
        try await refused("GAJI-0-2", 64, "GAJI-0-2 cannot be resolved: the row is wrong")
    }

    @Test func `A payout that waits is neither released nor tried again`() async throws {
        try await Operator.with(Payroll(rows: 2)) { desk in
            #expect(try await desk.salur("submit", "gaji-0.csv").code == 0)
            let before = try await desk.everything()
            let retried = try await desk.decide("retry", "--line", "2-3", code: 1)
            #expect(
                retried.output.contains(
                    "GAJI-0-1, GAJI-0-2 cannot be tried again: only what is invalid, failed, refunded"
                ))
            try await desk.decide("release", "--line", "2", "--line", "3", code: 1)
            #expect(try await desk.everything() == before)
            #expect(try desk.bank.ledger().counters.requests.isEmpty)
        }
    }

    @Test func `What the bank paid after all is not paid again`() async throws {
        let payroll = Payroll(.firstFails, .firstRefused)
        try await Operator.with(payroll) { desk in
            try await desk.pay(code: 1)
            let identifier = try #require(try await desk.row("MAGIC-31")["external_id"])
            try desk.settle(identifier, "00", callback: false)
            let retried = try await desk.decide("retry", "--status", "failed", code: 1)
            #expect(
                retried.output.contains("MAGIC-31 cannot be tried again: the bank contradicted itself about it"),
                "\(retried)")
            #expect(retried.sentence.contains("Queued 1 payout once more, Rp 75.000"))
            let processed = try await desk.process(code: 1)
            #expect(processed.sentence.contains("may have been paid 1, Rp 75.000 (ask the bank)"), "\(processed)")
            #expect(Set(try desk.timesPaid().values) == [1])
            #expect(try await desk.row("MAGIC-31")["reason_code"] == "contradiction")
            #expect(try await desk.reports().reconciliation.contradictions.count == 1)
            try await desk.decide("retry", "MAGIC-31", code: 1)
            try await desk.decide("cancel", "MAGIC-31", code: 1)
        }
    }

    /// A settled batch whose bank has gone away since.
    private func withSilentBank(_ payroll: Payroll, _ body: (Operator) async throws -> Void) async throws {
        try await World.with { world in
            try world.write(payroll.text, to: "gaji-0.csv")
            let desk = try await world.withBank { bank in
                let desk = Operator(world: world, bank: bank)
                try await desk.pay(code: 1)
                return desk
            }
            let before = try await desk.everything()
            try await body(desk)
            #expect(try await desk.everything() == before)
        }
    }

    @Test func `A bank that does not answer lets nobody try again`() async throws {
        try await withSilentBank(Payroll(.firstFails)) { desk in
            let retried = try await desk.decide("retry", "MAGIC-31", code: 69)
            #expect(retried.errors.contains("The bank does not tell the status of these transfers"))
            #expect(retried.output.isEmpty)
        }
    }

    @Test func `A bank that does not answer lets nobody cancel`() async throws {
        try await withSilentBank(Payroll(.firstInvalid)) { desk in
            let cancelled = try await desk.decide("cancel", "MAGIC-30", code: 69)
            #expect(cancelled.errors.contains("The bank does not tell the status of these transfers"))
            #expect(cancelled.output.isEmpty)
        }
    }

    @Test func `A ledger that forgot what was paid cancels nothing`() async throws {
        let payroll = Payroll(rows: 3)
        try await Operator.with(payroll) { desk in
            try await desk.pay(code: 0)
            try desk.world.deleteLedger()
            #expect(try await desk.salur("submit", "gaji-0.csv").code == 0)
            let refused = try await desk.decide("cancel", "--status", "queued", code: 1)
            #expect(refused.output.contains("a transfer of it is on its way, or it has been paid"))
            // What the bank reported is taken over, and nobody is paid again.
            #expect(Set(try await desk.statuses().values) == ["succeeded"])
            #expect(try desk.timesPaid().map(\.value) == [1, 1, 1])
            #expect(try await desk.reports().reconciliation.balanced)
        }
    }
}
