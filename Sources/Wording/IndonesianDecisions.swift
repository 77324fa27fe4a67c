extension Indonesian {
    /// What persons decide about payouts: release, retry, cancel, resolve.
    static let decisions: [String: String] = [
        "No payout of the batch %1 is meant by this choice. Nothing was changed.":
            "Tidak ada pembayaran dalam batch %1 yang sesuai dengan pilihan ini. Tidak ada yang diubah.",
        "Asking the bank what it knows of these payouts …":
            "Menanyakan kepada bank apa yang diketahuinya tentang pembayaran ini …",
        "Batch %1: %2":
            "Batch %1: %2",
        "  … and %1 more":
            "  … dan %1 lagi",
        "release %1, %2":
            "setujui untuk dibayar (release) %1, %2",
        "try %1 once more, %2":
            "coba sekali lagi %1, %2",
        "cancel %1, %2":
            "batalkan %1, %2",
        "resolve %1, %2":
            "selesaikan (resolve) %1, %2",
        "  %1  line %2  %3  %4%5":
            "  %1  baris %2  %3  %4%5",
        "line %1":
            "baris %1",
        "%1 cannot be released: %2.":
            "%1 tidak dapat disetujui untuk dibayar (release): %2.",
        "%1 cannot be tried again: %2.":
            "%1 tidak dapat dicoba lagi: %2.",
        "%1 cannot be cancelled: %2.":
            "%1 tidak dapat dibatalkan: %2.",
        "%1 cannot be resolved: %2.":
            "%1 tidak dapat diselesaikan: %2.",
        "1 payout":
            "1 pembayaran",
        "%1 payouts":
            "%1 pembayaran",
        "Nothing was changed.":
            "Tidak ada yang diubah.",
        "Released %1, %2.":
            "Disetujui untuk dibayar (release): %1, %2.",
        "Queued %1 once more, %2.":
            "Diantrekan sekali lagi: %1, %2.",
        "Cancelled %1, %2. New reports: salur report %3":
            "Dibatalkan: %1, %2. Laporan baru: salur report %3",
        "Recorded for %1, %2. New reports: salur report %3":
            "Dicatat untuk %1, %2. Laporan baru: salur report %3",
        "another file has a row in its place: \"salur explain\" names it, and that row can be cancelled":
            "berkas lain memuat penggantinya: \"salur explain\" menyebutkannya, dan baris itu dapat dibatalkan",
        "a person has said already that it is not due":
            "seseorang sudah menyatakan bahwa baris ini tidak perlu dibayar",
        "the row is wrong and nothing is ever sent for it: mend it in rejected.csv and pay that file":
            "baris ini salah dan tidak pernah dikirim: perbaiki di rejected.csv lalu bayar berkas itu",
        """
        the bank contradicted itself about it and it may have been paid: ask the bank; nothing more is sent \
        for it
        """:
            """
        keterangan bank tentang pembayaran ini bertentangan dan mungkin sudah dibayar: tanyakan kepada \
        bank; tidak ada lagi yang dikirim untuknya
        """,
        "it has been paid":
            "sudah dibayar",
        "a transfer of it is on its way":
            "transfernya sedang berjalan",
        "a transfer of it is on its way, or it has been paid":
            "transfernya sedang berjalan, atau sudah dibayar",
        """
        the bank says that an earlier transfer of it exists: ask the bank about it, then use "salur \
        resolve", or "salur retry --new-reference" if the bank confirms that no money moved
        """:
            """
        menurut bank, transfer sebelumnya sudah ada: tanyakan kepada bank, lalu gunakan "salur resolve", \
        atau "salur retry --new-reference" bila bank memastikan tidak ada uang yang berpindah
        """,
        "it is not held":
            "pembayaran ini tidak ditahan",
        """
        the bank never told whether its account can receive: "salur process" asks again, "salur cancel" stops it
        """:
            """
        bank tidak pernah memberitahukan apakah rekeningnya dapat menerima: "salur process" menanyakannya lagi, \
        "salur cancel" membatalkannya
        """,
        "it is held: use \"salur release\" or \"salur cancel\"":
            "pembayaran ini ditahan: gunakan \"salur release\" atau \"salur cancel\"",
        "only what is invalid, failed, refunded or not found is tried again":
            "hanya yang tidak valid, gagal, dikembalikan, atau tidak ditemukan yang dapat dicoba lagi",
        "--new-reference is only for payouts held by a conflict: leave it away":
            "--new-reference hanya untuk pembayaran yang ditahan karena konflik: hilangkan",
        "it is finished: only what is still waiting, held, invalid, unverified or failed is cancelled":
            """
        sudah selesai: hanya yang masih menunggu, ditahan, tidak valid, belum terverifikasi, atau gagal yang dapat \
        dibatalkan
        """,
        "only a transfer whose result is unknown is resolved":
            "hanya transfer yang hasilnya belum diketahui yang dapat diselesaikan",
        "the bank may still tell its result: a person may decide from %1 on":
            "bank mungkin masih memberi tahu hasilnya: keputusan orang boleh dibuat mulai %1",
        "the bank did not tell what became of attempt %1: try again later":
            "bank tidak memberi tahu hasil percobaan %1: coba lagi nanti",
        "the bank does not say that attempt %1 ended without money: sending again could pay it twice":
            """
        bank tidak menyatakan bahwa percobaan %1 berakhir tanpa uang berpindah: mengirim lagi dapat \
        membayar dua kali
        """,
        "the bank does not know attempt %1 yet, which can be believed from %2 on: try again then":
            "bank belum mengenal percobaan %1; hal itu baru dapat dipercaya mulai %2: coba lagi saat itu",
        "Say which payouts: by reference, --line, --status or --reason-code. Nothing was changed.":
            """
        Sebutkan pembayaran yang mana: dengan referensi, --line, --status, atau --reason-code. Tidak ada \
        yang diubah.
        """,
        "The batch %1 has no payout \"%2\". Nothing was changed.":
            "Batch %1 tidak memiliki pembayaran \"%2\". Tidak ada yang diubah.",
        "The ledger has no payout \"%1\". Nothing was changed.":
            "Ledger tidak memiliki pembayaran \"%1\". Tidak ada yang diubah.",
        "These references stand in several batches: %1. Add --batch. Nothing was changed.":
            "Referensi ini ada di beberapa batch: %1. Tambahkan --batch. Tidak ada yang diubah.",
        "The bank says \"%1\" for it; %2 is now %3.":
            "Menurut bank statusnya \"%1\"; %2 sekarang %3.",
        "The bank still has no result (%1). Nothing was changed.":
            "Bank belum memiliki hasilnya (%1). Tidak ada yang diubah.",
        """
        The bank does not know this transfer; %1 stays %2. Try its other external_ids in attempts.csv. If the \
        bank gives other proof, use --as with --evidence.
        """:
            """
        Bank tidak mengenal transfer ini; %1 tetap %2. Coba external_id lainnya di attempts.csv. Bila bank \
        memberi bukti lain, gunakan --as dengan --evidence.
        """,
        "The bank says \"%1\", which nobody knows; %2 stays %3.":
            "Bank menyebut \"%1\", yang tidak dikenal; %2 tetap %3.",
        "The bank did not tell the status of this transfer. Try again later.":
            "Bank tidak memberi tahu status transfer ini. Coba lagi nanti.",
        """
        %1 cannot be resolved: the row is wrong and nothing is ever sent for it. Mend it in rejected.csv and pay that \
        file. Nothing was changed.
        """: """
        %1 tidak dapat diselesaikan: baris ini salah dan tidak pernah ada yang dikirim untuknya. Perbaiki di \
        rejected.csv dan bayar berkas itu. Tidak ada yang diubah.
        """,
        """
        %1 is not a number that something was sent to the bank under for %2, so its status would prove nothing. Look \
        for the reference in attempts.csv: in a row whose column "kind" says "%3", take the cell of the column \
        "external_id". The number of an account check ("validation") is another one. If the bank gives other proof, \
        use --as with --evidence. Nothing was changed.
        """:
            """
        %1 bukan nomor yang dipakai mengirim sesuatu ke bank untuk %2, jadi statusnya tidak membuktikan apa pun. Cari \
        referensinya di attempts.csv: pada baris yang kolom "kind"-nya "%3", ambil isi kolom "external_id". Nomor \
        pemeriksaan rekening ("validation") adalah nomor lain. Bila bank memberi bukti lain, gunakan --as dengan \
        --evidence. Tidak ada yang diubah.
        """,
        "Do it?":
            "Lanjutkan?",
        "%1: what was shown has changed meanwhile. Nothing of it was sent; type the same command again.":
            "%1: yang ditampilkan tadi sudah berubah. Tidak ada yang dikirim; ketik lagi perintah yang sama.",
        "it looks like yet another payment that was not shown with it: look at both, then decide again":
            "mirip pembayaran lain lagi yang tidak ditampilkan bersamanya: lihat keduanya, lalu putuskan lagi",
        "it has changed since it was shown, look at it again":
            "sudah berubah sejak ditampilkan, lihat lagi",
        "the bank has reported something about it that was not taken over yet: use \"salur process\" first":
            "bank sudah memberitahukan sesuatu tentangnya yang belum diambil alih: gunakan \"salur process\" dahulu",
        """
        CAREFUL: older reports show %1 of these as sent, and the ledger was lost. Releasing them \
        means paying them again if they were paid. Go on only if the bank has confirmed in writing that no \
        money moved.
        """:
            """
        HATI-HATI: laporan lama menunjukkan %1 di antaranya sudah dikirim, dan ledger pernah hilang. Menyetujuinya \
        (release) berarti membayar lagi bila sudah pernah dibayar. Lanjutkan hanya bila bank sudah memastikan secara \
        tertulis bahwa tidak ada uang yang berpindah.
        """,
        """
        CAREFUL: these may have been paid already, and under a new reference the bank no longer guards \
        against paying twice. Go on only if the bank has confirmed in writing that no money moved.
        """:
            """
        HATI-HATI: pembayaran ini mungkin sudah terjadi, dan dengan referensi baru bank tidak lagi mencegah \
        pembayaran ganda. Lanjutkan hanya bila bank sudah memastikan secara tertulis bahwa tidak ada uang \
        yang berpindah.
        """,
        """
        The bank says "%1" now, which contradicts what it said before: %2 stays %3 and is marked as a \
        contradiction. It may have been paid; ask the bank.
        """:
            """
        Sekarang bank menyebut "%1", bertentangan dengan keterangannya yang dahulu: %2 tetap %3 dan \
        ditandai sebagai pertentangan. Mungkin sudah dibayar; tanyakan kepada bank.
        """,
        "The bank does not tell the status of these transfers. Try again later, or run \"salur doctor\".":
            "Bank tidak memberi tahu status transfer ini. Coba lagi nanti, atau jalankan \"salur doctor\".",
        """
        There is no ledger at %1. If you have paid with salur before, find it or its backup first, or name \
        it with --ledger; if not, the first run or submit makes it.
        """:
            """
        Tidak ada ledger di %1. Bila Anda pernah membayar dengan salur, temukan dahulu ledger itu atau \
        cadangannya, atau sebutkan dengan --ledger; bila belum, run atau submit yang pertama akan \
        membuatnya.
        """,
        """
        %1: the bank knew rows of this file already, although this ledger did not: it was lost, or is an \
        old copy. Their results were taken over; they are not sent again. What the lost ledger alone knew \
        is gone: cancelled rows, and rows held as duplicates of other files.
        """:
            """
        %1: bank sudah mengenal baris berkas ini, padahal ledger ini belum: ledger pernah hilang atau \
        merupakan salinan lama. Hasilnya diambil alih; baris itu tidak dikirim lagi. Yang hanya diketahui \
        ledger yang hilang tidak ada lagi: baris yang dibatalkan, dan baris yang ditahan sebagai duplikat \
        berkas lain.
        """,
        "%1 was submitted and waits for approval: by paying it now, you approve it.":
            "%1 sudah diajukan dan menunggu persetujuan: dengan membayarnya sekarang, Anda menyetujuinya.",
        "still to be sent %1, %2 (do not pay them by other means)":
            "belum dikirim %1, %2 (jangan dibayar dengan cara lain)",
        "it waits for approval (%1)":
            "menunggu persetujuan (%1)",
    ]
}
