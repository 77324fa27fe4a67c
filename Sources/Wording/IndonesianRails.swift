extension Indonesian {
    /// Counts and sums of collections, refunds and charges.
    static let rails: [String: String] = [
        "%1 are paid %2": "%1 dibayar %2",
        "%1 is collected from %2": "%1 ditagih dari %2",
        "%1 is given back": "%1 dikembalikan",
        "%1 are charged %2": "%1 didebit %2",
        "1 row is good": "1 baris siap",
        "%1 rows are good": "%1 baris siap",
        "Collected from %1, %2%3": "Ditagih dari %1, %2%3",
        "Refunded %1, %2%3": "Dikembalikan %1, %2%3",
        "Charged %1, %2%3": "Didebit dari kartu %1, %2%3",
        "1 collection": "1 penagihan",
        "%1 collections": "%1 penagihan",
        "on their way %1, %2 (do not repeat them by other means)":
            "dalam proses %1, %2 (jangan diulangi dengan cara lain)",
        "may have been made %1, %2 (ask the bank)": "mungkin sudah terjadi %1, %2 (tanyakan kepada bank)",
        "still to be sent %1, %2 (do not repeat them by other means)":
            "masih akan dikirim %1, %2 (jangan diulangi dengan cara lain)",
        "not collected %1, %2%3%4": "tidak ditagih %1, %2%3%4",
        "not refunded %1, %2%3%4": "tidak dikembalikan %1, %2%3%4",
        "not charged %1, %2%3%4": "tidak didebit %1, %2%3%4",
        "mend the %1 in %2, then salur %3 that file":
            "perbaiki %1 di %2, lalu jalankan salur %3 untuk berkas itu",
        "run the same command again to begin (%1)": "jalankan lagi perintah yang sama untuk mulai (%1)",
        "run %1 to begin": "jalankan %1 untuk mulai",
        "collected %1 of %2, %3": "ditagih %1 dari %2, %3",
        "refunded %1 of %2, %3": "dikembalikan %1 dari %2, %3",
        "charged %1 of %2, %3": "didebit %1 dari %2, %3",
        "collected %1 of %2, %3 of %4": "ditagih %1 dari %2, %3 dari %4",
        "refunded %1 of %2, %3 of %4": "dikembalikan %1 dari %2, %3 dari %4",
        "charged %1 of %2, %3 of %4": "didebit %1 dari %2, %3 dari %4",
        "  to collect         %1": "  akan ditagih       %1",
        "  to give back       %1": "  akan dikembalikan  %1",
        "  to charge          %1": "  akan didebit       %1",
        "  collected          %1 (before)": "  sudah ditagih      %1 (sebelumnya)",
        "  given back         %1 (before)": "  dikembalikan       %1 (sebelumnya)",
        "  charged            %1 (before)": "  sudah didebit      %1 (sebelumnya)",
        "  failed             %1": "  gagal              %1",
        "  cancelled          %1": "  dibatalkan         %1",
        "its columns are those of no kind of batch that salur writes":
            "kolomnya bukan kolom jenis batch mana pun yang ditulis salur",
        "it is about a %1, and results.csv has the columns of another kind":
            "isinya tentang %1, sedangkan kolom results.csv milik jenis lain",
        """
        Another %1 has the same %2 and amount: %3, %4, batch %5, reference %6; %7.
        """:
            "Ada %1 lain dengan %2 dan nominal yang sama: %3, %4, batch %5, referensi %6; %7.",
        "If it is the same, cancel the row; if both are due, release the row.":
            "Bila sama, batalkan baris ini (cancel); bila keduanya harus jalan, setujui baris ini (release).",
        """
        The reference was used before: %1, %2, batch %3; %4. This asks for %5 (difference %6).
        """:
            "Referensi ini sudah dipakai: %1, %2, batch %3; %4. Baris ini meminta %5 (selisih %6).",
        "The %1 differs: %2 then, %3 now.": "%1 berbeda: waktu itu %2, sekarang %3.",
        """
        If it corrects the earlier one, cancel the row and ask for the rest under a new reference; if it is due in \
        full, release the row.
        """:
            """
        Bila ini koreksi, batalkan baris ini (cancel) dan minta kekurangannya dengan referensi baru; bila harus penuh, \
        setujui baris ini (release).
        """,
        "Line %1 of the same file has the same %2 and amount.":
            "Baris %1 di berkas yang sama punya %2 dan nominal yang sama.",
        "Line %1 of the same file, reference %2, has the same %3 and amount.":
            "Baris %1 di berkas yang sama, referensi %2, punya %3 dan nominal yang sama.",
        "account": "rekening",
        "customer": "pelanggan",
        "payment": "pembayaran",
        "If this row is due, release it; if the other is to be tried again, cancel this row.":
            """
        Bila baris ini harus jalan, setujui (release); bila yang lain akan dicoba lagi, batalkan baris ini (cancel).
        """,
        "it has succeeded": "sudah berhasil",
        "its result is not known yet": "hasilnya belum diketahui",
        "its turn will come": "menunggu giliran",
        "it has ended without success": "berakhir tanpa hasil",
        "another batch asks for the same amount": "batch lain meminta nominal yang sama",
        "the file asks for the same amount before": "berkas ini sudah meminta nominal yang sama di atasnya",
        "The amount is over the bank's limit.": "Nominalnya melebihi batas bank.",
        "The customer's balance or limit is too small.": "Saldo atau limit pelanggan tidak cukup.",
        "The bank does not know the customer's card any more. Ask the customer to register one.":
            "Bank tidak lagi mengenal kartu pelanggan. Minta pelanggan mendaftarkan kartu.",
        "The bank does not know the customer's account any more. Ask the customer to bind one.":
            "Bank tidak lagi mengenal rekening pelanggan. Minta pelanggan menautkan rekening.",
        "Attempt %1 did not leave: %2.": "Percobaan %1 tidak terkirim: %2.",
        "Attempt %1 was refused: %2.": "Percobaan %1 ditolak: %2.",
        "Attempt %1 sent: %2; %3.": "Percobaan %1 dikirim: %2; %3.",
        "succeeded, %1": "berhasil, %1",
        "succeeded, then given back by the bank, %1": "berhasil, lalu dikembalikan bank, %1",
        """
        Another batch asks for the same amount in the same way: cancel it if it is the same; release it only if both \
        are due.
        """:
            """
        Batch lain meminta nominal yang sama dengan cara yang sama: batalkan (cancel) bila sama; setujui (release) \
        hanya bila keduanya harus jalan.
        """,
        """
        Another batch has used this reference: cancel it if it corrects that row; to release it is to ask for its \
        whole amount as well.
        """:
            """
        Batch lain sudah memakai referensi ini: batalkan (cancel) bila ini koreksi; menyetujuinya (release) berarti \
        meminta seluruh nominalnya juga.
        """,
        """
        Another row of the file asks for the same amount in the same way: cancel it if it is the same; to release it \
        is to ask for both.
        """:
            """
        Baris lain di berkas ini meminta nominal yang sama dengan cara yang sama: batalkan (cancel) bila sama; \
        menyetujuinya (release) berarti meminta keduanya.
        """,
        """
        The bank remembers a %1 that it does not find; it may have been made: ask the bank. If it knows the %2, \
        resolve it; if it confirms that no money moved, retry it.
        """:
            """
        Bank mengingat %1 yang tidak ditemukannya; mungkin sudah terjadi: tanyakan kepada bank. Bila bank mengenal %2 \
        itu, selesaikan (resolve); bila bank memastikan tidak ada uang yang berpindah, ulangi (retry).
        """,
        """
        The bank contradicts itself, the %1 may have been made: ask the bank, then resolve it with the bank's answer \
        as evidence. Do not repeat it by other means.
        """:
            """
        Bank bertentangan dengan dirinya sendiri, %1 mungkin sudah terjadi: tanyakan kepada bank, lalu selesaikan \
        (resolve) dengan jawaban bank sebagai bukti. Jangan diulangi dengan cara lain.
        """,
        "The bank refused the %1, or it failed; no money moved: try again, or leave it.":
            "Bank menolak %1 ini, atau gagal; tidak ada uang yang berpindah: coba lagi, atau biarkan.",
        """
        It succeeded, then the bank gave the money back: find out why, then try again. If it is to stay so, "salur \
        close" ends its batch, once no other row of it is to be sent.
        """:
            """
        Sudah berhasil, lalu bank mengembalikan uangnya: cari tahu sebabnya, lalu coba lagi. Bila dibiarkan demikian, \
        "salur close" mengakhiri batch-nya, setelah tidak ada baris lain yang akan dikirim.
        """,
        """
        The bank does not know the %1; no money moved: try again, which asks the bank once more first. If it is to \
        stay so, "salur close" ends its batch, once no other row of it is to be sent.
        """:
            """
        Bank tidak mengenal %1 ini; tidak ada uang yang berpindah: coba lagi, bank ditanya dulu sekali lagi. Bila \
        dibiarkan demikian, "salur close" mengakhiri batch-nya, setelah tidak ada baris lain yang akan dikirim.
        """,
        "The amount is held on the customer's card, and not taken yet: take it, or release it.":
            "Nominalnya ditahan di kartu pelanggan dan belum diambil: ambil atau lepaslah.",
        "The row is wrong and nothing was sent: mend it in rejected.csv and submit that file.":
            "Barisnya salah dan tidak ada yang dikirim: perbaiki di rejected.csv lalu ajukan berkas itu.",
        "1 refund": "1 pengembalian",
        "%1 refunds": "%1 pengembalian",
        "1 charge": "1 pendebitan",
        "%1 charges": "%1 pendebitan",
        "CAREFUL: %1 of these may have been made already; to release them is to make them again.":
            "HATI-HATI: %1 di antaranya mungkin sudah terjadi; menyetujuinya (release) berarti mengulanginya.",
        """
        CAREFUL: these may have been made already, and under a new reference the bank no longer guards \
        against making them twice. Go on only if the bank has confirmed in writing that no money moved.
        """:
            """
        HATI-HATI: ini mungkin sudah terjadi, dan dengan referensi baru bank tidak lagi mencegah pengulangan. \
        Lanjutkan hanya bila bank sudah memastikan secara tertulis bahwa tidak ada uang yang berpindah.
        """,
        "The bank has sent a code to the customer: ask the customer for the code, and send it.":
            "Bank sudah mengirim kode kepada pelanggan: mintalah kodenya kepada pelanggan, lalu kirim.",
        "ask the customers of the %1 marked awaiting_otp for their codes, then %2":
            "mintalah kode kepada pelanggan dari %1 yang bertanda awaiting_otp, lalu %2",
        "take or release the money of the %1 marked authorised: %2, or %3":
            "ambil atau lepas uang %1 yang bertanda authorised: %2, atau %3",
    ]
}
