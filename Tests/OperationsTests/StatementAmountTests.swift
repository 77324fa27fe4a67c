import PayoutCore
import Testing

@testable import Operations

/// Amounts as banks in Indonesia write them.
@Suite struct StatementAmountTests {
    @Test(
        "An amount is read in one way",
        arguments: [
            ("1.500.000,00", 1_500_000, 0), ("1,500,000.00", 1_500_000, 0), ("1500000", 1_500_000, 0),
            ("1500000.00", 1_500_000, 0), ("1.500.000", 1_500_000, 0), ("1.500", 1500, 0), ("1,500", 1500, 0),
            ("Rp 2.500,75", 2500, 75), ("IDR 2,500.5", 2500, 50), ("0,00", 0, 0), ("12.34", 12, 34),
        ] as [(String, Int64, Int)])
    func read(text: String, rupiah: Int64, sen: Int) throws {
        let amount = try #require(StatementAmount(text))
        #expect(amount.rupiah == Rupiah(rupiah) && amount.sen == sen && amount.direction == nil)
    }

    @Test(
        "Signs, brackets and letters say which way the money went",
        arguments: [
            ("1,500.00 DB", .out), ("1,500.00 CR", .into), ("1500 D", .out), ("1500 K", .into), ("-1.500", .out),
            ("(1,500.00)", .out), ("1.500,00-", .out), ("+1.500", .into), ("- Rp 1.500", nil),
        ] as [(String, StatementAmount.Direction?)])
    func direction(text: String, direction: StatementAmount.Direction?) {
        #expect(StatementAmount(text)?.direction == direction)
    }

    @Test(
        "What is no amount, or grouped as nobody groups, is refused",
        arguments: [
            "", "-", "abc", "1.50.000", "1.500.00.0", "1,500,00", "1.500,000,00", "1..5", "12.3456", "1.500.000.00",
            "9999999999999999999999",
        ])
    func refused(text: String) { #expect(StatementAmount(text) == nil) }
}
