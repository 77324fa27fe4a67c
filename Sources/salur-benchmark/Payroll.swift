internal import FoundationEssentials
internal import Glibc

/// The payroll that everything is measured with: row by row a pure function of the seed, so that every machine
/// measures the same file, and a bank in the same process knows who an account belongs to without a list.
///
/// A row is about 100 bytes. Nothing in it is wrong: what is measured is the work, not the complaints. One name in
/// eight needs quotes, some hold quotes themselves.
struct Payroll {
    static let header = "reference,bank_code,account_number,account_name,amount,note,email,cost_centre,department\n"
    private static let referenceDigits = 7

    let seed: UInt64

    /// The `index`-th row (counted from 0) as it stands in the file.
    func line(_ index: Int) -> String {
        var random = RowRandom(seed: seed, index: index)
        let (bankCode, account) = Self.account(index, &random)
        let name = Self.name(index, seed: seed)
        let isWallet = bankCode.utf8.first.map { $0 > UInt8(ascii: "9") } == true
        let thousands = isWallet ? 15 + random.below(1900) : 1500 + random.below(23_500)
        let email = random.below(8) == 0 ? "pegawai\(index)@nusantara.example" : ""
        let department = Self.departments[random.below(Self.departments.count)]
        return """
            GAJI-2026-02-\(Self.padded(index + 1, to: Self.referenceDigits)),\(bankCode),\(account),\
            \(Self.quoted(name)),\
            \(thousands)000,Gaji Februari,\(email),KC-\(1000 + random.below(9000)),\(department)

            """
    }

    /// The name that belongs to an account number of this payroll.
    func name(ofAccount number: String) -> String {
        // The row's number stands in the account number, after its first digit or after "081".
        let start = number.utf8.first == UInt8(ascii: "0") ? 3 : 1
        let digits = number.utf8.dropFirst(start).prefix(Self.referenceDigits)
        return Self.name(digits.reduce(0) { $0 * 10 + Int($1) - 48 }, seed: seed)
    }

    /// Writes `rows` rows to `path`. Throws where the disk does not take them.
    func write(rows: Int, to path: String) throws {
        guard let file = fopen(path, "w") else { throw BenchmarkError("cannot write \(path)") }
        defer { fclose(file) }
        fputs(Self.header, file)
        for index in 0..<rows where fputs(line(index), file) < 0 { throw BenchmarkError("cannot write \(path)") }
    }

    private static func account(_ index: Int, _ random: inout RowRandom) -> (bankCode: String, number: String) {
        let number = padded(index, to: referenceDigits)
        let (code, digits) = banks[random.below(banks.count)]
        let rest = String((0..<max(2, digits - 8)).map { _ in "0123456789"[random.below(10)] })
        // No account begins with 9900 or 089900: those misbehave at the simulated bank.
        return digits == 0 ? (code, "081\(number)\(rest)") : (code, "\(1 + random.below(8))\(number)\(rest)")
    }

    private static func name(_ index: Int, seed: UInt64) -> String {
        var random = RowRandom(seed: ~seed, index: index)
        let (given, family) = (givenNames[random.below(givenNames.count)], familyNames[random.below(familyNames.count)])
        switch random.below(16) {
        case 0: return "\(family), \(given)"
        case 1: return "\(given) \(family), S.E."
        case 2: return "H. \(given) \"\(familyNames[random.below(familyNames.count)])\" \(family)"
        case 3: return "\(given) d'\(family)"
        case 4...6: return "\(given) \(givenNames[random.below(givenNames.count)]) \(family)"
        case _: return "\(given) \(family)"
        }
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// Bank codes with the number of digits that their accounts usually have; 0 is an e-wallet.
    private static let banks = [
        ("014", 10), ("002", 15), ("008", 13), ("009", 10), ("451", 10), ("022", 13), ("013", 10), ("200", 16),
        ("011", 10), ("426", 15), ("542", 12), ("GPY", 0), ("OVO", 0), ("DNA", 0),
    ]
    private static let givenNames = [
        "Budi", "Siti", "Agus", "Dewi", "Eko", "Rina", "Andi", "Maya", "Hendra", "Putri", "Nur Aini", "Made", "Ketut",
        "Yohanes", "Muhammad Rizki", "Sri Wahyuni", "Fitri", "Joko", "Tri", "Intan",
    ]
    private static let familyNames = [
        "Santoso", "Wijaya", "Pratama", "Lestari", "Saputra", "Hidayat", "Nugroho", "Kusuma", "Siregar", "Handayani",
        "Simanjuntak", "Rahmawati", "Setiawan", "Halim", "Tampubolon", "Susanti",
    ]
    private static let departments = [
        "Keuangan", "Produksi", "Layanan Pelanggan", "Pengiriman", "\"Riset, Mutu\"", "Pemeliharaan",
    ]
}

/// The random numbers of one row (SplitMix64).
private struct RowRandom {
    private var state: UInt64

    init(seed: UInt64, index: Int) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(index) &* 0xD1B5_4A32_D192_ED03 }

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) % UInt64(limit))
    }
}

extension String {
    fileprivate subscript(offset: Int) -> Character { self[index(startIndex, offsetBy: offset)] }
}
