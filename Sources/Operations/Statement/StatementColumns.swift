internal import PayoutRules

/// Which column of a bank statement is which, by the names that banks give them.
struct StatementColumns {
    private static let dates = [
        "tanggal", "tgl", "tanggal transaksi", "tgl transaksi", "tgl. transaksi", "tanggal posting", "date",
        "transaction date", "trx date", "posting date", "post date", "post. date", "booking date", "value date",
        "tanggal & waktu", "date & time", "tanggal valuta", "date time", "tgl_tran",
    ]
    private static let debits = [
        "debit", "debet", "mutasi debet", "mutasi debit", "debit amount", "withdrawal", "withdrawals", "pengeluaran",
        "debit (idr)", "debit (rp)", "dana keluar", "uang keluar", "mutasi_debet", "debits",
    ]
    private static let credits = [
        "kredit", "credit", "mutasi kredit", "mutasi credit", "credit amount", "deposit", "deposits", "pemasukan",
        "credit (idr)", "kredit (rp)", "dana masuk", "uang masuk", "mutasi_kredit", "credits",
    ]
    private static let amounts = [
        "jumlah", "nominal", "amount", "mutasi", "transaction amount", "nilai", "nilai transaksi", "jumlah (idr)",
        "amount (idr)", "trx amount", "nominal transaksi",
    ]
    private static let kinds = [
        "d/k", "d/c", "db/cr", "dr/cr", "db/k", "dk", "dc", "dbcr", "debit/credit", "debet/kredit", "debit/kredit",
        "type", "jenis", "tipe", "jenis transaksi", "transaction type", "cd", "c/d",
    ]
    private static let balances = [
        "saldo", "balance", "saldo akhir", "running balance", "ending balance", "saldo_akhir",
    ]
    private static let currencies = ["mata uang", "currency", "ccy", "valuta", "curr"]
    private static let accounts = [
        "no rekening", "no. rekening", "nomor rekening", "account no", "account no.", "account number", "account",
        "rekening", "norek",
    ]

    let date: Int?
    let debit: Int?
    let credit: Int?
    let amount: Int?
    let kind: Int?
    let balance: Int?
    let currency: Int?
    let account: Int?
    let names: [String]

    /// Nil where the names are not those of a statement: money in or out, and a text.
    init?(_ names: [String]) {
        let folded = names.map { ColumnLayout.folded($0) }
        func index(_ known: [String]) -> Int? { folded.firstIndex { known.contains($0) } }
        (date, debit, credit) = (index(Self.dates), index(Self.debits), index(Self.credits))
        (amount, kind, balance) = (index(Self.amounts), index(Self.kinds), index(Self.balances))
        (currency, account) = (index(Self.currencies), index(Self.accounts))
        self.names = names
        let hasMoney = debit != nil || credit != nil || amount != nil
        guard date != nil, hasMoney, names.count > 2 else { return nil }
    }

    /// Whether a column holds money, and no text that could name a payment.
    func isMoney(_ index: Int) -> Bool { [debit, credit, amount, balance].contains(index) }
}
