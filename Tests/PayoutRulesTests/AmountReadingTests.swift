import Testing

@testable import PayoutRules

@Suite("Amounts as people write them")
struct AmountReadingTests {
    @Test(
        "whole rupiah in Indonesian and English",
        arguments: [
            "1.500.000", "Rp 1.500.000,00", "Rp1.500.000", "rp. 1.500.000,-", "1,500,000.00", "IDR 1500000",
            "1500000 IDR", "Rp\u{A0}1.500.000,--", "1 500 000", "1\u{A0}500\u{A0}000,00", "1'500'000",
            "1\u{2019}500\u{2019}000.00", "1500000,00", "'1500000", "Rp1500000.-", "1.500.000,0",
            "1.500.000 rupiah", "1500000.0000", "1,500,000.00000", "Rp 1.500.000,0000",
        ])
    func whole(_ text: String) { #expect(AmountReading(text.utf8) == .whole("1500000")) }

    @Test("a dash in the place of decimals leaves one reading")
    func dash() { #expect(AmountReading("250.000,-".utf8) == .whole("250000")) }

    @Test(
        "one separator with three digits after it can be read in two ways",
        arguments: [("1.500", "."), ("Rp 1,500", ","), ("150.000", "."), ("12,500", ",")])
    func twofold(text: String, separator: String) {
        guard case .twofold(let found, let thousands, let decimal) = AmountReading(text.utf8) else {
            Issue.record("\(text)")
            return
        }
        #expect(found == separator.utf8.first)
        #expect(thousands.count + 1 == decimal.count)
    }

    @Test(
        "parts of a rupiah, and what is no amount, are not read",
        arguments: [
            "1.500,50", "1500000.5", "1.5", "1.50.000", "1.500.0000", "1,500.000", "1500.000", "0.500", "-50000",
            "(50000)", "1.5E+06", "1 50", "Rp", "", "USD 100", "1.500.000 1.500.000", "١٥٠٠٠٠٠", "1..500", "1.500.",
            "1500000.0001", "1500000.000",
        ])
    func none(_ text: String) { #expect(AmountReading(text.utf8) == nil) }

    @Test(
        "the other rows decide what 1.500 means, where all of them say the same",
        arguments: [
            (["1.500.000", "200000"], true), (["1500000,00"], true), (["Rp 2.500,00"], true), ([], false),
            (["1.500", "150.000"], false), (["1500000"], false), (["1500000.00"], false), (["1,500,000"], false),
            (["1.500.000", "1500000.00"], false), (["1.500.000", "1,500,000"], false), (["1.500,5"], true),
        ])
    func style(rows: [String], isThousands: Bool) {
        var style = AmountStyle()
        for row in rows { style.add(Array(row.utf8).span) }
        #expect(style.readsThousands(UInt8(ascii: ".")) == isThousands)
    }

    @Test("a number that is read has the digits of its cell and no others")
    func digits() {
        var numbers = SystemRandomNumberGenerator()
        let seed = numbers.next()
        var state = seed
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % count
        }
        let characters = Array("0123456789.,' Rp-".utf8)
        for _ in 0..<20_000 {
            let text = (0..<(1 + next(12))).map { _ in characters[next(characters.count)] }
            guard case .whole(let digits) = AmountReading(text) else { continue }
            let all = text.filter { (0x30...0x39).contains($0) }
            let decimals = all.dropFirst(digits.utf8.count)
            #expect(all.starts(with: digits.utf8), "seed \(seed): \(String(decoding: text, as: UTF8.self))")
            #expect(decimals.count != 3 && decimals.allSatisfy { $0 == 0x30 }, "seed \(seed)")
        }
    }
}
