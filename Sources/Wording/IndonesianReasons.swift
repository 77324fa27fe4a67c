extension Indonesian {
    /// Why a payout stands where it stands, sentence by sentence.
    static let reasons: [String: String] = [
        "The bank knows this account under the name \"%1\", the file says \"%2\".":
            "Bank mengenal rekening ini dengan nama \"%1\", sedangkan berkas menyebut \"%2\".",
        "The bank knows the account under another name: ask the beneficiary, then pay it in a new file.":
            "Bank mengenal rekening itu dengan nama lain: tanyakan kepada penerima, lalu bayar dalam berkas baru.",
        "The names are the same.": "Kedua nama sama.",
        "The names are the same: %1.": "Kedua nama sama: %1.",
        "The names are close: %1.": "Kedua nama mirip: %1.",
        "The names are different: %1.": "Kedua nama berbeda: %1.",
        "The names cannot be compared: %1.": "Kedua nama tidak dapat dibandingkan: %1.",
        "The settings let such a row end unpaid.": "Menurut pengaturan, baris seperti ini berakhir tanpa dibayar.",
        "Ask the beneficiary, and pay the row in a new file with the right account or name.":
            "Tanyakan kepada penerima, lalu bayar baris ini dalam berkas baru dengan rekening atau nama yang benar.",
        "Ask the beneficiary.": "Tanyakan kepada penerima.",
        "If the account is right, release the row; if not, cancel it.":
            "Bila rekeningnya benar, setujui baris ini untuk dibayar (release); bila tidak, batalkan (cancel).",
        "The same amount was paid to the same account before: %1 on %2 in batch %3, reference %4.":
            "Nominal yang sama sudah dibayar ke rekening yang sama: %1 pada %2 dalam batch %3, referensi %4.",
        """
        The same amount was sent to the same account before: %1 on %2 in batch %3, reference %4, and its result is \
        not known yet.
        """:
            """
        Nominal yang sama sudah dikirim ke rekening yang sama: %1 pada %2 dalam batch %3, referensi %4, dan hasilnya \
        belum diketahui.
        """,
        "The same amount is being paid to the same account: %1 in batch %2, reference %3.":
            "Nominal yang sama sedang dibayar ke rekening yang sama: %1 dalam batch %2, referensi %3.",
        "If it is the same payment, cancel the row; if it must be paid once more all the same, release the row.":
            """
        Bila ini pembayaran yang sama, batalkan (cancel) baris ini; bila memang harus dibayar sekali lagi, setujui \
        untuk dibayar (release).
        """,
        """
        The reference was used before: paid %1 on %2 in batch %3; this asks for %4 (difference %5).
        """:
            """
        Referensi ini pernah dipakai: dibayar %1 pada %2 dalam batch %3; baris ini meminta %4 (selisih %5).
        """,
        """
        The reference was used before: sent %1 on %2 in batch %3, result not known yet; this asks for %4 (difference \
        %5).
        """:
            """
        Referensi ini pernah dipakai: dikirim %1 pada %2 dalam batch %3, hasilnya belum diketahui; baris ini meminta \
        %4 (selisih %5).
        """,
        "The reference is being paid in another batch: %1 in batch %2; this asks for %3 (difference %4).":
            "Referensi ini sedang dibayar dalam batch lain: %1 dalam batch %2; baris ini meminta %3 (selisih %4).",
        "The account differs: %1 at bank %2 then, %3 at bank %4 now.":
            "Rekeningnya berbeda: dahulu %1 di bank %2, sekarang %3 di bank %4.",
        """
        If it corrects the earlier payment, cancel the row and pay what is missing under a new reference; if it is \
        due in full, release the row.
        """:
            """
        Bila ini perbaikan atas pembayaran terdahulu, batalkan (cancel) baris ini dan bayar kekurangannya dengan \
        referensi baru; bila memang harus dibayar penuh, setujui untuk dibayar (release).
        """,
        "Line %1 of the same file has the same account and amount.":
            "Baris %1 dalam berkas yang sama mempunyai rekening dan nominal yang sama.",
        "Line %1 of the same file, reference %2, has the same account and amount.":
            "Baris %1 dalam berkas yang sama, referensi %2, mempunyai rekening dan nominal yang sama.",
        "If it is the same payment, cancel the row; if both are due, release the row.":
            """
        Bila ini pembayaran yang sama, batalkan (cancel) baris ini; bila keduanya harus dibayar, setujui untuk \
        dibayar (release).
        """,
        "The bank says that an earlier %1 of this row exists, but does not find it.":
            "Bank menyatakan bahwa %1 terdahulu untuk baris ini ada, tetapi bank tidak menemukannya.",
        "It is not sent again.": "Baris ini tidak dikirim lagi.",
        "Ask the bank about this partner_reference_no, then resolve the row.":
            "Tanyakan kepada bank mengenai partner_reference_no ini, lalu selesaikan (resolve) baris ini.",
        "The bank contradicts itself: first %1, then %2.": "Keterangan bank bertentangan: mula-mula %1, kemudian %2.",
        "Nothing more is sent for this row.": "Tidak ada lagi yang dikirim untuk baris ini.",
        "Ask the bank what happened.": "Tanyakan kepada bank apa yang terjadi.",
        "The reports in %1 show attempt %2, sent at %3 (%4).":
            "Laporan di %1 menunjukkan percobaan %2, dikirim pada %3 (%4).",
        "This ledger does not know it: the ledger was lost.":
            "Ledger ini tidak mengenalnya: ledger pernah hilang.",
        "Restore the ledger, or ask the bank.": "Pulihkan ledger, atau tanyakan kepada bank.",
        "Release the row only if the bank confirms that no money moved.":
            """
        Setujui baris ini (release) hanya bila bank memastikan tidak ada uang yang berpindah.
        """,
        "The bank accepted the account check but never told its result.":
            "Bank menerima permintaan pemeriksaan rekening tetapi tidak pernah memberitahukan hasilnya.",
        "No money moved.": "Tidak ada uang yang berpindah.",
        "Run the file again.": "Jalankan lagi berkasnya.",
        "The bank received the %1 and has not told its result yet.":
            "Bank sudah menerima %1 dan belum memberitahukan hasilnya.",
        "The bank's answer to the %1 was unclear (%2); it may have been made.":
            "Jawaban bank atas %1 tidak jelas (%2); mungkin sudah terjadi.",
        "Its status is asked; it is not sent again.": "Statusnya ditanyakan; tidak dikirim lagi.",
        "The bank says, repeatedly and long after it was sent, that it does not know this %1: no money moved.":
            """
        Bank menyatakan, berulang kali dan lama setelah dikirim, bahwa %1 ini tidak dikenal: tidak ada uang \
        yang berpindah.
        """,
        "Retry the row to send it again.": "Coba lagi (retry) baris ini untuk mengirimnya kembali.",
        "Cancelled by %1 before any money moved: %2": "Dibatalkan oleh %1 sebelum ada uang yang berpindah: %2",
        "The bank did not tell the result.": "Bank tidak memberitahukan hasilnya.",
        "Recorded as %1 by %2: %3": "Dicatat sebagai %1 oleh %2: %3",
        "The bank takes no transfers at this time (%1).": "Bank tidak menerima transfer pada saat ini (%1).",
        "The row waits until the cut-off has passed, then it goes again.":
            "Baris ini menunggu sampai jeda bank berakhir, lalu dikirim lagi.",
        "The bank did not accept the access token or the signature (%1).":
            "Bank tidak menerima token akses atau tanda tangan (%1).",
        "The bank refused the request, and did not say that the row is wrong (%1).":
            "Bank menolak permintaan, dan tidak menyatakan bahwa baris ini salah (%1).",
        "The bank was busy (%1).": "Bank sedang sibuk (%1).",
        "The bank has seen the number of this account check before (%1).":
            "Bank sudah pernah menerima nomor pemeriksaan rekening ini (%1).",
        "Your balance at the bank was too small (%1).": "Saldo Anda di bank tidak cukup (%1).",
        "The bank does not know your partner or merchant number (%1).":
            "Bank tidak mengenal nomor mitra atau merchant Anda (%1).",
        "No money moved; the row is tried again.": "Tidak ada uang yang berpindah; baris ini dicoba lagi.",
        "The batch stopped, and no money moved for this row.":
            "Batch berhenti, dan tidak ada uang yang berpindah untuk baris ini.",
        "The row is tried again when the batch goes on.": "Baris ini dicoba lagi saat batch dilanjutkan.",
        "The bank could not be reached; nothing was sent, and the row is tried again.":
            "Bank tidak dapat dihubungi; belum ada yang dikirim, dan baris ini dicoba lagi.",
        "There was no access token for the bank; nothing was sent, and the row is tried again.":
            "Tidak ada token akses untuk bank; belum ada yang dikirim, dan baris ini dicoba lagi.",
        "The bank refused an access token; nothing was sent. The row is tried again when the batch goes on.":
            """
        Bank menolak memberikan token akses; belum ada yang dikirim. Baris ini dicoba lagi saat batch dilanjutkan.
        """,
        "The program was about to end; nothing was sent, and the next run tries the row again.":
            "Program akan berakhir; belum ada yang dikirim, dan baris ini dicoba lagi pada proses berikutnya.",
        "The bank closed the connection before the request left; the row is tried again.":
            "Bank menutup koneksi sebelum permintaan terkirim; baris ini dicoba lagi.",
        "Too much time passed before the request could leave; nothing was sent, and the row is tried again.":
            "Terlalu lama sebelum permintaan dapat dikirim; belum ada yang dikirim, dan baris ini dicoba lagi.",
        "The bank's words: %1.": "Kata bank: %1.",
        "The bank does not accept the form of a field.": "Bank tidak menerima bentuk salah satu isian.",
        "The bank misses a field.": "Menurut bank ada isian yang kurang.",
        "The amount is over the bank's limit for a transfer.": "Nominalnya melebihi batas transfer bank.",
        "The balance is too small.": "Saldo tidak cukup.",
        "The account is inactive. Ask the beneficiary for another one.":
            "Rekeningnya tidak aktif. Mintalah rekening lain kepada penerima.",
        "The account does not exist. Check its number and bank with the beneficiary.":
            "Rekeningnya tidak ada. Periksa nomor dan banknya bersama penerima.",
        "The %1 succeeded, then the bank gave the money back.":
            "Bank menyatakan %1 berhasil, kemudian mengembalikan uangnya.",
        "The bank says that this account cannot receive.": "Bank menyatakan bahwa rekening ini tidak dapat menerima.",
        "The bank refused this %1.": "Bank menolak %1 ini.",
        "The bank says that the %1 failed; no money moved.":
            "Bank menyatakan bahwa %1 gagal; tidak ada uang yang berpindah.",
        """
        The same amount was to be paid to the same account: %1 in batch %2, reference %3. That payment has ended \
        unpaid.
        """:
            """
        Nominal yang sama seharusnya dibayar ke rekening yang sama: %1 dalam batch %2, referensi %3. Pembayaran itu \
        berakhir tanpa dibayar.
        """,
        """
        The reference was used before: %1 in batch %2, a payment that has ended unpaid; this asks for %3 \
        (difference %4).
        """:
            """
        Referensi ini pernah dipakai: %1 dalam batch %2, pembayaran yang berakhir tanpa dibayar; baris ini \
        meminta %3 (selisih %4).
        """,
        "If this row is due, release it; if the other payment is to be tried again, cancel this row.":
            """
        Bila baris ini memang harus dibayar, setujui untuk dibayar (release); bila pembayaran yang lain akan dicoba \
        lagi, batalkan (cancel) baris ini.
        """,
        "%1 for attempt %2": "%1 untuk percobaan %2",
        "%1, as a person decided": "%1, menurut keputusan seseorang",
        "%1, so attempt %2 was sent": "%1, sehingga percobaan %2 dikirim",
    ]
}
