import CrashPoints
import Foundation
import Testing

/// The kill harness over the real programs (`make torture` runs the long campaign).
@Suite(.serialized)
struct TortureTests {
    private static let environment = ProcessInfo.processInfo.environment
    /// The kills that `make torture` asks for.
    private static let killsWanted = environment["SALUR_TEST_KILLS"].flatMap(Int.init)
    /// A fixed seed.
    private static let fixedSeed: UInt64 = 4
    /// Stories that it takes at most.
    private static let storiesMax = 16

    @Test(.timeLimit(.minutes(10)))
    func `Killed at named steps and at any moment, programs pay once and lose nothing`() async throws {
        let campaign = Campaign(seed: Self.fixedSeed)
        for number in 0..<Self.storiesMax where !campaign.neverPassed.isEmpty {
            try await campaign.tell(Story.allCases[number % Story.allCases.count], kills: 4)
        }
        print(campaign.toll.table)
        #expect(campaign.neverPassed.isEmpty, "no program ever passes these crash points")
    }

    @Test(.enabled(if: killsWanted != nil), .timeLimit(.minutes(600)))
    func `A long campaign`() async throws {
        let seed = Self.environment["SALUR_TEST_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 1...999_999_999)
        print("Torture: SEED=\(seed) KILLS=\(Self.killsWanted ?? 0)")
        let campaign = Campaign(seed: seed)
        try await campaign.run(kills: Self.killsWanted ?? 0)
        print(campaign.toll.table)
        #expect(campaign.neverPassed.isEmpty, "no program ever passed these crash points")
    }

    // MARK: A checker that cannot fail proves nothing

    private func withPaidFile(_ body: (Ordeal, Payroll, BankLedger) async throws -> Void) async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 3)
            try world.write(payroll.text, to: "gaji-0.csv")
            try await world.withBank { bank in
                let ordeal = Ordeal(world, bank, Campaign(seed: 1), kills: 0)
                try await ordeal.settle(["run", "--yes", "--batch", "gaji", "gaji-0.csv"])
                try await ordeal.audit(payroll, folder: "out/gaji")
                try await body(ordeal, payroll, try bank.ledger())
            }
        }
    }

    @Test func `A second payment and an identifier used twice, planted in the bank's ledger, are found`() async throws {
        try await withPaidFile { ordeal, payroll, honest in
            let paid = try #require(honest.booked.first)
            var ledger = honest
            ledger.transfers?.append(paid.again(externalID: "another", referenceNo: "T9999"))
            withKnownIssue("paid twice") { ledger.checkNothingTwice("") }
            let reports = Reports(ordeal.world, folder: "out/gaji")
            withKnownIssue("paid twice") { try Audit(reports: reports, payroll: payroll, ledger: ledger).check() }

            ledger = honest
            ledger.transfers?.append(paid.again(externalID: paid.externalId, referenceNo: "T9999", state: "refused"))
            withKnownIssue("used twice") { ledger.checkNothingTwice("") }
        }
    }

    @Test func `A row that is lost, and a report that was altered, are found`() async throws {
        try await withPaidFile { ordeal, payroll, _ in
            var longer = payroll
            longer.rows += Payroll(rows: 1, series: 1).rows
            await withKnownIssue("a row is lost") { try await ordeal.audit(longer, folder: "out/gaji") }
            let results = "out/gaji/results.csv"
            try ordeal.world.write(try ordeal.world.read(results).replacing("Gaji", with: "Haji"), to: results)
            await withKnownIssue("an altered note") { try await ordeal.audit(payroll, folder: "out/gaji") }
        }
    }

    @Test func `A crash point that does not exist is refused, so that no test tests nothing`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 1).text, to: "gaji-0.csv")
            try await world.withBank { bank in
                let run = ["run", "--yes", "gaji-0.csv"]
                let wrong = try await world.salur(run, bank: bank, settings: [CrashPoint.switchName: "transfer_sent"])
                #expect(wrong.code == 78 && wrong.errors.contains("there is no transfer_sent"), "\(wrong)")
                let second = try await world.salur(
                    run, bank: bank, settings: [CrashPoint.switchName: "rows_imported.committed:2"])
                #expect(second.code == 0, "one row is one commit: \(second)")
            }
        }
    }
}

extension BankLedger.Transfer {
    fileprivate func again(externalID: String, referenceNo: String, state: String = "booked") -> Self {
        BankLedger.Transfer(
            externalId: externalID, partnerReferenceNo: partnerReferenceNo, referenceNo: referenceNo,
            accountNumber: accountNumber, amount: amount, state: state, status: status)
    }
}
