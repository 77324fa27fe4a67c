extension Indonesian {
    /// Rows that look like other payments, and ledgers that somebody edited.
    static let likeness: [String: String] = [
        "  %1: %2, %3: %4":
            "  %1: %2, %3: %4",
        "  line %1, %2, %3: %4":
            "  baris %1, %2, %3: %4",
        "  … and %1 more; salur explain REFERENCE shows each of them":
            "  … dan %1 lagi; salur explain REFERENSI menampilkan masing-masing",
        "another batch has the same amount for the same account":
            "batch lain memuat nominal yang sama untuk rekening yang sama",
        "the reference was used before":
            "referensinya sudah pernah dipakai",
        "the same amount to the same account stands in the file before":
            "nominal dan rekening yang sama sudah ada di baris sebelumnya",
        "  --allow-repeats approves the rows of repeated_in_file with the others.":
            "  --allow-repeats menyetujui baris repeated_in_file bersama yang lain.",
        "it is the batch %1, which the ledger holds already: it is not paid a second time":
            "ini batch %1, yang sudah ada di ledger: tidak dibayar untuk kedua kalinya",
        "%1: no row looks like a payment that was made before.":
            "%1: tidak ada baris yang menyerupai pembayaran terdahulu.",
        "%1: %2 rows would be held for a person to decide:":
            "%1: %2 baris akan ditahan untuk diputuskan oleh seseorang:",
        "There is no ledger at %1: the files were not compared with earlier payments.":
            "Tidak ada ledger di %1: berkas tidak dibandingkan dengan pembayaran sebelumnya.",
        """
        Another batch has the same amount for the same account: cancel it if it is the same payment; release it only \
        if it is due all the same.
        """:
            """
        Batch lain memuat nominal yang sama untuk rekening yang sama: batalkan (cancel) bila ini pembayaran yang \
        sama; setujui (release) hanya bila memang tetap harus dibayar.
        """,
        """
        Another batch has paid under this reference: cancel it if it corrects that payment; to release it is to pay \
        its whole amount as well.
        """:
            """
        Batch lain sudah membayar dengan referensi ini: batalkan (cancel) bila ini perbaikannya; menyetujuinya \
        (release) berarti membayar seluruh nominalnya juga.
        """,
        """
        Another row of the file has the same account and amount: cancel it if it is the same payment; to release it \
        is to pay both.
        """:
            """
        Baris lain dalam berkas ini mempunyai rekening dan nominal yang sama: batalkan (cancel) bila ini pembayaran \
        yang sama; menyetujuinya (release) berarti membayar keduanya.
        """,
        """
        CAREFUL: %1 of these may have been paid already; to release them is to pay them again.
        """:
            """
        HATI-HATI: %1 di antaranya mungkin sudah dibayar; menyetujuinya (release) berarti membayarnya lagi.
        """,
        """
        %1 was submitted by the account %2, which may therefore not approve it (%3). Nothing was approved and nothing \
        was sent. Another account approves it: salur approve %4
        """:
            """
        %1 diajukan oleh akun %2, yang karena itu tidak boleh menyetujuinya (%3). Tidak ada yang disetujui dan tidak \
        ada yang dikirim. Akun lain menyetujuinya: salur approve %4
        """,
        """
        %1 asks for %2, which %3 accounts approve (approval.levels). Nothing was approved and nothing was sent. Each \
        of them runs: salur approve %4
        """:
            """
        %1 meminta %2, yang harus disetujui %3 akun (approval.levels). Tidak ada yang disetujui dan tidak ada yang \
        dikirim. Masing-masing menjalankan: salur approve %4
        """,
        """
        The account %1 has approved %2 already: %3 of %4 approvals are there (approval.levels). Nothing was changed \
        and nothing was sent. Another account approves it too: salur approve %5
        """:
            """
        Akun %1 sudah menyetujui %2: %3 dari %4 persetujuan sudah ada (approval.levels). Tidak ada yang diubah dan \
        tidak ada yang dikirim. Akun lain ikut menyetujuinya: salur approve %5
        """,
        "%1 accounts approve what asks for so much (approval.levels)":
            "jumlah sebesar ini harus disetujui %1 akun (approval.levels)",
        "  approvals          %1 of %2": "  persetujuan        %1 dari %2",
        "    %1 by %2": "    %1 oleh %2",
        "    %1 by %2: counts no longer, since the batch has changed":
            "    %1 oleh %2: tidak berlaku lagi karena batch berubah",
        """
        %1 has %2 of %3 approvals, and nothing was sent. Another account approves it too: salur approve %4
        """:
            """
        %1 mempunyai %2 dari %3 persetujuan, dan tidak ada yang dikirim. Akun lain ikut menyetujuinya: salur approve %4
        """,
        "%1 is not understood: expected a list of levels, each with above and approvals":
            "%1 tidak dipahami: diharapkan daftar tingkat, masing-masing dengan above dan approvals",
        "%1 is missing": "%1 tidak ada",
        "above is %1 in another level already": "above sudah %1 di tingkat lain",
        "%1, level %2": "%1, tingkat %2",
        "See what \"salur verify --ledger\" finds, put back the backup, then run the same command again.":
            "Lihat hasil \"salur verify --ledger\", kembalikan cadangannya, lalu jalankan lagi perintah yang sama.",
        "Have another account approve the batch with \"salur approve\".":
            "Mintalah akun lain menyetujui batch ini dengan \"salur approve\".",
        """
        %1: %2. Somebody has edited the ledger %3 with other means than salur. Nothing was sent, and no report of it \
        is proven (ledger_altered). See what "salur verify --ledger %4" finds, put back the backup, then run the same \
        command again.
        """:
            """
        %1: %2. Ledger %3 telah diubah dengan cara lain selain salur. Tidak ada yang dikirim, dan tidak ada \
        laporannya yang terbukti (ledger_altered). Lihat apa yang ditemukan "salur verify --ledger %4", kembalikan \
        cadangannya, lalu jalankan lagi perintah yang sama.
        """,
        "its rows are not those that were submitted and approved":
            "barisnya bukan baris yang diajukan dan disetujui",
        "its rows do not add up to what the ledger has counted":
            "jumlah barisnya tidak sama dengan hitungan ledger",
        "the ledger holds a row of it that the file did not have":
            "ledger memuat baris yang tidak ada dalam berkasnya",
        "the ledger calls it approved, and the journal knows of no approval":
            "ledger menyebutnya disetujui, tetapi jurnal tidak mengenal persetujuannya",
        """
        somebody has edited the ledger with other means than salur, see "salur verify --ledger" and put back the \
        backup, then %1
        """:
            """
        ledger telah diubah dengan cara lain selain salur, lihat "salur verify --ledger" dan kembalikan \
        cadangannya, lalu %1
        """,
        "somebody has edited the ledger with other means than salur: put back the backup":
            "ledger telah diubah dengan cara lain selain salur: kembalikan cadangannya",
        "%1: what its payments are found again by was altered":
            "%1: data untuk menemukan kembali pembayarannya telah diubah",
        "%1: the rows that were approved are not those that were submitted":
            "%1: baris yang disetujui bukan baris yang diajukan",
        "its file name, its purpose or the reason to pay it again are not those that were submitted":
            "nama berkas, tujuan, atau alasan pembayaran ulangnya bukan yang diajukan",
        "rows that it mends are not linked as the journal recorded it":
            "baris yang diperbaikinya tidak terhubung seperti yang dicatat jurnal",
        "the blocks or the accepted names of payees are not those that persons decided":
            "blokir atau nama penerima yang diterima bukan yang diputuskan orang",
        "It was cancelled on %1.": "Itu dibatalkan pada %1.",
    ]
}
