import PayoutCore
import Testing

@Suite("Names of beneficiaries")
struct BeneficiaryNameTests {
    @Test(
        "The same person, written differently",
        arguments: [
            ("Budi Santoso", "BUDI SANTOSO"), ("Budi Santoso", "Santoso, Budi"), ("  Budi\tSantoso ", "budi santoso"),
            ("Budi  Santoso, S.E.", "SANTOSO BUDI SE"), ("Siti Nur'aini", "SITI NURAINI"),
            ("Siti Nur\u{2019}aini", "SITI NUR`AINI"), ("Dewi-Lestari", "DEWI LESTARI"),
            ("Maya (Gudang)", "GUDANG MAYA"), ("PT. Maju/Jaya", "PT MAJU JAYA"), ("Andi 2", "2 ANDI"),
            ("Andi\u{A0}Kusuma", "ANDI KUSUMA"), ("Ren\u{E9}e Lim", "RENE\u{301}E LIM"), ("Ali Ali", "ALI ALI"),
        ])
    func equal(first: String, second: String) {
        #expect(BeneficiaryName.matches(first, with: second))
        #expect(BeneficiaryName.matches(second, with: first))
    }

    @Test(
        "Different, or not certainly the same",
        arguments: [
            ("Budi Santoso", "Budi Santosa"), ("Budi Santoso", "Budi"), ("Budi Santoso", "Budi Budi Santoso"),
            ("Budi Santoso", "BudiSantoso"), ("B. Santoso", "Budi Santoso"), ("Muh. Rizki", "Muhammad Rizki"),
            ("Renée Lim", "Renee Lim"), ("Ali", "Ali Ali"), ("Budi Santoso", ""), ("", ""), ("-", "-"), ("...", "'"),
        ])
    func different(first: String, second: String) {
        #expect(!BeneficiaryName.matches(first, with: second))
        #expect(!BeneficiaryName.matches(second, with: first))
    }
}
