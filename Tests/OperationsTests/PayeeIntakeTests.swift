import Operations
import PayoutCore
import PayoutLedger
import PayoutRules
import SalurSettings
import Testing

/// What the ledger knows about payees when a file comes in (promise P11).
@Suite struct PayeeIntakeTests {
    private static let decision = PersonalDecision(person: "Ani", reason: "left the company")

    private static func row(
        _ reference: String, account: Int, name: String = "Budi Santoso", amount: Int = 1_500_000
    ) -> String {
        "\(reference),014,\(account),\(name),\(amount),salary,Finance"
    }

    private static func settings(_ fixture: IntakeFixture) async throws -> Settings {
        try await Settings.load(
            ledgerPath: fixture.folder + "/salur.db", outputDirectory: nil, environment: [:], file: nil)
    }

    private static func pay(_ fixture: IntakeFixture, _ batch: Batch) throws {
        let life = LifeInLedger(fixture.ledger)
        for id in try fixture.ledger.read({ try $0.queued(batch.id, after: .none, limit: 100) }) {
            try life.succeeds(id)
        }
    }

    private static func survey(_ fixture: IntakeFixture, _ batch: Batch) throws -> PayeeSurvey {
        try #require(
            try fixture.ledger.read {
                try $0.payeeSurvey(of: batch, changePercent: 50, warnsOfChangedAccounts: true)
            })
    }

    @Test func `Rows to a blocked account or name are rejected when the file comes in, and proven`() async throws {
        let fixture = try IntakeFixture()
        let book = PayeeBook(settings: try await Self.settings(fixture), clock: FixedClock())
        _ = try await book.block(.account("1234567801", bankCode: "014"), Self.decision)
        _ = try await book.block(.name("siti  WIJAYA"), Self.decision)
        _ = try await book.block(.account("1234567804", bankCode: nil), Self.decision)
        let rows = [
            Self.row("A", account: 1_234_567_801), Self.row("B", account: 1_234_567_802, name: "Siti Wijaya"),
            Self.row("C", account: 1_234_567_803), Self.row("D", account: 1_234_567_804),
        ]
        let batch = try fixture.file(try fixture.write(rows)).batch
        let totals = try fixture.totals(batch)
        #expect(totals[.rejected]?.count == 3 && totals[.queued]?.count == 1)
        let reasons = try fixture.ledger.read { reader in
            let selection = PayoutSelection(statuses: [.rejected])
            return try reader.payouts(of: batch.id, selection, after: .none, limit: 9).map { row in
                try reader.payout(row)?.payout.reason?.code
            }
        }
        #expect(reasons == ["blocked", "blocked", "blocked"])
        #expect(try LedgerCheck(fixture.ledger).isProven)
        let page = try book.entries(matching: "", limit: 10)
        #expect(page.blocked.count == 3 && page.payees.isEmpty)
    }

    @Test func `A block reaches batches that wait, is entered once, and ends when it is lifted`() async throws {
        let fixture = try IntakeFixture()
        let book = PayeeBook(settings: try await Self.settings(fixture), clock: FixedClock())
        let rows = [Self.row("A", account: 1_234_567_801), Self.row("B", account: 1_234_567_802)]
        let batch = try fixture.file(try fixture.write(rows)).batch
        let blocking = try await book.block(.account("1234567801", bankCode: nil), Self.decision)
        #expect(blocking.rejected == Tally(count: 1, sum: Rupiah(1_500_000)))
        #expect(try fixture.totals(batch)[.rejected]?.count == 1)
        await #expect(throws: CommandFailure.self) {
            _ = try await book.block(.account("1234567801", bankCode: nil), Self.decision)
        }
        try await book.unblock(.account("1234567801", bankCode: nil), Self.decision)
        #expect(try book.entries(matching: "", limit: 10).blocked.isEmpty)
        await #expect(throws: CommandFailure.self) {
            try await book.unblock(.account("1234567801", bankCode: nil), Self.decision)
        }
        #expect(try fixture.totals(batch)[.rejected]?.count == 1, "it stays rejected")
        let more = try fixture.file(
            try fixture.write([Self.row("C", account: 1_234_567_801)], to: "more.csv")
        ).batch
        #expect(try fixture.totals(more)[.queued]?.count == 1)
        #expect(try LedgerCheck(fixture.ledger).isProven)
    }

    @Test func `The book lists who was paid, how often and under which names`() async throws {
        let fixture = try IntakeFixture()
        let first = try fixture.file(
            try fixture.write([Self.row("A-1", account: 1_234_567_801), Self.row("B-1", account: 1_234_567_802)])
        ).batch
        try Self.pay(fixture, first)
        let second = try fixture.file(
            try fixture.write(
                [Self.row("A-2", account: 1_234_567_801, name: "B. Santoso", amount: 20_000)], to: "b.csv")
        ).batch
        try Self.pay(fixture, second)
        let book = PayeeBook(settings: try await Self.settings(fixture), clock: FixedClock())
        let page = try book.entries(matching: "", limit: 10)
        #expect(page.payees.count == 2)
        let payee = try #require(try book.entries(matching: "567801", limit: 10).payees.first?.payee)
        #expect(payee.payments == Tally(count: 2, sum: Rupiah(1_520_000)))
        #expect(payee.fileNames == ["B. Santoso", "Budi Santoso"] && payee.bankName == "BUDI SANTOSO")
        #expect(try book.entries(matching: "", limit: 1).isCut)
        #expect(try book.entries(matching: "nobody", limit: 1).payees.isEmpty)
    }

    @Test func `The accounts that were never paid, and the differences from the last file of the kind, are found`()
        throws
    {
        let fixture = try IntakeFixture()
        let first = try fixture.file(
            try fixture.write(
                [
                    Self.row("1-01", account: 1_234_567_801), Self.row("2-01", account: 1_234_567_802),
                    Self.row("3-01", account: 1_234_567_803, name: "Pergi"),
                ], to: "payroll-2026-01.csv")
        ).batch
        #expect(try Self.survey(fixture, first).firstPayments == 3)
        #expect(try Self.survey(fixture, first).comparison == nil)
        try Self.pay(fixture, first)
        let second = try fixture.file(
            try fixture.write(
                [
                    Self.row("1-02", account: 1_234_567_801, amount: 1_600_000),
                    Self.row("2-02", account: 1_234_567_802, amount: 15_000_000),
                    Self.row("4-02", account: 1_234_567_804, name: "Baru"),
                ], to: "payroll-2026-02.csv")
        ).batch
        let survey = try Self.survey(fixture, second)
        #expect(survey.firstPayments == 1 && survey.firstRows.map(\.reference) == ["4-02"])
        let comparison = try #require(survey.comparison)
        #expect(comparison.batch == first.folderName)
        #expect(comparison.newPayees == Tally(count: 1, sum: Rupiah(1_500_000)))
        #expect(comparison.missingPayees == Tally(count: 1, sum: Rupiah(1_500_000)))
        #expect(comparison.missingRows.map(\.accountName) == ["Pergi"])
        #expect(comparison.changedAmounts == 1 && comparison.changes.first?.before == Rupiah(1_500_000))
        #expect(comparison.changes.first?.now == Rupiah(15_000_000))
        let other = try fixture.file(
            try fixture.write([Self.row("9", account: 1_234_567_801)], to: "bonus.csv")
        ).batch
        #expect(try Self.survey(fixture, other).comparison == nil)
    }
}

extension PayeeIntakeTests {
    private static func file(_ fixture: IntakeFixture, _ name: String, _ rows: [String]) throws -> Batch {
        let header = "reference,bank_code,account_number,account_name,amount,note,NIK"
        return try fixture.file(try fixture.write(rows, header: header, to: name)).batch
    }

    private static func changed(_ fixture: IntakeFixture, _ batch: Batch) throws -> [String] {
        try Self.survey(fixture, batch).changedRows.map(\.row.reference)
    }

    @Test func `A person is known by the number in the file, whatever the name is`() async throws {
        let fixture = try IntakeFixture()
        let first = try Self.file(
            fixture, "pertama.csv",
            [
                "AJ,014,1234567801,Muhammad Rizki Pratama,1500000,salary,3174-01",
                "BJ,014,1234567802,Budi Santoso,1500000,salary,3174-02",
                "CJ,014,1234567803,Siti Wijaya,1500000,salary,3174-03",
                "DJ,014,1234567804,Ani,1500000,salary,",
            ])
        #expect(try LedgerCheck(fixture.ledger).isProven)
        try Self.pay(fixture, first)
        let rows = [
            "AF,014,1234567891,Moh. Rizki Pratama,1500000,salary,3174 01",
            "BF,014,1234567892,Dewi Lestari,1500000,salary,3174-02",
            "CF,014,1234567803,Siti W.,1600000,salary,3174-03", "DF,014,1234567894,Ani,1500000,salary,",
        ]
        let settings = try await Self.settings(fixture)
        let look = try LedgerLook(settings, clock: FixedClock())
        let path = try fixture.write(
            rows, header: "reference,bank_code,account_number,account_name,amount,note,NIK", to: "feb.csv")
        _ = try FileCheck(
            path: path, RowForm(.payout, banks: .embedded), onViolation: { _ in }, onWarning: { _ in }, look: look)
        #expect(look.held.rows.map(\.reference) == ["AF", "BF"])
        let second = try Self.file(fixture, "feb.csv", rows)
        #expect(try Self.changed(fixture, second) == ["AF", "BF"])
    }

    @Test func `A zero too many is shown, and two kinds of amounts are not`() throws {
        let fixture = try IntakeFixture()
        func rows(_ amounts: [Int]) -> [String] {
            amounts.enumerated().map { "R\($0.offset),014,\(1_234_567_800 + $0.offset),Budi,\($0.element),salary," }
        }
        let usual = (0..<14).map { 4_000_000 + $0 * 250_000 }
        let one = try Self.survey(fixture, Self.file(fixture, "a.csv", rows(usual + [58_000_000])))
        #expect(one.largeAmounts.map(\.reference) == ["R14"])
        #expect((4_500_000...6_000_000).contains(one.usualAmount.whole), "\(one.usualAmount)")
        let many = try Self.survey(
            fixture, Self.file(fixture, "b.csv", rows(usual + (1...11).map { 60_000_000 + $0 })))
        #expect(many.largeAmounts.isEmpty)
        let few = try Self.survey(fixture, Self.file(fixture, "c.csv", rows([1_000, 1_001, 90_000_000])))
        #expect(few.largeAmounts.isEmpty)
    }

    @Test func `A month in halves is compared with the same half, and never with a later file`() throws {
        let fixture = try IntakeFixture()
        func half(_ name: String, _ accounts: Range<Int>, _ month: Int) throws -> Batch {
            try Self.file(
                fixture, name, accounts.map { "R\($0)M\(month),014,\($0),Budi \($0),\(1_500_000 + month),salary," })
        }
        let (north, south) = (1_234_567_800..<1_234_567_820, 1_234_567_850..<1_234_567_870)
        let first = try half("gaji-1-2026-01.csv", north, 1)
        let other = try half("gaji-2-2026-01.csv", south, 1)
        for batch in [first, other] { try Self.pay(fixture, batch) }
        let second = try half("gaji-1-2026-02.csv", north, 2)
        #expect(try Self.survey(fixture, second).comparison?.batch == first.folderName)
        let third = try half("gaji-1-2026-03.csv", north, 3)
        try Self.pay(fixture, third)
        #expect(try Self.survey(fixture, second).comparison?.batch == first.folderName)
        let fourth = try half("gaji-2-2026-04.csv", south, 4)
        #expect(try Self.survey(fixture, fourth).comparison?.batch == other.folderName)
    }
}

/// Lets payouts of a ledger be paid.
private final class LifeInLedger {
    private let ledger: Ledger
    private static let start = Timestamp(milliseconds: 1_771_051_030_000)

    private static var policy: PayoutPolicy {
        var policy = PayoutPolicy()
        policy.names = .payAll
        return policy
    }

    init(_ ledger: Ledger) { self.ledger = ledger }

    private func identifier(_ id: PayoutID, _ kind: Int) -> String {
        let digits = "\(kind)\(id.key)"
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    func succeeds(_ id: PayoutID) throws {
        let validation = ExternalID(identifier(id, 1))
        let events: [PayoutEvent] = [
            .validationIntended(validation, PartnerReferenceNo(identifier(id, 2))),
            .validationReported(
                validation, .valid(name: "BUDI SANTOSO", customerReference: "C1", providerReferenceNo: nil)),
            .transferIntended(ExternalID(identifier(id, 3)), PartnerReferenceNo(identifier(id, 4))),
            .statusReported(attempt: 1, StatusReport(status: .succeeded, source: .callback)),
        ]
        for event in events {
            try ledger.write { transaction in
                let old = try #require(try transaction.reader.payout(id))
                var new = old
                _ = new.payout.handle(event, at: Self.start, policy: Self.policy)
                #expect(try transaction.save(new, from: old.payout, at: Self.start))
            }
        }
    }
}
