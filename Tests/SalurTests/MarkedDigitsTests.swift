import Presentation
import Testing

@Suite("A corrected account number") struct MarkedDigitsTests {
    @Test(
        "shows what differs, and masks the rest",
        arguments: [
            ("1234567890", "1239567890", "***[4]**7890", "***[9]**7890"),
            ("1234567890", "1234567891", "******789[0]", "******789[1]"),
            ("1234567890", "12345567890", "******7890", "*****[5]*7890"),
            ("1234567890", "234567890", "[1]*****7890", "*****7890"),
            // Of another number altogether, no more than its end is shown.
            ("1111111111", "2222222222", "[******1111]", "[******2222]"),
        ])
    func marked(before: String, after: String, shownBefore: String, shownAfter: String) {
        let marked = MarkedDigits(from: before, to: after)
        #expect(marked.before == shownBefore && marked.after == shownAfter, "\(marked)")
    }
}
