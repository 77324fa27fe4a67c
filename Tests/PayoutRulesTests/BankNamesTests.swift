import PayoutRules
import Testing

@Suite("Banks as people name them")
struct BankNamesTests {
    private func code(_ text: String) -> String? { BankDirectory.embedded.bank(meant: text)?.code }

    @Test(
        "a bank is found by code, name, alias and SWIFT code",
        arguments: [
            ("0014", "014"), ("BCA", "014"), ("bca", "014"), ("Bank BCA", "014"), ("PT. Bank Central Asia Tbk.", "014"),
            ("CENAIDJA", "014"), ("cenaidjaxxx", "014"), ("BANK BRI", "002"), ("Bank Rakyat Indonesia", "002"),
            ("PT Bank Mandiri (Persero) Tbk", "008"), ("MANDIRI", "008"), ("Bank Syariah Indonesia", "451"),
            ("BSI", "451"), ("BPD Jabar", "110"), ("Bank Jabar Banten", "110"), ("BJB", "110"), ("BPD Jatim", "114"),
            ("BPD Bali", "129"), ("Bank Nagari", "118"), ("CIMB Niaga", "022"), ("Mandiri Taspen", "564"),
            ("BCA Syariah", "536"), ("PT. Bank Mandiri (Persero), Tbk.", "008"),
            ("BTPN Jenius", "213"), ("Sea Bank", "535"), ("Neobank", "490"), ("China Construction Bank", "036"),
            ("BPD Kaltara", "124"), ("BPD Jabar Banten", "110"), ("BPD Aceh Syariah", "116"), ("Bank Saqu", "472"),
            ("Bank Central Asia Syariah", "536"), ("Bank Bukopin Syariah", "521"), ("014 - BCA", "014"),
            ("BCA (014)", "014"), ("GoPay", "GPY"), ("gopay", "GPY"),
            ("Shopee Pay", "SPY"), ("dana", "DNA"), ("gpy", "GPY"),
            ("'014", "014"), ("=\"014\"", "014"), ("Bank Central Asia (BCA)", "014"),
            ("ID_BCA", "014"), ("ID_GOPAY", "GPY"), ("ID_BSI", "451"), ("JAWA_TENGAH", "113"), ("bsm", "451"),
            ("BRI (Bank Rakyat Indonesia)", "002"), ("BCA (Bank Central Asia Tbk)", "014"),
        ])
    func found(text: String, code wanted: String) { #expect(code(text) == wanted) }

    @Test(
        "an office after the name of a bank does no harm, unless it may be another bank",
        arguments: [
            ("BCA KCP Kelapa Gading", "014"), ("Bank BCA Cab. Sudirman", "014"), ("BRI Unit Pasar Minggu", "002"),
            ("BCA, KCP Sudirman", "014"), ("BCA (KCP Sudirman)", "014"),
            ("Bank Mandiri KC Jakarta Thamrin", "008"), ("bank bri unit cibinong", "002"),
            ("BNI Cabang Mandiri", nil), ("BCA Unit Syariah", nil), ("KCP Sudirman", nil),
            ("BCA/BRI KCP Sudirman", nil), ("BCA KCP Sudirman?", nil), ("Bank X Cabang BCA", nil),
        ] as [(String, String?)])
    func office(text: String, code wanted: String?) { #expect(code(text) == wanted) }

    @Test(
        "nothing is found where several banks may be meant, or none",
        arguments: [
            "14", "00014", "0999", "HSBC", "Jakarta", "Oke", "BCA / Syariah", "BCA?", "CENAIDJABRI",
            "Bank", "BPD", "Bank Indonesia", "BCA 008", "014 - BRI", "B C D", "CENA",
            "ID_", "ID_XYZ", "CIMB_UUS", "Permata Syariah", "0140397", "Mandiri Jaya", "", "PT Tbk", "XXXXIDJA",
            "Bank Rakyat", "Syariah",
            "008 (BCA)", "Mandiri (BCA)", "(BCA) (BRI)",
        ])
    func none(_ text: String) { #expect(code(text) == nil) }

    @Test("every code, short name and name of the directory leads to its own bank, or to none")
    func own() {
        for bank in BankDirectory.embedded.banks {
            #expect([bank.code, nil].contains(code(bank.shortName)), "\(bank.shortName)")
            #expect(code(bank.name) == bank.code, "\(bank.name)")
            #expect(bank.swift.isEmpty || code(bank.swift) == bank.code)
            for alias in bank.aliases { #expect([bank.code, nil].contains(code(alias)), "\(alias)") }
        }
    }

    @Test("another directory has names of its own")
    func another() throws {
        let text = "code,short_name,name,kind,swift,aliases\n014,AB,Bank A B,bank,ABCDIDJA,Alfa|Beta\n"
        let directory = try BankDirectory(csv: text + "015,CD,Bank C D,bank,,Beta\n")
        #expect(directory.bank(meant: "alfa")?.code == "014")
        #expect(directory.bank(meant: "ABCDIDJA")?.code == "014")
        #expect(directory.bank(meant: "Beta") == nil)
    }
}
