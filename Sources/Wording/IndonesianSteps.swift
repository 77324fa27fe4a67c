extension Indonesian {
    /// Submit, approve, process, report and run.
    static let steps: [String: String] = [
        "%1 batches wait for approval: %2. Say which ones.": "%1 batch menunggu persetujuan: %2. Sebutkan yang mana.",
        """
        %1 has changed since it was shown. Nothing was approved. Run the same command again and look at it \
        once more.
        """:
            """
        %1 berubah sejak ditampilkan. Tidak ada yang disetujui. Jalankan lagi perintah yang sama dan periksa \
        sekali lagi.
        """,
        "  batch              %1": "  batch              %1",
        "  submitted          %1 by %2": "  diajukan           %1 oleh %2",
        "  submitted          %1": "  diajukan           %1",
        "%1 is settled. There is nothing to approve.": "%1 sudah selesai. Tidak ada yang perlu disetujui.",
        "%1 was approved already, %2.": "%1 sudah disetujui, %2.",
        "%1 was approved already, %2 by %3.": "%1 sudah disetujui, %2 oleh %3.",
        "%1 is approved and nothing was sent yet.": "%1 disetujui dan belum ada yang dikirim.",
        "Next: salur process %1": "Selanjutnya: salur process %1",
        "The process that is running pays it.": "Proses yang sedang berjalan akan membayarnya.",
        "The process that is running sends them.": "Proses yang sedang berjalan akan mengirimnya.",
        "Another run is sending; once it has ended: salur process %1":
            "Proses lain sedang mengirim; setelah selesai: salur process %1",
        "They are sent by: salur process %1": "Dikirim dengan: salur process %1",
        "the process that is running pays it": "proses yang sedang berjalan akan membayarnya",
        "run %1 once the run that is sending has ended": "jalankan %1 setelah proses yang sedang mengirim selesai",
        "The ledger holds %1 batches. Say which ones; \"salur status\" lists all.":
            "Ledger berisi %1 batch. Sebutkan yang mana; \"salur status\" menampilkan semuanya.",
        "run the same command again (%1)": "jalankan lagi perintah yang sama (%1)",
        "run %1": "jalankan %1",
        "run the same command again to continue (%1)": "jalankan lagi perintah yang sama untuk melanjutkan (%1)",
        "run %1 to continue": "jalankan %1 untuk melanjutkan",
        "run the same command again to pay (%1)": "jalankan lagi perintah yang sama untuk membayar (%1)",
        "run %1 to pay": "jalankan %1 untuk membayar",
        "It is paused. Next: salur resume %1": "Batch ini dijeda. Selanjutnya: salur resume %1",
        "It has stopped. Next: mend the cause, then salur resume %1":
            "Batch ini berhenti. Selanjutnya: perbaiki sebabnya, lalu salur resume %1",
        "%1 is approved and was not paid by this run, which was ending. Run: salur process %2":
            "%1 sudah disetujui dan tidak dibayar oleh proses ini, yang sedang berakhir. Jalankan: salur process %2",
        "%1 is still being read and is left out.": "%1 masih dibaca dan dilewati.",
        "Nothing was sent: no other batch has work left.":
            "Tidak ada yang dikirim: tidak ada batch lain yang perlu dibayar.",
        "%1 waits for approval and is left out: salur approve %2":
            "%1 menunggu persetujuan dan dilewati: salur approve %2",
        "%1 is not approved yet. Nothing was sent. Have it approved first: salur approve %2":
            "%1 belum disetujui. Tidak ada yang dikirim. Mintalah persetujuan dahulu: salur approve %2",
        "%1: %2 rows are rejected; all of them will stand in rejected.csv.":
            "%1: %2 baris ditolak; semuanya akan ada di rejected.csv.",
        "1 person": "1 orang",
        "%1 people": "%1 orang",
        "  balance            unknown": "  saldo              tidak diketahui",
        "  balance            %1": "  saldo              %1",
        "  balance after      %1": "  saldo sesudahnya   %1",
        "%1: 1 row": "%1: 1 baris",
        "%1: %2 rows": "%1: %2 baris",
        "  rejected           %1 (to be mended: rejected.csv)":
            "  ditolak            %1 (perlu diperbaiki: rejected.csv)",
        "  held               %1 (a person must decide)": "  ditahan            %1 (perlu keputusan seseorang)",
        "  paid               %1 (before)": "  sudah dibayar      %1 (sebelumnya)",
        "  on their way       %1 (sent before)": "  dalam proses       %1 (dikirim sebelumnya)",
        "  failed             %1 (not paid)": "  gagal              %1 (tidak dibayar)",
        "  given back         %1 (by the bank)": "  dikembalikan       %1 (oleh bank)",
        "  cancelled          %1 (not paid)": "  dibatalkan         %1 (tidak dibayar)",
        "  to pay             %1": "  akan dibayar       %1",
        "  total              %1": "  jumlah             %1",
        "The balance is %1, for all batches that are paid at once.":
            "Saldo %1, untuk semua batch yang dibayar bersamaan.",
        "the balance is too small, top it up, then %1": "saldo tidak cukup, isi dahulu, lalu %1",
        """
        the balance does not suffice for this batch beside the others, which still need %1: top it up, then %2
        """: """
        saldo tidak cukup untuk batch ini di samping yang lain, yang masih memerlukan %1: isi dahulu, lalu %2
        """,
        "the bank refuses our signature or token, check ayoconnect.clientId and ayoconnect.privateKeyFile, then %1":
            """
        bank menolak tanda tangan atau token kita, periksa ayoconnect.clientId dan ayoconnect.privateKeyFile, lalu %1
        """,
        "the bank does not know ayoconnect.partnerId or ayoconnect.merchantId, correct them, then %1":
            "bank tidak mengenal ayoconnect.partnerId atau ayoconnect.merchantId, perbaiki dahulu, lalu %1",
        "the bank cannot be reached, check ayoconnect.baseUrl and the network, then %1":
            "bank tidak dapat dihubungi, periksa ayoconnect.baseUrl dan jaringan, lalu %1",
        "%1 callbacks came to %2, but their %3 is not the one that was sent: ask the bank, then %4":
            "%1 callback tiba di %2, tetapi %3 di dalamnya bukan yang dikirim: tanyakan kepada bank, lalu %4",
        """
        %1 callbacks came to %2, but their proof is wrong: check callbacks.proof and ayoconnect.clientSecret \
        (or the bank's public key), then %3
        """:
            """
        %1 callback tiba di %2, tetapi bukti keasliannya salah: periksa callbacks.proof dan \
        ayoconnect.clientSecret (atau kunci publik bank), lalu %3
        """,
        """
        the bank accepted the account checks, but no callback came to %1: check callbacks.listen and the \
        addresses that the bank calls, then %2
        """:
            """
        bank menerima pemeriksaan rekening, tetapi tidak ada callback yang tiba di %1: periksa \
        callbacks.listen dan alamat yang dipanggil bank, lalu %2
        """,
        "Paid %1, %2%3": "Dibayar %1, %2%3",
        " (of these %1, %2, as recorded by a person, not by the bank)":
            " (di antaranya %1, %2, menurut catatan petugas, bukan menurut bank)",
        "on their way %1, %2 (do not pay them by other means)":
            "dalam proses %1, %2 (jangan dibayar dengan cara lain)",
        "may have been paid %1, %2 (ask the bank)": "mungkin sudah dibayar %1, %2 (tanyakan kepada bank)",
        "not paid %1, %2%3%4": "tidak dibayar %1, %2%3%4",
        " (1 amount could not be read and is not in the sum)": " (1 nominal tidak terbaca dan tidak ikut dijumlahkan)",
        " (%1 amounts could not be read and are not in the sum)":
            " (%1 nominal tidak terbaca dan tidak ikut dijumlahkan)",
        "1 row": "1 baris",
        "%1 rows": "%1 baris",
        "the report does not add up, do not use it and report this":
            "laporan tidak cocok jumlahnya, jangan dipakai dan laporkan hal ini",
        "mend the %1 in %2 and pay that file": "perbaiki %1 di %2 lalu bayar berkas itu",
        "%1: nothing is left to do.": "%1: tidak ada lagi yang perlu dilakukan.",
        "ask the bank about the %1 marked contradiction in results.csv, then %2":
            "tanyakan kepada bank tentang %1 bertanda contradiction di results.csv, lalu %2",
        """
        older reports show rows as sent, and neither this ledger nor the bank knows them, so nothing was sent: \
        restore the ledger or its backup; else cancel each of these rows that was paid, and release it, which \
        pays it again, only if the bank confirms that no money moved; then %1
        """:
            """
        laporan lama menunjukkan baris yang sudah dikirim, sedangkan ledger ini maupun bank tidak mengenalnya, \
        sehingga tidak ada yang dikirim: pulihkan ledger atau cadangannya; bila tidak ada, batalkan (cancel) setiap \
        baris itu yang sudah dibayar, dan setujui (release), yang berarti membayarnya lagi, hanya bila bank \
        memastikan tidak ada uang yang berpindah; kemudian %1
        """,
        """
        The disk of %1 has too little room for the reports: %2 MB are missing. Nothing \
        was sent. Make room, or name another folder with --output, then run the same command again.
        """:
            """
        Ruang disk %1 kurang %2 MB untuk laporan. Tidak ada yang dikirim. Kosongkan ruang, atau sebutkan folder lain \
        dengan --output, lalu jalankan lagi perintah yang sama.
        """,
        """
        The disk of the ledger %1 has too little room for this payment: %2 MB are missing. \
        Nothing was sent. Make room, then run the same command again.
        """:
            """
        Ruang disk ledger %1 kurang %2 MB untuk pembayaran ini. Tidak ada yang dikirim. Kosongkan ruang, lalu jalankan \
        lagi perintah yang sama.
        """,
        """
        The reports in %1%2 show %3 rows as sent, and this ledger does not know them: it was lost. \
        These rows are held. The bank is asked about every row first.
        """:
            """
        Laporan di %1%2 menunjukkan %3 baris sudah dikirim, sedangkan ledger ini tidak mengenalnya: ledger pernah \
        hilang. Baris-baris ini ditahan. Bank ditanyai tentang setiap baris dahulu.
        """,
        " of %1": " bertanggal %1",
        "ask the bank about the %1 marked conflict in results.csv, then %2":
            "tanyakan kepada bank tentang %1 bertanda conflict di results.csv, lalu %2",
        "if a payment stays on its way for a day, ask the bank about it, then %1":
            "jika suatu pembayaran tetap dalam proses selama sehari, tanyakan kepada bank, lalu %1",
        "decide about the %1 held (%2, then salur release or salur cancel)":
            "tentukan keputusan untuk %1 yang ditahan (%2, lalu salur release atau salur cancel)",
        "%1 invalid: correct the account in a new file, or %2 if the bank has mended it":
            "%1 rekening tidak valid: perbaiki rekeningnya di berkas baru, atau %2 jika bank sudah memperbaikinya",
        "%1 failed: %2": "%1 gagal: %2",
        "%1 given back by the bank: %2": "%1 dikembalikan oleh bank: %2",
        "%1 not found at the bank: ask the bank, then %2": "%1 tidak ditemukan di bank: tanyakan kepada bank, lalu %2",
        "%1 not verified by the bank: %2": "%1 belum diperiksa oleh bank: %2",
        "nothing was sent, %1": "tidak ada yang dikirim, %1",
        "this file was settled before; this run sent nothing":
            "berkas ini sudah selesai sebelumnya; kali ini tidak ada yang dikirim",
        "nothing was sent yet, it waits for approval (%1)": "belum ada yang dikirim, masih menunggu persetujuan (%1)",
        "it is approved, %1": "sudah disetujui, %1",
        "it is being paid": "sedang dibayar",
        "it was interrupted, %1": "terhenti, %1",
        "%1 is submitted and nothing was sent. Next: salur approve %2":
            "%1 sudah diajukan dan tidak ada yang dikirim. Selanjutnya: salur approve %2",
        "salur report %1 writes the rejected rows to rejected.csv.":
            "salur report %1 menulis baris yang ditolak ke rejected.csv.",
        "This file is the batch %1 and was settled before. Next: salur report %2":
            "Berkas ini adalah batch %1 dan sudah selesai sebelumnya. Selanjutnya: salur report %2",
        "This file is the batch %1 already and waits for approval. Next: salur approve %2":
            "Berkas ini sudah menjadi batch %1 dan menunggu persetujuan. Selanjutnya: salur approve %2",
        "This file is the batch %1 already; it is being paid or was interrupted. Next: salur status %2":
            "Berkas ini sudah menjadi batch %1; sedang dibayar atau terhenti. Selanjutnya: salur status %2",
        "This file is the batch %1 already and was stopped (%2).":
            "Berkas ini sudah menjadi batch %1 dan dihentikan (%2).",
        "This file is the batch %1 already and is approved.": "Berkas ini sudah menjadi batch %1 dan disetujui.",
        "No batch waits for approval.": "Tidak ada batch yang menunggu persetujuan.",
        "Note: %1 was submitted by %2 as well.": "Perhatian: %1 juga diajukan oleh %2.",
        "Nothing was approved. Run the same command again to approve.":
            "Tidak ada yang disetujui. Jalankan lagi perintah yang sama untuk menyetujui.",
        "Approve that %1?": "Setujui bahwa %1?",
        "Reports: %1": "Laporan: %1",
        "There is nothing to pay: no approved batch has work left.":
            "Tidak ada yang perlu dibayar: semua batch yang disetujui sudah selesai.",
        "Pay %1 %2 now?": "Bayar %1 sebesar %2 sekarang?",
        "%1: %2 rows are rejected; these are the first.": "%1: %2 baris ditolak; ini yang pertama.",
    ]
}
