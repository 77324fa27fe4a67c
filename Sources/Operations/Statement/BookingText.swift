/// What the text of a booking says against a row that has no more in common with it than the amount.
///
///     BookingText("TRSF E-BANKING DB SITI RAHMA").namesOther(than: row)    // true where the row is for Budi
///     BookingText("TRSF E-BANKING DB").namesOther(than: row)               // false: nobody is named
struct BookingText {
    /// Shorter words are parts of codes.
    private static let wordMin = 3
    /// Shorter numbers are dates, counters and branches.
    private static let referenceMin = 6
    /// Words of banks and of accounting: they name nobody.
    private static let vocabulary: Set<String> = [
        "TRSF", "TRF", "TRANSFER", "TRANSAKSI", "TRANSACTION", "EBANKING", "BANKING", "DEBIT", "DEBET", "KREDIT",
        "CREDIT", "BIFAST", "FAST", "RTGS", "SKN", "LLG", "KLIRING", "CLEARING", "ONLINE", "GAJI", "PAYROLL", "SALARY",
        "PEMBAYARAN", "BAYAR", "PAYMENT", "OVERBOOKING", "PINDAH", "BUKU", "PINDAHBUKU", "MCM", "INHOUSE", "INTERNET",
        "MOBILE", "BANK", "DARI", "UNTUK", "KEPADA", "VIA", "TGL", "TANGGAL", "REF", "REFF", "IDR", "KIRIM", "KELUAR",
        "MASUK", "ANTAR", "ANTARBANK", "SESAMA", "SWITCHING", "SWT", "ATM", "CABANG", "KCP", "KCU", "JAKARTA",
        "INDONESIA", "BCA", "BRI", "BNI", "BTN", "BSI", "MANDIRI", "CIMB", "NIAGA", "PERMATA", "DANAMON", "MEGA",
        "BULK",
        "DISBURSEMENT", "PAYOUT", "JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGU", "SEP", "OKT", "NOV", "DES",
        "JANUARI", "FEBRUARI", "MARET", "APRIL", "JUNI", "JULI", "AGUSTUS", "SEPTEMBER", "OKTOBER", "NOVEMBER",
        "DESEMBER", "BONUS", "THR", "KARYAWAN", "PEGAWAI", "BULAN", "PERIODE", "BATCH", "DOM", "DOMESTIC", "OUTGOING",
        "INCOMING", "KET", "BERITA", "NOTE", "REMARK", "SETORAN", "TARIKAN", "AUTOPAY", "AUTO", "MULTI", "CASH",
        "RETUR", "RETURN", "REFUND", "REVERSAL", "KOREKSI", "BATAL", "GAGAL", "PENGEMBALIAN", "DIKEMBALIKAN", "DANA",
        "MANAGEMENT", "SYSTEM", "REK", "REKENING", "ACC", "ACCOUNT", "THE", "AND", "DAN", "AYOCONNECT", "SNAP",
    ]

    /// Words by which banks call a charge.
    private static let feeWords: Set<String> = [
        "BIAYA", "ADM", "ADMIN", "ADMINISTRASI", "FEE", "CHARGE", "CHARGES", "PROVISI", "PAJAK", "TAX", "BEA",
    ]
    /// What banks take charges for.
    private static let feeVocabulary: Set<String> = [
        "BULANAN", "MONTHLY", "TAHUNAN", "SMS", "NOTIFIKASI", "NOTIFICATION", "BUNGA", "INTEREST", "TRX", "TXN",
        "KARTU", "CARD", "MATERAI", "METERAI", "LAYANAN", "SERVICE", "JASA", "TOKEN", "MAINTENANCE", "PENGELOLAAN",
        "PEMELIHARAAN", "SALDO", "MINIMUM", "CEK", "GIRO", "PPN", "PPH", "PRIMA", "TRSF", "ATAS", "OTOMATIS", "BIF",
        "REMITTANCE", "KLIRING", "VALAS", "TAB", "TABUNGAN", "STATEMENT", "KORAN", "CETAK",
    ]

    private let text: String

    init(_ text: String) { self.text = text.uppercased() }

    /// Whether the text has a reference like that of the row, and another one, or names somebody, and not the payee.
    func namesOther(than row: StatementMatching.Row) -> Bool { hasOtherReference(than: row) || hasOtherName(than: row) }

    /// Whether the text has a word by which banks call a charge.
    var saysCharge: Bool { text.split { !$0.isLetter }.contains { Self.feeWords.contains(String($0)) } }

    /// Whether the text of a charge has no other words than those of banks: a payee's fee is no charge.
    var namesNobody: Bool {
        Self.names(in: text).allSatisfy { Self.feeWords.contains($0) || Self.feeVocabulary.contains($0) }
    }

    private func hasOtherReference(than row: StatementMatching.Row) -> Bool {
        let own = row.numbers.map(Self.key).filter { $0.contains(where: \.isLetter) && $0.contains(where: \.isNumber) }
        let shapes = Set(own.map(Self.shape))
        return text.split { $0.isWhitespace || "/|#=,;:".contains($0) }.contains { word in
            let key = Self.key(String(word))
            return key.utf8.count >= Self.referenceMin && !own.contains(key) && shapes.contains(Self.shape(key))
        }
    }

    private func hasOtherName(than row: StatementMatching.Row) -> Bool {
        let names = Self.names(in: text)
        guard !names.isEmpty else { return false }
        let own = Self.words(in: "\(row.name) \(row.note) \(row.numbers.first ?? "")".uppercased())
        return !names.contains { name in own.contains { $0.hasPrefix(name) || name.hasPrefix($0) } }
    }

    /// Words of letters alone that are no vocabulary of banks.
    private static func names(in text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," }.flatMap { part -> [String] in
            // What has digits in it is a code of the bank.
            guard !part.contains(where: \.isNumber) else { return [] }
            return words(in: String(part))
        }.filter { !vocabulary.contains($0) }
    }

    private static func words(in text: String) -> [String] {
        text.split { !$0.isLetter }.map(String.init).filter { $0.count >= wordMin }
    }

    private static func key(_ word: String) -> String {
        word.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// The same for references that are counted: `GAJI0001` and `GAJI0099`.
    private static func shape(_ key: String) -> String { String(key.map { $0.isNumber ? "9" : $0 }) }
}
