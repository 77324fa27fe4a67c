import PayoutCore
import PayoutReports
import TestSupport
import Testing
import Wording

/// What people read of a reason.
@Suite struct ReasonWordsTests {
    @Test func `Every reason is said as recorded, in both languages`() throws {
        var lines = ""
        for reason in Reason.examples {
            let phrase = reason.phrase(for: .payout)
            let (english, indonesian) = (phrase.english, phrase.text(in: .indonesian))
            #expect(!english.isEmpty && english != indonesian, "\(english)")
            lines += "\(reason.code)\n    \(english)\n    \(indonesian)\n"
        }
        #expect(try GoldenFile("reasons.txt").difference(from: lines) == nil)
    }

    @Test func `What the bank said and what a person typed stays as it is, whatever it looks like`() {
        let words = "Do Not Honor. 5%1 (x). The bank refused this transfer."
        let refused = Reason.transferRefused(answer: BankAnswer(code: "4031805", message: words)).phrase(for: .payout)
        #expect(refused.text(in: .indonesian) == "Bank menolak transfer ini. Kata bank: \(words).")
        let cancelled = Reason.cancelled(by: PersonalDecision(person: "Ani", reason: words)).phrase(for: .payout)
        #expect(cancelled.english == "Cancelled by Ani before any money moved: \(words)")
    }
}
