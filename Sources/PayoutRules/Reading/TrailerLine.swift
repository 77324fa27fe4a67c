/// A line below the rows that counts them, or that another program checks: `COUNT,,,3`, `Jumlah karyawan;4 orang`,
/// `CHECK,,,a1b2…`. It has two cells, or one with a colon, and no account.
///
///     TrailerLine(["COUNT", "", "", "3", ""])        // .count(3)
///     TrailerLine(["Jumlah karyawan: 12"])           // .count(12)
///     TrailerLine(["CHECK", "", "", "a1b2c3d4…"])    // .check
///     TrailerLine(["Budi", "", "", "3"])             // nil
package enum TrailerLine: Hashable, Sendable {
    case count(Int)
    /// A sum of letters and digits that only the other program knows.
    case check

    private static let counts: Set<String> = ["count", "rows", "records", "rowcount", "recordcount"]
    private static let beginnings = ["jumlah", "jml", "total", "banyaknya", "banyak"]
    private static let counted = [
        "karyawan", "pegawai", "orang", "penerima", "baris", "data", "transaksi", "record", "records", "rows",
        "anggota",
    ]
    private static let checks: Set<String> = ["check", "checksum", "hash", "md5", "signature"]
    /// Nobody pays more rows by hand than so many digits count.
    private static let digitsMax = 7
    private static let checkLettersMin = 8

    package init?(_ cells: [String]) {
        var filled = cells.map { $0.trimmingPrefix(while: \.isWhitespace).lowercased() }.filter { !$0.isEmpty }
        // One cell may hold both: `Jumlah karyawan : 12 orang`.
        if filled.count == 1 { filled = filled[0].split { $0 == ":" || $0 == "=" }.map(String.init) }
        guard filled.count == 2 else { return nil }
        let words = filled[0].split { !$0.isLetter && !$0.isNumber }.map(String.init)
        if words.count == 1, Self.checks.contains(words[0]) {
            let text = filled[1].filter { !$0.isWhitespace }
            guard text.count >= Self.checkLettersMin, text.allSatisfy(\.isHexDigit) else { return nil }
            self = .check
            return
        }
        let isCount =
            words.count == 1 && Self.counts.contains(words[0])
            || words.first.map(Self.beginnings.contains) ?? false && words.count > 1
                && words.dropFirst().allSatisfy(Self.counted.contains)
        let value = filled[1].split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard isCount, let digits = value.first, digits.count <= Self.digitsMax, let count = Int(digits),
            value.dropFirst().allSatisfy(Self.counted.contains)
        else { return nil }
        self = .count(count)
    }
}
