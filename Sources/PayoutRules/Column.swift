package import PayoutCore

extension Column {
    /// The columns of the payment, in the order of `results.csv`.
    package static let ofPayment = allCases.filter { $0.field.use == .payment }

    /// Whether the header must name it. A note may be empty, but its column must be there, so that nobody forgets it.
    package var isRequired: Bool { field.use == .payment }

    /// What Salur knows of the column: one line of the table of fields.
    var field: Field {
        switch self {
        case .reference: Field(.payment, ["ref", "referensi", "no_referensi", "id", "employee_id", "nik"])
        case .bankCode: Field(.payment, ["bank", "kode_bank", "bankcode"])
        case .accountNumber:
            Field(.payment, ["account", "account_no", "rekening", "no_rekening", "nomor_rekening", "norek"])
        case .accountName: Field(.payment, ["name", "nama", "nama_rekening", "nama_penerima", "beneficiary_name"])
        case .amount: Field(.payment, ["jumlah", "nominal", "total", "salary", "gaji"])
        case .note: Field(.payment, ["notes", "catatan", "keterangan", "berita", "remark", "description"])
        case .currency: Field(.check, ["mata_uang", "ccy"])
        case .email: Field(.check, ["e-mail", "mail", "surel"])
        case .reason: Field(.mending, [])
        }
    }
}

/// What Salur knows of a column.
struct Field {
    /// What becomes of the cells of the column.
    enum Use {
        /// They are part of the payment, so every file has the column.
        case payment
        /// They are only checked.
        case check
        /// They are those of a `rejected.csv` that was mended, so the next one has new ones in their place.
        case mending
    }

    let use: Use
    /// Other names that people give the column, in lower case: only for hints, never understood.
    let otherNames: [String]

    init(_ use: Use, _ otherNames: [String]) {
        self.use = use
        self.otherNames = otherNames
    }
}
