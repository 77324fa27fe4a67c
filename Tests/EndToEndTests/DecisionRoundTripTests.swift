import Foundation
import Testing

/// Payouts in trouble, brought to their end by a person: each is paid exactly once.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct DecisionRoundTripTests {
    private let names = ["SALUR_CHECKS_NAME_MATCH": String?.none]

    @Test func `What went wrong the first time is tried once more and paid once`() async throws {
        let payroll = Payroll(.firstInvalid, .firstFails, .firstRefunded, .firstNeverMade, .firstRefused)
        try await Operator.with(payroll) { desk in
            let first = try await desk.pay(code: 1)
            #expect(first.sentence.contains("1 invalid"), "\(first.sentence)")
            try await desk.learn("04", of: "MAGIC-32")
            #expect(
                try await desk.statuses() == [
                    "MAGIC-30": "invalid", "MAGIC-31": "failed", "MAGIC-32": "refunded", "MAGIC-33": "not_found",
                    "MAGIC-34": "failed",
                ])
            let failed = try await desk.decide("retry", "--status", "failed", code: 0)
            #expect(failed.errors.contains("try 2 payouts once more, Rp 150.000"), "\(failed.errors)")
            #expect(failed.sentence.contains("Queued 2 payouts once more, Rp 150.000. They are sent by: salur process"))
            try await desk.decide(
                "retry", "--status", "invalid", "--status", "refunded", "--status", "not_found", code: 0)
            #expect(Set(try await desk.statuses().values) == ["queued"])
            #expect(try desk.timesPaid().isEmpty, "a retry sends nothing")
            try await desk.process(code: 0)
            #expect(try desk.timesPaid().map(\.value) == [1, 1, 1, 1, 1])
            try await desk.audit(payroll)
        }
    }

    @Test func `A name that differs is released, then paid under the name that the bank reported`() async throws {
        var payroll = Payroll(rows: 1)
        payroll.add(.otherName)
        try await Operator.with(payroll, options: ["--names", "gaji-0.csv"]) { desk in
            try await desk.pay(code: 1, settings: names)
            #expect(try await desk.statuses()["MAGIC-4"] == "held")
            let released = try await desk.decide("release", "MAGIC-4", code: 0, settings: names)
            #expect(released.errors.contains("release 1 payout, Rp 75.000"), "\(released.errors)")
            #expect(released.errors.contains("MAGIC-4  line 3  Rp 75.000  held, name_mismatch"))
            try await desk.process(code: 0, settings: names)
            #expect(try desk.timesPaid()[Payroll.Magic.otherName.accountNumber] == 1)
            try await desk.audit(payroll)
        }
    }

    @Test func `A possible duplicate is released, paid, and not held again`() async throws {
        let payroll = Payroll(rows: 2)
        var second = payroll
        (second.rows[1].reference, second.rows[1].amount) = ("OTHER", "99000")
        try await Operator.with(payroll, second) { desk in
            try await desk.pay(code: 0)
            try await desk.pay(1, code: 1)
            #expect(try await desk.statuses("gaji-1.csv")["GAJI-0-1"] == "held")
            let several = try await desk.decide("release", "GAJI-0-1", code: 64)
            #expect(several.errors.contains("stand in several batches: gaji-"), "\(several.errors)")
            #expect(several.errors.contains("Add --batch"))
            try await desk.decide("release", "GAJI-0-1", "--batch", "gaji-1.csv", code: 0)
            try await desk.pay(1, code: 0)
            #expect(Set(try await desk.statuses("gaji-1.csv").values) == ["succeeded"])
            #expect(try desk.timesPaid() == ["1200000000": 2, "1200000001": 2])
        }
    }

    @Test func `A conflict is tried again under a new reference alone`() async throws {
        let payroll = Payroll(.firstReferenceBurnt)
        try await Operator.with(payroll) { desk in
            let paid = try await desk.pay(code: 1)
            #expect(paid.sentence.contains("may have been paid 1, Rp 75.000 (ask the bank)"), "\(paid.sentence)")
            let before = try await desk.everything()
            let plain = try await desk.decide("retry", "MAGIC-36", code: 1)
            #expect(
                plain.output.contains(
                    "MAGIC-36 cannot be tried again: the bank says that an earlier transfer of it exists"))
            let released = try await desk.decide("release", "MAGIC-36", code: 1)
            #expect(released.output.contains("ask the bank about it, then use \"salur resolve\""), "\(released)")
            try await desk.decide("cancel", "MAGIC-36", code: 1)
            #expect(try await desk.everything() == before)
            try await desk.decide("retry", "MAGIC-36", "--new-reference", "mail of the bank", code: 0)
            try await desk.process(code: 0)
            #expect(try desk.timesPaid() == [Payroll.Magic.firstReferenceBurnt.accountNumber: 1])
            try await desk.audit(payroll)
        }
    }

    @Test func `A stuck transfer is resolved by the bank's report`() async throws {
        let payroll = Payroll(.pendingUntilSettled)
        try await Operator.with(payroll) { desk in
            try await desk.pay(code: 75, settings: Operator.impatient)
            let identifier = try #require(try await desk.row("MAGIC-35")["external_id"])
            let pending = try await desk.salur("resolve", "MAGIC-35", "--external-id", identifier)
            #expect(pending.code == 0, "\(pending)")
            #expect(pending.sentence == "The bank still has no result (03). Nothing was changed.")
            try desk.settle(identifier, "00", callback: false)
            let resolved = try await desk.salur("resolve", "MAGIC-35", "--external-id", identifier)
            #expect(resolved.code == 0, "\(resolved)")
            #expect(resolved.sentence == "The bank says \"00\" for it; MAGIC-35 is now succeeded.")
            let status = try await desk.salur("status")
            #expect(status.output.contains("settled"), "\(status.output)")
            try await desk.audit(payroll)
            #expect(try await desk.row("MAGIC-35")["reason_code"] == "")
            #expect(try await desk.reports().table("attempts.csv").column("told_by").last == "inquiry")
            #expect(try await desk.process(code: 0).errors.contains("There is nothing to pay"))
        }
    }

    @Test func `What waits or is held is cancelled, and the reports say by whom`() async throws {
        var payroll = Payroll(rows: 3)
        payroll.add(.otherName)
        try await Operator.with(payroll, options: ["--names", "gaji-0.csv"]) { desk in
            #expect(try await desk.salur("submit", "gaji-0.csv").code == 0)
            let early = try await desk.decide("cancel", "GAJI-0-2", code: 0)
            #expect(early.sentence.contains("Cancelled 1 payout, Rp 51.000. New reports: salur report gaji-0"))
            #expect(try desk.bank.ledger().sent == 0)
            try await desk.pay(code: 1, settings: names)
            try await desk.decide("cancel", "--reason-code", "name_mismatch", code: 0, settings: names)
            #expect(
                try await desk.statuses() == [
                    "GAJI-0-1": "succeeded", "GAJI-0-2": "cancelled", "GAJI-0-3": "succeeded", "MAGIC-4": "cancelled",
                ])
            let row = try await desk.row("MAGIC-4")
            #expect(row["reason_code"] == "cancelled")
            let reason = try #require(row["reason"])
            #expect(reason.hasPrefix("Cancelled by Ani (") && reason.hasSuffix(") before any money moved: as agreed"))
            #expect(row["external_id"] == "")
            let reported = try await desk.salur("explain", "MAGIC-4")
            #expect(reported.output.contains("Ani"), "\(reported.output)")
            let again = try await desk.pay(code: 1, settings: names)
            // A callback that came while the run before was ending is processed first: then this run settles the batch.
            let words = ["this file was settled before; this run sent nothing", "nothing is left to do"]
            #expect(words.contains { again.sentence.contains($0) }, "\(again)")
            try await desk.audit(payroll)
        }
    }
}
