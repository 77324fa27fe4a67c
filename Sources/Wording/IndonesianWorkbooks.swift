extension Indonesian {
    /// Workbooks: what cannot be read in them, and how to mend it.
    static let workbooks: [String: String] = [
        "Then empty the cells to the right of the last column name.":
            "Lalu kosongkan sel-sel di kanan nama kolom terakhir.",
        "Write each cell below the name of its column, and empty the cells right of the last name.":
            "Tulis setiap sel di bawah nama kolomnya, lalu kosongkan sel di kanan nama terakhir.",
        "zlib could not be started": "zlib tidak dapat dijalankan",
        "it would be larger than 4 GB": "ukurannya akan melebihi 4 GB",
        "the workbook is protected with a password": "buku kerja ini dilindungi kata sandi",
        "this is a binary workbook (.xlsb)": "ini buku kerja biner (.xlsb)",
        "this is an OpenDocument file (.ods or the like)": "ini berkas OpenDocument (.ods atau sejenisnya)",
        "this is a zip archive without a workbook in it": "ini arsip zip tanpa buku kerja di dalamnya",
        "Unpack it, and name the .xlsx or .csv file that was inside it":
            "Buka arsipnya, lalu sebutkan berkas .xlsx atau .csv yang ada di dalamnya",
        "the workbook is damaged (%1)": "buku kerja ini rusak (%1)",
        "%1 in the workbook has a document type declaration, which no spreadsheet program writes":
            "%1 di dalam buku kerja berisi deklarasi tipe dokumen, yang tidak pernah ditulis program lembar kerja",
        "%1 in the workbook is built in a way that no spreadsheet program uses":
            "%1 di dalam buku kerja disusun dengan cara yang tidak dipakai program lembar kerja mana pun",
        "unpacked, %1 in the workbook is more than %2 times as large, which no payroll is":
            """
        setelah dibuka, %1 di dalam buku kerja menjadi lebih dari %2 kali lebih besar; berkas pembayaran tidak pernah \
        seperti itu
        """,
        "the workbook holds more than %1 MiB": "buku kerja ini berisi lebih dari %1 MiB",
        "no visible sheet of the workbook holds anything": "tidak ada lembar terlihat yang berisi sesuatu",
        "the workbook has no sheet \"%1\"; its sheets are %2":
            "buku kerja ini tidak memiliki lembar \"%1\"; lembarnya adalah %2",
        "several sheets of the workbook have the columns of payments: %1":
            "beberapa lembar di buku kerja ini memiliki kolom pembayaran: %1",
        "the sheet \"%1\" corrects others by its name, and is not read":
            "menurut namanya, lembar \"%1\" mengoreksi lembar lain, dan tidak dibaca",
        "Correct the rows that it means and delete it; if it corrects nothing, say which sheet is meant with --sheet":
            """
        Perbaiki baris yang dimaksud lalu hapus lembar itu; jika tidak mengoreksi apa pun, sebutkan lembar yang \
        dimaksud dengan --sheet
        """,
        "this is no workbook, so it has no sheet \"%1\"": "ini bukan buku kerja, jadi tidak ada lembar \"%1\"",
        "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it again":
            "Buka di Excel, hapus kata sandinya (File, Info, Protect Workbook), lalu simpan lagi",
        "Open it in Excel or LibreOffice and save it as .xlsx or \"CSV UTF-8\"":
            "Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx atau \"CSV UTF-8\"",
        "Get the file again from its sender, or open it in Excel and save it again as .xlsx":
            "Minta lagi file itu dari pengirimnya, atau buka di Excel lalu simpan lagi sebagai .xlsx",
        "Ask who made it, or copy the rows to a new workbook":
            "Tanyakan kepada pembuatnya, atau salin baris-barisnya ke buku kerja baru",
        "Put the rows on the first sheet; its first line must name the columns":
            "Letakkan barisnya di lembar pertama; baris pertama harus berisi nama-nama kolom",
        "Use one of these names with --sheet": "Pakai salah satu nama itu dengan --sheet",
        "Say which is meant with --sheet, one payment file each":
            "Sebutkan lembar yang dimaksud dengan --sheet, satu berkas pembayaran untuk tiap lembar",
        "Leave --sheet out": "Jangan pakai --sheet",
        "cells hold an error such as #N/A: %1": "sel berisi kesalahan seperti #N/A: %1",
        "cells hold formulas whose results are not in the file: %1":
            "sel berisi rumus yang hasilnya tidak ada di berkas: %1",
        "cells hold numbers of more than 15 digits, of which Excel loses the last: %1":
            "sel berisi bilangan lebih dari 15 digit, yang digit terakhirnya dihilangkan Excel: %1",
        "cells show another amount than they hold (thousands, a unit or another currency): %1":
            "sel menampilkan nominal lain dari isinya (ribuan, satuan, atau mata uang lain): %1",
        "cells hold numbers or dates that no spreadsheet has: %1":
            "sel berisi bilangan atau tanggal yang tidak dikenal lembar kerja: %1",
        "cells hold more text than a spreadsheet allows: %1":
            "sel berisi teks lebih panjang daripada yang diizinkan lembar kerja: %1",
        "cells are struck out, in part or whole: %1": "ada sel yang dicoret, sebagian atau seluruhnya: %1",
        "Delete what is struck out, with its row if that is not to be paid; take the line off what counts":
            """
        Hapus isi yang dicoret, beserta barisnya jika tidak dibayar; hilangkan coretan pada isi yang berlaku
        """,
        "rows with values are hidden, perhaps by a filter: %1":
            "baris yang berisi nilai tersembunyi, mungkin oleh filter: %1",
        "cells are merged: %1": "sel digabungkan: %1",
        "cells stand to the left of the columns: %1": "sel berada di sebelah kiri kolom-kolomnya: %1",
        "Correct the formulas, or type the values": "Perbaiki rumusnya, atau ketik nilainya",
        "Open the workbook in Excel, so that it calculates, and save it":
            "Buka buku kerja di Excel supaya dihitung, lalu simpan",
        "Format the column as Text, then type these numbers again from their source":
            "Ubah format kolom menjadi Teks, lalu ketik ulang bilangan itu dari sumbernya",
        """
        Format amounts as Number, compare each with its source, and type it in full rupiah. Format account numbers \
        as Text, and type each again with all its digits
        """:
            """
        Ubah format nominal menjadi Angka, bandingkan masing-masing dengan sumbernya, dan ketik dalam rupiah penuh. \
        Ubah format nomor rekening menjadi Teks, lalu ketik ulang masing-masing dengan semua digitnya
        """,
        "cells are written in the colour of their ground, and nobody sees them: %1":
            "sel ditulis dengan warna yang sama dengan latarnya, sehingga tidak terlihat: %1",
        "Give the cells another colour, or delete the rows that are not to be paid":
            "Beri sel itu warna lain, atau hapus baris yang tidak perlu dibayar",
        "comments in cells are not read: %1": "komentar di dalam sel tidak dibaca: %1",
        "comments in cells are not read, the first in line %1":
            "komentar di dalam sel tidak dibaca, yang pertama di baris %1",
        "text boxes are not read: %1": "kotak teks tidak dibaca: %1",
        "text boxes are not read, the first in line %1": "kotak teks tidak dibaca, yang pertama di baris %1",
        """
        %1: the comment in cell %2 says that something is paid, cancelled or not to be paid. Nothing was sent. Delete \
        the rows that are not to be paid, then the comment
        """:
            """
        %1: komentar di sel %2 menyatakan bahwa ada yang sudah dibayar, dibatalkan atau tidak boleh dibayar. Tidak ada \
        yang dikirim. Hapus baris yang tidak boleh dibayar, lalu hapus komentarnya
        """,
        """
        %1, line %2: a text box says that something is paid, cancelled, a draft or not to be paid. Nothing was sent. \
        Delete the rows that are not to be paid, then the text box
        """:
            """
        %1, baris %2: sebuah kotak teks menyatakan bahwa ada yang sudah dibayar, dibatalkan, masih draf atau tidak \
        boleh dibayar. Tidak ada yang dikirim. Hapus baris yang tidak boleh dibayar, lalu hapus kotak teksnya
        """,
        "Type these values again": "Ketik ulang nilai-nilai itu",
        "Shorten these texts": "Persingkat teks itu",
        "Clear the filter and show all rows; delete those that must not be paid":
            "Hapus filter dan tampilkan semua baris; hapus baris yang tidak boleh dibayar",
        "Unmerge the cells, and fill in each row": "Pisahkan sel yang digabungkan, lalu isi tiap baris",
        "Delete these values, or move the table to the first column":
            "Hapus nilai-nilai itu, atau pindahkan tabel ke kolom pertama",
        "the sheet \"%1\" was read; these were not: %2.": "lembar \"%1\" dibaca; yang ini tidak: %2.",
        """
        %1: another sheet of this workbook is the batch "%2". Nothing was sent. Save the sheet "%3" as a workbook of \
        its own, and pay that file.
        """: """
        %1: lembar lain dari buku kerja ini sudah menjadi batch "%2". Tidak ada yang dikirim. Simpan lembar "%3" \
        sebagai buku kerja tersendiri, lalu bayar berkas itu.
        """,
    ]
}
