/// Words of a line below the rows by which people change what is paid.
///
///     OrderWords.change("NB: Rina dipotong kasbon 1.000.000")    // true
///     OrderWords.change("Yang dibayar hanya baris 1")            // true
///     OrderWords.change("Dibuat oleh Rina Kusuma")               // false
package enum OrderWords {
    /// One such word is enough.
    private static let words: Set<String> = [
        "dipotong", "kasbon", "setengah", "separuh", "separo", "sebagian", "dikurangi", "kurangi", "ditambah",
        "tambahkan", "tunggu", "direvisi", "kecuali", "keliru", "dicicil", "menyusul",
    ]
    private static let deeds: Set<String> = [
        "bayar", "dibayar", "dibayarkan", "pembayaran", "transfer", "ditransfer", "tf", "kirim", "dikirim", "pay",
        "paid",
    ]
    /// Together with one of the deeds.
    private static let limits: Set<String> = [
        "hanya", "cuma", "dulu", "setelah", "sesudah", "sebelum", "after", "only", "until", "sampai", "jika", "kalau",
        "apabila",
    ]

    /// Whether `text` says so.
    package static func change(_ text: String) -> Bool {
        let parts = text.lowercased().split { !$0.isLetter }.map(String.init)
        if parts.contains(where: words.contains) { return true }
        if parts.contains(where: deeds.contains), parts.contains(where: limits.contains) { return true }
        return parts.indices.contains { index in
            parts[index] == "salah" && (index + 1 == parts.count || parts[index + 1] != "satu")
        }
    }
}
