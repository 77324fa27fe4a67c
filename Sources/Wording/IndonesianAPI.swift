extension Indonesian {
    /// What the HTTP API refuses, and why.
    static let api: [String: String] = [
        "new_reference is for a retry alone. Nothing was changed.":
            "new_reference hanya untuk retry. Tidak ada yang diubah.",
        "A dry run has no external_id: the bank is asked, and its answer counts.":
            "Percobaan (dryRun) tidak memakai external_id: bank ditanya, dan jawabannya berlaku.",
        """
        Give either external_id, 32 letters and digits, or result (succeeded, failed or refunded) with evidence. \
        Nothing was changed.
        """:
            """
        Berikan external_id, 32 huruf dan angka, atau result (succeeded, failed atau refunded) dengan evidence. Tidak \
        ada yang diubah.
        """,
        "Send \"Authorization: Bearer KEY\" with a key of \"salur key add\" that has not ended.":
            "Kirim \"Authorization: Bearer KUNCI\" dengan kunci dari \"salur key add\" yang belum berakhir.",
        "Use a key with this right and for this address: see \"salur key list\".":
            "Pakai kunci dengan hak ini dan untuk alamat ini: lihat \"salur key list\".",
        "Look the address up in docs/api.md or schemas/openapi.json.":
            "Cari alamatnya di docs/api.md atau schemas/openapi.json.",
        "Correct the request, and send it under a new idempotency key.":
            "Perbaiki permintaannya, lalu kirim dengan kunci idempotensi baru.",
        "Send \"Idempotency-Key\" with a text of your own that is new for every act.":
            "Kirim \"Idempotency-Key\" dengan teks buatan sendiri yang baru untuk setiap tindakan.",
        "Send the request under a new idempotency key.": "Kirim permintaannya dengan kunci idempotensi baru.",
        "Send the same request again after a second.": "Kirim lagi permintaan yang sama setelah satu detik.",
        "Look at it once more, and send what you see now under a new idempotency key.":
            "Lihat sekali lagi, lalu kirim apa yang terlihat sekarang dengan kunci idempotensi baru.",
        "Name the number of each warning in \"acknowledged\", and send it under a new idempotency key.":
            "Sebutkan nomor setiap peringatan di \"acknowledged\", lalu kirim dengan kunci idempotensi baru.",
        "Look at the rows of the batch, and decide about those that are left under a new idempotency key.":
            "Lihat baris batch itu, lalu putuskan yang tersisa dengan kunci idempotensi baru.",
        "There is nothing at this address.": "Tidak ada apa-apa di alamat ini.",
        "The request is too large. Nothing was changed.": "Permintaannya terlalu besar. Tidak ada yang diubah.",
        "The request cannot be read. Nothing was changed.":
            "Permintaannya tidak dapat dibaca. Tidak ada yang diubah.",
        "The body is no JSON object with the fields that this address needs. Nothing was changed.":
            "Isinya bukan objek JSON dengan kolom yang diperlukan alamat ini. Tidak ada yang diubah.",
        "This key has %1 requests at work already.": "Kunci ini sudah memiliki %1 permintaan yang sedang dikerjakan.",
        "The request has no key.": "Permintaannya tanpa kunci.",
        "The key is not known, or was removed.": "Kuncinya tidak dikenal, atau sudah dihapus.",
        "The key has ended.": "Kuncinya sudah berakhir.",
        "The key is not taken from %1.": "Kuncinya tidak diterima dari %1.",
        "The key does not have the right \"%1\".": "Kuncinya tidak memiliki hak \"%1\".",
        "This address does not know %1.": "Alamat ini tidak mengenal %1.",
        "\"%1\" is no status of a row.": "\"%1\" bukan status baris.",
        "account is \"masked\" or \"whole\", not \"%1\".": "account adalah \"masked\" atau \"whole\", bukan \"%1\".",
        "%1 takes a number from %2 to %3.": "%1 berisi angka dari %2 sampai %3.",
        "Another request was sent under this idempotency key.":
            "Permintaan lain sudah dikirim dengan kunci idempotensi ini.",
        "The same request is being worked on.": "Permintaan yang sama sedang dikerjakan.",
        "A POST needs an Idempotency-Key of 1 to 255 visible ASCII characters. Nothing was changed.":
            "POST memerlukan Idempotency-Key dari 1 sampai 255 karakter ASCII yang terlihat. Tidak ada yang diubah.",
        "This address takes application/json. Nothing was changed.":
            "Alamat ini menerima application/json. Tidak ada yang diubah.",
        "The file is larger than %1 MB. Nothing was submitted.":
            "Berkasnya lebih besar dari %1 MB. Tidak ada yang diajukan.",
        "Send the file as it is, with a Content-Type such as text/csv, or as multipart/form-data.":
            "Kirim berkasnya apa adanya, dengan Content-Type seperti text/csv, atau sebagai multipart/form-data.",
        "Name the file: fileName=gaji.csv in the address, or a Content-Disposition with filename.":
            "Beri nama berkasnya: fileName=gaji.csv di alamatnya, atau Content-Disposition dengan filename.",
        "%1 is no file: say it in the address, such as ?%2=… . Nothing was submitted.":
            "%1 bukan berkas: sebutkan di alamatnya, misalnya ?%2=… . Tidak ada yang diajukan.",
        "This address has no parameter \"%1\". Nothing was changed.":
            "Alamat ini tidak memiliki parameter \"%1\". Tidak ada yang diubah.",
        "The parameter \"%1\" stands there twice. Nothing was changed.":
            "Parameter \"%1\" tertulis dua kali. Tidak ada yang diubah.",
        "This address takes no field \"%1\". Nothing was changed.":
            "Alamat ini tidak menerima kolom \"%1\". Tidak ada yang diubah.",
        "%1 is true or false, not \"%2\".": "%1 adalah true atau false, bukan \"%2\".",
        "%1 takes a whole number, not \"%2\".": "%1 berisi bilangan bulat, bukan \"%2\".",
        "\"%1\" is no kind of payment.": "\"%1\" bukan jenis pembayaran.",
        "batch takes 1 to 64 of A-Z a-z 0-9 . _ - without a leading dot, not \"%1\".":
            "batch berisi 1 sampai 64 dari A-Z a-z 0-9 . _ - tanpa titik di depan, bukan \"%1\".",
        "purpose takes words, at most %1 characters.": "purpose berisi kata-kata, paling banyak %1 karakter.",
        "Choose rows by status, reason_code, lines or references, at most %1 of the last two.":
            "Pilih baris dengan status, reason_code, lines atau references, paling banyak %1 dari dua yang terakhir.",
        "An earlier try was cut off while it decided: some of the rows may be decided.":
            "Percobaan sebelumnya terputus saat memutuskan: sebagian baris mungkin sudah diputuskan.",
        """
        The choice means %1 rows with %2 rupiah in all, which is not what was expected. Nothing was changed.
        """:
            """
        Pilihan itu berarti %1 baris dengan total %2 rupiah, bukan yang diharapkan. Tidak ada yang diubah.
        """,
    ]
}
