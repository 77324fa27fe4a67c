import Foundation
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
            let (english, indonesian) = (reason.phrase.english, reason.phrase.text(in: .indonesian))
            #expect(!english.isEmpty && english != indonesian, "\(english)")
            lines += "\(reason.code)\n    \(english)\n    \(indonesian)\n"
        }
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/reasons.txt")
        guard ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == nil else {
            try Data(lines.utf8).write(to: path)
            Issue.record("Golden/reasons.txt was recorded anew; look at what changed, then run again without it")
            return
        }
        let recorded = try String(contentsOf: path, encoding: .utf8)
        let difference = lines.split(separator: "\n").difference(from: recorded.split(separator: "\n"))
        #expect(difference.isEmpty, "RECORD_GOLDEN=1 records it anew. What differs: \(Array(difference).prefix(10))")
    }

    @Test func `What the bank said and what a person typed stays as it is, whatever it looks like`() {
        let words = "Do Not Honor. 5%1 (x). The bank refused this transfer."
        let refused = Reason.transferRefused(answer: BankAnswer(code: "4031805", message: words)).phrase
        #expect(refused.text(in: .indonesian) == "Bank menolak transfer ini. Kata bank: \(words).")
        let cancelled = Reason.cancelled(by: PersonalDecision(person: "Ani", reason: words)).phrase
        #expect(cancelled.english == "Cancelled by Ani before any money moved: \(words)")
    }
}
