import PayoutCore
import Testing

@Suite("Which references are the same")
struct ReferenceFoldingTests {
    @Test(
        "One code point or two, the same reference",
        arguments: [
            ("Ren\u{E9}-01", "Rene\u{301}-01"), ("\u{212B}ngstr\u{F6}m", "A\u{30A}ngstro\u{308}m"),
            ("\u{1E69}", "s\u{307}\u{323}"), ("PAY-001", "PAY-001"),
        ])
    func same(first: String, second: String) {
        #expect(ReferenceFolding.isSame(first, as: second))
        #expect(Array(ReferenceFolding.folded(first).utf8) == Array(ReferenceFolding.folded(second).utf8))
    }

    @Test(
        "A person sees the difference, or would call it one",
        arguments: [
            ("PAY-001", "PAY-002"), ("PAY-001", "pay-001"), ("PAY-001", "PAY\u{2013}001"), ("Ren\u{E9}", "Rene"),
            ("PAY-1", "PAY-\u{FF11}"), ("\u{FB01}", "fi"),
        ])
    func different(first: String, second: String) {
        #expect(!ReferenceFolding.isSame(first, as: second))
    }

    @Test("Folding keeps what is folded already, byte for byte", arguments: ["PAY-001", "Ren\u{E9}", "給与-12", ""])
    func keepsFolded(reference: String) {
        #expect(Array(ReferenceFolding.folded(reference).utf8) == Array(reference.utf8))
    }

    @Test(
        "Look-alikes share a skeleton",
        arguments: [
            "PAY-001", "pay-001", "Pay-001", "PAY\u{2013}001", "PAY\u{2010}001", "PAY\u{2212}001", "PAY - 001",
            "PAY\u{A0}-001", "PAY-\u{FF10}\u{FF10}\u{FF11}", "\u{FF30}\u{FF21}\u{FF39}\u{FF0D}001",
            "\u{420}\u{410}Y-001", "P\u{391}Y-001", "p\u{430}\u{443}-001",
        ])
    func lookAlike(reference: String) {
        #expect(ReferenceFolding.skeleton(of: reference) == "PAY-001")
    }

    @Test(
        "What nobody mixes up has skeletons of its own",
        arguments: [
            ("PAY-001", "PAY-002"), ("PAY-001", "PAY001"), ("PAY-001", "PAY_001"), ("PAY-0", "PAY-O"),
            ("Ren\u{E9}", "Rene"), ("1-11", "11-1"),
        ])
    func noLookAlike(first: String, second: String) {
        #expect(ReferenceFolding.skeleton(of: first) != ReferenceFolding.skeleton(of: second))
    }
}
