extension Indonesian {
    /// Rules: what can be wrong with a header and with a row.
    static let rules: [String: String] = [
        "tab": "tab",
        "line break": "ganti baris",
        "non-breaking space": "spasi tak terputus",
        "invisible character %1": "karakter tak terlihat %1",
        "%1 and %2 more": "%1 dan %2 lainnya",
        """
        %1: %2 %3 rows, and the file has %4. Nothing was sent. Compare the file with its source: rows are \
        missing, or there are too many
        """:
            """
        %1: %2 %3 baris, padahal berkas ini berisi %4. Tidak ada yang dikirim. Bandingkan berkas dengan sumbernya: ada \
        baris yang hilang atau berlebih
        """,
        """
        %1: %2 %3 in all, and the rows of the file are %4. Nothing was sent. Compare the file with its source: \
        rows are missing, or an amount is wrong
        """:
            """
        %1: %2 jumlah %3, padahal jumlah baris berkas ini %4. Tidak ada yang dikirim. Bandingkan berkas dengan \
        sumbernya: ada baris yang hilang atau nominal yang salah
        """,
        "%1 demands": "%1 meminta",
        "%1 says": "%1 menyatakan",
        "line %1 says": "baris %1 menyatakan",
        "the file itself says": "berkas itu sendiri menyatakan",
        """
        %1 is no control file: it should read like {"rows": 120, "total": 250000000}. Nothing was sent. Correct \
        it, or delete it
        """:
            """
        %1 bukan berkas kontrol: isinya harus seperti {"rows": 120, "total": 250000000}. Tidak ada yang dikirim. \
        Perbaiki, atau hapus
        """,
        "%1, line %2: the header does not fit: %3. The first line must name these columns, in any order: %4.":
            """
        %1, baris %2: judul kolom tidak sesuai: %3. Baris pertama harus berisi nama kolom berikut, urutannya \
        bebas: %4.
        """,
        """
        %1, line %2: the header does not fit: %3. It must name these columns, by these or other usual names, in any \
        order: %4. "salur columns" shows what each column of the file is read as.
        """:
            """
        %1, baris %2: judul kolom tidak sesuai: %3. Judul harus berisi kolom berikut, dengan nama ini atau nama lain \
        yang lazim, urutannya bebas: %4. "salur columns" menunjukkan setiap kolom berkas dibaca sebagai apa.
        """,
        "the amount can be read as %1 or as %2, and no other row shows which is meant":
            "nominal dapat dibaca sebagai %1 atau %2, dan tidak ada baris lain yang menunjukkan mana yang dimaksud",
        "the column \"%1\" is missing": "kolom \"%1\" tidak ada",
        "the column \"%1\" is missing; rename \"%2\" if that is it":
            "kolom \"%1\" tidak ada; ganti nama \"%2\" bila memang itu kolomnya",
        "more than one column may be \"%1\": %2; rename the right one to \"%3\", and give the others another name":
            """
        lebih dari satu kolom mungkin "%1": %2; ganti nama yang benar menjadi "%3", dan beri nama lain pada yang \
        lainnya
        """,
        "the column \"%1\" is there twice": "kolom \"%1\" ada dua kali",
        "column %1 has no name; name it or delete it": "kolom ke-%1 tidak bernama; beri nama atau hapus",
        "it is one single column; separate columns by comma, semicolon or tab":
            "hanya ada satu kolom; pisahkan kolom dengan koma, titik koma, atau tab",
        "this line is a row of data, so the header is missing; insert a first line with the column names":
            "baris ini baris data, jadi judul kolomnya tidak ada; sisipkan baris pertama berisi nama-nama kolom",
        "the column names stand in line %1; delete everything above them":
            "nama-nama kolom berada di baris %1; hapus semua yang ada di atasnya",
        "the number has %1 digits; those of %2 usually have %3":
            "nomor ini memiliki %1 digit; nomor %2 biasanya memiliki %3",
        "Compare it with its source; the row is paid if the bank knows the account":
            "Bandingkan dengan sumbernya; baris ini dibayar bila bank mengenal rekeningnya",
        "the name has %1 characters; %2 are allowed": "namanya memiliki %1 karakter; paling banyak %2",
        "Shorten it to the name of the account": "Singkat menjadi nama pemilik rekening",
        "Format the column as text in Excel and enter the number again from its source":
            "Ubah format kolom menjadi teks di Excel, lalu masukkan lagi nomornya dari sumbernya",
        "the number of an e-wallet is a phone number that begins with 08":
            "nomor dompet digital adalah nomor telepon yang diawali 08",
        "Excel has shortened the number (as in 1,23457E+12) and digits are lost":
            "Excel menyingkat nomornya (seperti 1,23457E+12) sehingga ada digit yang hilang",
        "an account number is digits only, but there is: %1":
            "nomor rekening hanya terdiri atas angka, tetapi di sini ada: %1",
        "the number has %1 digits; it needs %2 to %3": "nomor ini memiliki %1 digit; seharusnya %2 sampai %3",
        "Numbers of %1 usually have %2 digits: Excel may have dropped zeros at the start.":
            "Nomor %1 biasanya memiliki %2 digit: mungkin Excel menghapus angka nol di depan.",
        "Look for missing digits; Excel drops zeros at the start.":
            "Cari digit yang hilang; Excel menghapus angka nol di depan.",
        "Write 08… instead of +628…": "Tulis 08…, bukan +628…",
        "Write 08… instead of 628…": "Tulis 08…, bukan 628…",
        "Excel dropped the 0 at the start: write 08…": "Excel menghapus angka 0 di depan: tulis 08…",
        "Ask the beneficiary for the phone number of the e-wallet":
            "Tanyakan kepada penerima nomor telepon dompet digitalnya",
        "%1 to %2": "%1 sampai %2",
        "the amount is negative; money can only be sent, not taken":
            "nominalnya negatif; uang hanya dapat dikirim, tidak dapat ditarik",
        "Write the amount to be paid, or delete the row": "Tulis nominal yang harus dibayar, atau hapus barisnya",
        "the amount has a fraction of a rupiah": "nominalnya mengandung pecahan rupiah",
        "the amount holds more than digits": "nominalnya tidak hanya berisi angka",
        "the amount is not written plainly": "nominalnya tidak ditulis sebagai angka polos",
        "Write %1 if that is meant: no thousands separators, no decimal comma":
            "Tulis %1 bila itu yang dimaksud: tanpa pemisah ribuan, tanpa koma desimal",
        "the amount is larger than any transfer may be": "nominalnya lebih besar dari batas transfer mana pun",
        "Excel has shortened the amount (as in 1,5E+06)": "Excel menyingkat nominalnya (seperti 1,5E+06)",
        "this is not an amount": "ini bukan nominal",
        "the amount is zero": "nominalnya nol",
        "one transfer to a bank account may carry %1 to %2, not %3":
            "satu transfer ke rekening bank boleh %1 sampai %2, bukan %3",
        "one transfer to an e-wallet may carry %1 to %2, not %3":
            "satu transfer ke dompet digital boleh %1 sampai %2, bukan %3",
        "one transfer to any account may carry %1 to %2, not %3":
            "satu transfer ke rekening apa pun boleh %1 sampai %2, bukan %3",
        "no bank has this code": "tidak ada bank dengan kode ini",
        "Write its code, %1 (%2)": "Tulis kodenya, %1 (%2)",
        "Write the three characters of the bank code, such as 014 for BCA":
            "Tulis tiga karakter kode bank, misalnya 014 untuk BCA",
        "only rupiah can be sent": "hanya rupiah yang dapat dikirim",
        "Write IDR, and the amount in rupiah": "Tulis IDR, dan nominalnya dalam rupiah",
        "this is not an e-mail address": "ini bukan alamat surel",
        "the note has %1 characters; %2 are allowed": "catatannya memiliki %1 karakter; paling banyak %2",
        "Shorten it": "Persingkat",
        "the bank refuses these characters: %1": "bank menolak karakter berikut: %1",
        "Use only the letters A to Z, digits, spaces and @ . - _ + * ! ~":
            "Pakai hanya huruf A sampai Z, angka, spasi, dan @ . - _ + * ! ~",
        "the cell is empty": "selnya kosong",
        "an empty row": "baris kosong",
        "too many or too few cells": "jumlah sel tidak sesuai",
        "an empty cell, or a row of words": "sel kosong, atau baris yang hanya berisi kata",
        "characters that cannot be printed": "karakter yang tidak dapat dicetak",
        "a reference that is too long": "referensi terlalu panjang",
        "the same reference twice": "referensi ganda",
        "an unknown bank code": "kode bank tidak dikenal",
        "an account number that is not 10 to 20 digits": "nomor rekening bukan 10 sampai 20 digit",
        "an account number that Excel has shortened": "nomor rekening disingkat oleh Excel",
        "an e-wallet number that is no phone number": "nomor dompet digital bukan nomor telepon",
        "a name that is too long": "nama terlalu panjang",
        "an amount that is not plain digits": "nominal bukan angka polos",
        "an amount with a fraction of a rupiah": "nominal dengan pecahan rupiah",
        "an amount that is zero or negative": "nominal nol atau negatif",
        "an amount outside of the bank's limits": "nominal di luar batas bank",
        "a currency or a unit other than rupiah": "mata uang atau satuan selain rupiah",
        "a note that is too long": "catatan terlalu panjang",
        "a note with characters that the bank refuses": "catatan dengan karakter yang ditolak bank",
        "an account number of unusual length (a note, not a fault)":
            "panjang nomor rekening tidak lazim (perhatian, bukan kesalahan)",
        "Fill in the %1": "Isi kolom %1",
        "the reference has %1 characters; %2 are allowed": "referensinya memiliki %1 karakter; paling banyak %2",
        "Shorten it, and keep it different from all others":
            "Persingkat, dan jaga agar tetap berbeda dari semua yang lain",
        "all cells of the row are empty": "semua sel di baris ini kosong",
        "Delete the row": "Hapus barisnya",
        "Look for a separator inside a cell, and put that cell into quotes (\")":
            "Cari pemisah kolom di dalam sebuah sel, lalu apit sel itu dengan tanda kutip (\")",
        "Look for a cell that was left out; an empty cell still needs its separator":
            "Cari sel yang terlewat; sel kosong tetap memerlukan pemisahnya",
        "the row has %1 cells, but the header names %2 columns":
            "baris ini memiliki %1 sel, sedangkan judul kolom menyebut %2 kolom",
        "line %1, %2": "baris %1, %2",
        "the row as a whole": "seluruh baris",
        "the same reference is also in line %1": "referensi yang sama juga ada di baris %1",
        "line %1: %2": "baris %1: %2",
        "the bank directory is empty. Its first line names the columns.":
            "daftar bank kosong. Baris pertamanya berisi nama kolom.",
        "the column \"%1\" is missing. The columns are %2 and, if you like, %3.":
            "kolom \"%1\" tidak ada. Kolomnya adalah %2 dan, bila perlu, %3.",
        "the code %1 is already in line %2. Keep one of the two.":
            "kode %1 sudah ada di baris %2. Pertahankan salah satu saja.",
        "no bank is listed. Add one row for each bank.":
            "tidak ada bank di dalamnya. Tambahkan satu baris untuk setiap bank.",
        "there are %1 cells, but the header has %2. Add or delete cells.":
            "ada %1 sel, sedangkan judul kolom memiliki %2. Tambah atau hapus sel.",
        "the code \"%1\" is not three digits or capital letters. Excel drops leading zeros.":
            "kode \"%1\" bukan tiga angka atau huruf besar. Excel menghapus angka nol di depan.",
        "the kind \"%1\" is unknown. Write bank or ewallet.": "jenis \"%1\" tidak dikenal. Tulis bank atau ewallet.",
        "%1 \"%2\" is not a number of digits from 10 to 20. Leave it empty if unknown.":
            "%1 \"%2\" bukan jumlah digit dari 10 sampai 20. Kosongkan bila tidak diketahui.",
        "%1 (character %2)": "%1 (karakter ke-%2)",
        "the cell holds invisible characters: %1": "sel berisi karakter yang tidak terlihat: %1",
        "the cell holds invisible characters: %1 and %2 more":
            "sel berisi karakter yang tidak terlihat: %1 dan %2 lainnya",
        "Type the whole cell again by hand; copying it from the same place brings them along":
            "Ketik ulang seluruh sel; menyalinnya dari tempat yang sama akan membawanya lagi",
        "the cell holds an error of the spreadsheet, not a value":
            "sel berisi pesan kesalahan lembar kerja, bukan nilai",
        "Mend the cell in the spreadsheet, and save the file again":
            "Perbaiki sel itu di lembar kerjanya, lalu simpan ulang berkasnya",
        "this is %1, and another column of the row names %2": "ini %1, padahal kolom lain di baris ini menyebut %2",
        "Compare both with their source, and correct the wrong one":
            "Bandingkan keduanya dengan sumbernya, lalu perbaiki yang salah",
        "line %1 of the batch %2, which is for the same payment, is %3":
            "baris %1 dari batch %2, untuk pembayaran yang sama, berstatus %3",
        "Delete the row: it is decided there, and not paid here":
            "Hapus baris ini: sudah ditentukan di sana, dan tidak dibayar di sini",
        "line %1 of the file mends the same row, and both are more than its amount":
            "baris %1 dari berkas ini memperbaiki baris yang sama, dan jumlah keduanya melebihi jumlahnya",
        "line %1 of the batch %2 is paid, or may be, for the same payment, and only %3 is left":
            "baris %1 dari batch %2 sudah atau mungkin dibayar untuk pembayaran yang sama, dan hanya tersisa %3",
        "Write %1 or less, or delete the row": "Tulis %1 atau kurang, atau hapus barisnya",
        "line %1 of the file mends the same row, whose amount cannot be read":
            "baris %1 dari berkas ini memperbaiki baris yang sama, yang jumlahnya tidak dapat dibaca",
        "Delete one of them: one row is paid in the place of a row without an amount":
            "Hapus salah satunya: hanya satu baris yang dibayar sebagai ganti baris tanpa jumlah",
        "the cell names the row of %1, %2, and this row has another reference and another name":
            "sel ini menyebut baris %1, %2, padahal referensi dan nama baris ini berbeda",
        """
        Copy the cell from rejected.csv of the row that this one mends, or keep the reference of that row; empty the \
        cell only if the row is a payment that no file had before
        """:
            """
        Salin selnya dari rejected.csv pada baris yang diperbaiki baris ini, atau pertahankan referensi baris itu; \
        kosongkan selnya hanya jika baris ini pembayaran yang belum pernah ada di berkas mana pun
        """,
        "the account or the name is on the company's block list":
            "rekening atau namanya ada di daftar blokir perusahaan",
        "Delete the row; salur payees shows who is blocked, and why":
            "Hapus barisnya; salur payees menampilkan siapa yang diblokir, dan alasannya",
        "the payee is blocked": "penerimanya diblokir",
        "the cell names the row of another payment": "sel ini menyebut baris dari pembayaran lain",
        "%1 said on %2 that the row it mends is not due: %3":
            "%1 pada %2 menyatakan bahwa baris yang diperbaikinya tidak perlu dibayar: %3",
        """
        Delete the row; if it is due after all, put it into another file, as a payment of its own without a cell in \
        the column mends
        """:
            """
        Hapus barisnya; jika ternyata tetap harus dibayar, masukkan ke berkas lain sebagai pembayaran tersendiri \
        tanpa isi di kolom mends
        """,
        "the cell names no row of this ledger": "sel ini tidak menyebut baris mana pun di ledger ini",
        "Delete one of them, or write parts that are no more than the amount in all":
            "Hapus salah satunya, atau tulis bagian-bagian yang jumlahnya tidak melebihi jumlah itu",
        "Copy the cell from rejected.csv; empty it only if the row is a payment that no file had before":
            """
        Salin selnya dari rejected.csv; kosongkan hanya jika baris ini pembayaran yang belum pernah ada di berkas \
        mana pun
        """,
        "Cancel that row first (salur cancel) if this one is to be paid in its place, or delete this one":
            """
        Batalkan dulu baris itu (salur cancel) jika baris ini yang harus dibayar sebagai gantinya, atau hapus baris \
        ini
        """,
        "Delete the row, and try that one again (salur retry): it may be cancelled once it has failed":
            "Hapus baris ini, lalu coba lagi baris itu (salur retry): baris itu dapat dibatalkan setelah gagal",
        "the cell names no row that was rejected": "sel ini tidak menyebut baris yang ditolak",
        "the row was mended before": "baris ini sudah diperbaiki sebelumnya",
        "the column \"%1\" says \"%2\"": "kolom \"%1\" menyatakan \"%2\"",
        "the cell itself says \"%1\"": "sel ini sendiri menyatakan \"%1\"",
        "the column \"%1\" is empty, and asks whether to pay":
            "kolom \"%1\" kosong, padahal menanyakan apakah harus dibayar",
        "Write yes (ya) there if the row is to be paid, or delete the row":
            "Tulis ya di kolom itu jika baris ini harus dibayar, atau hapus barisnya",
        "Delete the row; if it is due all the same, write nothing but the name":
            "Hapus baris ini; jika memang harus dibayar, tulis namanya saja",
        "the row has no bank, no account and no amount, so it is no payment":
            "baris ini tidak memiliki bank, rekening, dan nominal, jadi bukan pembayaran",
        "Delete the row, or fill it in": "Hapus baris ini, atau lengkapi",
        "the cell has letters of two alphabets that look alike: %1":
            "sel ini berisi huruf dari dua aksara yang mirip: %1",
        "\"%1\" has letters of two alphabets that look alike; type the name again":
            "\"%1\" berisi huruf dari dua aksara yang mirip; ketik ulang namanya",
        "letters of two alphabets that look alike": "huruf dari dua aksara yang mirip",
        "Type the whole cell again by hand": "Ketik ulang seluruh sel ini",
        "the column \"%1\" says \"%2\", so the amount may not be in rupiah":
            "kolom \"%1\" menyatakan \"%2\", jadi nominalnya mungkin bukan dalam rupiah",
        "Write the amount in whole rupiah, and empty the cell in that column":
            "Tulis nominalnya dalam rupiah penuh, dan kosongkan sel di kolom itu",
        """
        "%1" may be before %2 are taken off or added; write what is to be paid into a column "amount", or name the \
        right column in the settings (columns.amount)
        """:
            """
        "%1" mungkin sebelum %2 dipotong atau ditambahkan; tulis yang harus dibayar di kolom "amount", atau sebutkan \
        kolom yang benar di pengaturan (columns.amount)
        """,
        "It looks like a clearing code (SKN, RTGS); if %1 is meant, write %2":
            "Ini tampaknya kode kliring (SKN, RTGS); bila %1 yang dimaksud, tulis %2",
        """
        This is the Sharia unit of %1, which may have a code of its own: ask your bank which one reaches it. If it is \
        that of %2, write %3
        """:
            """
        Ini unit usaha syariah %1, yang mungkin memiliki kode sendiri: tanyakan kepada bank kode mana yang benar. \
        Bila sama dengan %2, tulis %3
        """,
        "Delete the row; if it is due all the same, empty its cell in that column":
            "Hapus baris ini; jika memang harus dibayar, kosongkan selnya di kolom itu",
        "the file says that the row is paid or cancelled": "berkas menyatakan baris ini sudah dibayar atau dibatalkan",
        "two different banks in one row": "dua bank berbeda dalam satu baris",
        "this is an example row of a template": "ini baris contoh dari templat",
        "an example row of a template": "baris contoh dari templat",
        "this looks like an empty cell": "ini tampak seperti sel kosong",
        "Fill in the %1, or delete the row if nobody is to be paid":
            "Isi kolom %1, atau hapus barisnya bila tidak ada yang harus dibayar",
        "account and amount look swapped: the amount has the form of an account number":
            "rekening dan nominal tampaknya tertukar: nominalnya berbentuk nomor rekening",
        "Compare both with their source, and write each into its own column":
            "Bandingkan keduanya dengan sumbernya, lalu tulis masing-masing di kolomnya sendiri",
        "Enter the number again from its source, digits only":
            "Masukkan lagi nomornya dari sumbernya, angka saja",
        "Write the digits one behind the other, without spaces and hyphens":
            "Tulis angkanya berurutan tanpa spasi dan tanda hubung",
        "the account number is written as a decimal number": "nomor rekening ditulis sebagai bilangan desimal",
        "the account number is written as a decimal number, and digits are probably lost":
            "nomor rekening ditulis sebagai bilangan desimal, dan mungkin ada digit yang hilang",
        "Write only the %1 digits before \"%2\"": "Tulis hanya %1 digit sebelum \"%2\"",
        "digits are probably lost: Excel keeps %1 digits of a number, and all behind them are zeros here":
            """
        mungkin ada digit yang hilang: Excel hanya menyimpan %1 digit sebuah bilangan, dan digit sesudahnya di sini \
        nol semua
        """,
        "Compare it with its source; if it differs, enter it again in a column of text":
            "Bandingkan dengan sumbernya; bila berbeda, masukkan lagi di kolom berformat teks",
        "Excel may have dropped zeros at its start: compare it with its source before you pay":
            "Mungkin Excel menghapus angka nol di depan: bandingkan dengan sumbernya sebelum membayar",
        "Write the amount of its source, digits only, such as 1500000":
            "Tulis nominal dari sumbernya, angka saja, misalnya 1500000",
        "Write the whole rupiah that are due, digits only; without its fraction it is %1":
            "Tulis rupiah penuh yang harus dibayar, angka saja; tanpa pecahannya %1",
        "Write %1 if that is meant: digits only": "Tulis %1 bila itu yang dimaksud: angka saja",
        "Compare account and amount with their source": "Bandingkan rekening dan nominal dengan sumbernya",
        "In the spreadsheet it came from, format the column as a number without decimals and save it again":
            "Di lembar kerja asalnya, ubah format kolom menjadi angka tanpa desimal lalu simpan ulang",
        "the amount has the form of an account number, and is far above %1":
            "nominalnya berbentuk nomor rekening, dan jauh di atas %1",
        "Compare account and amount with their source; they may be in each other's column":
            "Bandingkan rekening dan nominal dengan sumbernya; mungkin kolomnya tertukar",
        "Pay it together with another amount that is due to the same account":
            "Bayarkan bersama nominal lain untuk rekening yang sama",
        "If the amount is right, pay it in several rows, each with a reference of its own":
            "Bila nominalnya benar, bayarkan dalam beberapa baris, masing-masing dengan referensi tersendiri",
        "Excel turned %1 into %2; if %3 is meant, write %4 in a column formatted as text":
            "Excel mengubah %1 menjadi %2; bila %3 yang dimaksud, tulis %4 di kolom berformat teks",
        "the reference stands in the file more than once": "referensi ini ada lebih dari satu kali dalam berkas",
        "Give every row a reference of its own": "Beri setiap baris referensi tersendiri",
        "Look the bank up with \"salur banks\", and write its code":
            "Cari banknya di daftar bank, lalu tulis kodenya",
        "Write the code instead of the name; if %1 is meant, it is %2":
            "Tulis kodenya, bukan namanya; bila %1 yang dimaksud, kodenya %2",
        "The row is paid all the same; write it like name@company.co.id to have a receipt sent":
            "Barisnya tetap dibayar; tulis seperti nama@perusahaan.co.id agar bukti bayar dikirim",
        "the column \"%1\" says \"%2\", so another account or amount may be meant":
            "kolom \"%1\" berisi \"%2\", jadi mungkin rekening atau nominal lain yang dimaksud",
        """
        Compare account and amount with their source and correct them, then delete these words from the cell
        """:
            """
        Bandingkan rekening dan nominal dengan sumbernya dan perbaiki, lalu hapus kata-kata itu dari selnya
        """,
        "line %1 takes money back from the same account or name, and no payment can do so":
            "baris %1 mengurangi pembayaran untuk rekening atau nama yang sama, padahal pembayaran tidak dapat begitu",
        "Write what is due in all into one row, and delete line %1":
            "Tulis jumlah akhirnya dalam satu baris, dan hapus baris %1",
        "\"%1\" is no account number, and the bank of the row is no e-wallet":
            "\"%1\" bukan nomor rekening, dan bank di baris ini bukan dompet digital",
        "Ask the payee for bank and account number, and write both":
            "Tanyakan bank dan nomor rekening kepada penerima, lalu tulis keduanya",
        "the row names two holders of the account, \"%1\" and \"%2\"":
            "baris ini menyebut dua pemilik rekening, \"%1\" dan \"%2\"",
        "Compare both with the account, and write its holder into both columns":
            "Bandingkan keduanya dengan rekeningnya, lalu tulis pemiliknya di kedua kolom",
        "the cell holds a formula, not a value": "selnya berisi rumus, bukan nilai",
        "Type the value itself, or save the file again from the spreadsheet with values only":
            "Ketik nilainya sendiri, atau simpan lagi berkas dari lembar kerja dengan nilai saja",
        """
        Enter the number again from its source, in a column of text; if it really ends in zeros, write it in groups, \
        such as 1234-5678-9012-3450-00
        """:
            """
        Masukkan lagi nomornya dari sumbernya, di kolom teks; jika memang berakhir dengan nol, tulis berkelompok, \
        seperti 1234-5678-9012-3450-00
        """,
        "the element is empty or missing": "elemennya kosong atau tidak ada",
        "this is a word for nothing": "ini kata yang berarti kosong",
        "the number is shortened (as in 1.5E+12), and digits are lost":
            "angkanya dipersingkat (seperti 1.5E+12), dan ada digit yang hilang",
        "all digits after the 15th are zeros, so a program has probably lost the last ones":
            "semua digit setelah yang ke-15 adalah nol, jadi digit terakhirnya mungkin hilang di suatu program",
        "this is an error or a formula of a spreadsheet, not a value":
            "ini pesan kesalahan atau rumus lembar kerja, bukan nilai",
        "the payment names two banks, %1 and %2": "pembayaran ini menyebut dua bank, %1 dan %2",
        "the payment names two holders of the account, \"%1\" and \"%2\"":
            "pembayaran ini menyebut dua pemilik rekening, \"%1\" dan \"%2\"",
        "\"%1\" is no account number, and the bank is no e-wallet":
            "\"%1\" bukan nomor rekening, dan banknya bukan dompet digital",
        "Compare it with its source before you approve": "Bandingkan dengan sumbernya sebelum Anda menyetujui",
        "Correct it in the system that made the message, and export the message again":
            "Perbaiki di sistem yang membuat pesan ini, lalu ekspor lagi pesannya",
        "a note or another row says that account or amount is another one":
            "catatan atau baris lain menyatakan bahwa rekening atau nominalnya lain",
        "invisible characters": "karakter yang tidak terlihat",
        "a cell that looks empty": "sel yang tampak kosong",
        "an error of the spreadsheet in a cell": "pesan kesalahan lembar kerja di dalam sel",
        "account and amount swapped": "rekening dan nominal tertukar",
        "an account number that has probably lost digits (a note, not a fault)":
            "nomor rekening yang mungkin kehilangan digit (perhatian, bukan kesalahan)",
        "a reference that looks like another one (a note, not a fault)":
            "referensi yang mirip dengan referensi lain (perhatian, bukan kesalahan)",
        "an e-mail address that is none (a note, not a fault)":
            "alamat surel tidak valid (perhatian, bukan kesalahan)",
        "line %1 (%2), %3": "baris %1 (%2), %3",
        "line %1 (%2)": "baris %1 (%2)",
        "the reference looks like that of %1": "referensinya mirip dengan referensi di %1",
        "If both are one payment, delete one of the rows":
            "Bila keduanya pembayaran yang sama, hapus salah satu barisnya",
        "If it is one payment, delete one of the rows; if both are due, give each a reference of its own":
            """
        Bila itu satu pembayaran, hapus salah satu barisnya; bila keduanya harus dibayar, beri masing-masing \
        referensi tersendiri
        """,
    ]
}
