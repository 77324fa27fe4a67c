extension Indonesian {
    /// The journal, its signature, and its verification.
    static let audit: [String: String] = [
        "the file holds no Ed25519 private key in PEM form (openssl genpkey -algorithm ed25519 makes one)":
            """
        berkas itu tidak berisi kunci privat Ed25519 dalam bentuk PEM (buat dengan openssl genpkey \
        -algorithm ed25519)
        """,
        "the file holds no Ed25519 public key in PEM form (openssl pkey -in KEY -pubout writes it)":
            """
        berkas itu tidak berisi kunci publik Ed25519 dalam bentuk PEM (tulis dengan openssl pkey -in \
        KUNCI -pubout)
        """,
        "the key could not sign": "kunci itu tidak dapat menandatangani",
        """
        %1. Somebody has edited the ledger %2 with other means than salur, or it is damaged (ledger_altered): what it \
        says of batch %3 proves nothing, so no report of it was written, and the files of its folder are as they were. \
        See what "salur verify --ledger %4" finds, and put back the backup.
        """:
            """
        %1. Ledger %2 telah diubah dengan cara lain selain salur, atau rusak (ledger_altered): isinya tentang batch %3 \
        tidak membuktikan apa pun, jadi tidak ada laporannya yang ditulis, dan berkas dalam foldernya tetap seperti \
        semula. Lihat temuan "salur verify --ledger %4", dan kembalikan cadangannya.
        """,
        "%1; and %2 more": "%1; dan %2 lagi",
        "%1, row %2: the ledger and the journal do not agree on whether it is still due":
            "%1, baris %2: ledger dan jurnal tidak sepakat apakah baris itu masih harus dibayar",
        "schedule %1: the journal does not have its run of %2":
            "jadwal %1: jurnal tidak memuat pelaksanaannya untuk %2",
        "schedule %1: its run of %2 did not end as the journal has it":
            "jadwal %1: pelaksanaannya untuk %2 tidak berakhir seperti yang tercatat dalam jurnal",
        "a run of a schedule was taken out: %1": "satu pelaksanaan jadwal telah dihapus: %1",
        "schedule %1: whether it is paused is not what the journal has":
            "jadwal %1: dijeda atau tidaknya bukan seperti yang tercatat dalam jurnal",
        "the ledger": "ledger",
        "batch %1": "batch %1",
        "the chains have %1 events, and the journal has %2": "rantai memuat %1 peristiwa, dan jurnal memuat %2",
        "SQLite finds the file damaged: %1": "SQLite menemukan berkas ini rusak: %1",
        "a row refers to one that is missing": "ada baris yang merujuk ke baris yang hilang",
        "%1 in the schema is not as salur made it, so a constraint may be missing":
            "%1 dalam skema tidak seperti yang dibuat salur, jadi mungkin ada batasan yang hilang",
        "%1: event %2 was altered, or the one before it taken out":
            "%1: peristiwa %2 diubah, atau peristiwa sebelumnya dibuang",
        "%1: the journal ends at event %2, and %3 were recorded":
            "%1: jurnal berakhir pada peristiwa %2, padahal %3 telah dicatat",
        "%1: its journal is missing": "%1: jurnalnya hilang",
        "callbacks that event %1 of the ledger speaks of were altered: %2":
            "panggilan balik yang disebut peristiwa %1 dari ledger telah diubah: %2",
        "%1: the ledger calls it %2, and its journal says %3":
            "%1: ledger menyebutnya %2, sedangkan jurnalnya menyatakan %3",
        "%1: its rows are not those that were submitted": "%1: baris-barisnya bukan yang diajukan",
        "%1: its rows do not add up to what was counted when they were submitted":
            "%1: jumlah baris-barisnya tidak sama dengan hitungan saat diajukan",
        "%1, row %2: it is %3, and the journal has no event about it":
            "%1, baris %2: statusnya %3, dan jurnal tidak memuat peristiwa tentangnya",
        "%1, row %2: it is %3, and by the journal it is %4": "%1, baris %2: statusnya %3, dan menurut jurnal %4",
        "the journal has no decision about this row": "jurnal tidak memuat keputusan tentang baris ini",
        """
        %1 is "%2", and by the journal it is "%3" (%4, line %5)
        """:
            """
        %1 berisi "%2", dan menurut jurnal isinya "%3" (%4, baris %5)
        """,
        "%1 is there, and the journal has no such event": "%1 ada, dan jurnal tidak memuat peristiwa itu",
        "people.decisions says something else than the decisions in results.csv":
            "people.decisions tidak sama dengan keputusan dalam results.csv",
        "it ends before line %1 of %2: rows were taken out":
            "berkas ini berakhir sebelum baris %1 dari %2: ada baris yang dibuang",
        "%1 has no such row: it was put in": "%1 tidak memuat baris ini: baris ini disisipkan",
        "line %1 of %2 belongs here: rows were taken out, put in or moved":
            "baris %1 dari %2 seharusnya di sini: ada baris yang dibuang, disisipkan, atau dipindahkan",
        "the column %1 has \"%2\", and %3 has \"%4\"": "kolom %1 berisi \"%2\", dan %3 berisi \"%4\"",
        "it is no workbook as salur writes it (%1)": "ini bukan buku kerja seperti yang ditulis salur (%1)",
        "%1, row %2: the row or one of its transfers was altered":
            "%1, baris %2: baris ini atau salah satu transfernya telah diubah",
        "%1, row %2: the journal has no event of the moment when it was settled":
            "%1, baris %2: jurnal tidak memuat peristiwa pada saat baris ini selesai",
        "%1, row %2: the journal has no release of the moment when its repeats were accepted":
            "%1, baris %2: jurnal tidak memuat pelepasan pada saat kemiripannya diterima",
        "%1, row %2: no validation of it has the name that it shows as the bank's":
            "%1, baris %2: tidak ada validasinya yang memuat nama yang ditampilkan sebagai nama dari bank",
        """
        %1: its file name, its purpose or the reason to pay it again are not those that the journal recorded when it \
        was submitted
        """:
            """
        %1: nama berkas, tujuan, atau alasan pembayaran ulangnya bukan yang dicatat jurnal ketika diajukan
        """,
        "%1: the journal has no approval of the moment that the ledger names":
            "%1: jurnal tidak memuat persetujuan pada saat yang disebut ledger",
        "the blocks or the accepted names of payees are not those that the journal has":
            "blokir atau nama penerima yang diterima bukan yang ada dalam jurnal",
        "batch %1, row %2: the journal does not have the row that it mends":
            "batch %1, baris %2: jurnal tidak memuat baris yang diperbaikinya",
        "the ledger links %1 mended rows, and the journal has %2: a row could be paid again":
            "ledger menghubungkan %1 baris yang diperbaiki, dan jurnal %2: sebuah baris dapat dibayar lagi",
        """
        the ledger says that %1 was sent on %2, and its transfers add up to %3: the daily ceiling would not hold
        """:
            """
        ledger menyebut %1 dikirim pada %2, padahal jumlah transfernya %3: batas harian tidak akan berlaku
        """,
        "an event of one batch names a row of another": "peristiwa suatu batch menyebut baris batch lain",
        """
        its rows are not those that were submitted (%1, line %2): a reference, bank, account, name, amount or note is \
        another
        """:
            """
        baris-barisnya bukan yang diajukan (%1, baris %2): ada referensi, bank, rekening, nama, jumlah, atau catatan \
        yang lain
        """,
        """
        Not proven: the ledger %1 was edited by other means than salur, or is damaged. Pay nothing with it; compare it \
        with a backup and with the printed lines.
        """:
            """
        Tidak terbukti: ledger %1 disunting dengan cara lain selain salur, atau rusak. Jangan membayar dengannya; \
        bandingkan dengan cadangan dan dengan baris-baris yang tercetak.
        """,
        "Proven: nothing in the ledger %1 was edited by other means than salur; %2 events, %3 payouts.":
            """
        Terbukti: tidak ada dalam ledger %1 yang disunting dengan cara lain selain salur; %2 peristiwa, %3 \
        pembayaran.
        """,
        "Batch %1: %2 events, head %3": "Batch %1: %2 peristiwa, ujung %3",
        "%1, line %2: %3": "%1, baris %2: %3",
        "%1: %2": "%1: %2",
        "something stands behind the seal, which is the last line":
            "ada sesuatu di belakang segel, padahal segel adalah baris terakhir",
        "the line is cut off": "baris ini terpotong",
        "the line is longer than any that salur writes":
            "baris ini lebih panjang daripada baris mana pun yang ditulis salur",
        "the line is not written as salur writes it: it was altered":
            "baris ini tidak tertulis seperti salur menulisnya: baris ini diubah",
        "event %1 stands where event %2 belongs: lines were taken out, put in or moved":
            "peristiwa %1 berada di tempat peristiwa %2: ada baris yang dibuang, disisipkan, atau dipindahkan",
        "event %1 does not follow the event before it": "peristiwa %1 tidak menyambung dengan peristiwa sebelumnya",
        "the checkpoint before event %1 is missing": "titik periksa sebelum peristiwa %1 hilang",
        "event %1 was altered: its link does not belong to what it says":
            "peristiwa %1 diubah: mata rantainya tidak cocok dengan isinya",
        "row %1 has another reference here than before":
            "baris %1 memiliki referensi yang lain di sini daripada sebelumnya",
        "event %1 has another link than the one that you were given (--head)":
            "peristiwa %1 memiliki mata rantai yang lain daripada yang Anda terima (--head)",
        "the checkpoint before the seal is missing": "titik periksa sebelum segel hilang",
        "the checkpoint stands there twice": "titik periksa ini ada dua kali",
        """
        the checkpoint is about event %1 of batch %2, and stands behind event %3 of batch %4: lines were \
        taken out, put in or moved
        """:
            """
        titik periksa ini tentang peristiwa %1 dari batch %2, tetapi berada di belakang peristiwa %3 \
        dari batch %4: ada baris yang dibuang, disisipkan, atau dipindahkan
        """,
        "it is not signed by the key that signed the checkpoints before it":
            "tidak ditandatangani dengan kunci yang menandatangani titik-titik periksa sebelumnya",
        "the journal is not signed, so your key proves nothing about it":
            "jurnal ini tidak ditandatangani, jadi kunci Anda tidak membuktikan apa pun tentangnya",
        "the signature does not hold: what was signed was altered":
            "tanda tangannya tidak berlaku: yang ditandatangani telah diubah",
        "it is signed by the key %1, and not by yours, %2 (--public-key)":
            "ditandatangani dengan kunci %1, bukan dengan kunci Anda, %2 (--public-key)",
        "the seal does not name the report files that salur writes":
            "segel tidak menyebut berkas laporan yang ditulis salur",
        "the seal, which is the last line, is missing: the file was cut off":
            "segel, yaitu baris terakhir, hilang: berkas ini terpotong",
        "it ends at event %1, and you were given %2 (--events): its end was cut off":
            "berakhir pada peristiwa %1, sedangkan Anda menerima %2 (--events): ujungnya dipotong",
        "no event has the link that you were given (--head): its end was cut off, or it is another":
            """
        tidak ada peristiwa dengan mata rantai yang Anda terima (--head): ujungnya dipotong, atau \
        ini jurnal lain
        """,
        "the column %1 is missing": "kolom %1 tidak ada",
        "the column %1 has \"%2\", and the ledger has \"%3\"":
            "kolom %1 berisi \"%2\", sedangkan ledger berisi \"%3\"",
        "the column %1 has \"%2\", and line %3 of %4 has \"%5\"":
            "kolom %1 berisi \"%2\", sedangkan baris %3 dari %4 berisi \"%5\"",
        "the row %1 of the ledger was taken out before this": "baris %1 dari ledger dibuang sebelum ini",
        "the ledger has no such row, %1: it was put in":
            "ledger tidak memiliki baris ini, %1: baris ini disisipkan",
        "the ledger has the row %1 here: rows were taken out, put in or moved":
            "ledger memiliki baris %1 di sini: ada baris yang dibuang, disisipkan, atau dipindahkan",
        "line %1 of %2, %3, was taken out before this": "baris %1 dari %2, %3, dibuang sebelum ini",
        "%1 has no row at line %2, %3: it was put in": "%1 tidak memiliki baris %2, %3: baris ini disisipkan",
        "the ledger has no batch of this identity": "ledger tidak memiliki batch dengan identitas ini",
        "the journal of the ledger has no event with its last link":
            "jurnal ledger tidak memiliki peristiwa dengan mata rantai terakhirnya",
        "Every row of %1 is in results.csv exactly once, with the same account and amount: %2 rows.":
            "Setiap baris %1 ada di results.csv tepat satu kali, dengan rekening dan jumlah yang sama: %2 baris.",
        "%1 is not byte for byte the file that was submitted; every column that was compared is the same.":
            "%1 tidak persis sama dengan berkas yang diajukan; setiap kolom yang dibandingkan sama.",
        "Every cell of the reports is as the ledger gives it.": "Setiap sel laporan sama seperti dalam ledger.",
        """
        What was submitted is as the ledger has it. The ledger has recorded %1 events since these reports: what came \
        of the rows can be compared after "salur report".
        """:
            """
        Yang diajukan sama seperti dalam ledger. Ledger telah mencatat %1 peristiwa sejak laporan ini: hasil \
        baris-barisnya dapat dibandingkan setelah "salur report".
        """,
        "the row has %1 cells, and the header has %2": "baris ini memiliki %1 sel, sedangkan judul kolom %2",
        "it is no table as salur writes it (%1)": "bukan tabel seperti yang ditulis salur (%1)",
        "its row is not in results.csv": "barisnya tidak ada di results.csv",
        "it speaks of row %1 of the payout file, which is not in results.csv":
            "menyebut baris %1 dari berkas pembayaran, yang tidak ada di results.csv",
        "its line or its status is none that salur writes": "nomor baris atau statusnya bukan yang ditulis salur",
        "it does not stand in the order of the payout file": "tidak berada dalam urutan berkas pembayaran",
        "its amount is not a number": "jumlahnya bukan angka",
        "its status is %1, and the journal has no event about it":
            "statusnya %1, sedangkan jurnal tidak memiliki peristiwa tentangnya",
        "its reference is not the one in the journal (%1, line %2)":
            "referensinya bukan yang ada di jurnal (%1, baris %2)",
        "its status is %1, and by the journal it is %2 (%3, line %4)":
            "statusnya %1, sedangkan menurut jurnal %2 (%3, baris %4)",
        "its reference is not that of its row in results.csv": "referensinya bukan referensi barisnya di results.csv",
        "its amount is not that of its row in results.csv": "jumlahnya bukan jumlah barisnya di results.csv",
        "it names no transfer, and attempts.csv has one":
            "tidak menyebut transfer, sedangkan attempts.csv memilikinya",
        "its transfer %1 is not in attempts.csv": "transfernya %1 tidak ada di attempts.csv",
        "its transfer stands otherwise in attempts.csv": "transfernya tertulis lain di attempts.csv",
        "its status is %1, and no transfer in attempts.csv is":
            "statusnya %1, sedangkan tidak ada transfer di attempts.csv yang demikian",
        "its status is %1, and attempts.csv has a transfer that succeeded":
            "statusnya %1, sedangkan attempts.csv memiliki transfer yang berhasil",
        "it is no document as salur writes it": "bukan dokumen seperti yang ditulis salur",
        "it belongs to another journal: it names event %1, %2…, and %3 ends at event %4, %5…":
            "milik jurnal lain: menyebut peristiwa %1, %2…, sedangkan %3 berakhir pada peristiwa %4, %5…",
        "it says itself that it does not add up": "berkas ini sendiri mengatakan bahwa hitungannya tidak cocok",
        "%1 adds up to %2 rows and %3, and the input is %4 rows and %5":
            "%1 berjumlah %2 baris dan %3, sedangkan masukannya %4 baris dan %5",
        "%1 is no status": "%1 bukan status",
        "%1 says %2 rows and %3, and results.csv has %4 rows and %5":
            "%1 menyebut %2 baris dan %3, sedangkan results.csv berisi %4 baris dan %5",
        "the seal does not cover it: it was put in": "segel tidak mencakupnya: berkas ini disisipkan",
        "it is not the file that the ledger gives": "ini bukan berkas yang diberikan ledger",
        "it has \"%1\", and the ledger gives \"%2\"": "isinya \"%1\", sedangkan ledger memberi \"%2\"",
        "it says something else than %1": "isinya lain daripada %1",
        "it was altered: its SHA-256 is not the one in the seal (%1…)":
            "berkas ini diubah: SHA-256-nya bukan yang ada di segel (%1…)",
        "journal": "jurnal",
        """
        not signed; to have it signed, set audit.privateKeyFile (openssl genpkey -algorithm ed25519 makes a key)
        """:
            """
        tidak ditandatangani; agar ditandatangani, isi audit.privateKeyFile (buat kunci dengan openssl genpkey \
        -algorithm ed25519)
        """,
        "signed by key %1": "ditandatangani dengan kunci %1",
        "The journal cannot be signed (audit.privateKeyFile): %1":
            "Jurnal tidak dapat ditandatangani (audit.privateKeyFile): %1",
        "%1 (%2): %3": "%1 (%2): %3",
        "Journal: %1 events, head %2, seal %3; not signed":
            "Jurnal: %1 peristiwa, ujung %2, segel %3; tidak ditandatangani",
        "Journal: %1 events, head %2, seal %3; signed by key %4":
            "Jurnal: %1 peristiwa, ujung %2, segel %3; ditandatangani dengan kunci %4",
        """
        it is another seal than the one that you were given (--seal): a report or the journal was altered, or the \
        reports were written again since then, after more events or in another language or form. Compare them with \
        the ledger (--ledger), or have them written as they were then (salur report)
        """:
            """
        ini bukan segel yang Anda terima (--seal): ada laporan atau jurnal yang telah diubah, atau laporan telah \
        ditulis lagi sejak itu, setelah peristiwa baru atau dalam bahasa atau bentuk lain. Bandingkan dengan buku \
        besar (--ledger), atau minta laporan ditulis seperti waktu itu (salur report)
        """,
        "Seal: %1": "Segel: %1",
        "Not sealed, so that nothing is proven about them: %1":
            "Tidak disegel, sehingga tidak ada yang terbukti tentangnya: %1",
        "Not compared, since the file and results.csv do not both have them: %1":
            "Tidak dibandingkan, karena tidak ada di berkas dan results.csv sekaligus: %1",
        "the ledger proves every report in the folder": "ledger membuktikan setiap laporan di folder",
        "your --seal proves the journal and every report in the folder":
            "--seal Anda membuktikan jurnal dan setiap laporan di folder",
        "%1: the public key is missing or cannot be read.": "%1: kunci publik tidak ada atau tidak dapat dibaca.",
        "%1: %2.": "%1: %2.",
        "and %1 more": "dan %1 lagi",
        "1 thing is": "1 hal",
        "%1 things are": "%1 hal",
        """
        Not proven: %1 wrong in %2. Compare it with a copy from elsewhere, or have the reports written \
        again from the ledger (salur report).
        """:
            """
        Tidak terbukti: %1 tidak benar di %2. Bandingkan dengan salinan dari tempat lain, atau minta \
        laporan ditulis lagi dari ledger (salur report).
        """,
        "Proven: the reports in %1 belong together and nothing in them was altered; %2 events, head %3.":
            "Terbukti: laporan di %1 saling cocok dan tidak ada yang diubah; %2 peristiwa, ujung %3.",
        "Signed by your key, %1.": "Ditandatangani dengan kunci Anda, %1.",
        "Signed by key %1. Give --public-key to prove that it is the key you know.":
            "Ditandatangani dengan kunci %1. Beri --public-key untuk membuktikan bahwa itu kunci yang Anda kenal.",
        "whoever can write the files could have written all of them anew; see --ledger":
            "siapa pun yang dapat menulis berkas dapat menulis semuanya lagi; lihat --ledger",
        "your --head proves the events of the journal up to there; --ledger proves the other reports":
            "--head Anda membuktikan peristiwa di jurnal sampai di sana; --ledger membuktikan laporan lainnya",
        "Not signed: %1.": "Tidak ditandatangani: %1.",
    ]
}
