import Operations
import PayoutCore
import PayoutRules
import Testing

/// Rows of a file that ask for bank, account and amount of an earlier one, as `check` finds them without a ledger.
@Suite struct RepeatedRowsTests {
    private static func repeats(_ rows: String...) throws -> Int {
        let fixture = try IntakeFixture()
        let check = try FileCheck(
            path: try fixture.write(rows), RowForm(.payout, banks: .embedded), onViolation: { _ in },
            onWarning: { _ in })
        return try #require(check.repeats).tally.count
    }

    @Test func `The same account and amount is found, whatever else differs`() throws {
        #expect(
            try Self.repeats(
                "A,014,1234567801,Budi,1500000,salary,Finance", "B,014,1234567802,Ani,1500000,salary,Finance",
                "C,014,1234567801,Budi S.,1500000,bonus,Sales") == 1)
    }

    @Test func `Amounts whose bytes are no text differ`() throws {
        // 0x16E360 and 0x16E460.
        #expect(
            try Self.repeats(
                "A,014,1234567801,Budi,1500000,salary,Finance", "B,014,1234567801,Budi,1500256,salary,Finance") == 0)
    }
}
