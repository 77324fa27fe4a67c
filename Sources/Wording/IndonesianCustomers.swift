extension Indonesian {
    /// Customers' bound accounts and cards, and the vault that keeps their secrets.
    static let customers: [String: String] = [
        "the file holds no key: expected 64 hexadecimal digits (\"salur init\" makes a key)":
            "berkasnya tidak berisi kunci: seharusnya 64 digit heksadesimal (\"salur init\" membuat kunci)",
        "line %1 of the file is no key: expected 64 hexadecimal digits":
            "baris %1 berkas itu bukan kunci: seharusnya 64 digit heksadesimal",
        "line %1 of the file repeats a key": "baris %1 berkas itu mengulang sebuah kunci",
        "the file holds more than %1 keys": "berkasnya berisi lebih dari %1 kunci",
        "the ledger holds secrets under a key that is not in the file: put back the file with that key":
            "ledger menyimpan rahasia dengan kunci yang tidak ada di berkas: kembalikan berkas yang berisi kunci itu",
        "a secret in the ledger was altered, or moved to another customer":
            "sebuah rahasia di ledger telah diubah, atau dipindahkan ke pelanggan lain",
        "the key could not encrypt": "kunci itu tidak dapat mengenkripsi",
    ]
}
