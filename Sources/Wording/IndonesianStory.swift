extension Indonesian {
    /// Finding batches, explain, status, and what needs a person.
    static let story: [String: String] = [
        "There are %1 batches to choose from: %2. Say which one.":
            "Ada %1 batch yang dapat dipilih: %2. Sebutkan yang mana.",
        "1 other batch is not shown; salur status shows it.":
            "1 batch lain tidak ditampilkan; salur status menampilkannya.",
        "%1 other batches are not shown; salur status shows them.":
            "%1 batch lain tidak ditampilkan; salur status menampilkannya.",
        "The ledger holds no batch yet. Submit or run a file first.":
            "Ledger belum berisi batch. Ajukan (submit) atau jalankan (run) sebuah berkas dahulu.",
        "The ledger has no batch \"%1\". \"salur status\" lists all.":
            "Ledger tidak memiliki batch \"%1\". \"salur status\" menampilkan semuanya.",
        "There is no terminal to ask on. Add --yes to do it without a question.":
            "Tidak ada terminal untuk bertanya. Tambahkan --yes untuk melakukannya tanpa pertanyaan.",
        "Add --reason \"why\". Nothing was changed.": "Tambahkan --reason \"alasan\". Tidak ada yang diubah.",
        "Why? (for the record)": "Alasan (akan dicatat):",
        """
        A decision is recorded with a name and a reason of at most %1 characters. Give --reason TEXT and, if nobody \
        is logged in, --by NAME. Nothing was changed.
        """:
            """
        Setiap keputusan dicatat dengan nama dan alasan paling banyak %1 karakter. Tambahkan --reason TEKS dan, \
        bila tidak ada pengguna yang login, --by NAMA. Tidak ada yang diubah.
        """,
        "The bank knows the account under another name: ask the beneficiary, then release or cancel it.":
            """
        Bank mengenal rekening ini dengan nama lain: tanyakan kepada penerima, lalu setujui untuk dibayar \
        (release) atau batalkan (cancel).
        """,
        """
        The bank remembers a transfer that it does not find; it may have been paid: ask the bank. If it knows the \
        transfer, resolve it; if it confirms that no money moved, retry it.
        """:
            """
        Bank mencatat sebuah transfer tetapi tidak menemukannya; mungkin sudah dibayar: tanyakan kepada bank. Bila \
        bank mengenal transfer itu, selesaikan (resolve); bila bank memastikan tidak ada uang yang berpindah, coba \
        lagi (retry).
        """,
        """
        The bank contradicts itself, it may have been paid: ask the bank, then resolve it with the bank's \
        answer as evidence. Pay nothing by other means.
        """:
            """
        Keterangan bank bertentangan, mungkin sudah dibayar: tanyakan kepada bank, lalu selesaikan (resolve) dengan \
        jawaban bank sebagai bukti. Jangan membayar dengan cara lain.
        """,
        """
        Older reports show that it was sent, and this ledger does not know it: restore the ledger. Else cancel \
        it if it was paid, and release it, which pays it again, only if the bank confirms that no money moved.
        """:
            """
        Laporan lama menunjukkan bahwa ini sudah dikirim, sedangkan ledger ini tidak mengenalnya: pulihkan ledger. \
        Bila tidak bisa, batalkan (cancel) bila sudah dibayar, dan setujui (release), yang berarti membayarnya lagi, \
        hanya bila bank memastikan tidak ada uang yang berpindah.
        """,
        "Nothing; a person has decided it, and it is never sent again.":
            "Tidak ada; seseorang sudah memutuskannya, dan tidak pernah dikirim lagi.",
        "%1; then the bank said %2 at %3": "%1; kemudian bank menyatakan %2 pada %3",
        "salur was held up for too long before it could leave":
            "salur tertahan terlalu lama sebelum permintaan bisa dikirim",
        "older reports show rows as sent that this ledger does not know: restore the ledger, or decide them":
            """
        laporan lama menunjukkan baris terkirim yang tidak dikenal ledger ini: pulihkan ledger, atau putuskan \
        baris-baris itu
        """,
        "A person must decide about it.": "Perlu keputusan seseorang.",
        "The bank says that the account cannot receive: try again once it can, or pay another in a new file.":
            """
        Bank menyatakan bahwa rekening ini tidak dapat menerima: coba lagi setelah bisa, atau bayar rekening lain \
        dalam berkas baru.
        """,
        "The bank refused the transfer, or it failed; no money moved: try again, or leave it.":
            "Transfer ditolak bank atau gagal; tidak ada uang yang berpindah: coba lagi, atau biarkan.",
        """
        It was paid, then the bank gave the money back: find out why, then try again. If it is not to be paid again, \
        "salur close" ends its batch, once no other row of it is to be sent.
        """:
            """
        Sudah dibayar, lalu bank mengembalikan uangnya: cari tahu sebabnya, lalu coba lagi. Bila tidak akan dibayar \
        lagi, "salur close" mengakhiri batch-nya, setelah tidak ada baris lain yang akan dikirim.
        """,
        """
        The account cannot receive, and no money moved: correct the account in a new file, or try again once it can \
        receive.
        """:
            """
        Rekeningnya tidak dapat menerima, dan tidak ada uang yang berpindah: perbaiki rekeningnya dalam berkas baru, \
        atau coba lagi setelah rekeningnya dapat menerima.
        """,
        """
        The bank does not know the transfer; no money moved: try again, which asks the bank once more first. If it is \
        not to be paid, "salur close" ends its batch, once no other row of it is to be sent.
        """:
            """
        Bank tidak mengenal transfer ini; tidak ada uang yang berpindah: coba lagi (retry), yang lebih dahulu \
        menanyakannya sekali lagi kepada bank. Bila tidak akan dibayar, "salur close" mengakhiri batch-nya, setelah \
        tidak ada baris lain yang akan dikirim.
        """,
        """
        %1 were not sent: they wait until the first rows have succeeded (dispatch.canary). %2 of those must still \
        succeed, and the bank has not reported the result of %3: ask the bank about them, then %4; or, if the others \
        are to be sent without waiting, take dispatch.canary out of the settings first
        """:
            """
        %1 belum dikirim: menunggu sampai baris-baris pertama berhasil (dispatch.canary). %2 di antaranya masih harus \
        berhasil, dan bank belum melaporkan hasil %3 baris: tanyakan kepada bank, lalu %4; atau, bila yang lain hendak \
        dikirim tanpa menunggu, keluarkan dahulu dispatch.canary dari pengaturan
        """,
        "The bank never told whether the account can receive; no money moved: process it again, or cancel it.":
            """
        Bank tidak pernah memberitahukan apakah rekeningnya dapat menerima; tidak ada uang yang berpindah: proses \
        lagi, atau batalkan (cancel).
        """,
        "The row is wrong and nothing was sent: mend it in rejected.csv and pay that file.":
            "Barisnya salah dan tidak ada yang dikirim: perbaiki di rejected.csv lalu bayarkan berkas itu.",
        "The bank has not told the result for more than 24 hours: ask it, then say what came of it.":
            "Bank belum memberitahukan hasilnya lebih dari 24 jam: tanyakan, lalu catat hasilnya.",
        "The transfer is sent while salur is at work on the batch.":
            "Transfer dikirim selama salur mengerjakan batch ini.",
        "Nothing; it is done.": "Tidak ada; sudah selesai.",
        "It waits until a person approves the batch.":
            "Menunggu sampai seseorang menyetujui batch ini.",
        "Its turn comes while salur is at work on the batch; if none is, process it.":
            "Gilirannya tiba selama salur mengerjakan batch ini; bila tidak ada yang bekerja, proseslah.",
        "The batch has stopped because %1. Then process it.":
            "Batch berhenti karena %1. Setelah itu proseslah.",
        "It is sent when the batch is processed.": "Dikirim saat batch diproses.",
        "The bank's result is waited for; no money moves before it.":
            "Hasil dari bank sedang ditunggu; tidak ada uang yang berpindah sebelumnya.",
        "The bank's result is waited for until %1, then it is asked again; no money has moved.":
            "Hasil dari bank ditunggu sampai %1, lalu ditanyakan lagi; belum ada uang yang berpindah.",
        "The bank is asked as soon as salur is at work on the batch; it is never sent again.":
            "Bank ditanya begitu salur mengerjakan batch ini; transfer tidak pernah dikirim lagi.",
        "The bank is asked at %1, if salur is at work on the batch then; it is never sent again.":
            "Bank ditanya pada %1, bila saat itu salur mengerjakan batch ini; transfer tidak pernah dikirim lagi.",
        "… %1 more steps; attempts.csv and --json hold them all":
            "… %1 langkah lagi; semuanya ada di attempts.csv dan --json",
        "Account check: %1": "Pemeriksaan rekening: %1",
        "Account check, tried %1 times: %2": "Pemeriksaan rekening, dicoba %1 kali: %2",
        "the bank knows the account under the name \"%1\" (%2).":
            "bank mengenal rekening ini dengan nama \"%1\" (%2).",
        "the bank says that it cannot receive (%1).": "bank menyatakan bahwa rekening tidak dapat menerima (%1).",
        "the bank says that it cannot receive; %1.":
            "bank menyatakan bahwa rekening tidak dapat menerima; %1.",
        "the bank has not answered yet.": "bank belum menjawab.",
        "the bank has not told its result.": "bank belum memberitahukan hasilnya.",
        "not made; %1.": "tidak dilakukan; %1.",
        "the bank reported an error (03) and no result; it moves no money.":
            "bank melaporkan kesalahan (03) tanpa hasil; tidak ada uang yang berpindah.",
        "no result came while it was waited for; it moves no money.":
            "hasilnya tidak datang selama ditunggu; tidak ada uang yang berpindah.",
        "Found at the bank after the ledger was lost: %1.":
            "Ditemukan di bank setelah ledger hilang: %1.",
        "Transfer %1 did not leave: %2.": "Transfer %1 tidak terkirim: %2.",
        "Transfer %1 was refused: %2.": "Transfer %1 ditolak: %2.",
        "Transfer %1 sent: %2; %3.": "Transfer %1 dikirim: %2; %3.",
        "the bank says that an earlier transfer exists, but does not find it (%1)":
            "bank menyatakan ada transfer terdahulu, tetapi tidak menemukannya (%1)",
        "its result is not known (%1)": "hasilnya belum diketahui (%1)",
        "paid, %1": "dibayar, %1",
        "paid, then given back, %1": "dibayar, lalu dikembalikan, %1",
        "failed, %1": "gagal, %1",
        "failed, no money moved, %1": "gagal, tidak ada uang yang berpindah, %1",
        "refused, %1": "ditolak, %1",
        "it did not leave": "tidak terkirim",
        "the bank does not know it, %1": "bank tidak mengenalnya, %1",
        "the bank does not know it, no money moved, %1":
            "bank tidak mengenalnya, tidak ada uang yang berpindah, %1",
        "not asked about yet": "belum ditanyakan",
        "asked at %1": "ditanyakan pada %1",
        "asked %1 times, last at %2": "ditanyakan %1 kali, terakhir pada %2",
        "reported by the bank's callback at %1": "diberitahukan lewat callback bank pada %1",
        "reported by the bank when asked at %1": "diberitahukan bank saat ditanya pada %1",
        "told in the bank's answer at %1": "diberitahukan dalam jawaban bank pada %1",
        "decided by a person at %1": "diputuskan seseorang pada %1",
        "it is not known who told": "tidak diketahui siapa yang memberitahukan",
        "%1 released it: %2": "%1 menyetujuinya untuk dibayar (release): %2",
        "%1 had it tried again: %2": "%1 meminta dicoba lagi: %2",
        "%1 cancelled it: %2": "%1 membatalkannya: %2",
        "%1 said that it is not due: %2": "%1 menyatakan bahwa baris ini tidak perlu dibayar: %2",
        "%1 resolved it: %2": "%1 menetapkan hasilnya: %2",
        "no answer was recorded": "tidak ada jawaban yang tercatat",
        "no answer came in time": "jawaban tidak datang tepat waktu",
        "the connection was lost": "sambungan terputus",
        "the bank could not be reached": "bank tidak dapat dihubungi",
        "the bank gave no access": "bank tidak memberi akses",
        "the bank refused our signature": "bank menolak tanda tangan kita",
        "salur was stopping": "salur sedang berhenti",
        "the bank answered by pointing elsewhere": "bank menjawab dengan mengalihkan ke alamat lain",
        "the bank's answer could not be understood": "jawaban bank tidak dapat dipahami",
        "the bank answered %1": "bank menjawab %1",
        "the bank answered %1 \"%2\"": "bank menjawab %1 \"%2\"",
        "%1 Type %2.": "%1 Ketik %2.",
        "Now %1": "Status sekarang: %1",
        "Now %1 %2": "Status sekarang: %1 %2",
        "At the bank: external_id %1, partner_reference_no %2.":
            "Di bank: external_id %1, partner_reference_no %2.",
        "\"%1\": %2": "%1. %2",
        "\"%1\".": "%1.",
        "Next: %1": "Berikutnya: %1",
        "line %1 of %2: %3 to %4: %5": "baris %1 dari %2: %3 kepada %4: %5",
        "%1: %2 to %3, account %4 at %5; line %6 of %7, batch %8.":
            "%1: %2 kepada %3, rekening %4 di %5; baris %6 dari %7, batch %8.",
        "%1  Submitted": "%1  Diajukan",
        "%1 by %2": "%1 oleh %2",
        "%1, approved %2 by %3: %4": "%1, disetujui %2 oleh %3: %4",
        "%1, approved %2": "%1, disetujui %2",
        "%1; paid again on purpose: %2": "%1; sengaja dibayar lagi: %2",
        "\"%1\": waiting to be sent.": "%1. Menunggu dikirim.",
        "\"%1\": the bank was asked whether the account can receive.":
            "%1. Bank sudah ditanya apakah rekening dapat menerima.",
        "\"%1\": the account can receive, and the transfer is about to be sent.":
            "%1. Rekeningnya dapat menerima, dan transfer segera dikirim.",
        "\"%1\": sent, or it may have been; the bank has not told the result.":
            "%1. Dikirim, atau mungkin sudah; bank belum memberitahukan hasilnya.",
        "\"%1\": the money has arrived.": "%1. Uangnya sudah diterima.",
        "\"%1\": a person stopped it before anything was sent.":
            "%1. Dihentikan seseorang sebelum ada yang dikirim.",
        "the balance is too small: top it up": "saldo tidak cukup: isi dahulu",
        """
        the bank refuses our signature or token: check the clock of this machine (salur doctor), then \
        ayoconnect.clientId and ayoconnect.privateKeyFile
        """:
            """
        bank menolak tanda tangan atau token kita: periksa jam mesin ini (salur doctor), lalu ayoconnect.clientId \
        dan ayoconnect.privateKeyFile
        """,
        "the bank does not know ayoconnect.partnerId or ayoconnect.merchantId: correct them":
            "bank tidak mengenal ayoconnect.partnerId atau ayoconnect.merchantId: perbaiki",
        "the bank could not be reached: check ayoconnect.baseUrl and the network":
            "bank tidak dapat dihubungi: periksa ayoconnect.baseUrl dan jaringan",
        "the bank accepted account checks, but no usable callback came: check callbacks.listen":
            """
        bank menerima pemeriksaan rekening, tetapi tidak ada callback yang dapat dipakai: periksa \
        callbacks.listen
        """,
        "being read": "sedang dibaca",
        "waiting for approval": "menunggu persetujuan",
        "begun, waiting to be processed again": "sudah dimulai, menunggu diproses lagi",
        "approved, waiting to be processed": "disetujui, menunggu diproses",
        "approved, the process that is running pays it": "disetujui, dibayar oleh proses yang sedang berjalan",
        "approved, to be processed once the run that is sending has ended":
            "disetujui, diproses setelah proses yang sedang mengirim selesai",
        "about to be paid: the bank is asked about earlier transfers":
            "segera dibayar: bank sedang ditanya tentang transfer sebelumnya",
        "being paid": "sedang dibayar",
        "begun and cut off: no run is paying it, continue it":
            "sudah dimulai lalu terputus: tidak ada yang sedang membayarnya, lanjutkan",
        "No run is sending now.": "Saat ini tidak ada yang sedang mengirim.",
        "A run is sending: process %1 on %2, since %3.": "Sedang mengirim: proses %1 di %2, sejak %3.",
        "stopped because %1": "dihentikan karena %1",
        "waiting to be processed again": "menunggu diproses lagi",
        "settled": "selesai",
        "\"%1\" stands in %2 batches: %3. Say which one with --batch NAME.":
            "\"%1\" ada di %2 batch: %3. Sebutkan yang mana dengan --batch NAMA.",
        "The batch \"%1\" has": "Batch \"%1\" tidak memiliki",
        "The ledger has": "Ledger tidak memiliki",
        "%1 no payout \"%2\". The reference stands in the payout file and in results.csv.":
            "%1 pembayaran \"%2\". Referensinya ada di berkas pembayaran dan di results.csv.",
        "%1 no payout \"%2\". Near it: %3.": "%1 pembayaran \"%2\". Yang mirip: %3.",
        "none yet": "belum ada",
        "Last callback of the bank: %1": "Callback terakhir dari bank: %1",
        "paid %1 of %2, %3": "dibayar %1 dari %2, %3",
        "%1 need a person": "%1 perlu ditindaklanjuti",
        "paid %1 of %2, %3 of %4": "dibayar %1 dari %2, %3 dari %4",
        "next: %1": "berikutnya: %1",
        "sent a minute: %1": "terkirim per menit: %1",
        "oldest pending: %1, since %2": "tertunda paling lama: %1, sejak %2",
        "next inquiry %1": "ditanyakan lagi %1",
        "salur process asks the bank about it": "salur process menanyakannya ke bank",
        "salur process asks the bank about it, and sends nothing else":
            "salur process menanyakannya ke bank, dan tidak mengirim yang lain",
        "nobody asks the bank about it while the batch is paused":
            "tidak ada yang menanyakannya ke bank selama batch dijeda",
        "the others wait until %1 more of the first rows have succeeded":
            "yang lain menunggu sampai %1 lagi dari baris pertama berhasil",
        "needs a person:": "perlu ditindaklanjuti:",
        "%1 rows have this reference, so all of them were rejected:":
            "%1 baris memakai referensi ini, jadi semuanya ditolak:",
        "… %1 more; rejected.csv holds them all": "… %1 lagi; semuanya ada di rejected.csv",
    ]
}
