extension Indonesian {
    /// Notifications by mail and webhook.
    static let notifications: [String: String] = [
        "%1 waits for approval: %2": "%1 menunggu persetujuan: %2",
        "%1 has stopped": "%1 telah berhenti",
        "%1: %2 rows need a person": "%1: %2 baris memerlukan keputusan",
        "%1 is settled: %2": "%1 sudah selesai: %2",
        "%1 is settled: %2; %3 rows need a person": "%1 sudah selesai: %2; %3 baris memerlukan keputusan",
        "Batch: %1": "Batch: %1",
        "State: %1": "Keadaan: %1",
        "What is on its way is not sent again. Rows that were not sent wait, and nothing is lost.":
            "Yang sudah dalam perjalanan tidak dikirim lagi. Baris yang belum dikirim menunggu, tak ada yang hilang.",
        "The reports are in %1.": "Laporannya ada di %1.",
        "What to do next: %1": "Langkah berikutnya: %1",
        "What needs a person:": "Yang memerlukan keputusan:",
        "- %1: %2 rows, %3. %4": "- %1: %2 baris, %3. %4",
        "Together: %1 rows, %2, which is what the file holds.": "Jumlah: %1 baris, %2, sama dengan isi berkas.",
        "Together: %1 rows, %2, but the file holds %3 rows, %4. Run: salur verify --ledger":
            "Jumlah: %1 baris, %2, tetapi berkas berisi %3 baris, %4. Jalankan: salur verify --ledger",
        "%1 was paid before and is not paid again": "%1 sudah pernah dibayar dan tidak dibayar lagi",
        "%1 was not accepted": "%1 tidak diterima",
        "Folder: %1": "Folder: %1",
        "The file is in %1.": "Berkasnya ada di %1.",
        "The balance is %1 too small for what waits": "Saldo kurang %1 untuk yang menunggu",
        "Balance at %1: %2": "Saldo pada %1: %2",
        "Waiting to be sent, or for an approval: %1": "Menunggu dikirim atau disetujui: %1",
        "Top up %1, or pause a batch with: salur pause BATCH":
            "Tambah saldo %1, atau jeda sebuah batch dengan: salur pause BATCH",
        "The schedule %1 did not run for %2": "Jadwal %1 tidak berjalan untuk %2",
        "The schedule %1 could not submit its file for %2": "Jadwal %1 tidak dapat mengajukan berkasnya untuk %2",
        "Nothing of it was paid.": "Tidak ada yang dibayar darinya.",
        "To run it now: salur schedules run %1 --date %2":
            "Untuk menjalankannya sekarang: salur schedules run %1 --date %2",
        "since %1, %2 of %3 batches are settled": "sejak %1, %2 dari %3 batch sudah selesai",
        "since %1, there was no batch": "sejak %1, tidak ada batch",
        "%1 rows need a person": "%1 baris memerlukan keputusan",
        "%1 files were not paid": "%1 berkas tidak dibayar",
        "%1 schedules did not run": "%1 jadwal tidak berjalan",
        "Salur: %1": "Salur: %1",
        "Salur is at work. No batch was paid, none waits, and no file was refused.":
            "Salur bekerja. Tidak ada batch yang dibayar atau menunggu, dan tidak ada berkas yang ditolak.",
        "%1 goes on: %2": "%1 masih berjalan: %2",
        "digest": "ringkasan",
        "receipt": "bukti pembayaran",
        "NOT SURELY SENT": "BELUM PASTI TERKIRIM",
        "%1 has paid you %2": "%1 telah membayar Anda %2",
        "%1 has paid you %2.": "%1 telah membayar Anda %2.",
        "Date: %1 (Asia/Jakarta)": "Tanggal: %1 (Asia/Jakarta)",
        "To account: %1, %2": "Ke rekening: %1, %2",
        "Reference: %1": "Referensi: %1",
        "This message was written by a program, and nobody reads answers to it. If something is wrong, ask %1.":
            "Pesan ini ditulis oleh program, dan balasannya tidak dibaca. Jika ada yang salah, tanyakan kepada %1.",
        "Receipt %1 to %2 waits to be sent.": "Bukti pembayaran %1 untuk %2 menunggu dikirim.",
        "Receipt %1 was sent to %2.": "Bukti pembayaran %1 dikirim ke %2.",
        "Receipt %1 to %2 was not sent: the row was not paid any more, or receipts were off.":
            "Bukti pembayaran %1 untuk %2 tidak dikirim: barisnya tidak lagi terbayar, atau bukti dimatikan.",
        "Receipt %1 could not be sent to %2: %3": "Bukti pembayaran %1 tidak dapat dikirim ke %2: %3",
        """
        Receipt %1 to %2 may have been sent or not, and is not sent again by itself. To send it again: salur \
        notifications resend %3
        """:
            """
        Bukti pembayaran %1 untuk %2 mungkin sudah terkirim, mungkin belum, dan tidak dikirim lagi dengan sendirinya. \
        Untuk mengirimnya lagi: salur notifications resend %3
        """,
        """
        Receipt %1 may be on its way at this moment. Try again in five minutes; "salur notifications list --receipts" \
        says then what became of it. Nothing was changed.
        """:
            """
        Bukti pembayaran %1 mungkin sedang dikirim saat ini. Coba lagi dalam lima menit; "salur notifications list \
        --receipts" kemudian menyebut hasilnya. Tidak ada yang diubah.
        """,
        """
        Receipts to payees: %1 sent, %2 waiting, %3 given up, %4 not surely sent. To list them: salur notifications \
        list --receipts
        """:
            """
        Bukti pembayaran kepada penerima: %1 terkirim, %2 menunggu, %3 dihentikan, %4 belum pasti terkirim. Untuk \
        menampilkannya: salur notifications list --receipts
        """,
        "a name in one line, of up to %1 characters": "nama dalam satu baris, paling banyak %1 karakter",
        "notify.company is missing: a receipt (notify.receipts) says who has paid":
            "notify.company belum diisi: bukti pembayaran (notify.receipts) menyebut siapa yang membayar",
        "notify.mailFrom is missing: %1 is set": "notify.mailFrom belum diisi: %1 sudah diatur",
        "a time such as 07:00": "jam seperti 07:00",
        "notify.digestAt is missing: notify.kinds names digest":
            "notify.digestAt belum diisi: notify.kinds menyebut digest",
        "%1 tries": "%1 kali dicoba",
        "%1  %2  %3  %4: %5  (%6)": "%1  %2  %3  %4: %5  (%6)",
        "needs a person": "memerlukan keputusan",
        "balance too small": "saldo kurang",
        "file set aside": "berkas disisihkan",
        "schedule": "jadwal",
        "waits to be sent": "menunggu dikirim",
        "sent": "terkirim",
        "not needed any more": "tidak diperlukan lagi",
        "GIVEN UP": "DIHENTIKAN",
        "There is no notification.": "Tidak ada pemberitahuan.",
        "There is no notification %1. \"salur notifications\" lists all. Nothing was changed.":
            "Tidak ada pemberitahuan %1. \"salur notifications\" menampilkan semuanya. Tidak ada yang diubah.",
        "Notification %1 is sent to %2 once more.": "Pemberitahuan %1 dikirim sekali lagi ke %2.",
        """
        A notification could not be sent (%1). The next salur process, or salur serve, tries again. See: salur \
        notifications
        """:
            """
        Sebuah pemberitahuan tidak dapat dikirim (%1). salur process berikutnya, atau salur serve, mencobanya lagi. \
        Lihat: salur notifications
        """,
        "notifications": "pemberitahuan",
        "mails leave through %1": "surel dikirim melalui %1",
        """
        %1 is missing or cannot be started, so no mail leaves: install a mail program such as msmtp, or set \
        notify.mailCommand
        """:
            """
        %1 tidak ada atau tidak dapat dijalankan, sehingga tidak ada surel yang terkirim: pasang program surel \
        seperti msmtp, atau atur notify.mailCommand
        """,
        "webhook at %1": "webhook di %1",
        "some of %1, with commas between them": "beberapa dari %1, dipisahkan koma",
        "a time such as 16:00": "waktu seperti 16:00",
        "addresses such as finance@example.co.id, with commas between them":
            "alamat seperti finance@example.co.id, dipisahkan koma",
        "an address such as salur@example.co.id": "alamat seperti salur@example.co.id",
        "notify.mailCommand is \"%1\": expected the path of a program":
            "notify.mailCommand bernilai \"%1\": seharusnya lokasi sebuah program",
        "a list such as [-t, -i]": "daftar seperti [-t, -i]",
        "notify.mailTo is missing: notify.mailFrom is set": "notify.mailTo belum diisi: notify.mailFrom sudah diatur",
        "an https address such as https://example.co.id/salur, or http on this machine":
            "alamat https seperti https://example.co.id/salur, atau http di mesin ini",
        "The secret of notify.webhookUrl is too short: it needs %1 characters":
            "Rahasia notify.webhookUrl terlalu pendek: perlu %1 karakter",
        "notify.webhookSecretFile is missing: without it, a program cannot tell who notifies it":
            "notify.webhookSecretFile belum diisi: tanpanya, program tidak dapat mengetahui siapa yang memberi tahu",
    ]
}
