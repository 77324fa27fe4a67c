/// What the name of a column says that is no part of the payment: whether it may hold what is meant instead.
enum RivalNames {
    private static func words(_ name: String) -> [String] {
        name.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }

    /// Whether the name is that of a number, a date, a person, an old value or a value that nobody is paid.
    static func holdsNoMoney(_ name: String) -> Bool {
        let words = words(name)
        return !words.contains(where: changes.contains) && !words.contains(where: corrections.contains)
            && words.contains(where: others.contains)
    }

    private static let others: Set<String> = [
        "no", "nomor", "nomer", "number", "num", "id", "kode", "code", "nik", "nip", "npk", "nrp", "nis", "nisn",
        "nidn", "nuptk", "npwp", "ktp", "kk", "kpj", "tgl", "tanggal", "date", "tahun", "thn", "year", "bulan", "month",
        "periode", "period", "waktu", "time", "hp", "telp", "telepon", "phone", "mobile", "wa", "whatsapp", "pos",
        "zip", "rekening", "norek", "rek", "account", "va", "invoice", "inv", "faktur", "po", "so", "spk", "ref",
        "reference", "email", "umur", "usia", "age", "urut", "seq", "line", "baris", "row", "lalu", "sebelumnya",
        "previous", "prev", "prior", "last", "lama", "old", "ytd", "kumulatif", "cumulative", "running", "saldo",
        "limit", "plafon", "umr", "umk", "ump", "target", "omzet", "omset", "sales", "penjualan", "revenue", "budget",
        "anggaran", "estimasi", "estimate", "biaya", "fee", "admin", "charge", "coa", "gl", "cost", "badge", "index",
    ]
    private static let corrections: Set<String> = [
        "kurang", "kekurangan", "lebih", "kelebihan", "koreksi", "selisih", "rapel", "penyesuaian", "adj", "adjustment",
    ]

    /// Whether the name says that somebody has changed, approved or completed what stands in another column.
    static func isChange(_ name: String) -> Bool { words(name).contains(where: changes.contains) }

    private static let changes: Set<String> = [
        "final", "fix", "fixed", "approved", "disetujui", "persetujuan", "acc", "diacc", "seharusnya", "benar",
        "correct", "corrected", "baru", "new", "terbaru", "update", "updated", "revised", "revisi", "verified",
        "verifikasi", "realisasi", "actual", "aktual", "adjusted", "setelah", "after", "stlh", "akhir", "review",
        "ditransfer", "dibayar", "dibayarkan", "tf",
    ]

    /// Whether the amount may be that of one of many: `Qty`, `Hari Kerja`.
    static func isQuantity(_ name: String) -> Bool {
        let words = words(name)
        return words.contains(where: quantities.contains) && !words.contains(where: corrections.contains)
            && !words.contains { others.contains($0) && !quantities.contains($0) }
    }

    private static let quantities: Set<String> = [
        "qty", "quantity", "kuantitas", "volume", "vol", "hari", "days", "hk", "jam", "hours", "hour", "bulan",
        "months", "x", "kali", "termin", "sesi", "session", "sessions", "pertemuan", "shift", "trip", "pcs", "banyak",
        "banyaknya", "frekuensi", "multiplier", "pengali", "minggu", "weeks", "lembar", "lbr", "jtm", "jp", "jpl",
        "sks",
        "orang", "org", "buah", "ekor", "kg", "km", "rit", "ritase", "porsi", "paket", "peserta",
    ]

    /// Whether the column may count something, where its cells are small.
    static func mayCount(_ name: String) -> Bool {
        words(name).contains { ["jml", "jumlah", "hadir", "kehadiran", "masuk", "absensi", "absen"].contains($0) }
    }

    /// Whether the column says on which day a row is paid; the name is folded.
    static func isPaymentDate(_ name: String) -> Bool {
        let isDate = ["tgl", "tanggal", "date", "jadwal", "schedule"].contains(where: name.contains)
        let deeds = ["bayar", "transfer", "payment", "pay", "cair", "kirim", "eksekusi", "execution", "value"]
        return isDate && deeds.contains(where: name.contains) || ["jatuhtempo", "duedate"].contains(name)
    }

    /// Whether the column is about an account or a bank to which a row may be paid; the name is folded.
    static func isTarget(_ column: RivalTarget.Kind, _ name: String) -> Bool {
        let isNamed =
            switch column {
            case .account: ["rek", "account", "acct"].contains(where: name.contains)
            case .bank: name.contains("bank")
            }
        return isNamed && !payers.contains(where: name.contains)
    }

    private static let payers = [
        "sumber", "pengirim", "debet", "debit", "asal", "source", "payer", "sender", "from", "lama", "old", "sebelum",
        "previous", "perusahaan", "company", "pembayar", "tanggal", "tgl", "date", "cabang", "branch", "kota", "alamat",
        "biaya", "charge", "fee", "virtual", "ledger", "costaccount", "glaccount", "koran",
    ]
}
