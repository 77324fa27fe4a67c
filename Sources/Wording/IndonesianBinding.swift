extension Indonesian {
    /// Customers who bind accounts and register cards, their codes, and holds on cards.
    static let binding: [String: String] = [
        "A customer's name has 1 to %1 visible characters. Nothing was sent.":
            "Nama pelanggan terdiri atas 1 sampai %1 karakter yang terlihat. Tidak ada yang dikirim.",
        "The customer %1 is blocked. Nothing was sent. Lift the block first: salur mandates unblock %2":
            "Pelanggan %1 diblokir. Tidak ada yang dikirim. Buka blokirnya dahulu: salur mandates unblock %2",
        """
        The customer %1 has an open page at the bank until %2. Nothing was sent. Wait until then, and run the same \
        command again.
        """:
            """
        Pelanggan %1 masih punya halaman terbuka di bank sampai %2. Tidak ada yang dikirim. Tunggu sampai saat itu, \
        lalu jalankan perintah yang sama lagi.
        """,
        "A newer one has taken the place of this visit. \"salur mandates list\" shows it.":
            "Kunjungan ini sudah digantikan oleh yang lebih baru. \"salur mandates list\" menampilkannya.",
        "The bank refuses to open a page for this customer (%1). Nothing is bound.":
            "Bank menolak membuka halaman untuk pelanggan ini (%1). Tidak ada yang terikat.",
        "The bank did not open a page for this customer (%1). Nothing is bound. Try again later.":
            "Bank tidak membuka halaman untuk pelanggan ini (%1). Tidak ada yang terikat. Coba lagi nanti.",
        "A customer's account is bound, and vault.keyFile is missing: nothing seals it.":
            "Rekening seorang pelanggan sudah terikat, tetapi vault.keyFile tidak ada: tidak ada yang menyegelnya.",
        "no bound account": "rekening yang terikat: tidak ada",
        "no registered card": "kartu yang terdaftar: tidak ada",
        "nothing bound": "yang terikat: tidak ada",
        "The customer %1 has %2. Nothing was sent.": "Pelanggan %1, %2. Tidak ada yang dikirim.",
        "The bank refuses to end the binding (%1). It stands as before.":
            "Bank menolak mengakhiri ikatan (%1). Ikatan tetap seperti semula.",
        "The bank could not be asked (%1). The binding stands as before.":
            "Bank tidak dapat ditanyai (%1). Ikatan tetap seperti semula.",
        "The customer %1 has no account that can be debited. No code was sent.":
            "Pelanggan %1 tidak punya rekening yang dapat didebit. Tidak ada kode yang dikirim.",
        "%1 does not wait for a code of its customer. Nothing was sent. See: salur status":
            "%1 tidak menunggu kode dari pelanggannya. Tidak ada yang dikirim. Lihat: salur status",
        """
        The bank has accepted a code for %1. Nothing was sent. Wait for the result: salur process
        """:
            """
        Bank sudah menerima kode untuk %1. Tidak ada yang dikirim. Tunggu hasilnya: salur process
        """,
        "The bank refuses (%1). The money of %2 is still held.": "Bank menolak (%1). Uang %2 masih ditahan.",
        "The bank could not be asked (%1). The money of %2 is still held.":
            "Bank tidak dapat ditanyai (%1). Uang %2 masih ditahan.",
        "The bank did not tell the status of this charge. Try again later.":
            "Bank tidak memberi tahu status tagihan kartu ini. Coba lagi nanti.",
        "%1 is no charge that holds money on a card. Nothing was sent.":
            "%1 bukan tagihan yang menahan uang pada kartu. Tidak ada yang dikirim.",
        "The account of customer %1 is bound: %2.": "Rekening pelanggan %1 sudah terikat: %2.",
        "The card of customer %1 is registered: %2.": "Kartu pelanggan %1 sudah terdaftar: %2.",
        "The account of customer %1 is not bound: %2.": "Rekening pelanggan %1 tidak terikat: %2.",
        "No card of customer %1 is registered: %2.": "Tidak ada kartu pelanggan %1 yang terdaftar: %2.",
        "The account of customer %1 is bound, but the customer is blocked: three wrong codes.":
            "Rekening pelanggan %1 terikat, tetapi pelanggan itu diblokir: tiga kode salah.",
        "The account of customer %1 is not bound any more.": "Rekening pelanggan %1 tidak terikat lagi.",
        "The card of customer %1 is not registered any more.": "Kartu pelanggan %1 tidak terdaftar lagi.",
        "Customer %1: %2.": "Pelanggan %1: %2.",
        "Customer %1: still bound as far as the bank says. %2":
            "Pelanggan %1: masih terikat sejauh keterangan bank. %2",
        "Interrupted: the page of customer %1 is open still.": "Terputus: halaman pelanggan %1 masih terbuka.",
        "The bank has not decided yet about customer %1.": "Bank belum memutuskan tentang pelanggan %1.",
        "\"salur mandates refresh\" finds out what becomes of it.": "\"salur mandates refresh\" mencari tahu hasilnya.",
        "\"salur cards refresh\" finds out what becomes of it.": "\"salur cards refresh\" mencari tahu hasilnya.",
        "the bank has refused it, or the customer gave up": "bank menolaknya, atau pelanggan membatalkannya",
        "the page is closed, and the bank knows of no new one":
            "halamannya sudah ditutup, dan bank tidak mengenal yang baru",
        "interrupted": "terputus",
        "the bank did not say": "bank tidak memberi tahu",
        "The customer must open this page until %1. It is for the customer alone. Waiting …":
            "Pelanggan harus membuka halaman ini sampai %1. Halaman ini hanya untuk pelanggan itu. Menunggu …",
        "The customer must open this page now and confirm the charge. Waiting …":
            "Pelanggan harus membuka halaman ini sekarang dan menyetujui pendebitannya. Menunggu …",
        "%1 is no charge. Nothing was sent. See: salur status":
            "%1 bukan pendebitan kartu. Tidak ada yang dikirim. Lihat: salur status",
        """
        %1 does not wait to be sent: it is %2. Nothing was sent. A charge that has failed goes again after: \
        salur retry
        """:
            """
        %1 tidak menunggu dikirim: statusnya %2. Tidak ada yang dikirim. Pendebitan yang gagal dikirim lagi setelah: \
        salur retry
        """,
        "Another program receives callbacks at %1:%2. What it records in this ledger is waited for.":
            "Program lain menerima callback di %1:%2. Yang dicatatnya di ledger ini ditunggu.",
        "Asking the bank what has become of it …": "Menanyakan hasilnya kepada bank …",
        "Changed: %1. As before: %2.": "Berubah: %1. Tetap: %2.",
        "Open pages: %1. The bank did not say: %2.": "Halaman terbuka: %1. Tidak dijawab bank: %2.",
        """
        The bank accepts the code for %1. The result of the payment comes with the next report of the bank: salur \
        process
        """:
            """
        Bank menerima kode untuk %1. Hasil pembayaran datang dengan laporan bank berikutnya: salur process
        """,
        "No code was sent. %1 waits for it still.": "Tidak ada kode yang dikirim. %1 masih menunggunya.",
        """
        Three wrong codes: the customer %1 is blocked at the bank, and is not debited any more. Once the bank has \
        lifted it: salur mandates unblock
        """:
            """
        Tiga kode salah: pelanggan %1 diblokir di bank, dan tidak didebit lagi. Setelah bank membukanya: salur \
        mandates unblock
        """,
        "The code came too late. %1 stays pending until the bank reports.":
            "Kodenya terlambat. %1 tetap tertunda sampai bank melaporkan.",
        "The bank refuses the code (%1). %2 stays pending until the bank reports.":
            "Bank menolak kode itu (%1). %2 tetap tertunda sampai bank melaporkan.",
        "It is not known whether the bank has the code (%1). %2 stays pending.":
            "Tidak diketahui apakah bank menerima kode itu (%1). %2 tetap tertunda.",
        "%1, customer %2: takes the %3 that are held.": "%1, pelanggan %2: mengambil %3 yang ditahan.",
        "%1, customer %2: releases the %3 that are held.": "%1, pelanggan %2: melepas %3 yang ditahan.",
        "The page could not be opened here: xdg-open is missing. Open the address by hand.":
            "Halaman tidak dapat dibuka di sini: xdg-open tidak ada. Buka alamatnya sendiri.",
        "End the binding of this account?": "Akhiri ikatan rekening ini?",
        "Have the bank forget this card?": "Minta bank melupakan kartu ini?",
        "Code of the customer, 6 digits (tries left: %1):": "Kode pelanggan, 6 digit (sisa percobaan: %1):",
        "A code has 6 digits. It was not sent.": "Kode terdiri atas 6 digit. Kode itu tidak dikirim.",
    ]
}
