import PayoutCore
import Testing

@Suite("Rupiah")
struct RupiahTests {
    @Test(
        "An amount is read only where it is written plainly",
        arguments: [
            ("1500000", 1_500_000), ("1500000.0", 1_500_000), ("1500000.00", 1_500_000), ("0", 0), ("0.00", 0),
            ("007", 7), ("9223372036854775807", Int64.max),
        ])
    func plainText(text: String, whole: Int64) {
        #expect(Rupiah(plain: text) == Rupiah(whole))
    }

    @Test(
        "Everything else is refused",
        arguments: [
            "", " ", ".", ".00", "1.", "1.000", "1500000.01", "1500000.5", "1.500.000", "1,500,000", "1500000,00",
            "-1", "+1", "(1)", "1e6", "1E6", "0x10", " 1", "1 ", "1 000", "Rp1", "Rp 1", "1.00.0", "1..0", "١٢", "1\n",
            "9223372036854775808", "9223372036854775807.50", "99999999999999999999999999",
        ])
    func refusedText(text: String) {
        #expect(Rupiah(plain: text) == nil)
    }

    @Test(
        "People see groups of three",
        arguments: [
            (0, "Rp 0"), (999, "Rp 999"), (1000, "Rp 1.000"), (15_000, "Rp 15.000"), (1_500_000, "Rp 1.500.000"),
            (250_000_000, "Rp 250.000.000"), (-1500, "-Rp 1.500"), (Int64.min, "-Rp 9.223.372.036.854.775.808"),
        ])
    func display(whole: Int64, text: String) {
        #expect(Rupiah(whole).display == text)
    }

    @Test("Sums and differences are nil instead of wrong")
    func overflow() {
        #expect(Rupiah(2).adding(Rupiah(3)) == Rupiah(5))
        #expect(Rupiah(2).subtracting(Rupiah(3)) == Rupiah(-1))
        #expect(Rupiah(Int64.max).adding(Rupiah(1)) == nil)
        #expect(Rupiah(Int64.min).subtracting(Rupiah(1)) == nil)
        #expect(Rupiah(Int64.max).adding(.zero) == Rupiah(Int64.max))
    }

    @Test("Amounts compare as numbers")
    func order() {
        #expect(Rupiah(9_999) < Rupiah(10_000))
        #expect([Rupiah(3), .zero, Rupiah(-1)].sorted() == [Rupiah(-1), .zero, Rupiah(3)])
    }
}
