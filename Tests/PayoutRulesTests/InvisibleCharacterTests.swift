import PayoutCore
import PayoutRules
import Testing
import Wording

@Suite("Characters that nobody sees")
struct InvisibleCharacterTests {
    static let characters: [(Unicode.Scalar, String)] = [
        ("\u{AD}", "U+00AD SOFT HYPHEN"), ("\u{200B}", "U+200B ZERO WIDTH SPACE"),
        ("\u{200F}", "U+200F RIGHT-TO-LEFT MARK"), ("\u{202A}", "U+202A LEFT-TO-RIGHT EMBEDDING"),
        ("\u{202E}", "U+202E RIGHT-TO-LEFT OVERRIDE"), ("\u{2028}", "U+2028 LINE SEPARATOR"),
        ("\u{2029}", "U+2029 PARAGRAPH SEPARATOR"), ("\u{2060}", "U+2060 WORD JOINER"),
        ("\u{FEFF}", "U+FEFF ZERO WIDTH NO-BREAK SPACE"), ("\u{E0041}", "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("\u{FE0F}", "U+FE0F VARIATION SELECTOR-16"), ("\u{2800}", "U+2800 BRAILLE PATTERN BLANK"),
        ("\u{1B}", "U+001B ESCAPE"), ("\u{7F}", "U+007F DELETE"),
    ]

    @Test("are refused in every cell that identifies or is shown, with their place in it", arguments: characters)
    func refused(character: Unicode.Scalar, name: String) throws {
        for column in ["reference", "bank_code", "account_number", "account_name", "amount", "note", "currency"] {
            var cell = String.UnicodeScalarView(RowFixture.good[column, default: ""].unicodeScalars)
            cell.insert(character, at: cell.index(cell.startIndex, offsetBy: 2))
            let violations = try RowChecker.violations([column: String(cell)])
            #expect(violations.map(\.fault.column?.rawValue) == [column])
            let isControl = character.isASCII
            #expect(violations.map(\.code) == [isControl ? .controlCharacter : .invisibleCharacter])
            let fault = try #require(violations.first).fault
            #expect(fault.message.english.hasSuffix(": \(name) (character 3)"), "\(violations)")
            #expect(fault.whatToDo.english.contains("Type the whole cell again"))
        }
    }

    @Test("are found at both ends of a cell, where trimming leaves them")
    func ends() throws {
        for cell in ["\u{FEFF}PAY-001", "PAY-001\u{200B}", " \u{200B}", "\u{200B}"] {
            #expect(try RowChecker.violations(["reference": cell]).map(\.code) == [.invisibleCharacter])
        }
    }

    @Test("are counted where there are many") func many() throws {
        let cell = String(repeating: "\u{200B}", count: 8) + "A"
        let message = try #require(try RowChecker.violations(["reference": cell]).first).fault.message.english
        #expect(message.contains("(character 5) and 3 more"))
    }

    @Test("what leaves a gap or ink is none of them", arguments: ["A\u{A0}B", "Jos\u{E9}", "Jose\u{301}", "山田", "№ 5"])
    func visible(cell: String) throws {
        #expect(try RowChecker.violations(["reference": cell, "account_name": cell]).isEmpty)
    }

    @Test("in an account number the number stays masked") func masked() throws {
        let violation = try #require(try RowChecker.violations(["account_number": "123\u{200B}4567890"]).first)
        #expect(violation.fault.value == "*** 7890")
    }
}
