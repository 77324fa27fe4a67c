internal import PayoutCore

/// The words of a row that may be no payment: what people write between, above and below the rows of a table.
///
///     SheetWords(["", "TOTAL", "9.250.000"]).isTotal                // true
///     SheetWords(["Total Gaji Maret: Rp 9.250.000"]).amount         // Rp 9.250.000
///     SheetWords(["Departemen Produksi", ""]).isHeading(inColumnOfNames: false)    // true
struct SheetWords {
    /// A number below this counts people, or names a year or a month.
    static let leastTotal = Rupiah(10_000)

    private static let totalWords: Set<String> = ["total", "grandtotal", "subtotal", "jumlah", "sum", "totaljumlah"]
    private static let headingWords: Set<String> = [
        "departemen", "department", "dept", "divisi", "division", "bagian", "seksi", "unit", "cabang", "branch",
        "lokasi", "golongan", "kelompok", "proyek", "project", "wilayah", "halaman", "hal", "page", "dicetak",
        "printed",
        "shift", "outlet", "lantai", "gudang", "pabrik", "area", "tim", "team", "manajemen", "driver", "kontrak",
    ]
    private static let signatureWords: Set<String> = [
        "mengetahui", "diketahui", "menyetujui", "disetujui", "dibuat", "diperiksa", "dikeluarkan", "hormat", "ttd",
        "tertanda", "prepared", "approved", "checked", "acknowledged",
    ]
    private static let months: Set<String> = [
        "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
        "desember", "january", "february", "march", "may", "june", "july", "august", "october", "december",
    ]

    private let filledCount: Int
    /// How many cells have words, and are no amounts.
    private let wordyCount: Int
    /// The first cell with a letter in it; empty where there is none.
    private let text: String
    private let words: [String]

    init(_ content: Span<UInt8>, _ cells: Span<Range<Int>>) {
        self.init(cells.indices.map { content.extracting(content.trimmed(cells[$0])).text })
    }

    init(_ cells: [String]) {
        let filled = cells.filter { !$0.isEmpty }
        filledCount = filled.count
        let wordy = filled.filter {
            $0.contains(where: \.isLetter) && AmountReading($0.utf8) == nil && !Self.counts($0)
        }
        wordyCount = wordy.count
        text = filled.first { $0.contains(where: \.isLetter) } ?? ""
        words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }

    /// Whether a cell says how many there are: `12 orang`.
    private static func counts(_ cell: String) -> Bool {
        let parts = cell.lowercased().split(separator: " ").map(String.init)
        guard parts.count == 2, Int(parts[0]) != nil else { return false }
        return ["orang", "org", "karyawan", "pegawai", "trx", "transaksi", "data", "baris", "people", "rows"]
            .contains(parts[1])
    }

    /// Whether the first cell with a word in it says that the row is a total.
    var isTotal: Bool {
        guard let first = words.first else { return false }
        return Self.totalWords.contains(first) || Self.totalWords.contains(words.prefix(2).joined())
    }

    /// The amount that a total says in the same cell; nil where it is not clearly one.
    var amount: Rupiah? {
        guard isTotal else { return nil }
        // A total of people is no amount, and neither is the year of a month.
        let tail = text.split { $0 == ":" || $0 == "=" }.last.map(String.init) ?? ""
        let sign = tail.firstRange(of: "Rp") ?? tail.firstRange(of: "IDR") ?? tail.firstRange(of: "RP")
        // The words of an amount may follow it: `Rp 120.000.000 (seratus dua puluh juta rupiah)`.
        var number = sign.map { String(tail[$0.lowerBound...].prefix { $0 != "(" }) } ?? tail
        while number.last == " " { number.removeLast() }
        guard sign != nil || number.count < text.count, case .whole(let digits) = AmountReading(number.utf8),
            let whole = Int64(digits), Rupiah(whole) >= Self.leastTotal
        else { return nil }
        return Rupiah(whole)
    }

    /// Whether the only words of the row name a bank, perhaps next to those of a total: `Total BCA`.
    func isOf(_ banks: BankDirectory) -> Bool {
        guard wordyCount == 1 else { return false }
        let rest = words.filter { !Self.totalWords.contains($0) && !["transfer", "gaji", "rekap", "via"].contains($0) }
        return !rest.isEmpty && banks.bank(meant: rest.joined(separator: " ")) != nil
    }

    /// Whether the row says nothing but that amounts are rupiah, as a row of units under the column names does: `(Rp)`.
    var isRupiah: Bool { filledCount == 1 && words.count == 1 && ["rp", "idr", "rupiah"].contains(words[0]) }

    /// Whether the row names who signs.
    var isSignature: Bool { words.first.map(Self.signatureWords.contains) ?? false }

    /// Whether the row holds a single text with a month of a year in it: `Jakarta, 25 Maret 2026`.
    var isDated: Bool {
        filledCount == 1 && words.contains(where: Self.months.contains)
            && words.contains { $0.count == 4 && Int($0) != nil }
    }

    /// Whether the row holds a single text that names a department, or a month of a year.
    ///
    /// - Parameter inColumnOfNames: whether the text stands where payments have a name: `A. RAHMAN` may be one.
    func isHeading(inColumnOfNames: Bool) -> Bool {
        guard filledCount == 1, let first = words.first else { return false }
        if Self.headingWords.contains(first) || isDated { return true }
        return !inColumnOfNames && isNumbered
    }

    /// Whether the text begins as `A. PRODUKSI` or `II. Kantor` does.
    private var isNumbered: Bool {
        let mark = text.prefix { $0 != "." && $0 != ")" }
        guard mark.count < text.count, text.dropFirst(mark.count + 1).first == " " else { return false }
        return mark.count == 1
            ? mark.allSatisfy(\.isUppercase) : (2...4).contains(mark.count) && mark.allSatisfy("IVX".contains)
    }
}
