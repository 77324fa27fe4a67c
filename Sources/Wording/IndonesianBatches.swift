extension Indonesian {
    /// What is said of batches as a whole: paused, resumed, closed.
    static let batches: [String: String] = [
        "The batch \"%1\" would be taken for \"%2\". Nothing was sent. Give this file another name with --batch.":
            """
        Batch \"%1\" akan tertukar dengan \"%2\". Tidak ada yang dikirim. Beri berkas ini nama lain dengan --batch.
        """,
        "a person has closed this batch: nothing more of it is sent":
            "seseorang sudah menutup batch ini: tidak ada lagi yang dikirim darinya",
        "a person has paused it; this run sent nothing: %1":
            "seseorang menjedanya; kali ini tidak ada yang dikirim: %1",
        "a person has paused it: %1": "seseorang menjedanya: %1",
        "This file is the batch %1, which a person has closed: nothing is sent for it.":
            "Berkas ini adalah batch %1 yang sudah ditutup oleh seseorang: tidak ada yang dikirim untuknya.",
        "This file is the batch %1 already and is paused. Next: salur resume %2":
            "Berkas ini sudah menjadi batch %1 dan dijeda. Selanjutnya: salur resume %2",
        "%1 is closed. There is nothing to approve.": "%1 sudah ditutup. Tidak ada yang perlu disetujui.",
        "%1 is paused and is left out: salur resume %2": "%1 dijeda dan dilewati: salur resume %2",
        "%1 is paused. Nothing was sent. To let it go on: salur resume %2":
            "%1 dijeda. Tidak ada yang dikirim. Untuk melanjutkannya: salur resume %2",
        "Let it go on: salur resume %1": "Lanjutkan: salur resume %1",
        "%1 is closed for good. Nothing was changed.": "%1 sudah ditutup untuk selamanya. Tidak ada yang diubah.",
        "%1 is settled: nothing is left to pause. Nothing was changed.":
            "%1 sudah selesai: tidak ada lagi yang dapat dijeda. Tidak ada yang diubah.",
        "%1 is neither paused nor stopped. Nothing was changed.":
            "%1 tidak sedang dijeda dan tidak berhenti. Tidak ada yang diubah.",
        "%1 is still being read. Nothing was changed.": "%1 masih dibaca. Tidak ada yang diubah.",
        """
        Money of %1 may be on its way, so it cannot be closed. Nothing was changed. Let it come to its end with: salur \
        process %2
        """: """
        Uang dari %1 mungkin sedang dikirim, jadi batch itu tidak dapat ditutup. Tidak ada yang diubah. Tunggu sampai \
        selesai dengan: salur process %2
        """,
        "Rows of %1 could still be sent, so it was not closed. Type the same command again to look at them.":
            """
        Baris dari %1 masih dapat dikirim, jadi batch itu tidak ditutup. Ketik lagi perintah yang sama untuk \
        melihatnya.
        """,
        "Let the batch go on with \"salur resume\", then run the same command again.":
            "Lanjutkan batch itu dengan \"salur resume\", lalu jalankan lagi perintah yang sama.",
        "Pay what is still due in a new file.": "Bayarlah yang masih terutang dengan berkas baru.",
        "Bring its rows to their end first: \"salur status\" shows which.":
            "Selesaikan dahulu barisnya: \"salur status\" menampilkan yang mana.",
        "It waits until a person resumes the batch.": "Menunggu sampai seseorang melanjutkan batch ini.",
        "Nothing; it was mended: line %1 of %2 stands in its place.":
            "Tidak ada; baris ini sudah diperbaiki: baris %1 dari %2 menggantikannya.",
        """
        Line %1 of %2 stands in its place for a part; %3 is still to be paid. Pay the rest in a row that mends it as \
        well, or cancel the row if the rest is not due.
        """: """
        Baris %1 dari %2 menggantikannya untuk sebagian; %3 masih harus dibayar. Bayar sisanya dengan baris yang juga \
        memperbaikinya, atau batalkan baris ini jika sisanya tidak perlu dibayar.
        """,
        "Nothing; the payee is blocked. Pay it in a new file if the payee is unblocked.":
            "Tidak ada; penerimanya diblokir. Bayarlah dengan berkas baru jika blokirnya dibuka.",
        "Nothing; a person has said that it is not due.":
            "Tidak ada; seseorang menyatakan bahwa baris ini tidak perlu dibayar.",
        "Nothing; a person has closed the batch.": "Tidak ada; seseorang sudah menutup batch ini.",
        """
        Rows of %1 may have been paid, so it cannot be closed. Nothing was changed. Decide about them first: salur \
        status %2 shows which, and how.
        """: """
        Baris dari %1 mungkin sudah dibayar, jadi batch itu tidak dapat ditutup. Tidak ada yang diubah. Putuskan \
        dahulu tentang baris itu: salur status %2 menampilkan yang mana, dan caranya.
        """,
        """
        %1: %2, %3, waited longer than dispatch.expireAfter and were cancelled. New reports: salur report %4
        """: """
        %1: %2, %3, menunggu lebih lama dari dispatch.expireAfter dan dibatalkan. Laporan baru: salur report %4
        """,
        "Rows have waited longer than dispatch.expireAfter: %1":
            "Ada baris yang menunggu lebih lama dari dispatch.expireAfter: %1",
        "a duration such as 30d, or none": "suatu lama waktu seperti 30d, atau none",
        "Pause %1: %2, %3, are not sent.": "Jeda %1: %2, %3, tidak dikirim.",
        "Resume %1: it waits as it did before, and goes on where it was.":
            "Lanjutkan %1: menunggu seperti sebelumnya, dan dilanjutkan dari posisi terakhir.",
        "Close %1 for good: %2, %3, that were not sent are cancelled.":
            "Tutup %1 untuk selamanya: %2, %3, yang belum dikirim dibatalkan.",
        "  %1, %2, stay as they are and unpaid.": "  %1, %2, tetap seperti adanya dan tidak dibayar.",
        "%1 was not closed; %2 of it were cancelled.": "%1 tidak ditutup; %2 di antaranya dibatalkan.",
        "%1 is paused. To let it go on: salur resume %2": "%1 dijeda. Untuk melanjutkannya: salur resume %2",
        "%1 goes on.": "%1 dilanjutkan.",
        "%1 waits for approval again. Next: salur approve %2":
            "%1 kembali menunggu persetujuan. Selanjutnya: salur approve %2",
        "%1 is closed; %2, %3, were cancelled. New reports: salur report %4":
            "%1 sudah ditutup; %2, %3, dibatalkan. Laporan baru: salur report %4",
        "its batch is closed for good: pay it in a new file if it is due after all":
            "batch-nya sudah ditutup untuk selamanya: bayarlah dengan berkas baru jika memang masih harus dibayar",
        "its state does not allow it any more": "statusnya tidak lagi memungkinkannya",
        "paused by a person": "dijeda oleh seseorang",
        "%1 is closed already; nothing changes.": "%1 sudah ditutup; tidak ada yang berubah.",
        "%1 is closed. New reports: salur report %2": "%1 ditutup. Laporan baru: salur report %2",
        """
        Money of %1 may be on its way, so it cannot be closed. Nothing was changed. Cancel its rows that were not \
        sent (salur cancel), resume it, and let salur process ask the bank for the results; then close it. It begins \
        with: salur cancel --status queued --batch %2
        """:
            """
        Uang dari %1 mungkin sedang dalam proses, sehingga tidak dapat ditutup. Tidak ada yang diubah. Batalkan \
        baris yang belum dikirim (salur cancel), lanjutkan (salur resume), dan biarkan salur process menanyakan \
        hasilnya kepada bank; lalu tutup. Mulai dengan: salur cancel --status queued --batch %2
        """,
        "closed by a person": "ditutup oleh seseorang",
        """
        The ledger holds words in its table "%1" that this version of salur does not know (%2): another version wrote \
        them, or somebody edited it. Nothing is sent while it is so. Use the version that wrote it, or put back the \
        backup.
        """: """
        Ledger berisi kata-kata dalam tabel "%1" yang tidak dikenal oleh versi salur ini (%2): versi lain menulisnya, \
        atau seseorang mengubahnya. Selama itu tidak ada yang dikirim. Gunakan versi yang menulisnya, atau kembalikan \
        cadangannya.
        """,
    ]
}
