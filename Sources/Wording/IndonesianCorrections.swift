extension Indonesian {
    /// Rejected rows that a person corrects on the pages of the console.
    static let corrections: [String: String] = [
        "    and %1 more rows: the journal has them": "    dan %1 baris lagi: ada di jurnal",
        "    line %1: %2": "    baris %1: %2",
        "%1 has no rejected row that is still to be mended.":
            "%1 tidak punya baris tertolak yang masih perlu diperbaiki.",
        "%1 rows were corrected before the file was submitted, by %2":
            "%1 baris diperbaiki sebelum berkas diajukan, oleh %2",
        "%1 %2 is now %3": "%1 %2 menjadi %3",
        "%1 characters": "%1 karakter",
        "%1 \"%2\" (%3) is now \"%4\" (%5); what differs is in brackets":
            "%1 \"%2\" (%3) menjadi \"%4\" (%5); yang berbeda ada dalam kurung siku",
        "%1: what a person corrected in its file is not what the journal has":
            "%1: yang diperbaiki orang di berkasnya tidak sama dengan yang ada di jurnal",
        "\"%1\" (%2 characters)": "\"%1\" (%2 karakter)",
        "1 row was corrected before the file was submitted, by %1":
            "1 baris diperbaiki sebelum berkas diajukan, oleh %1",
        "Cell %1, to the right of the columns": "Sel %1, di kanan kolom-kolom",
        "Correct rejected rows": "Perbaiki baris tertolak",
        "Correct these rows here": "Perbaiki baris ini di sini",
        "Corrected here": "Diperbaiki di sini",
        """
        Line %1 would have no cell left. Nothing was changed. A row that is not to be paid stays as it is: it is \
        rejected.
        """:
            """
        Baris %1 akan kosong sama sekali. Tidak ada yang diubah. Baris yang tidak akan dibayar dibiarkan apa adanya: \
        baris itu ditolak.
        """,
        """
        Only %1 rows of a file can be corrected here. Nothing was changed. Correct the file where it came from, and \
        upload it again.
        """:
            """
        Hanya %1 baris dari satu berkas yang bisa diperbaiki di sini. Tidak ada yang diubah. Perbaiki berkas di \
        asalnya, lalu unggah lagi.
        """,
        "Other cells of the row": "Sel lain di baris ini",
        "Save and check again": "Simpan dan periksa lagi",
        "Save, and back to the file": "Simpan, lalu kembali ke berkas",
        "Save, and the next rows": "Simpan, lalu baris berikutnya",
        "Take back": "Batalkan perbaikan",
        "Take back a correction, or discard the file.": "Batalkan satu perbaikan, atau buang berkas ini.",
        "The file stays as it is. Whoever approves it sees each of these corrections.":
            "Berkas tetap apa adanya. Siapa pun yang menyetujuinya melihat setiap perbaikan ini.",
        "corrected by a person before the file was submitted": "diperbaiki orang sebelum berkas diajukan",
        "rows cannot be paid as they are. Ask whoever made the file: never guess an account or an amount.":
            """
        baris tidak bisa dibayar apa adanya. Tanyakan kepada pembuat berkas: jangan pernah menebak rekening atau \
        jumlah.
        """,
    ]
}
