import Operations
import PayoutCore
import PayoutLedger
import Presentation
import TestSupport
import Testing
import Wording

/// The life of one payout as a person reads it.
@Suite struct ExplanationTests {
    /// Every kind of life, by a reference that names it.
    private static let lives: [(reference: String, live: @Sendable (LifeFixture, String) throws -> Void)] = [
        ("QUEUED", { _, _ in }),
        ("VALIDATING", { life, name in try life.validates(name) }),
        ("VALIDATED", { life, name in try life.becomesValidated(name) }),
        (
            "UNVERIFIED",
            { life, name in
                for _ in 1...3 {
                    try life.validates(name)
                    life.wait(.seconds(60))
                    try life.happens(name, .validationOverdue)
                }
            }
        ),
        (
            "INVALID",
            { life, name in
                let check = try life.validates(name)
                let answer = BankAnswer(code: "4041611", message: "Invalid Account")
                try life.happens(name, .validationReported(check, .invalid(answer)))
            }
        ),
        ("HELD-NAME", { life, name in try life.becomesValidated(name, name: "SITI AMINAH") }),
        ("HELD-DUPLICATE", { life, name in try life.happens(name, .duplicateFound(.example)) }),
        (
            "HELD-CONFLICT",
            { life, name in
                try life.isSent(name, .partnerReferenceUsed(BankAnswer(code: "4091801", message: "Duplicate")))
                try life.isNotFound(name)
            }
        ),
        ("PENDING", { life, name in try life.isSent(name) }),
        ("PENDING-DOUBT", { life, name in try life.isSent(name, .doubtful(.timedOut)) }),
        (
            "SUCCEEDED",
            { life, name in
                try life.isSent(name)
                try life.isReported(name, .succeeded)
            }
        ),
        (
            "REFUNDED",
            { life, name in
                try life.isSent(name)
                try life.isReported(name, .succeeded)
                life.wait(.seconds(60))
                try life.isReported(name, .refunded, by: .inquiry)
            }
        ),
        (
            "FAILED",
            { life, name in
                try life.isSent(name)
                try life.isReported(
                    name, .failed, by: .callback, BankAnswer(code: "4031805", message: "Suspected Fraud"))
            }
        ),
        ("REFUSED", { life, name in try life.isSent(name, .refused(BankAnswer(code: "4041811", message: "Invalid"))) }),
        (
            "NOT-FOUND",
            { life, name in
                try life.isSent(name, .doubtful(.connectionLost))
                try life.isNotFound(name)
            }
        ),
        (
            "CONTRADICTED",
            { life, name in
                try life.isSent(name)
                try life.isReported(name, .failed)
                try life.isReported(name, .succeeded, by: .inquiry)
            }
        ),
        (
            "CANCELLED",
            { life, name in
                try life.becomesValidated(name, name: "SITI AMINAH")
                try life.decides(name, "cancelled", to: .cancelled, by: "Dewi", "left the company")
            }
        ),
        (
            "RELEASED",
            { life, name in
                try life.becomesValidated(name, name: "SITI AMINAH")
                life.wait(.seconds(3600))
                try life.decides(name, "released", to: .queued, by: "Dewi", "married: new name")
            }
        ),
        (
            "RETRIED",
            { life, name in
                try life.isSent(name, .refused(BankAnswer(code: "4031802", message: "Exceeds Limit")))
                try life.decides(name, "retried", to: .queued, by: "Rina", "limit raised")
                life.wait(.seconds(60))
                try life.isSent(name)
                try life.isReported(name, .succeeded, attempt: 2)
            }
        ),
        (
            "PUT-OFF",
            { life, name in
                let busy = Deferral.throttled(BankAnswer(code: "4291800", message: "Too Many"), retryAfter: nil)
                for _ in 1...9 { try life.isSent(name, .deferred(busy)) }
                try life.decides(name, "released", to: .queued, by: "Dewi", "goes on")
                life.wait(.seconds(60))
                try life.isSent(name, .unsent(.notConnected("refused")))
            }
        ),
        (
            "OVERDUE",
            { life, name in
                try life.isSent(name)
                life.wait(.seconds(25 * 3600))
                try life.happens(name, .inquiryIntended(attempt: 1))
            }
        ),
    ]

    @Test func `Every kind of life is told in plain lines`() throws {
        var reported = ""
        for (reference, live) in Self.lives {
            let life = try LifeFixture()
            try life.begins(try life.batch([reference], name: "2026-02"))
            try live(life, reference)
            let lines = try life.lines(reference)
            #expect(lines.count <= Explanation.linesMax, "\(reference)")
            reported += lines.joined(separator: "\n") + "\n\n"
        }
        #expect(try GoldenFile("explain.txt").difference(from: reported) == nil)
    }

    @Test func `Who submitted and who approved is told`() throws {
        let life = try LifeFixture()
        let batch = try life.batch(["PAY-1"], name: "2026-02")
        #expect(
            try life.lines("PAY-1").last == #"Next: It waits until a person approves the batch. Type "salur approve"."#)
        life.wait(.seconds(60))
        try life.ledger.write { transaction in
            try transaction.handle(.approved, of: batch.id, at: life.now)
            try transaction.record(
                JournalEvent(
                    at: life.now, batch: batch.id, payout: nil, kind: "batch_approved", detail: "checked with HR",
                    actor: "Dewi"))
        }
        let line = try life.lines("PAY-1")[1]
        #expect(line.hasPrefix("2026-02-14 13:37:10 +07:00  Submitted, approved 2026-02-14 13:38:10 +07:00"))
        #expect(line.hasSuffix(" by Dewi: checked with HR."))
    }

    @Test func `Rejected rows that share a reference are all found`() throws {
        let life = try LifeFixture()
        try life.batch(["PAY-1", "PAY-2", "PAY-1\tb"], repeated: [2])
        let one = try #require(try life.explain(" PAY-1 ").first)
        let lines = one.lines.map(\.english)
        #expect(lines[0].contains("line 2 of gaji-1.csv"))
        #expect(lines[2].contains("the reference stands in the file more than once"))
        #expect(lines.last?.contains("rejected.csv") == true)
        #expect(one.rejection.english.hasPrefix("line 2 of gaji-1.csv: Rp 1.500.000 to Budi Santoso: reference: the"))
    }

    @Test func `A reference in several batches needs the batch's name`() throws {
        let life = try LifeFixture()
        try life.batch(["PAY-1"], name: "januari")
        try life.batch(["PAY-1"], name: "februari")
        let failure = try #require(throws: CommandFailure.self) { try life.explain("PAY-1") }
        #expect(failure.status == .usage)
        #expect(
            failure.phrase.english
                == #""PAY-1" stands in 2 batches: februari, januari. Say which one with --batch NAME."#)
        let found = try #require(try life.explain("PAY-1", batch: "januari").first)
        #expect(found.batch.name == "januari")
        #expect(found.commands == ["salur approve januari"])
    }

    @Test func `An unknown reference is refused with those near it`() throws {
        let life = try LifeFixture()
        try life.batch(["GAJI-0041", "GAJI-0042", "BONUS"])
        let near = try #require(throws: CommandFailure.self) { try life.explain("GAJI-0O42") }
        #expect(near.status == .usage)
        #expect(near.phrase.english == #"The ledger has no payout "GAJI-0O42". Near it: GAJI-0042, GAJI-0041."#)
        let far = try #require(throws: CommandFailure.self) { try life.explain("X", batch: "gaji-1.csv") }
        #expect(far.phrase.english.hasPrefix(#"The batch "gaji-1.csv" has no payout "X"."#))
        #expect(throws: CommandFailure.self) { try life.explain("GAJI-0041", batch: "maret") }
    }

    @Test func `Whatever happens, a life has at most ten lines and hides the account number`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        for _ in 0..<40 {
            let life = try LifeFixture()
            try life.begins(try life.batch(["PAY\n1"]))
            for _ in 0..<Int.random(in: 1...60, using: &random) {
                try RandomLife.step("PAY\n1", life, &random)
            }
            let lines = try life.lines("PAY\n1")
            #expect((4...Explanation.linesMax).contains(lines.count), "seed \(seed): \(lines)")
            #expect(lines.last?.hasPrefix("Next: ") == true, "seed \(seed)")
            for line in lines {
                #expect(!line.contains("\n") && !line.contains("1234567890"), "seed \(seed): \(line)")
            }
        }
    }
}

/// Things that happen to a payout in any order, legal or not.
private enum RandomLife {
    static func step(_ reference: String, _ life: LifeFixture, _ random: inout SeededRandom) throws {
        life.wait(.seconds(Int64([0, 1, 60, 900, 90_000].randomElement(using: &random) ?? 0)))
        let attempt = Attempt(Int.random(in: 1...3, using: &random))
        let statuses: [TransactionStatus] = [.succeeded, .pending, .refunded, .failed, .notFound]
        let status = statuses.randomElement(using: &random) ?? .pending
        switch Int.random(in: 0...9, using: &random) {
        case 0: try life.validates(reference)
        case 1: try life.becomesValidated(reference, name: "SITI AMINAH")
        case 2, 3: try life.isSent(reference)
        case 4: try life.isSent(reference, .doubtful(.redirected(status: 302)))
        case 5: try life.isSent(reference, .unsent(.notStarted))
        case 6: try life.isReported(reference, status, attempt: attempt, by: .inquiry)
        case 7: try life.happens(reference, .recalled)
        case 8: try life.happens(reference, .validationOverdue, .inquiryIntended(attempt: attempt))
        case _:
            let id = try life.id(reference)
            let payout = try #require(try life.ledger.read { try $0.payout(id) }).payout
            guard payout.liveTransfer == nil, !payout.isContradicted else { return }
            try life.decides(reference, "retried", to: .queued, by: "Dewi\nLestari", "because\nof this")
        }
    }
}
