extension Indonesian {
    /// Commands: check, doctor, init, balance, inquire.
    static let commands: [String: String] = [
        "The bank at %1 did not tell the balance. Run \"salur doctor\".":
            "Bank di %1 tidak memberitahukan saldo. Jalankan \"salur doctor\".",
        "The bank's answer is about another transfer (%1 differs).":
            "Jawaban bank mengenai transfer yang lain (%1 berbeda).",
        "The bank did not tell the status (%1). Try again later.":
            "Bank tidak memberitahukan statusnya (%1). Coba lagi nanti.",
        "settings": "pengaturan",
        "complete; merchant %1 at %2": "lengkap; merchant %1 di %2",
        "bank directory": "daftar bank",
        "%1 banks and e-wallets": "%1 bank dan dompet digital",
        "ledger": "ledger",
        "%1 will be made by the first run": "%1 akan dibuat saat pertama kali dijalankan",
        "%1: %2 batches": "%1: %2 batch",
        "callbacks": "callback",
        "metrics": "metrik",
        "%1 is free": "%1 bebas",
        "%1 is free; proof: %2": "%1 bebas; bukti keaslian: %2",
        """
        the bank refuses our client id, key or signature (%1 %2): check ayoconnect.clientId and \
        ayoconnect.privateKeyFile
        """:
            """
        bank menolak client id, kunci, atau tanda tangan kita (%1 %2): periksa ayoconnect.clientId dan \
        ayoconnect.privateKeyFile
        """,
        "%1 gives no token (%2): check ayoconnect.baseUrl, ayoconnect.tokenPath and the network":
            "%1 tidak memberi token (%2): periksa ayoconnect.baseUrl, ayoconnect.tokenPath, dan jaringan",
        "the check was interrupted": "pemeriksaan terhenti",
        "token": "token",
        "the bank gave one": "diberikan oleh bank",
        "clock": "jam",
        "agrees with the bank's": "sesuai dengan jam bank",
        "An X-EXTERNAL-ID is exactly 32 letters and digits.": "X-EXTERNAL-ID terdiri atas tepat 32 huruf dan angka.",
        "The ledger %1 does not know this transfer. Add --partner-reference-no from attempts.csv.":
            "Ledger %1 tidak mengenal transfer ini. Tambahkan --partner-reference-no dari attempts.csv.",
        "succeeded": "berhasil (succeeded)",
        "pending": "tertunda (pending)",
        "refunded": "dikembalikan (refunded)",
        "failed": "gagal (failed)",
        "not found": "tidak ditemukan (not_found)",
        "rejected": "ditolak (rejected)",
        "held": "ditahan (held)",
        "queued": "mengantre (queued)",
        "validating": "rekening diperiksa (validating)",
        "validated": "siap dikirim (validated)",
        "unverified": "belum terverifikasi (unverified)",
        "invalid": "tidak valid (invalid)",
        "cancelled": "dibatalkan (cancelled)",
        "unknown, so pending": "tidak dikenal, jadi tertunda",
        "%1: note: %2": "%1: perhatian: %2",
        "1 row can be paid, %1": "1 baris dapat dibayar, %1",
        "1 row can be paid": "1 baris dapat dibayar",
        "%1 rows can be paid, %2": "%1 baris dapat dibayar, %2",
        "%1 rows can be paid": "%1 baris dapat dibayar",
        "nothing is rejected": "tidak ada yang ditolak",
        "%1 rejected": "%1 ditolak",
        "… and %1 more (--all lists every one):": "… dan %1 lagi (--all menampilkan semuanya):",
        "  %1, %2: 1 row (line %3)": "  %1, %2: 1 baris (baris %3)",
        "  %1, %2: %3 rows (lines %4)": "  %1, %2: %3 baris (baris %4)",
        "  %1, %2: %3 rows (first in lines %4)": "  %1, %2: %3 baris (pertama di baris %4)",
        "%1 was not written: it exists already and is left as it is.":
            "%1 tidak ditulis: sudah ada dan dibiarkan seperti semula.",
        "%1 was not written: %2.": "%1 tidak ditulis: %2.",
        "%1 could not be written. Check the free space.": "%1 tidak dapat ditulis. Periksa ruang disk.",
        "Wrote %1. Fill in what the bank gave you, then run \"salur doctor\".":
            "%1 sudah ditulis. Isi dengan yang diberikan bank kepada Anda, lalu jalankan \"salur doctor\".",
        "ok     ": "OK        ",
        "There is no command \"%1\". \"salur --help\" lists all.":
            "Tidak ada perintah \"%1\". \"salur --help\" menampilkan semuanya.",
        "There is no command \"%1\". Did you mean \"salur %2\"?":
            "Tidak ada perintah \"%1\". Maksud Anda \"salur %2\"?",
        "warning": "perhatian ",
        "WRONG  ": "SALAH     ",
    ]
}
