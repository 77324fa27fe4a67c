extension Indonesian {
    /// What only a comparison of the rows of a file shows, or of a file with the one before it.
    static let suspicions: [String: String] = [
        "the comment in cell %1 says \"%2\"": "komentar di sel %1 berbunyi \"%2\"",
        "the letters are damaged: the text was saved in another encoding than it was read in":
            "hurufnya rusak: teks disimpan dengan enkode yang berbeda dari saat dibaca",
        "line %1 has the same name and the same amount": "baris %1 memuat nama dan nominal yang sama",
        "line %1 has the same name and nearly the same account or amount":
            "baris %1 memuat nama yang sama dan rekening atau nominal yang hampir sama",
        "line %1 has this account under the name %2": "baris %1 memuat rekening ini atas nama %2",
        "from here to line %1 each number is one more than the number above it":
            "dari sini sampai baris %1 setiap angka lebih satu dari angka di atasnya",
        "the column \"%1\" has another value here than in line %2, which says \"%3\"":
            "kolom \"%1\" di sini berbeda dari baris %2, yang berisi \"%3\"",
        "the column \"%1\" says when this person leaves": "kolom \"%1\" menyebut kapan orang ini keluar",
        "all amounts are below %1: are they in thousands?":
            "semua nominal di bawah %1: apakah dalam ribuan?",
        "the total in words is %1, and the rows are %2 in all":
            "total terbilang adalah %1, sedangkan jumlah semua baris %2",
        "Find out what is meant, write it into the cell, then delete the comment":
            "Pastikan mana yang dimaksud, tulis di selnya, lalu hapus komentarnya",
        "Save the file as \"CSV UTF-8\" from the program that it comes from, or type the cell again":
            "Simpan berkas sebagai \"CSV UTF-8\" dari program asalnya, atau ketik ulang selnya",
        "Compare both with their source: one of them may have the account of the other":
            "Bandingkan keduanya dengan sumbernya: bisa jadi salah satu memakai rekening yang lain",
        "A spreadsheet may have counted on while cells were filled down: compare the rows with their source":
            "Angka mungkin bertambah sendiri saat sel ditarik ke bawah: bandingkan baris-barisnya dengan sumbernya",
        "If an earlier month is in the file, delete its rows":
            "Bila ada bulan sebelumnya di dalam berkas, hapus baris-barisnya",
        "Pay the row only if it is due all the same": "Bayar baris ini hanya bila memang tetap harus dibayar",
        "If they are in thousands, write them in full rupiah, such as 1500000":
            "Bila dalam ribuan, tulis lengkap dalam rupiah, misalnya 1500000",
        "Compare the file with its source, and correct the words or the rows":
            "Bandingkan berkas dengan sumbernya, lalu betulkan terbilangnya atau barisnya",
        "a comment that may correct the cell": "komentar yang mungkin membetulkan sel",
        "letters that are damaged by a wrong encoding": "huruf yang rusak karena salah enkode",
        "one person twice (a note, not a fault)": "satu orang dua kali (perhatian, bukan kesalahan)",
        "one account under two names (a note, not a fault)":
            "satu rekening dengan dua nama (perhatian, bukan kesalahan)",
        "numbers that count on from row to row (a note, not a fault)":
            "angka yang bertambah satu dari baris ke baris (perhatian, bukan kesalahan)",
        "rows of more than one month (a note, not a fault)":
            "baris dari lebih dari satu bulan (perhatian, bukan kesalahan)",
        "a person who leaves (a note, not a fault)": "orang yang keluar (perhatian, bukan kesalahan)",
        "amounts that may be in thousands (a note, not a fault)":
            "nominal yang mungkin dalam ribuan (perhatian, bukan kesalahan)",
        "the column \"%1\" says when to pay: \"%2\"": "kolom \"%1\" menyebut kapan dibayar: \"%2\"",
        "Salur pays once the batch is approved, whatever the column says: approve it on that day":
            "Salur membayar begitu batch disetujui, apa pun isi kolom itu: setujui pada hari tersebut",
        "a column says when to pay (a note, not a fault)":
            "sebuah kolom menyebut kapan dibayar (catatan, bukan kesalahan)",
        "a total in words that differs (a note, not a fault)":
            "total terbilang yang berbeda (perhatian, bukan kesalahan)",
        """
        %1: all amounts of the column "%2" are below %3: are they in thousands? Nothing was sent. If they are, write \
        them in full rupiah, such as 1500000; if they are rupiah, rename the column to "amount"
        """:
            """
        %1: semua nominal di kolom "%2" di bawah %3: apakah dalam ribuan? Tidak ada yang dikirim. Bila ya, tulis \
        lengkap dalam rupiah, misalnya 1500000; bila memang rupiah, ubah nama kolomnya menjadi "amount"
        """,
        "\"%1\" is not in rupiah; write the amounts in full rupiah, then rename the column to \"amount\"":
            "\"%1\" bukan dalam rupiah; tulis nominal lengkap dalam rupiah, lalu ubah nama kolomnya menjadi \"amount\"",
        """
        %1: this is a file for the upload page of %2, which has no column names. Nothing was sent. Export the list \
        from its source as a table with the columns bank, account number, name and amount; "salur template" makes an \
        empty one
        """:
            """
        %1: ini berkas untuk halaman unggah %2, yang tidak memiliki nama kolom. Tidak ada yang dikirim. Ekspor \
        daftarnya dari sumbernya sebagai tabel dengan kolom bank, nomor rekening, nama, dan nominal; "salur template" \
        membuat tabel kosongnya
        """,
        """
        %1, line %2: this line counts %3 rows, and above it are %4. Nothing was sent. Compare the file with its \
        source: rows are missing, or there are too many
        """:
            """
        %1, baris %2: baris ini menghitung %3 baris, sedangkan di atasnya ada %4. Tidak ada yang dikirim. Bandingkan \
        berkas dengan sumbernya: ada baris yang hilang, atau terlalu banyak
        """,
        "--output (output.directory) is a folder of reports, and this names a file":
            "--output (output.directory) adalah folder laporan, sedangkan ini nama berkas",
        "\"salur check\" refuses the file: %1.": "\"salur check\" menolak berkas ini: %1.",
        "%1 thousand": "%1 ribu",
        "%1 thousand %2": "%1 ribu %2",
        """
        the amount can be read as %1 (%2 rupiah) or as %3 (%4 and a fraction), and no other row shows which is meant
        """:
            """
        nominal dapat dibaca sebagai %1 (%2 rupiah) atau %3 (%4 koma sekian), dan tidak ada baris lain yang \
        menunjukkan mana yang dimaksud
        """,
        """
        Find out first whether the amounts are in rupiah or in thousands of rupiah; then write each amount in full \
        rupiah, digits only, such as 1500000
        """:
            """
        Pastikan dulu apakah nominalnya dalam rupiah atau ribuan rupiah; lalu tulis setiap nominal lengkap dalam \
        rupiah, angka saja, misalnya 1500000
        """,
        "nothing is taken off the amount for these columns: %1":
            "nominal tidak dikurangi oleh kolom-kolom ini: %1",
        "paid %1 on %2 in batch %3": "dibayar %1 pada %2 dalam batch %3",
        "sent %1 on %2 in batch %3, result not known yet":
            "dikirim %1 pada %2 dalam batch %3, hasilnya belum diketahui",
        "%1 in batch %2, still to be sent": "%1 dalam batch %2, belum dikirim",
        "%1 in batch %2, which has ended unpaid": "%1 dalam batch %2, yang berakhir tanpa dibayar",
        """
        Another file without references has the same account and note: %1; this asks for %2 (difference %3).
        """:
            """
        Berkas lain tanpa referensi memuat rekening dan keterangan yang sama: %1; baris ini meminta %2 (selisih %3).
        """,
        """
        If it corrects the earlier payment, cancel the row and pay what is missing in a new file with another note; if \
        it is due in full, release the row.
        """:
            """
        Bila ini perbaikan pembayaran sebelumnya, batalkan barisnya lalu bayar kekurangannya dalam berkas baru dengan \
        keterangan lain; bila memang harus dibayar penuh, setujui (release) barisnya.
        """,
        "the reference was used before, or, without references, account and note":
            "referensinya sudah pernah dipakai, atau, tanpa referensi, rekening dengan keterangan yang sama",
    ]
}
