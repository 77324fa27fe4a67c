extension Indonesian {
    /// Bank statements and what they are compared with.
    static let statement: [String: String] = [
        """
        %1: no line has the names of columns of a bank statement: a date, and debit and credit or an amount. Export \
        the statement (mutasi rekening) as CSV with its column names.
        """:
            """
        %1: tidak ada baris dengan nama kolom mutasi rekening: tanggal, dan debet dan kredit atau jumlah. Ekspor \
        mutasi rekening sebagai CSV dengan nama kolomnya.
        """,
        "%1: more than %2 bookings. Export a shorter time, such as a day.":
            "%1: lebih dari %2 mutasi. Ekspor jangka waktu yang lebih pendek, misalnya satu hari.",
        """
        %1: the statement has no bookings. Choose the day on which the batch was paid, and export the statement again \
        once the bank has booked it.
        """:
            """
        %1: mutasi rekening ini kosong. Pilih hari batch dibayar, dan ekspor lagi setelah bank membukukannya.
        """,
        """
        %1: this is a camt.052, a report during the day: its bookings may still change. Ask the bank for the statement \
        of the end of the day (camt.053, or CSV).
        """:
            """
        %1: ini camt.052, laporan di tengah hari: mutasinya masih dapat berubah. Minta bank mutasi akhir hari \
        (camt.053, atau CSV).
        """,
        """
        %1: this is a message, and no camt.053. Ask the bank for the statement of the end of the day (camt.053, or CSV).
        """:
            """
        %1: ini pesan yang bukan camt.053. Minta bank mutasi akhir hari (camt.053, atau CSV).
        """,
        """
        %1: the message has statements of several accounts: %2. Export the statement of the account that pays, and \
        name it with --account.
        """:
            """
        %1: pesan ini memuat mutasi beberapa rekening: %2. Ekspor mutasi rekening yang membayar, dan sebutkan dengan \
        --account.
        """,
        "%1, line %2: the booking has no amount, or does not say whether the money came in or went out.":
            "%1, baris %2: mutasi ini tidak memiliki jumlah, atau tidak menyatakan apakah uang masuk atau keluar.",
        """
        %1, line %2: the statement is of account %3, and not of %4 (--account). Export the statement of the account \
        that pays.
        """:
            """
        %1, baris %2: mutasi ini dari rekening %3, bukan %4 (--account). Ekspor mutasi rekening yang membayar.
        """,
        """
        %1, line %2: the statement is in %3, and payments are in rupiah. Export the statement of the rupiah account.
        """:
            """
        %1, baris %2: mutasi ini dalam %3, sedangkan pembayaran dalam rupiah. Ekspor mutasi rekening rupiah.
        """,
        "%1, line %2, column %3: \"%4\" is no amount.": "%1, baris %2, kolom %3: \"%4\" bukan jumlah.",
        "%1, line %2: the row has both a debit and a credit.":
            "%1, baris %2: baris ini memiliki debet dan kredit sekaligus.",
        """
        %1, line %2: nothing says whether the amount came in or went out. Export the statement with debit and credit, \
        or with a column D/K.
        """:
            """
        %1, baris %2: tidak ada yang menyatakan apakah jumlah ini masuk atau keluar. Ekspor mutasi dengan debet dan \
        kredit, atau dengan kolom D/K.
        """,
        "the statement has no booking of this row. Look at the statement of the next day; then ask the bank":
            "tidak ada mutasi untuk baris ini. Lihat mutasi hari berikutnya; lalu tanyakan kepada bank",
        """
        the ledger says that the money came back, and the statement has the payment in line %1 and no booking of the \
        money that came back. Look at the statement of the next day; then ask the bank
        """:
            """
        ledger menyatakan bahwa uangnya kembali, sedangkan rekening koran hanya memuat pembayarannya di baris %1 \
        tanpa mutasi uang yang kembali. Lihat rekening koran hari berikutnya; lalu tanyakan kepada bank
        """,
        "the row is %1, and %2 came back in line %3. Ask the bank which is right":
            "baris ini %1, sedangkan %2 kembali di baris %3. Tanyakan kepada bank mana yang benar",
        """
        the ledger says %1, nothing was sent for the row of %2, and the bank has booked %3 under its number in line \
        %4. Do not pay it before you know what that is
        """:
            """
        ledger menyatakan %1, tidak ada yang dikirim untuk baris sebesar %2 ini, sedangkan bank membukukan %3 \
        dengan nomornya di baris %4. Jangan bayar sebelum Anda tahu mutasi apa itu
        """,
        """
        the ledger says %1, nothing was sent for it, and the bank has booked this payment in line %2. Do not pay it \
        before you know who paid it
        """:
            """
        ledger menyatakan %1, tidak ada yang dikirim untuknya, sedangkan bank membukukan pembayaran ini di baris \
        %2. Jangan bayar sebelum Anda tahu siapa yang membayarnya
        """,
        """
        the ledger says %1, nothing was sent for it, and the bank has booked this payment in line %2. Do not pay it \
        before you know who paid it. If it was paid in another way, keep it from being paid: %3
        """:
            """
        ledger menyatakan %1, tidak ada yang dikirim untuknya, sedangkan bank membukukan pembayaran ini di baris \
        %2. Jangan bayar sebelum Anda tahu siapa yang membayarnya. Jika sudah dibayar dengan cara lain, cegah \
        pembayarannya: %3
        """,
        "the row is %1, and the bank has booked %2. Ask the bank which is right":
            "baris ini %1, sedangkan bank membukukan %2. Tanyakan kepada bank mana yang benar",
        """
        the ledger says %1, and the bank has booked the payment in line %2. Do not pay it again. Ask the bank; if it \
        confirms this, record it: %3
        """:
            """
        ledger menyatakan %1, sedangkan bank membukukan pembayarannya di baris %2. Jangan bayar lagi. Tanyakan \
        kepada bank; jika bank membenarkan, catat: %3
        """,
        """
        the ledger says %1, and the money came back in line %2. Ask the bank; if it confirms this, record it: %3
        """:
            """
        ledger menyatakan %1, sedangkan uangnya kembali di baris %2. Tanyakan kepada bank; jika bank membenarkan, \
        catat: %3
        """,
        """
        the bookings in lines %1 fit it. If they are payments of this row, it was paid more than once: ask the bank. A \
        person must say which booking is the row's
        """:
            """
        mutasi di baris %1 cocok dengannya. Jika semuanya pembayaran baris ini, baris ini dibayar lebih dari sekali: \
        tanyakan kepada bank. Seseorang harus menentukan mutasi mana miliknya
        """,
        "the booking in line %1 fits several rows; a person must say which of them it pays":
            "mutasi di baris %1 cocok dengan beberapa baris; seseorang harus menentukan baris mana yang dibayarnya",
        """
        only the amount is that of the booking in line %1, whose text names something else: "%2". The row is for %3. A \
        person must say whether they belong together
        """:
            """
        hanya jumlahnya yang sama dengan mutasi di baris %1, yang beritanya menyebut hal lain: "%2". Baris ini untuk \
        %3. Seseorang harus menentukan apakah keduanya berpasangan
        """,
        """
        the booking in line %1 names the row, and is of %2: before it was sent, or more than %3 days after it ended. \
        Ask the bank what it is
        """:
            """
        mutasi di baris %1 menyebut baris ini, tetapi bertanggal %2: sebelum dikirim, atau lebih dari %3 hari setelah \
        selesai. Tanyakan kepada bank mutasi apa itu
        """,
        "money went out, and no row of the batches is it": "uang keluar, dan tidak ada baris batch yang cocok",
        "money came in, and no row of the batches is it": "uang masuk, dan tidak ada baris batch yang cocok",
        "%1, %2, %3: %4": "%1, %2, %3: %4",
        "%1: %2 bookings, %3 lines without a booking; compared with %4.":
            "%1: %2 mutasi, %3 baris tanpa mutasi; dibandingkan dengan %4.",
        "  matched by %1: %2 rows, %3": "  cocok menurut %1: %2 baris, %3",
        "  came back: %1, %2": "  kembali: %1, %2",
        "  charges: %1, %2": "  biaya: %1, %2",
        "open rows: %1, %2; open bookings: %3 out, %4, %5 in, %6; unclear: %7, %8":
            "baris terbuka: %1, %2; mutasi terbuka: %3 keluar, %4, %5 masuk, %6; tidak jelas: %7, %8",
        "Everything has its other side.": "Semuanya berpasangan.",
        "Not reconciled: %1.": "Belum cocok: %1.",
        "Every row with its booking: %1": "Setiap baris dengan mutasinya: %1",
    ]
}
