import Testing
import Wording

@Suite struct PhraseTests {
    @Test func `A phrase is its English sentence with the values in it`() {
        #expect(Phrase("Paid \(3) people, \("Rp 1.500")").english == "Paid 3 people, Rp 1.500")
    }

    @Test func `A value with a percent sign stays as it is`() {
        #expect(Phrase("\("%2")% of \("%1")").english == "%2% of %1")
    }

    @Test func `A phrase without a translation is said in English`() {
        #expect(Phrase("no such sentence \(1)").text(in: .indonesian) == "no such sentence 1")
    }

    @Test(arguments: [
        (0, "0", "0"), (999, "999", "999"), (1204, "1,204", "1.204"), (-1_234_567, "-1,234,567", "-1.234.567"),
    ])
    func `Counts are grouped as the language does it`(number: Int, english: String, indonesian: String) {
        #expect(Phrase("\(count: number)").text(in: .english) == english)
        #expect(Phrase("\(count: number)").text(in: .indonesian) == indonesian)
    }

    private struct Lost: PhrasedError {
        var phrase: Phrase { Phrase("there is no such file") }
    }

    @Test func `An error in a sentence is translated along with it, and described in English`() {
        #expect(Phrase("\(Lost())!").text(in: .indonesian) == "berkas ini tidak ada!")
        #expect("\(Lost())" == "there is no such file")
    }

    @Test func `Phrases are joined in order`() {
        let joined = Phrase.joined([.verbatim("a"), .verbatim("b"), .verbatim("c")], by: "; ")
        #expect(joined.english == "a; b; c")
        #expect(Phrase.joined([], by: "; ").english.isEmpty)
    }

    @Test(arguments: [
        ("id_ID.UTF-8", Language.indonesian), ("id", .indonesian), ("ID@x", .indonesian), ("en_US.UTF-8", .english),
        ("C", .english), ("", .english), ("idx_XX", .english),
    ])
    func `The language is that of the locale`(locale: String, language: Language) {
        #expect(Language(locale: locale) == language)
    }

    @Test func `LC_ALL wins over LC_MESSAGES, that over LANG, and an empty one does not count`() {
        #expect(Language(environment: ["LC_ALL": "id_ID", "LANG": "en_US"]) == .indonesian)
        #expect(Language(environment: ["LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "id_ID"]) == .english)
        #expect(Language(environment: ["LANG": "id_ID.UTF-8"]) == .indonesian)
        #expect(Language(environment: [:]) == .english)
    }
}
