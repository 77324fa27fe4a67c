package import PayoutCore

extension Rail {
    /// The columns of a payment, in the order of `results.csv`. The header must name all of them: a note may be empty,
    /// but its column must be there, so that nobody forgets it.
    package var columns: [Column] {
        switch self {
        case .payout: [.reference, .bankCode, .accountNumber, .accountName, .amount, .note]
        case .collection, .charge: [.reference, .customer, .amount, .note]
        case .refund: [.reference, .paymentReference, .amount, .note]
        }
    }

    /// Columns whose cells are only checked, where the file has them.
    private var checked: [Column] {
        switch self {
        case .payout: [.currency, .email]
        case .collection, .refund, .charge: [.currency]
        }
    }

    /// Whether Salur knows the column in files of this rail. `reason` is that of a `rejected.csv` that was mended, so
    /// the next one has new reasons in its place.
    func knows(_ column: Column) -> Bool {
        column == .reason || columns.contains(column) || checked.contains(column)
    }

    /// Every column that Salur knows in files of this rail.
    var known: [Column] { Column.allCases.filter(knows) }
}

extension Column {
    /// Other names that people give the column, in lower case: only for hints, never understood.
    var otherNames: [String] {
        switch self {
        case .reference: ["ref", "referensi", "no_referensi", "id", "employee_id", "nik"]
        case .bankCode: ["bank", "kode_bank", "bankcode"]
        case .accountNumber: ["account", "account_no", "rekening", "no_rekening", "nomor_rekening", "norek"]
        case .accountName: ["name", "nama", "nama_rekening", "nama_penerima", "beneficiary_name"]
        case .amount: ["jumlah", "nominal", "total", "salary", "gaji"]
        case .note: ["notes", "catatan", "keterangan", "berita", "remark", "description"]
        case .currency: ["mata_uang", "ccy"]
        case .email: ["e-mail", "mail", "surel"]
        case .reason: []
        case .customer: ["pelanggan", "customer_id", "nasabah", "client"]
        case .paymentReference: ["payment_ref", "original_reference", "payment", "referensi_pembayaran"]
        }
    }
}
