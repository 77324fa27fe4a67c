package import PayoutCore

extension Column {
    /// The name that most files in Indonesia give the column.
    var usualName: String {
        switch self {
        case .reference: "No Referensi"
        case .bankCode: "Kode Bank"
        case .accountNumber: "No Rekening"
        case .accountName: "Nama Penerima"
        case .amount: "Jumlah"
        case .note: "Keterangan"
        case .currency: "Mata Uang"
        case .email: "Email"
        case .customer: "ID Pelanggan"
        case .paymentReference: "Referensi Asal"
        case .reason, .whatToDo, .mends: rawValue
        }
    }
}

extension Rail {
    /// The columns of a payment, in the order of `results.csv`.
    package var columns: [Column] {
        switch self {
        case .payout: [.reference, .bankCode, .accountNumber, .accountName, .amount, .note]
        case .collection, .charge: [.reference, .customer, .amount, .note]
        case .refund: [.reference, .paymentReference, .amount, .note]
        }
    }

    /// Those that a file must have: all but the note, which may be empty.
    package var requiredColumns: [Column] { columns.filter { $0 != .note } }

    /// Columns whose cells are only checked, where the file has them.
    private var checked: [Column] {
        switch self {
        case .payout: [.currency, .email]
        case .collection, .refund, .charge: [.currency]
        }
    }

    /// Whether Salur knows the column in files of this rail. `reason`, `what_to_do` and `mends` are those of a
    /// `rejected.csv` that was mended, so the next one has new ones in their place.
    func knows(_ column: Column) -> Bool {
        [.reason, .whatToDo, .mends].contains(column) || columns.contains(column) || checked.contains(column)
    }

    /// Every column that Salur knows in files of this rail.
    var known: [Column] { Column.allCases.filter(knows) }
}
