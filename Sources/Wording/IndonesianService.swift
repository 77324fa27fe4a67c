extension Indonesian {
    /// Ledger, callbacks and the intake of files.
    static let service: [String: String] = [
        """
        "%1" is neither an IP address nor a network. Write addresses such as 203.0.113.7 or 2001:db8::7 and networks \
        such as 203.0.113.0/24, separated by commas.
        """:
            """
        "%1" bukan alamat IP dan bukan jaringan. Tulis alamat seperti 203.0.113.7 atau 2001:db8::7 dan jaringan \
        seperti 203.0.113.0/24, dipisahkan koma.
        """,
        "this host name is not known": "nama host ini tidak dikenal",
        """
        The address %1:%2 for callbacks is in use by another program. Stop that program, or set callbacks.listen \
        (SALUR_CALLBACKS_LISTEN) to a free port and register that one with the bank.
        """:
            """
        Alamat %1:%2 untuk callback sedang dipakai program lain. Hentikan program itu, atau isi callbacks.listen \
        (SALUR_CALLBACKS_LISTEN) dengan port yang bebas dan daftarkan port itu ke bank.
        """,
        """
        Callbacks cannot be received at %1:%2: %3. Set callbacks.listen (SALUR_CALLBACKS_LISTEN) to an address of \
        this machine and a port that may be used.
        """:
            """
        Callback tidak dapat diterima di %1:%2: %3. Isi callbacks.listen (SALUR_CALLBACKS_LISTEN) dengan alamat \
        mesin ini dan port yang boleh dipakai.
        """,
        """
        The address %1:%2 for metrics is in use by another program. Stop that program, or set metrics.listen \
        (SALUR_METRICS_LISTEN) to a free port.
        """:
            """
        Alamat %1:%2 untuk metrik sedang dipakai program lain. Hentikan program itu, atau isi metrics.listen \
        (SALUR_METRICS_LISTEN) dengan port yang bebas.
        """,
        """
        Metrics cannot be shown at %1:%2: %3. Set metrics.listen (SALUR_METRICS_LISTEN) to an address of this \
        machine and a port that may be used.
        """:
            """
        Metrik tidak dapat ditampilkan di %1:%2: %3. Isi metrics.listen (SALUR_METRICS_LISTEN) dengan alamat mesin \
        ini dan port yang boleh dipakai.
        """,
        "The ledger %1 cannot be opened: %2. Check the path and its permissions (ledger.path).":
            "Ledger %1 tidak dapat dibuka: %2. Periksa lokasi dan hak aksesnya (ledger.path).",
        """
        Another salur is sending from the ledger %1. Wait until it has ended, then run again. Submitting, approving \
        and decisions about rows work beside it.
        """:
            """
        Proses salur lain sedang mengirim dari ledger %1. Tunggu sampai selesai, lalu jalankan lagi. Memasukkan \
        berkas, menyetujui, dan keputusan tentang baris dapat dilakukan sementara itu.
        """,
        """
        Another salur has begun to send from the ledger %1, since somebody removed or replaced its lock file. This one \
        sends nothing more. What it has sent is asked about by the other one.
        """:
            """
        Proses salur lain mulai mengirim dari ledger %1, karena berkas kuncinya dihapus atau diganti. Proses ini \
        tidak mengirim apa-apa lagi. Yang sudah dikirimnya ditanyakan oleh proses yang lain.
        """,
        "Another salur is reading a file into the ledger. Waiting until it has ended.":
            "Proses salur lain sedang membaca berkas ke dalam ledger. Menunggu sampai selesai.",
        """
        Another process has kept the ledger %1 busy for too long, or has changed it in between. Run the same command \
        again; nothing is paid twice. If it happens again, look for a salur that is suspended.
        """:
            """
        Proses lain memakai ledger %1 terlalu lama, atau mengubahnya di sela-sela. Jalankan lagi perintah yang \
        sama; tidak ada yang dibayar dua kali. Jika terulang, carilah salur yang sedang dihentikan sementara.
        """,
        "The lock file %1 cannot be made: %2. Check the folder's permissions.":
            "Berkas kunci %1 tidak dapat dibuat: %2. Periksa hak akses foldernya.",
        "The ledger %1 was made by a newer version of salur. Use that version.":
            "Ledger %1 dibuat oleh salur versi yang lebih baru. Pakailah versi itu.",
        """
        The ledger %1 is not durable (PRAGMA synchronous is %2, not 2). Nothing was sent. Report this with the \
        version of SQLite.
        """:
            """
        Ledger %1 tidak tersimpan dengan aman (PRAGMA synchronous bernilai %2, bukan 2). Tidak ada yang dikirim. \
        Laporkan hal ini beserta versi SQLite.
        """,
        """
        The ledger %1 belongs to merchant %2 at %3. Set ledger.path to another file, or correct ayoconnect.baseUrl \
        and ayoconnect.merchantId.
        """:
            """
        Ledger %1 milik merchant %2 di %3. Isi ledger.path dengan berkas lain, atau perbaiki ayoconnect.baseUrl \
        dan ayoconnect.merchantId.
        """,
        """
        The ledger %1 could not be written: %2. Free the disk or mend it, then run the same command again; nothing is \
        paid twice.
        """:
            """
        Ledger %1 tidak dapat ditulis: %2. Kosongkan ruang disk atau perbaiki disknya, lalu jalankan lagi \
        perintah yang sama; tidak ada yang dibayar dua kali.
        """,
        """
        An error that salur does not know: %1. Nothing is paid twice if you run the same command again; please report \
        it.
        """:
            """
        Kesalahan yang tidak dikenal salur: %1. Tidak ada yang dibayar dua kali bila Anda menjalankan lagi \
        perintah yang sama; mohon laporkan hal ini.
        """,
        "The bank directory %1 (checks.banksFile) is missing or cannot be read.":
            "Daftar bank %1 (checks.banksFile) tidak ada atau tidak dapat dibaca.",
        "The bank directory %1 (checks.banksFile): %2": "Daftar bank %1 (checks.banksFile): %2",
        "The batch just imported is not in the ledger.": "Batch yang baru saja dimasukkan tidak ada di ledger.",
        "the batch \"%1\" was made from other content; the first line that differs is line %2":
            "batch \"%1\" dibuat dari isi yang lain; baris pertama yang berbeda adalah baris %2",
        "the batch \"%1\" was made from other content": "batch \"%1\" dibuat dari isi yang lain",
        """
        %1: %2. Nothing was sent. If rows were mended, pay only those: mend rejected.csv in the folder of the batch, \
        and pay that file. Other payments need a --batch name of their own.
        """:
            """
        %1: %2. Tidak ada yang dikirim. Jika baris diperbaiki, bayarlah hanya baris itu: perbaiki rejected.csv di \
        folder batch, lalu bayarkan berkas itu. Pembayaran lain memerlukan nama --batch tersendiri.
        """,
        """
        %1: this content is known as the batch "%2" already. Nothing was sent. Run it without --batch to go on with \
        that batch, or, if every person in it must be paid once more, add --pay-again "REASON".
        """:
            """
        %1: isi berkas ini sudah dikenal sebagai batch "%2". Tidak ada yang dikirim. Jalankan tanpa --batch untuk \
        melanjutkan batch itu atau, bila setiap orang di dalamnya harus dibayar sekali lagi, tambahkan \
        --pay-again "ALASAN".
        """,
        """
        %1 What was paid is safe in the ledger %2; only the reports are missing, and running again writes them \
        without paying anything twice.
        """:
            """
        %1 Yang sudah dibayar tercatat aman di ledger %2; hanya laporannya yang belum ada, dan menjalankan lagi \
        akan menulisnya tanpa membayar dua kali.
        """,
        "There is no terminal to ask on. Add --yes to go on without a question. Nothing was sent.":
            """
        Tidak ada terminal untuk bertanya. Tambahkan --yes untuk melanjutkan tanpa pertanyaan. Tidak ada yang \
        dikirim.
        """,
        "Correct the command line; \"salur help COMMAND\" shows how.":
            "Perbaiki baris perintahnya; \"salur help COMMAND\" menjelaskan caranya.",
        "Correct the first line of the file, then run the same command again.":
            "Perbaiki baris pertama berkasnya, lalu jalankan lagi perintah yang sama.",
        "Pay mended rows by rejected.csv of the batch; other payments need a --batch name of their own.":
            """
        Bayarkan baris yang diperbaiki dengan rejected.csv dari batch itu; pembayaran lain memerlukan nama --batch \
        tersendiri.
        """,
        "Run it without --batch to go on with that batch, or add --pay-again \"REASON\" to pay it again.":
            """
        Jalankan tanpa --batch untuk meneruskan batch itu, atau tambahkan --pay-again "ALASAN" untuk membayarnya lagi.
        """,
        "Correct the file, then run the same command again.":
            "Perbaiki berkasnya, lalu jalankan lagi perintah yang sama.",
        "Check ayoconnect.baseUrl and the network with \"salur doctor\", then run the same command again.":
            """
        Periksa ayoconnect.baseUrl dan jaringannya dengan "salur doctor", lalu jalankan lagi perintah yang sama.
        """,
        "Report this error; the same command again pays nothing twice.":
            "Laporkan kesalahan ini; perintah yang sama tidak membayar apa pun dua kali.",
        "Check the folder, your rights there and the free space, then run the same command again.":
            "Periksa folder, hak akses Anda di sana, dan ruang disk, lalu jalankan lagi perintah yang sama.",
        "Check the disk, then run the same command again; it pays nothing twice.":
            "Periksa disknya, lalu jalankan lagi perintah yang sama; tidak ada yang dibayar dua kali.",
        "Wait until the other salur has ended, then run the same command again.":
            "Tunggu sampai salur yang lain selesai, lalu jalankan lagi perintah yang sama.",
        "Run the same command again to continue.": "Jalankan lagi perintah yang sama untuk melanjutkan.",
        "Run the same command again: it asks the bank first, and pays nothing twice.":
            "Jalankan lagi perintah yang sama: bank ditanya dahulu, dan tidak ada yang dibayar dua kali.",
        "Approve the batch with \"salur approve\", then run the same command again.":
            "Setujui batch itu dengan \"salur approve\", lalu jalankan lagi perintah yang sama.",
        "Do what the message says, then run the same command again.":
            "Lakukan yang disebut dalam pesan, lalu jalankan lagi perintah yang sama.",
        "Correct what the message names, check it with \"salur doctor\", and run the same command again.":
            """
        Perbaiki yang disebut dalam pesan, periksa dengan "salur doctor", lalu jalankan lagi perintah yang sama.
        """,
        "Use another ledger.path for this bank, or the settings of the ledger's bank.":
            "Pakai ledger.path lain untuk bank ini, atau pengaturan bank milik ledger itu.",
        "Do what the message says about each row.": "Lakukan yang disebut dalam pesan tentang setiap baris.",
        "Have it approved: salur approve %1": "Mintakan persetujuan: salur approve %1",
        "%1 Nothing is sent for this file. It keeps no other file from being paid.":
            "%1 Tidak ada yang dikirim untuk berkas ini. Pembayaran berkas lain tidak terhalang.",
        "%1 is named twice; it is paid once.": "%1 disebut dua kali; dibayar satu kali.",
        "%1 has the same content as %2: both are one batch, and it is paid once.":
            "Isi %1 sama dengan %2: keduanya satu batch, dan dibayar satu kali.",
        "%1: %2 rows have notes; salur check --all lists every one.":
            "%1: %2 baris memiliki catatan; salur check --all menampilkan semuanya.",
        "Refused, nothing was sent for it: %1": "Ditolak, tidak ada yang dikirim untuknya: %1",
    ]
}
