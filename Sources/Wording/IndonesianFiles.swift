extension Indonesian {
    /// Files: what a payout file is, and how ours are written.
    static let files: [String: String] = [
        "%1, line %2": "%1, baris %2",
        "%1: read: %2": "%1: dibaca: %2",
        "  read               %1": "  dibaca             %1",
        "the columns are read as: %1": "kolom dibaca sebagai: %1",
        "first in line %1": "pertama di baris %1",
        "%1: %2 (%3: \"%4\")": "%1: %2 (%3: \"%4\")",
        "%1: %2 (%3: \"%4\" is read as \"%5\")": "%1: %2 (%3: \"%4\" dibaca sebagai \"%5\")",
        "empty, and skipped": "kosong, dan dilewati",
        "%1 is there already. Nothing was written. Give another name.":
            "%1 sudah ada. Tidak ada yang ditulis. Berikan nama lain.",
        "%1 could not be written. Check the folder and the free space.":
            "%1 tidak dapat ditulis. Periksa folder dan ruang kosongnya.",
        "Name the workbook: salur template --format xlsx gaji.xlsx":
            "Berikan nama berkasnya: salur template --format xlsx gaji.xlsx",
        "%1 is written. Fill it in, and delete the example row.":
            "%1 sudah ditulis. Isilah, dan hapus baris contohnya.",
        """
        No bank and no e-wallet has this in its code or name, so no money can be sent to it: ask the payee for another \
        account.
        """:
            """
        Tidak ada bank atau dompet digital dengan kode atau nama ini, jadi uang tidak dapat dikirim ke sana: minta \
        rekening lain kepada penerima.
        """,
        "the file has no references: they are made of bank, account, amount and note":
            "berkas ini tidak memiliki referensi: referensi dibuat dari bank, rekening, nominal, dan keterangan",
        "a title above the column names, left out": "judul di atas nama kolom, tidak disertakan",
        "the column names once more, left out": "nama kolom yang berulang, tidak disertakan",
        "a total that is the sum of the rows above it, left out":
            "total yang sama dengan jumlah baris di atasnya, tidak disertakan",
        "the sum of one bank, left out and not compared":
            "jumlah untuk satu bank, tidak disertakan dan tidak dibandingkan",
        "the table is drawn with | at both ends of its lines (line %1)":
            "tabel ini digambar dengan | di kedua ujung barisnya (baris %1)",
        "a total that was not compared, since an amount cannot be read; left out":
            "total yang tidak dibandingkan karena ada nominal yang tidak dapat dibaca; tidak disertakan",
        """
        %1, line %2: here the columns have other names, or another order, than in line %3. Nothing was sent. Save \
        each table as a file of its own
        """:
            """
        %1, baris %2: di sini kolomnya bernama lain atau urutannya lain daripada di baris %3. Tidak ada yang dikirim. \
        Simpan setiap tabel sebagai berkas tersendiri
        """,
        """
        %1, line %2: this line says that the amounts are not whole rupiah. Nothing was sent. Write them in \
        rupiah, and correct the line
        """:
            """
        %1, baris %2: baris ini menyatakan bahwa nominalnya bukan rupiah penuh. Tidak ada yang dikirim. Tulis nominal \
        dalam rupiah, dan perbaiki baris ini
        """,
        "columns are hidden in the sheet, and are read all the same":
            "ada kolom yang disembunyikan di lembar ini, tetapi tetap dibaca",
        "columns are hidden in the sheet, and are read all the same: %1":
            "ada kolom yang disembunyikan di lembar ini, tetapi tetap dibaca: %1",
        "%1, line %2: the columns": "%1, baris %2: kolom-kolomnya",
        "More than one column may be %1: %2. Name the right one in salur.yaml.":
            "Lebih dari satu kolom mungkin %1: %2. Sebutkan yang benar di salur.yaml.",
        "No column is found for %1. If the file has it, name it in salur.yaml: %2.":
            "Tidak ada kolom untuk %1. Jika ada di berkas, sebutkan di salur.yaml: %2.",
        "If the proposal is right, put these lines into salur.yaml:":
            "Jika usulannya benar, tulis baris-baris ini di salur.yaml:",
        "named in salur.yaml": "disebut di salur.yaml",
        "its plain name": "nama aslinya",
        "a usual name": "nama yang lazim",
        "a proposal: its cells look like it": "usulan: isi selnya sesuai",
        "copied to the results": "disalin ke hasil",
        "the name of a column, or several with | between them":
            "nama kolom, atau beberapa nama dengan | di antaranya",
        "%1 and %2 name the same column, \"%3\"": "%1 dan %2 menyebut kolom yang sama, \"%3\"",
        """
        %1, line %2: this line says that payments are made, cancelled, a draft or not to be made: "%3". Nothing was \
        sent. If it is about some rows, delete these rows, then the line. If it is about all rows, do not pay the file
        """:
            """
        %1, baris %2: baris ini menyatakan bahwa pembayaran sudah dilakukan, dibatalkan, masih rancangan, atau tidak \
        dilakukan: "%3". Tidak ada yang dikirim. Jika yang dimaksud beberapa baris saja, hapus baris-baris itu, lalu \
        hapus baris ini. Jika yang dimaksud semua baris, jangan bayar berkas ini
        """,
        """
        %1, line %2: cell %3 holds "%4", and its column has no name. Nothing was sent. If the rows with this mark are \
        to be paid, name the column "Bayar?"; if they were paid already, name it "Sudah dibayar?"
        """:
            """
        %1, baris %2: sel ke-%3 berisi "%4", sedangkan kolomnya tidak bernama. Tidak ada yang dikirim. Jika baris \
        dengan tanda ini yang harus dibayar, beri nama kolomnya "Bayar?"; jika baris itu sudah dibayar, beri nama \
        "Sudah dibayar?"
        """,
        """
        %1: the name of the sheet "%2" says that it is paid, cancelled, a draft or not to be paid. Nothing was sent. \
        If it is to be paid all the same, rename the sheet
        """:
            """
        %1: nama lembar "%2" menyatakan bahwa isinya sudah dibayar, dibatalkan, masih rancangan, atau tidak dibayar. \
        Tidak ada yang dikirim. Jika tetap harus dibayar, ganti nama lembar itu
        """,
        """
        %1 is a report of Salur: its rows were paid, or may be paid still. Nothing was sent. To pay rows that were \
        rejected, mend them in rejected.csv
        """:
            """
        %1 adalah laporan Salur: baris-barisnya sudah dibayar, atau mungkin masih akan dibayar. Tidak ada yang \
        dikirim. Untuk membayar baris yang ditolak, perbaiki di rejected.csv
        """,
        """
        %1, line %2: this line says that rows are paid, or are to be paid later, otherwise or not at all: "%3". \
        Nothing was sent. Change or delete the rows that are meant, then delete the line
        """:
            """
        %1, baris %2: baris ini menyatakan bahwa ada baris yang sudah dibayar, atau dibayar nanti, dengan cara lain, \
        atau tidak dibayar sama sekali: "%3". Tidak ada yang dikirim. Ubah atau hapus baris yang dimaksud, lalu hapus \
        baris ini
        """,
        """
        %1, line %2: from this line on, %3 of the accounts above it are listed again. Nothing was sent. If the \
        lower list takes the place of the upper one, delete the upper one. If both are to be paid, save each as a file \
        of its own
        """:
            """
        %1, baris %2: mulai baris ini, %3 rekening dari bagian atas tercantum lagi. Tidak ada yang dikirim. Jika \
        daftar bawah menggantikan daftar atas, hapus daftar atas. Jika keduanya harus dibayar, simpan masing-masing \
        sebagai berkas tersendiri
        """,
        """
        %1, line %2: the columns "%3" and "%4" hold different amounts, and nothing says which is to be paid. Nothing \
        was sent. Rename the right column to "amount", or name it in the settings (columns.amount), or delete the \
        other one
        """:
            """
        %1, baris %2: kolom "%3" dan "%4" berisi nominal yang berbeda, dan tidak jelas mana yang harus dibayar. Tidak \
        ada yang dikirim. Ganti nama kolom yang benar menjadi "amount", atau sebutkan di pengaturan (columns.amount), \
        atau hapus kolom yang lain
        """,
        """
        %1, line %2: "%3" may be the amount of one, and "%4" says how many or which share. Nothing was sent. Write \
        what is to be paid into a column "amount", or name the right column in the settings (columns.amount)
        """:
            """
        %1, baris %2: "%3" mungkin nominal untuk satu satuan, dan "%4" menyatakan banyaknya atau persentasenya. Tidak \
        ada yang dikirim. Tulis nominal yang harus dibayar di kolom "amount", atau sebutkan kolom yang benar di \
        pengaturan (columns.amount)
        """,
        """
        %1, line %2: "%3" may be the amount of one, "%4" says how many, and "%5" is the product. Nothing was sent. If \
        "%6" is to be paid, rename it to "amount", or name it in the settings (columns.amount)
        """:
            """
        %1, baris %2: "%3" mungkin nominal untuk satu satuan, "%4" menyatakan banyaknya, dan "%5" hasil kalinya. Tidak \
        ada yang dikirim. Jika "%6" yang harus dibayar, ganti namanya menjadi "amount", atau sebutkan di pengaturan \
        (columns.amount)
        """,
        """
        %1, line %2: "%3" is %4, but %5 is %6, and in nearly all other rows both are the same. Nothing was sent. \
        Correct the wrong number; if the amount is right, empty the other numbers of the row
        """:
            """
        %1, baris %2: "%3" adalah %4, padahal %5 adalah %6, dan di hampir semua baris lain keduanya sama. Tidak ada \
        yang dikirim. Perbaiki angka yang salah; jika nominalnya benar, kosongkan angka lain di baris itu
        """,
        """
        %1, line %2: %3 of %4 rows have a date in "%5", and the others have none: they may be paid already, or be due \
        on another day. Nothing was sent. Delete these rows, or empty the cells if they are due now
        """:
            """
        %1, baris %2: %3 dari %4 baris memiliki tanggal di "%5", sedangkan yang lain tidak: mungkin sudah dibayar, \
        atau baru dibayar pada hari lain. Tidak ada yang dikirim. Hapus baris-baris itu, atau kosongkan selnya bila \
        harus dibayar sekarang
        """,
        """
        %1, line %2: all %3 account numbers of more than 15 digits end in zeros: a spreadsheet has lost their last \
        digits. Nothing was sent. Format the column as text, then enter these numbers again from their source
        """:
            """
        %1, baris %2: semua %3 nomor rekening yang lebih dari 15 digit berakhir dengan nol: lembar kerja telah \
        menghilangkan digit terakhirnya. Tidak ada yang dikirim. Format kolomnya sebagai teks, lalu masukkan lagi \
        nomor-nomor itu dari sumbernya
        """,
        """
        %1, line %2: this row takes money back, and the payments to the same account cannot be found, since the file \
        can be read only once. Nothing was sent. Name the file instead of sending it through a pipe, or write what is \
        due in all into one row
        """:
            """
        %1, baris %2: baris ini mengurangi pembayaran, dan pembayaran ke rekening yang sama tidak dapat dicari karena \
        berkas hanya dapat dibaca sekali. Tidak ada yang dikirim. Sebutkan nama berkasnya alih-alih mengirimnya lewat \
        pipe, atau tulis jumlah akhirnya dalam satu baris
        """,
        """
        %1, line %2: this line names another account or another amount for a row, or an account that is in no row. \
        Nothing was sent. Correct the rows that are meant, then delete the line
        """:
            """
        %1, baris %2: baris ini menyebut rekening atau nominal lain untuk suatu baris, atau rekening yang tidak ada di \
        baris mana pun. Tidak ada yang dikirim. Perbaiki baris yang dimaksud, lalu hapus baris ini
        """,
        "By its cells, \"%1\" may be %2: if it is, rename it so, or write %3: '%4' into salur.yaml.":
            "Menurut isi selnya, \"%1\" mungkin %2: jika benar, ganti namanya, atau tulis %3: '%4' di salur.yaml.",
        """
        columns with fees are not read: each amount is paid as it is, and nothing is added to it or taken off: %1
        """:
            """
        kolom biaya tidak dibaca: setiap nominal dibayar apa adanya, tanpa ditambah atau dikurangi: %1
        """,
        "columns with fees are not read: each amount is paid as it is, and nothing is added or taken off":
            "kolom biaya tidak dibaca: setiap nominal dibayar apa adanya, tanpa ditambah atau dikurangi",
        """
        no line break is at the end of the file: compare the last cell of line %1 with its source, since a file that \
        was cut off lacks digits there
        """:
            """
        tidak ada pindah baris di akhir berkas: bandingkan sel terakhir di baris %1 dengan sumbernya, karena berkas \
        yang terpotong kehilangan digit di sana
        """,
        "a space takes the place of a line break in the name": "ganti baris di dalam nama dibaca sebagai spasi",
        """
        %1, line %2: the columns "%3" and "%4" hold different account numbers. Nothing was sent. Rename the right \
        column to "account_number", or name it in the settings (columns.accountNumber), or delete the other one
        """:
            """
        %1, baris %2: kolom "%3" dan "%4" berisi nomor rekening yang berbeda. Tidak ada yang dikirim. Ganti nama kolom \
        yang benar menjadi "account_number", atau sebutkan di pengaturan (columns.accountNumber), atau hapus kolom \
        yang lain
        """,
        """
        %1, line %2: the columns "%3" and "%4" name different banks. Nothing was sent. Rename the right column to \
        "bank_code", or name it in the settings (columns.bankCode), or delete the other one
        """:
            """
        %1, baris %2: kolom "%3" dan "%4" menyebut bank yang berbeda. Tidak ada yang dikirim. Ganti nama kolom yang \
        benar menjadi "bank_code", atau sebutkan di pengaturan (columns.bankCode), atau hapus kolom yang lain
        """,
        """
        %1, line %2: this row is called a total, asks for as much as the rows above it, and has an account. Nothing \
        was sent. If it is the total, delete the row; if it is a payment, write other words
        """:
            """
        %1, baris %2: baris ini disebut total, nominalnya sama dengan jumlah baris di atasnya, dan memiliki rekening. \
        Tidak ada yang dikirim. Jika ini total, hapus barisnya; jika ini pembayaran, tulis kata lain
        """,
        """
        %1, line %2: this row asks for as much as all others, and its words name the account that pays. Nothing was \
        sent. Delete the row
        """:
            """
        %1, baris %2: baris ini meminta jumlah yang sama dengan semua baris lain, dan kata-katanya menyebut rekening \
        yang membayar. Tidak ada yang dikirim. Hapus baris ini
        """,
        """
        %1, line %2: the last row has fewer cells than all others, and no line break at its end: the file was probably \
        cut off, and with it an amount or an account. Nothing was sent. Export or copy the file once more; if the row \
        is whole, add the cells that it lacks
        """:
            """
        %1, baris %2: baris terakhir memiliki sel lebih sedikit daripada semua baris lain, tanpa pindah baris di \
        akhirnya: berkas mungkin terpotong, beserta nominal atau rekeningnya. Tidak ada yang dikirim. Ekspor atau \
        salin berkas sekali lagi; jika barisnya lengkap, tambahkan sel yang kurang
        """,
        """
        %1, line %2: this row asks for as much as the total above it: the account that pays is probably meant. Nothing \
        was sent. Delete the row, or put it above the total
        """:
            """
        %1, baris %2: baris ini meminta jumlah yang sama dengan total di atasnya: mungkin yang dimaksud rekening \
        pembayar. Tidak ada yang dikirim. Hapus baris ini, atau pindahkan ke atas total
        """,
        "a department, a date or a place to sign, left out":
            "departemen, tanggal, atau tempat tanda tangan, tidak disertakan",
        "words below a total or a signature, left out":
            "tulisan di bawah total atau tanda tangan, tidak disertakan",
        """
        %1, line %2: the total is %3, and the rows are %4 in all. A row is missing, or an amount is wrong: \
        compare the file with its source, then save it again
        """:
            """
        %1, baris %2: totalnya %3, padahal jumlah barisnya %4. Ada baris yang hilang atau nominal yang salah: \
        bandingkan berkas dengan sumbernya, lalu simpan lagi
        """,
        "the amount has separators or the sign of the currency": "nominal ditulis dengan pemisah atau tanda mata uang",
        "the amount can be read in two ways, and the other rows show which is meant":
            "nominal dapat dibaca dengan dua cara, dan baris lain menunjukkan cara yang dimaksud",
        "the account number has marks between its digits": "nomor rekening ditulis dengan tanda di antara angkanya",
        "the phone number begins with the code of the country": "nomor telepon diawali kode negara",
        "the bank is named otherwise than by its code": "bank tidak ditulis dengan kodenya",
        "a space takes the place of characters that the bank refuses in a note":
            "karakter berita yang ditolak bank diganti spasi",
        "there is no such file": "berkas ini tidak ada",
        "this is a folder, not a file": "ini folder, bukan berkas",
        "you are not allowed to read this file": "Anda tidak diizinkan membaca berkas ini",
        "the file could not be read (%1)": "berkas tidak dapat dibaca (%1)",
        "the file changed while it was read": "berkas berubah selagi dibaca",
        "Wait until nobody writes to it any more, then run the same command again":
            "Tunggu sampai tidak ada lagi yang menulis ke berkas itu, lalu jalankan perintah yang sama lagi",
        "the file is empty": "berkas kosong",
        "the file has a header but no rows below it":
            "berkas hanya berisi baris judul kolom, tanpa satu baris data pun di bawahnya",
        "the line \"sep=…\" above the header names no separator that is read: comma, semicolon, tab or |":
            """
        baris "sep=…" di atas judul kolom menyebut pemisah yang tidak dibaca; yang dibaca: koma, titik koma, tab, atau |
        """,
        "the text is UTF-16, and damaged": "teksnya UTF-16 dan rusak",
        "the line \"sep=…\" names the separator (line %1)": "baris \"sep=…\" menyebut pemisahnya (baris %1)",
        "the text is UTF-16 (\"Unicode Text\")": "teksnya UTF-16 (\"Unicode Text\")",
        "the text is Windows-1252, first in line %1": "teksnya Windows-1252, pertama di baris %1",
        "the line holds a byte order mark (U+FEFF): it looks as if two files were joined there":
            "baris ini berisi tanda urutan byte (U+FEFF): tampaknya dua berkas digabungkan di sana",
        "Pay the files one by one, or join them in a spreadsheet":
            "Bayar berkasnya satu per satu, atau gabungkan di lembar kerja",
        "the text is not UTF-8": "teksnya bukan UTF-8",
        "there is a zero byte, so this is not a plain text file": "ada byte nol, jadi ini bukan berkas teks biasa",
        "a quote (\") that opens on this line is never closed":
            "tanda kutip (\") yang dibuka di baris ini tidak pernah ditutup",
        "there is text after the closing quote (\") of a cell": "ada teks setelah tanda kutip penutup (\") sebuah sel",
        "the row is longer than %1 bytes": "barisnya lebih panjang dari %1 byte",
        "the row has more than %1 cells": "barisnya memiliki lebih dari %1 sel",
        "the file has more than %1 lines": "berkas memiliki lebih dari %1 baris",
        "the compressed file ends too early; it was probably not copied completely":
            "berkas terkompresi terpotong; kemungkinan penyalinannya belum selesai",
        "the compressed file is damaged": "berkas terkompresi rusak",
        "something that is not compressed data follows the end of the compressed data":
            "setelah akhir data terkompresi masih ada data lain yang tidak terkompresi",
        "unpacked, the file is more than %1 times as large, which no payroll is":
            "setelah dibuka, berkas menjadi lebih dari %1 kali lebih besar; berkas pembayaran tidak pernah seperti itu",
        "the file holds more than %1 GiB of text": "berkas berisi lebih dari %1 GiB teks",
        "Check the name and the folder": "Periksa nama berkas dan foldernya",
        "Name the CSV file inside it": "Sebutkan berkas CSV di dalamnya",
        "Ask for the right to read it, or copy it to a folder of your own":
            "Mintalah izin membacanya, atau salin ke folder Anda sendiri",
        "Copy the file again and try once more": "Salin ulang berkasnya lalu coba lagi",
        "Save the file again; its first line must name the columns":
            "Simpan ulang berkasnya; baris pertama harus berisi nama-nama kolom",
        "Add at least one row": "Tambahkan sedikitnya satu baris",
        "Delete that line; the separator is recognised without it":
            "Hapus baris itu; pemisah kolom dikenali tanpa baris tersebut",
        "Save it again as \"CSV UTF-8\"": "Simpan ulang sebagai \"CSV UTF-8\"",
        "Close the quote or remove it; a quote inside a quoted cell is written twice":
            "Tutup atau hapus tanda kutip itu; tanda kutip di dalam sel berkutip ditulis dua kali",
        "Put the whole cell into quotes; a quote inside it is written twice":
            "Apit seluruh sel dengan tanda kutip; tanda kutip di dalamnya ditulis dua kali",
        "Look for a missing line break or a stray quote (\")":
            "Cari pergantian baris yang hilang atau tanda kutip (\") yang tersasar",
        "Delete the columns that are not needed": "Hapus kolom yang tidak diperlukan",
        "Split it into several files": "Bagi menjadi beberapa berkas",
        "Compress or copy the file again": "Kompres atau salin ulang berkasnya",
        "Unpack it yourself and look at what is inside": "Buka sendiri kompresinya dan periksa isinya",
        "this is an Excel workbook (.xlsx) or another zip archive, not a CSV file":
            "ini buku kerja Excel (.xlsx) atau arsip zip lain, bukan berkas CSV",
        "this is an Excel workbook (.xls), not a CSV file": "ini buku kerja Excel (.xls), bukan berkas CSV",
        "this is a PDF document, not a CSV file": "ini dokumen PDF, bukan berkas CSV",
        "the file is compressed with bzip2": "berkas dikompresi dengan bzip2",
        "the file is compressed with xz": "berkas dikompresi dengan xz",
        "the file is compressed with zstd": "berkas dikompresi dengan zstd",
        "the file is compressed twice": "berkas dikompresi dua kali",
        "Open it in Excel and save it as .xlsx": "Buka di Excel lalu simpan sebagai .xlsx",
        "Ask for the payout list as a CSV file": "Mintalah daftar pembayarannya sebagai berkas CSV",
        "Unpack it first; only gzip (.csv.gz) is read as it is":
            "Buka dahulu kompresinya; hanya gzip (.csv.gz) yang dapat dibaca langsung",
        "Unpack it once": "Buka kompresinya satu kali",
        "%1: %2. Check the folder, your rights there and the free space, then run the same command again.":
            "%1: %2. Periksa folder, hak akses Anda di sana, dan ruang disk, lalu jalankan lagi perintah yang sama.",
        "%1 could not be created": "%1 tidak dapat dibuat",
        "%1 could not be written": "%1 tidak dapat ditulis",
        "%1 could not be written to disk": "%1 tidak dapat disimpan ke disk",
        "%1 could not be written to": "%1 tidak dapat ditulisi",
        "%1 could not be put in its place": "%1 tidak dapat diletakkan di tempatnya",
        "%1 could not be used for temporary data": "%1 tidak dapat dipakai untuk data sementara",
        "%1 could not be read as temporary data": "%1 tidak dapat dibaca sebagai data sementara",
        "the file has too many rows": "berkas memiliki terlalu banyak baris",
        "the batch is not in the ledger": "batch tidak ada di ledger",
        """
        the names of the columns stand in this line and in the next one, and the column "%1" has the name "%2" below \
        it: nobody can say what it holds
        """:
            """
        nama-nama kolom ada di baris ini dan di baris berikutnya, dan di bawah kolom "%1" tertulis "%2": tidak ada \
        yang tahu apa isinya
        """,
        "Write the whole name of each column into one line, and delete the other line":
            "Tulis nama lengkap setiap kolom dalam satu baris, lalu hapus baris yang lain",
        "the column names stand in line %1 and in the line below it, and are read together: %2":
            "nama kolom ada di baris %1 dan di baris di bawahnya, dan dibaca bersama: %2",
        "the column names stand in line %1 and in the line below it, and are read together":
            "nama kolom ada di baris %1 dan di baris di bawahnya, dan dibaca bersama",
        """
        the file is one for the upload page of Mandiri, without column names: the cells of line %1 and of all others \
        are known by their places
        """:
            """
        berkas ini untuk halaman unggah Mandiri, tanpa nama kolom: sel-sel di baris %1 dan di semua baris lain \
        dikenali dari tempatnya
        """,
        """
        %1: this is a file for the upload page of %2, in a form that is not read. Nothing was sent. Save it as CSV: \
        the places of its cells are known, and that file is read
        """:
            """
        %1: ini berkas untuk halaman unggah %2, dalam bentuk yang tidak dibaca. Tidak ada yang dikirim. Simpan sebagai \
        CSV: tempat sel-selnya dikenal, dan berkas itu dibaca
        """,
        """
        the column "bank_code" is missing; write the bank of each account into it, also where all accounts are of one \
        bank
        """:
            """
        kolom "bank_code" tidak ada; tulis bank setiap rekening di kolom itu, juga bila semua rekening dari satu bank
        """,
        "Write the amount in rupiah, digits only": "Tulis nominalnya dalam rupiah, hanya angka",
    ]
}
