extension Indonesian {
    /// The page for people, `report.html`.
    static let page: [String: String] = [
        "Payout report": "Laporan pembayaran",
        "Collection report": "Laporan penagihan",
        "Refund report": "Laporan pengembalian dana",
        "Charge report": "Laporan penagihan kartu",
        "File": "Berkas",
        "Status of the batch": "Status batch",
        "As of": "Keadaan per",
        "Stopped because of": "Berhenti karena",
        "Balance of the account before": "Saldo rekening sebelum",
        "Balance of the account after": "Saldo rekening sesudah",
        """
        The balances are those of the whole account at the bank: other batches and payments by other ways have changed \
        them as well.
        """:
            """
        Saldo ini adalah saldo seluruh rekening di bank: batch lain dan pembayaran dengan cara lain juga mengubahnya.
        """,
        "It was mended: line %1 of %2 stands in its place.":
            "Baris ini sudah diperbaiki: baris %1 dari %2 menggantikannya.",
        "Line %1 of %2 stands in its place for a part; %3 is still to be paid.":
            "Baris %1 dari %2 menggantikannya untuk sebagian; %3 masih harus dibayar.",
        "A person has said that it is not due.": "Seseorang menyatakan bahwa baris ini tidak perlu dibayar.",
        "Approval sheet": "Lembar persetujuan",
        "Prepared by": "Disiapkan oleh",
        "Approved by": "Disetujui oleh",
        "Released by": "Dilepas oleh",
        "Role": "Peran",
        "Account of the machine": "Akun di komputer",
        "Date": "Tanggal",
        "Signature": "Tanda tangan",
        "In the file": "Dalam berkas",
        "Succeeded": "Berhasil",
        "On the way, result not known yet": "Dalam perjalanan, hasil belum diketahui",
        "Not sent yet": "Belum dikirim",
        "Rows on their way, or not sent yet": "Baris dalam perjalanan, atau belum dikirim",
        "It was sent, or it may have been; the bank has not reported the result yet.":
            "Sudah dikirim, atau mungkin sudah; bank belum melaporkan hasilnya.",
        "It waits to be sent.": "Menunggu giliran dikirim.",
        "The bank was asked whether the account can receive.": "Bank ditanya apakah rekening ini dapat menerima.",
        "The account can receive; the transfer is about to be sent.":
            "Rekening ini dapat menerima; transfer segera dikirim.",
        "Paid by": "Dibayarkan oleh",
        "payment began": "pembayaran dimulai",
        "payment ended": "pembayaran berakhir",
        "The last run has not recorded its end: it is at work, or it was cut off.":
            "Proses terakhir belum mencatat akhirnya: masih berjalan, atau terputus.",
        "salur run submits and approves in one command": "salur run mengajukan dan menyetujui dalam satu perintah",
        "file %1": "berkas %1",
        "for the purpose %1": "untuk keperluan %1",
        "paid again because: %1": "dibayar lagi karena: %1",
        "digest %1…": "digest %1…",
        "to be paid: %1, %2": "untuk dibayar: %1, %2",
        "rejected: %1, %2": "ditolak: %1, %2",
        "held: %1, %2": "ditahan: %1, %2",
        "seen: %1 repeated rows": "dilihat: %1 baris berulang",
        "seen: %1 first payments": "dilihat: %1 pembayaran pertama",
        "seen: %1 changed accounts": "dilihat: %1 rekening yang berubah",
        "seen: %1 large amounts": "dilihat: %1 jumlah besar",
        "seen: compared with %1, %2 payees are new, %3 are missing, %4 amounts are others":
            "dilihat: dibandingkan dengan %1, %2 penerima baru, %3 tidak ada lagi, %4 jumlah berbeda",
        "on the machine %1": "di mesin %1",
        "the run before it, begun %1, was cut off and recorded no end":
            "proses sebelumnya, yang dimulai %1, terputus dan tidak mencatat akhirnya",
        "found: %1 %2": "ditemukan: %1 %2",
        "taken over from the bank: %1": "diambil alih dari bank: %1",
        "stopped: %1": "dihentikan: %1",
        "an error ended it: %1": "berakhir karena kesalahan: %1",
        "interrupted; the same command goes on": "terputus; perintah yang sama melanjutkannya",
        "nothing has changed for too long; the same command goes on":
            "terlalu lama tidak ada perubahan; perintah yang sama melanjutkannya",
        "only the bank was asked; nothing was sent": "hanya bank yang ditanya; tidak ada yang dikirim",
        "the question was answered no; nothing was sent": "pertanyaan dijawab tidak; tidak ada yang dikirim",
        "%1: there are no sealed reports of %2. There are: %3":
            "%1: tidak ada laporan bersegel untuk %2. Yang ada: %3",
        """
        %1: there are no sealed reports (results.csv and audit.jsonl). --reports takes the folder of a batch, or the \
        folder that holds those of all batches.
        """:
            """
        %1: tidak ada laporan bersegel (results.csv dan audit.jsonl). --reports menerima folder sebuah batch, atau \
        folder yang memuat folder semua batch.
        """,
        "it does not say which batch it is about": "folder itu tidak menyebut batch mana yang dimaksud",
        """
        %1: the reports are not proven: %2. Nothing was compared. See "salur verify", and name the batches that are to \
        be compared where this one is to be left out.
        """:
            """
        %1: laporannya tidak terbukti: %2. Tidak ada yang dibandingkan. Lihat "salur verify", dan sebutkan batch yang \
        dibandingkan bila yang ini hendak dilewati.
        """,
        "Reports %1: seal %2, signed by key %3": "Laporan %1: segel %2, ditandatangani dengan kunci %3",
        """
        Not proven: %1 wrong in %2. Compare it with a copy from elsewhere, or compare the statement again (salur \
        reconcile).
        """:
            """
        Tidak terbukti: %1 salah dalam %2. Bandingkan dengan salinan dari tempat lain, atau bandingkan mutasinya lagi \
        (salur reconcile).
        """,
        "whoever can write the files could have written all of them anew; see --seal":
            "siapa pun yang dapat menulis berkas-berkas itu dapat menulis semuanya lagi; lihat --seal",
        "Reports %1: seal %2, not signed": "Laporan %1: segel %2, tidak ditandatangani",
        "Without success": "Tidak berhasil",
        "May have been paid": "Mungkin sudah dibayar",
        "of these mended in other files, or not due: %1, %2":
            "di antaranya diperbaiki dalam berkas lain, atau tidak perlu dibayar: %1, %2",
        "Which rows does it mend?": "Baris mana yang diperbaikinya?",
        "Batch of the mended row": "Batch baris yang diperbaiki",
        "Line of the mended row": "Baris yang diperbaiki",
        "payee blocked": "penerima diblokir",
        "name of the bank accepted before": "nama dari bank sudah pernah diterima",
        "paused": "dijeda",
        "resumed": "dilanjutkan",
        "closed": "ditutup",
        "Batch": "Batch",
        "Approved to be paid": "Disetujui untuk dibayar",
        "To pay": "Akan dibayar",
        "Rejected, not approved": "Ditolak, tidak disetujui",
        "Held, not approved before a release": "Ditahan, tidak disetujui sebelum dilepas",
        "Approved on": "Disetujui pada",
        "SHA-256 of the file": "SHA-256 berkas",
        "Journal": "Jurnal",
        "%1 events, head %2": "%1 peristiwa, ujung %2",
        "%1, %2": "%1, %2",
        "Seal, as the run printed it": "Segel, seperti dicetak oleh run",
        "Needs a person": "Perlu diputuskan",
        "Does it add up?": "Apakah jumlahnya cocok?",
        "✓ The rows of every status add up to the input, to the rupiah; so do the rows of every bank.":
            "✓ Baris semua status berjumlah sama dengan masukan, sampai rupiah; begitu juga baris semua bank.",
        "✗ The rows do not add up to the input. Pay nothing with this ledger, and compare a backup.":
            """
        ✗ Baris-baris tidak berjumlah sama dengan masukan. Jangan membayar dengan ledger ini, dan bandingkan \
        dengan cadangan.
        """,
        "By amount": "Menurut jumlah",
        "By rows": "Menurut baris",
        "Status": "Status",
        "Rows": "Baris",
        "Amount": "Jumlah",
        "Input": "Masukan",
        "Rows whose amount cannot be read count with Rp 0: %1.":
            "Baris yang jumlahnya tidak terbaca dihitung Rp 0: %1.",
        "By bank": "Menurut bank",
        "Bank": "Bank",
        "Name": "Nama",
        "Rows that succeeded": "Baris berhasil",
        "Amount that succeeded": "Jumlah berhasil",
        "Rows without success": "Baris yang tidak berhasil",
        "Line": "Baris",
        "Reference": "Referensi",
        "Account": "Rekening",
        "Reason": "Alasan",
        "… and %1 more; all of them are in %2.": "… dan %1 lagi; semuanya ada di %2.",
        "How the file was read": "Cara berkas dibaca",
        "Proof": "Bukti",
        "Journal: %1 events, head %2": "Jurnal: %1 peristiwa, ujung %2",
        """
        Typed in the folder of this page, the first command proves that the page and the files next to it were \
        written together; the second one, with the path of the payout file, proves every row of it as well; the third \
        one proves that they are as the ledger gives them. Whoever can write all files could have written them anew: \
        without the ledger, the seal that the run printed or mailed (--seal) or a signed journal (--public-key) proves \
        that nobody did.
        """:
            """
        Diketik di folder halaman ini, perintah pertama membuktikan bahwa halaman ini dan berkas di sebelahnya ditulis \
        bersama; perintah kedua, dengan jalur berkas pembayaran, juga membuktikan setiap barisnya; perintah ketiga \
        membuktikan bahwa semuanya sesuai dengan ledger. Siapa pun yang dapat menulis semua berkas bisa saja \
        menulisnya dari awal: tanpa ledger, segel yang dicetak atau dikirim (--seal) atau jurnal bertanda tangan \
        (--public-key) membuktikan bahwa tidak ada yang melakukannya.
        """,
        "What needs a person?": "Apa yang perlu diputuskan?",
        "Nothing needs a person.": "Tidak ada yang perlu diputuskan.",
        "stopped": "berhenti",
        "By whose word?": "Atas keputusan siapa?",
        "References": "Referensi",
        "submitted": "diajukan",
        "repeated rows acknowledged": "baris berulang diketahui",
        "approved": "disetujui",
        "What": "Apa",
        "Who": "Siapa",
        "When": "Kapan",
        "What was recorded": "Yang dicatat",
        "Nobody has approved this batch.": "Belum ada yang menyetujui batch ini.",
        "The file was paid before, and was submitted again because: %1":
            "Berkas ini pernah dibayar, dan diajukan lagi karena: %1",
        "Nobody had to decide about single rows.": "Tidak ada baris yang perlu diputuskan satu per satu.",
        "Decision": "Keputusan",
        "tried again": "dicoba lagi",
        "result stated": "hasil dinyatakan",
        "not due": "tidak perlu dibayar",
        "waits for approval": "menunggu persetujuan",
        "approved, not finished": "disetujui, belum selesai",
        "settled: nothing happens without a person": "selesai: tidak ada yang terjadi tanpa seseorang",
    ]
}
