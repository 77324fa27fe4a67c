import PayoutCore
import PayoutRules
import Testing

@testable import Wording

/// Texts of the ledger, which are English, said in another language.
@Suite struct RecognitionTests {
    @Test func `A stored sentence is said in Indonesian, with its values`() {
        let stored =
            "The bank knows this account under the name \"SITI, \"A\". B\", the file says \"Siti\". No money moved."
        let phrase = Phrase.recognised(stored)
        #expect(phrase.english == stored)
        #expect(
            phrase.text(in: .indonesian)
                == "Bank mengenal rekening ini dengan nama \"SITI, \"A\". B\", sedangkan berkas menyebut \"Siti\". "
                + "Tidak ada uang yang berpindah.")
    }

    @Test func `The bank's own words stay as they are, whatever they say`() {
        let stored = "The bank refused this transfer. The bank's words: Do Not Honor. 5%1 (x)."
        #expect(
            Phrase.recognised(stored).text(in: .indonesian)
                == "Bank menolak transfer ini. Kata bank: Do Not Honor. 5%1 (x).")
    }

    @Test(arguments: [
        "", ".", "%", "%1", "Something else.", "the bank refused this transfer.", "The bank's words: ",
        "Dibayar tunai, disetujui Ibu Ani.", "settings", "pending", "Penerima “É” 😀 …",
    ])
    func `What nobody knows stays as it is`(text: String) {
        #expect(Phrase.recognised(text).text(in: .indonesian) == text)
        #expect(Phrase.recognised(text).english == text)
    }

    @Test func `Of several sentences the one that says more is taken`() {
        let longer = "The bank says that an earlier transfer of this payout exists, but does not find it."
        #expect(StoredText(longer).pieces.count == 1)
        #expect(Phrase.recognised(longer).text(in: .indonesian).hasPrefix("Bank menyatakan bahwa transfer terdahulu"))
    }

    @Test func `Every English sentence of the catalogue that can be recognised is, and stays the same in English`() {
        for pattern in SentencePattern.all {
            let stored = Phrase(key: pattern.key, values: (1...9).map { .text("Value\($0)") }).english
            #expect(Phrase.recognised(stored).english == stored)
            #expect(Phrase.recognised(stored).text(in: .indonesian) != stored || stored.allSatisfy { !$0.isLetter })
        }
    }

    @Test func `What is wrong with a row is recognised from its stored reason`() throws {
        let header = ["reference", "bank_code", "account_number", "account_name", "amount", "note"]
        let checker = try RowChecker(headerNames: header, banks: .embedded)
        let rows = [
            ["A", "14", "123456789", "Budi", "1.500.000", "Gaji & bonus"],
            ["", "014", "1,23457E+12", String(repeating: "n", count: 101), "-5", "ok"],
            ["B", "OVO", "+6281234567890", "Budi", "9999", "ok"], ["C", "014"], ["", "", "", "", "", ""],
        ]
        for cells in rows {
            let violations = checker.violations(cells)
            #expect(!violations.isEmpty)
            let stored = violations.reason.english
            #expect(Phrase.recognised(stored).english == stored)
            #expect(Phrase.recognised(stored).text(in: .indonesian) == violations.reason.text(in: .indonesian))
        }
    }

    @Test func `A long text without any sentence of ours is no trouble`() {
        let text = String(repeating: "The bank's words: The bank knows this account under the name \"", count: 60)
        #expect(Phrase.recognised(text).english == text)
    }
}

extension RowChecker {
    fileprivate func violations(_ cells: [String]) -> [Violation] {
        var content: [UInt8] = []
        var ranges: [Range<Int>] = []
        for cell in cells {
            ranges.append(content.count..<(content.count + cell.utf8.count))
            content += Array(cell.utf8)
        }
        let located = locate(content: content.span, cells: ranges.span)
        return check(line: 2, content: content.span, cells: ranges.span, located: located).violations
    }
}
