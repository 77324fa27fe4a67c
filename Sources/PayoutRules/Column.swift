/// A column of a payout file that Salur knows. The raw values are the names in the header.
package enum Column: String, CaseIterable, Hashable, Sendable {
    case reference
    case bankCode = "bank_code"
    case accountNumber = "account_number"
    case accountName = "account_name"
    case amount
    case note
    case currency
    case email

    /// Whether the header must name it. A note may be empty, but its column must be there, so that nobody forgets it.
    package var isRequired: Bool {
        switch self {
        case .reference, .bankCode, .accountNumber, .accountName, .amount, .note: true
        case .currency, .email: false
        }
    }

    /// Other names that people give it, in lower case: only for hints, never understood.
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
        }
    }
}
