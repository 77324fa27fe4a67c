extension Indonesian {
    /// What the terminal shows besides results: the question, the progress bar, Ctrl-C.
    static let terminal: [String: String] = [
        "[y/N]": "[y/T]",
        "[Y/n]": "[Y/t]",
        "[y/N, l lists all %1]": "[y/T, l menampilkan semua %1]",
        "More?": "Lagi?",
        "error:": "kesalahan:",
        "warning:": "peringatan:",
        "%1 a second": "%1 per detik",
        "bank takes %1 calls a second": "bank menerima %1 panggilan per detik",
        "%1 left": "sisa %1",
        "%1 not paid": "%1 tidak dibayar",
        "%1 held": "%1 ditahan",
        "%1 pending": "%1 menunggu",
        "Reading %1": "Membaca %1",
        "Asking the bank whether it knows this file": "Menanyakan kepada bank apakah berkas ini sudah dikenal",
        "The bank knows this file: asking about every row before sending any":
            "Bank mengenal berkas ini: setiap baris ditanyakan dahulu sebelum ada yang dikirim",
        "Asking the bank whether it knows this file; %1 questions were not answered yet":
            "Menanyakan kepada bank apakah berkas ini sudah dikenal; %1 pertanyaan belum dijawab",
        "Waiting for the bank's quota: asking again at %1": "Menunggu kuota bank: bertanya lagi pada %1",
        """
        The bank refuses every call (429): its quota is used up. Waiting for the next window; the bank is \
        asked again at %1.
        """:
            """
        Bank menolak setiap permintaan (429): kuotanya habis. Menunggu kuota berikutnya; bank ditanyai lagi pada %1.
        """,
        """
        The bank leaves status inquiries unanswered; they are sent again. Nothing is paid before it has \
        said clearly that it does not know this file.
        """:
            """
        Bank tidak menjawab sebagian pertanyaan status; pertanyaan dikirim lagi. Tidak ada yang dibayar sebelum bank \
        menyatakan dengan jelas bahwa berkas ini tidak dikenal.
        """,
        "Banks pause until %1": "Bank berhenti sejenak sampai %1",
        "Banks pause until %1; nothing is sent before then.":
            "Bank berhenti sejenak sampai %1; sebelum itu tidak ada yang dikirim.",
        "The bank is busy: waiting until %1": "Bank sedang sibuk: menunggu sampai %1",
        "The others wait until %1 more of the first rows have succeeded (dispatch.canary)":
            "Yang lain menunggu sampai %1 lagi dari baris pertama berhasil (dispatch.canary)",
        "Stopping: waiting for %1": "Berhenti: menunggu %1",
        "what is on its way": "yang masih dalam perjalanan",
        "1 call to the bank": "1 panggilan ke bank",
        "%1 calls to the bank": "%1 panggilan ke bank",
        "Stopping: waiting for %1. Nothing new is sent. %2": "Berhenti: menunggu %1. Tidak ada lagi yang dikirim. %2",
        "Press Ctrl-C again to leave at once; run the same command later to continue.":
            """
        Tekan Ctrl-C sekali lagi untuk keluar saat ini juga; jalankan perintah yang sama nanti untuk melanjutkan.
        """,
        "A second signal leaves at once; run the same command later to continue.":
            "Sinyal kedua langsung mengakhiri; jalankan perintah yang sama nanti untuk melanjutkan.",
        """
        Left at once. What the bank has not told yet stays pending. Run the same command again: it asks the bank \
        first, and pays nothing twice.
        """:
            """
        Keluar saat itu juga. Yang belum dikabarkan oleh bank tetap menunggu. Jalankan lagi perintah yang sama: \
        bank ditanya dahulu, dan tidak ada yang dibayar dua kali.
        """,
    ]
}
