extension Indonesian {
    /// Payment messages (pain.001).
    static let messages: [String: String] = [
        "this is an XML file (%1), but no payment message (pain.001)":
            "ini berkas XML (%1), tetapi bukan pesan pembayaran (pain.001)",
        "the payment message is damaged: it is no well-formed XML":
            "pesan pembayaran rusak: isinya bukan XML yang benar",
        "the payment message has a document type declaration": "pesan pembayaran berisi deklarasi tipe dokumen",
        "the payment message is built in a way that no program uses":
            "pesan pembayaran disusun dengan cara yang tidak dipakai program mana pun",
        "the payment message has the element %1 twice in one place":
            "pesan pembayaran berisi elemen %1 dua kali di satu tempat",
        "payments by the method %1 are no transfers (TRF)": "pembayaran dengan cara %1 bukan transfer (TRF)",
        "the group says that it has %1 payments, and it has %2":
            "kelompok ini menyebutkan %1 pembayaran, tetapi isinya %2",
        "the group says that its amounts are %1 in all, and one of its amounts cannot be read":
            "kelompok ini menyatakan jumlah seluruhnya %1, tetapi salah satu nominalnya tidak dapat dibaca",
        "Correct it where the file was made (amounts such as 1500000.00), then export the file again":
            "Perbaiki di program asal berkasnya (nominal seperti 1500000.00), lalu ekspor lagi",
        "the group says that its amounts are %1 in all, and they are %2":
            "kelompok ini menyebutkan jumlah %1, tetapi jumlah sebenarnya %2",
        "Export the payments as pain.001, as .xlsx or as CSV":
            "Ekspor pembayarannya sebagai pain.001, .xlsx, atau CSV",
        "Export the file again; it was probably cut off or altered":
            "Ekspor ulang berkasnya; kemungkinan berkas terpotong atau diubah",
        "Ask who made the file": "Tanyakan kepada pembuat berkas",
        "Leave these payments out": "Keluarkan pembayaran itu dari berkas",
    ]
}
