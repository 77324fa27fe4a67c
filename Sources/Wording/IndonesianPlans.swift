extension Indonesian {
    /// What `run` would do, and the insistence on it.
    static let plans: [String: String] = [
        "the file or its --batch name": "berkasnya atau nama --batch-nya",
        "the rows, their sums or what is rejected": "barisnya, jumlahnya atau yang ditolak",
        "the rows that wait for a person": "baris yang menunggu keputusan seseorang",
        "the notes about the rows": "catatan tentang barisnya",
        "what is known of the payees": "yang diketahui tentang penerimanya",
        "what the ledger holds of the file": "isi ledger tentang berkas ini",
        "the settings or the options": "pengaturan atau opsinya",
        "the bank or the merchant": "bank atau merchant-nya",
        "A plan needs a file that can be read twice, not standard input. Nothing was sent.":
            "Rencana memerlukan berkas yang dapat dibaca dua kali, bukan masukan standar. Tidak ada yang dikirim.",
        "%1: %2 Nothing was sent. Look at the plan with salur run --plan, with the same options.":
            "%1: %2 Tidak ada yang dikirim. Lihat rencananya dengan salur run --plan, dengan opsi yang sama.",
        "the plan is another one now (%1). What differs: %2.": "rencananya sekarang lain (%1). Yang berbeda: %2.",
        """
        the hash is not that of this plan (%1), although its parts are: a digit of it is wrong, or another version of \
        salur has made it.
        """:
            """
        hash-nya bukan milik rencana ini (%1), padahal bagiannya sama: ada digit yang salah, atau dibuat oleh versi \
        salur lain.
        """,
        "the hash is not that of this plan (%1): it is wrong, or of another file.":
            "hash-nya bukan milik rencana ini (%1): salah, atau milik berkas lain.",
        "Look at the plan with \"salur run --plan\", then insist on the new hash.":
            "Lihat rencananya dengan \"salur run --plan\", lalu pakai hash yang baru.",
        """
        %1: %2 rows, %3, would be paid now, and the plan has %4 rows, %5. The batch %6 waits for approval; nothing was \
        sent. Look at it with salur run --plan, with the same options.
        """:
            """
        %1: sekarang %2 baris, %3, akan dibayar, sedangkan rencananya %4 baris, %5. Batch %6 menunggu persetujuan; \
        tidak ada yang dikirim. Lihat dengan salur run --plan, dengan opsi yang sama.
        """,
        "  bank %1           %2, %3 %4": "  bank %1           %2, %3 %4",
        "  batch              %1 (%2)": "  batch              %1 (%2)",
        "  sent first         %1 (the others wait until these have succeeded)":
            "  dikirim dahulu     %1 (yang lain menunggu sampai ini berhasil)",
        "  plan               %1": "  rencana            %1",
        """
        Nothing was sent and nothing was written. To pay exactly this: salur run --only-plan %1 %2, with the same \
        options.
        """:
            """
        Tidak ada yang dikirim dan tidak ada yang ditulis. Untuk membayar persis ini: salur run --only-plan %1 %2, \
        dengan opsi yang sama.
        """,
    ]
}
