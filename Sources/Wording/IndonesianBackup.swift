extension Indonesian {
    /// Copies of the ledger: `backup` and `restore`.
    static let backup: [String: String] = [
        "The copy %1 cannot be written: %2. Free the disk, or name another folder.":
            "Salinan %1 tidak dapat ditulis: %2. Kosongkan ruang disk, atau sebutkan folder lain.",
        "%1 is there already, and a backup never replaces a file. Name a folder.":
            "%1 sudah ada, dan cadangan tidak pernah menimpa berkas. Sebutkan sebuah folder.",
        "The folder %1 cannot be made: %2.": "Folder %1 tidak dapat dibuat: %2.",
        "%1 cannot be put in its place: %2.": "%1 tidak dapat diletakkan di tempatnya: %2.",
        "it is damaged": "berkasnya rusak",
        """
        The copy %1 is not proven: %2. See what "salur verify --ledger" finds in the ledger; take an older backup.
        """:
            """
        Salinan %1 tidak terbukti utuh: %2. Lihat temuan "salur verify --ledger" pada ledger; pakai cadangan yang \
        lebih lama.
        """,
        "There is no file %1.": "Tidak ada berkas %1.",
        "%1 has changed while it was read. Nothing was replaced.":
            "%1 berubah selagi dibaca. Tidak ada yang diganti.",
        "%1 cannot be moved to %2: %3.": "%1 tidak dapat dipindahkan ke %2: %3.",
        "It cannot be read.": "Isinya tidak dapat dibaca.",
        "It has %1 events that the copy does not have: what they tell would be missing.":
            "Di dalamnya ada %1 peristiwa yang tidak ada di salinan: isinya akan hilang.",
        "It has no events that the copy does not have.":
            "Tidak ada peristiwa di dalamnya yang tidak ada di salinan.",
        """
        There is a ledger at %1. %2 To put the copy in its place, add --replace: the ledger that is there is moved \
        aside and kept. Nothing was changed.
        """:
            """
        Sudah ada ledger di %1. %2 Untuk menggantinya dengan salinan, tambahkan --replace: ledger yang ada \
        dipindahkan ke samping dan disimpan. Tidak ada yang diubah.
        """,
        "%1 is made and proven: %2 batches, %3 events, %4 MB.":
            "%1 dibuat dan terbukti utuh: %2 batch, %3 peristiwa, %4 MB.",
        "SHA-256: %1": "SHA-256: %1",
        "Older copies that were removed: %1": "Salinan lama yang dihapus: %1",
        "The copy %1 is proven: %2 batches, %3 events, the last one of %4.":
            "Salinan %1 terbukti utuh: %2 batch, %3 peristiwa, yang terakhir pada %4.",
        "There is no ledger at %1: the copy takes its place.":
            "Tidak ada ledger di %1: salinan menempati tempatnya.",
        "What is at %1 cannot be read. It is moved aside and kept.":
            "Isi %1 tidak dapat dibaca. Berkas itu dipindahkan ke samping dan disimpan.",
        "The ledger at %1 has %2 events that the copy does not have. It is moved aside and kept.":
            "Ledger di %1 memiliki %2 peristiwa yang tidak ada di salinan. Ledger itu dipindahkan dan disimpan.",
        "The ledger at %1 is moved aside and kept.": "Ledger di %1 dipindahkan ke samping dan disimpan.",
        "The ledger %1 is the copy %2 now.": "Ledger %1 kini adalah salinan %2.",
        "The ledger that was there is kept as %1.": "Ledger yang sebelumnya ada disimpan sebagai %1.",
        """
        Before anything is sent for its %1 batches, the bank is asked about every open row. Cancel nothing before \
        that: salur process asks.
        """:
            """
        Sebelum apa pun dikirim untuk %1 batch di dalamnya, bank ditanyai tentang setiap baris yang masih terbuka. \
        Jangan batalkan apa pun sebelum itu: salur process yang bertanya.
        """,
        """
        The copy does not know what people decided since, nor rows that had ended and were tried once more. Pay \
        nothing by other means before you have compared with the bank's statement (salur reconcile).
        """:
            """
        Salinan tidak mengetahui keputusan orang sesudahnya, maupun baris yang sudah berakhir lalu dicoba lagi. \
        Jangan bayar apa pun dengan cara lain sebelum Anda membandingkan dengan rekening koran bank (salur reconcile).
        """,
        "backup": "cadangan",
        "no backup of the ledger was made with \"salur backup\"; nothing else replaces it":
            "belum ada cadangan ledger yang dibuat dengan \"salur backup\"; tidak ada penggantinya",
        "the last one was made on %1": "yang terakhir dibuat pada %1",
        "the last one was made on %1; have \"salur backup\" run every night":
            "yang terakhir dibuat pada %1; jalankan \"salur backup\" setiap malam",
    ]
}
