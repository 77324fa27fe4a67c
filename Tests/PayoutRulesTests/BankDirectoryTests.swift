import PayoutCore
import PayoutRules
import Testing
import Wording

@Suite("The bank directory")
struct BankDirectoryTests {
    static let header = "code,short_name,name,kind,usual_account_digits\n"

    @Test("the built-in one knows the banks and the four e-wallets")
    func embedded() throws {
        let directory = BankDirectory.embedded
        #expect(directory.bank(code: "014")?.shortName == "BCA")
        #expect(directory.bank(code: "014")?.usualAccountDigits == 10)
        #expect(directory.bank(code: "069")?.name == "Bank of China (Hong Kong)")
        #expect(directory.bank(code: "999") == nil)
        #expect(directory.bank(code: "14") == nil)
        #expect(directory.banks.filter { $0.kind == .ewallet }.map(\.code) == ["GPY", "OVO", "SPY", "DNA"])
        #expect(directory.banks.count > 100)
    }

    @Test("the limits are those of the contract")
    func limits() {
        #expect(BankDirectory.Kind.bank.transferLimits == Rupiah(10_000)...Rupiah(250_000_000))
        #expect(BankDirectory.Kind.ewallet.transferLimits == Rupiah(15_000)...Rupiah(20_000_000))
    }

    @Test("another one is read as Excel writes it")
    func excel() throws {
        let csv = "\u{FEFF}Kind;Code;Name;Short_Name\r\nBank;014;\"Bank; Central\";BCA\r\n\r\newallet;OVO;OVO;OVO\r\n"
        let directory = try BankDirectory(csv: csv)
        #expect(directory.banks.map(\.code) == ["014", "OVO"])
        #expect(directory.bank(code: "014")?.name == "Bank; Central")
        #expect(directory.bank(code: "OVO")?.kind == .ewallet)
    }

    @Test(
        "what is wrong with one is told with its line",
        arguments: [
            ("", 1, "is empty"),
            ("code,name,kind\n", 1, "\"short_name\" is missing"),
            (header, 1, "no bank is listed"),
            (header + "014,BCA,Bank,bank,10\n14,X,Y,bank,\n", 3, "Excel drops leading zeros"),
            (header + "gpy,X,Y,ewallet,\n", 2, "three digits or capital letters"),
            (header + "014,BCA,Bank,shop,\n", 2, "Write bank or ewallet"),
            (header + "014,BCA,Bank,bank,x\n", 2, "not a number of digits"),
            (header + "014,BCA,Bank,bank,5\n", 2, "10 to 20"),
            (header + "014,BCA\n", 2, "there are 2 cells"),
            (header + "014,A,B,bank,\n015,A,B,bank,\n014,C,D,bank,\n", 4, "already in line 2"),
        ])
    func faults(csv: String, line: Int, words: String) throws {
        let error = #expect(throws: BankDirectoryError.self) { try BankDirectory(csv: csv) }
        #expect(error?.line == line)
        #expect(error?.description.contains(words) == true)
    }
}
