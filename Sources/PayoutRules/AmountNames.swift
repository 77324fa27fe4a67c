/// What the name of a column says about money: whether deductions are taken off, and what is taken off or added.
///
/// All names are folded (``ColumnNames/folded(_:)``).
enum AmountNames {
    /// How near to the money that leaves the account an amount is: 0 may be before deductions, 1 is after them, and
    /// 2 is what is paid.
    static func finality(_ name: String) -> Int {
        if otherWords.contains(where: name.contains) { return 0 }
        if paidNames.contains(name) || name.hasPrefix("sisa") || name.hasPrefix("balance")
            || paidWords.contains(where: name.contains)
        {
            return 2
        }
        return name == "net" || netWords.contains(where: name.contains) ? 1 : 0
    }

    private static let paidNames: Set<String> = [
        "transfer", "pembayaran", "akhir", "jumlahtransfer", "nominaltransfer", "nilaitransfer",
        "totaltransfer", "jumlahbayar", "jumlahpembayaran", "nominalpembayaran", "transferamount", "paymentamount",
        "payoutamount", "totalpembayaran", "totalbayar", "nominalbayar", "disbursementamount", "nilaipembayaran",
        "totalpayment",
    ]
    private static let paidWords = [
        "diterima", "dibayar", "ditransfer", "payable", "amountpaid", "paidamount", "totransfer", "tobetransferred",
        "topay",
        "tobepaid", "amountdue", "transferkan", "bayarkan", "jumlahakhir", "nominalakhir", "totalakhir", "gajiakhir",
        "outstanding",
        "bankportion",
    ]
    private static let netWords = [
        "bersih", "netto", "nett", "takehome", "thp", "totalgaji", "revisi", "grandtotal", "totalamount", "netamount",
        "netpay", "netsalary", "netwages",
    ]
    /// What names something else although such a word is in it.
    private static let otherWords = [
        "tanggal", "tgl", "date", "status", "biaya", "fee", "metode", "method", "bankname", "namabank", "rekening",
        "nama", "oleh", "paidby", "cuti", "hari", "jam", "percent", "persen",
    ]

    /// Whether a column that is not read may hold what is really paid, next to the `amount` that is read.
    static func mayBeNet(_ name: String, where amount: String) -> Bool { finality(name) > finality(amount) }

    /// Amounts that are one part of what is paid, wherever the others stand.
    private static let salaries: Set<String> = ["gaji", "salary", "upah", "honor", "honorarium", "gajipokok"]

    /// The columns that are taken off the amount, or added to it, where nothing says that the amount is after them: a
    /// sum stands to the right of its parts.
    ///
    /// - Parameter amount: where the amount stands.
    static func parts(of amount: Int, among names: [String]) -> [Int] {
        let finality = finality(names[amount])
        guard finality < 2 else { return [] }
        let isSalary = salaries.contains(names[amount])
        return names.indices.filter { index in
            guard index != amount, index > amount || isSalary else { return false }
            return isDeduction(names[index]) || finality == 0 && isAddition(names[index])
        }
    }

    /// Whether a column has the name of a part of a salary.
    static func isPart(_ name: String) -> Bool {
        isDeduction(name) || isAddition(name) || parts.contains(where: name.contains)
    }

    private static let parts = [
        "gaji", "pokok", "upah", "salary", "basic", "honor", "transport", "makan", "bpjs", "pph", "bruto", "gross",
        "kotor",
    ]

    static func isDeduction(_ name: String) -> Bool {
        deductionNames.contains(name) || !identifies(name) && deductions.contains(where: name.contains)
    }

    private static func isAddition(_ name: String) -> Bool {
        !identifies(name) && (additionNames.contains(name) || additions.contains(where: name.contains))
    }

    private static let deductions = [
        "potongan", "deduction", "pph21", "pph23", "withholding", "kasbon", "pinjaman", "cicilan", "angsuran", "denda",
        "iuran", "hutang", "uangmuka", "penalty", "tunai", "cashportion", "cashamount",
    ]
    private static let deductionNames: Set<String> = [
        "pot", "potong", "pph", "pphpasal21", "pajak", "tax", "incometax", "casbon", "loan", "koperasi", "bpjs",
        "bpjskesehatan", "bpjsketenagakerjaan", "bpjstk", "bpjskes", "jht", "jamsostek", "utang", "dp", "advance",
        "panjar", "retensi", "diskon", "discount", "simpanan", "arisan", "percent", "persen", "persentase",
        "percentage", "pembulatan", "rounding", "penyesuaian", "adjustment",
    ]
    private static let additions = ["tunjangan", "allowance", "bonus", "insentif", "incentive", "lembur", "overtime"]
    private static let additionNames: Set<String> = [
        "tunj", "thr", "komisi", "commission", "rapel", "reimburse", "reimbursement", "uangmakan", "uangtransport",
        "uangtransportasi", "premi", "tambahan", "ppn", "ppn11", "ppn12", "vat",
    ]

    /// Whether a name is that of a number, a date or a word, although money may be in it: `No BPJS`, `Periode Bonus`.
    private static func identifies(_ name: String) -> Bool {
        let beginnings = ["no", "id", "kode", "tgl", "tanggal", "jenis", "nama", "status", "ket", "saldo", "plafon"]
        let words = ["nomor", "number", "date", "periode", "jam", "hari", "percent", "persen", "code", "kelas"]
        return beginnings.contains(where: name.hasPrefix) || words.contains(where: name.contains)
            || name.hasSuffix("ke")
    }
}
