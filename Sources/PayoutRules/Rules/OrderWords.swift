/// Words of a line above or below the rows by which people change what is paid.
///
///     OrderWords.change("NB: Rina dipotong kasbon 1.000.000")                      // true
///     OrderWords.change("Yang dibayar hanya baris 1")                              // true
///     OrderWords.change("Dibuat oleh Rina Kusuma")                                 // false
///     OrderWords.change("Pembayaran Kasbon November", isTitle: true)               // false
package enum OrderWords {
    /// One such word is enough.
    private static let words: Set<String> = [
        "setengah", "separuh", "separo", "sebagian", "tunggu", "kecuali", "keliru", "dicicil", "menyusul", "besok",
        "lusa", "except", "deduct", "tomorrow",
    ]
    /// In a title they say what is paid, or what was done to the list: `Pembayaran Kasbon`, `Direvisi 25 Maret`.
    private static let wordsBelow: Set<String> = ["kasbon", "ditambah", "tambahkan", "direvisi"]
    /// Not where it was done before: `sudah dipotong PPh 21`.
    private static let cuts: Set<String> = ["dipotong", "dikurangi", "kurangi", "deducted"]
    private static let overs: Set<String> = ["sudah", "sdh", "telah", "setelah", "sesudah", "already", "after"]
    private static let deeds: Set<String> = [
        "bayar", "dibayar", "dibayarkan", "pembayaran", "transfer", "ditransfer", "tf", "kirim", "dikirim", "pay",
        "paid",
    ]
    /// Together with one of the deeds.
    private static let limits: Set<String> = ["cuma", "dulu", "until", "jika", "kalau", "apabila", "hanya", "only"]
    private static let afters: Set<String> = ["setelah", "sesudah", "after"]
    /// In a title, `1 sampai 30 November` is a period, and `sebelum jam 12` is addressed to the bank.
    private static let limitsBelow: Set<String> = ["sebelum", "sampai"]
    /// After what net amounts are paid.
    private static let taken: Set<String> = [
        "potongan", "dipotong", "pajak", "pph", "bpjs", "tax", "taxes", "deduction", "deductions",
    ]
    /// What an order to deduct goes on with; `Rumah Potong Hewan` is a name.
    private static let deducted: Set<String> = [
        "kasbon", "bpjs", "pph", "pajak", "pinjaman", "hutang", "utang", "gaji", "dulu", "angsuran", "cicilan", "iuran",
        "koperasi", "denda",
    ]
    /// What a title that tells people how to fill in the table has.
    private static let instructions: Set<String> = ["kolom", "column", "diisi", "isi", "hubungi", "contact"]
    private static let phrases = [
        "resign per", "resign tgl", "resign tanggal", "resign sejak", "resigned on", "resigned as of", "berhenti per",
        "berhenti sejak", "keluar per", "keluar sejak", "left the company", "harus dikembalikan",
        "wajib dikembalikan", "dikembalikan karyawan", "must be returned", "to be returned", "rencana anggaran",
        "anggaran gaji", "anggaran payroll", "salary budget", "payroll budget", "proyeksi gaji", "realisasi gaji",
        "realisasi transfer", "realisasi pembayaran", "masuk bulan depan", "bayar bulan depan", "dibayar bulan depan",
        "dibayarkan bulan depan", "transfer bulan depan", "ditransfer bulan depan", "sisanya bulan depan",
        "sisa bulan depan", "next month instead", "bukan transfer", "partial payment", "will follow",
    ]
    /// What is paid to people who have left.
    private static let partings: Set<String> = ["pesangon", "kompensasi", "severance", "penghargaan"]

    /// Whether `text` says so.
    ///
    /// - Parameter isTitle: whether it stands above the column names, where some words say what the file pays.
    package static func change(_ text: String, isTitle: Bool = false) -> Bool {
        let parts = text.lowercased().split { !$0.isLetter }.map(String.init)
        if parts.indices.contains(where: { isOrder(parts, $0, isTitle: isTitle) }) { return true }
        if hasPhrase(parts) || saysPart(text, parts) { return true }
        guard parts.contains(where: deeds.contains), !isTitle || !parts.contains(where: instructions.contains) else {
            return false
        }
        return parts.indices.contains { isLimit(parts, $0, isTitle: isTitle) }
    }

    /// Whether one word says so, together with its neighbours.
    private static func isOrder(_ parts: [String], _ index: Int, isTitle: Bool) -> Bool {
        let next = index + 1 < parts.count ? parts[index + 1] : ""
        let before = index > 0 ? parts[index - 1] : ""
        let part = parts[index]
        if cuts.contains(part) { return !overs.contains(before) }
        if part == "potong" { return deducted.contains(next) }
        // Half a month is a period.
        if ["setengah", "separuh"].contains(part), next == "bulan" { return false }
        if part == "salah" { return next != "satu" }
        return words.contains(part) || !isTitle && wordsBelow.contains(part)
    }

    private static func isLimit(_ parts: [String], _ index: Int, isTitle: Bool) -> Bool {
        let next = index + 1 < parts.count ? parts[index + 1] : ""
        if afters.contains(parts[index]) { return !taken.contains(next) || parts.contains("kasbon") }
        if isTitle, ["hanya", "only"].contains(parts[index]) { return !["untuk", "for"].contains(next) }
        return limits.contains(parts[index]) || !isTitle && limitsBelow.contains(parts[index])
    }

    private static func hasPhrase(_ parts: [String]) -> Bool {
        guard !parts.contains(where: partings.contains) else { return false }
        let joined = " " + parts.joined(separator: " ") + " "
        return phrases.contains { joined.contains(" " + $0 + " ") }
    }

    /// Whether only a share is paid: `Gaji dibayar 50%`. `Pembayaran DP 50%` may be what the amounts are.
    private static func saysPart(_ text: String, _ parts: [String]) -> Bool {
        guard parts.contains(where: { $0 != "pembayaran" && deeds.contains($0) }) else { return false }
        return text.split(separator: "%", omittingEmptySubsequences: false).dropLast().contains { piece in
            let digits = piece.reversed().drop { $0 == " " }.prefix { $0.isNumber }
            return !digits.isEmpty && String(digits.reversed()) != "100"
        }
    }
}
