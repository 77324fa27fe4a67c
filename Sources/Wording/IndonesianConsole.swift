extension Indonesian {
    /// The pages of `salur serve`: the labels of their templates, and what they say.
    static let console: [String: String] = [
        "Your role manages people with: salur user. It sees no payments.":
            "Peran Anda mengelola orang dengan: salur user. Peran ini tidak melihat pembayaran.",
        "Your last file is still being checked. Wait until that has ended, then try again.":
            "Berkas Anda yang terakhir masih diperiksa. Tunggu sampai selesai, lalu coba lagi.",
        "Accounts that were paid, the one that was paid last first.":
            "Rekening yang pernah dibayar, yang terakhir dibayar lebih dulu.",
        "Block list": "Daftar blokir",
        "Blocked by %1 on %2: %3": "Diblokir oleh %1 pada %2: %3",
        "Changed": "Berubah",
        "Customer": "Pelanggan",
        "Customers whose bank accounts may be debited. They are changed with: salur mandates":
            "Pelanggan yang rekeningnya boleh didebit. Diubah dengan: salur mandates",
        "First paid": "Pertama dibayar",
        "Last paid": "Terakhir dibayar",
        "Mandates": "Mandat",
        "Name at the bank": "Nama di bank",
        "Name in files": "Nama di berkas",
        "Next mandates": "Mandat berikutnya",
        "No account is like this among the payments that were looked at.":
            "Tidak ada rekening seperti ini di antara pembayaran yang sudah dilihat.",
        "No account was paid yet.": "Belum ada rekening yang dibayar.",
        "Nothing is paid to these accounts and names. The list is changed with: salur payees":
            "Tidak ada yang dibayarkan ke rekening dan nama ini. Daftarnya diubah dengan: salur payees",
        "Older payments": "Pembayaran lebih lama",
        "Payees": "Penerima",
        "Payments": "Pembayaran",
        "There is no mandate.": "Belum ada mandat.",
        "Under this name %1 %2 was paid too, last on %3":
            "Dengan nama ini %1 %2 juga pernah dibayar, terakhir pada %3",
        "What it waits for": "Yang ditunggu",
        "of": "dari",
        "approvals are there.": "persetujuan sudah ada.",
        "Compared with other payments at": "Dibandingkan dengan pembayaran lain pada",
        """
        Something has happened since, so this is being done again: load the page once more to see it. An approval \
        compares anew in any case.
        """: """
        Sejak itu ada kejadian baru, jadi perbandingan sedang diulang: muat ulang halaman ini untuk melihatnya. \
        Persetujuan selalu membandingkan ulang.
        """,
        "Each is given by another person, and counts only as long as the batch does not change.":
            "Masing-masing diberikan oleh orang lain, dan berlaku hanya selama batch tidak berubah.",
        "counts no longer, since the batch has changed": "tidak berlaku lagi karena batch berubah",
        "You have approved this batch. Somebody else approves it too.":
            "Anda sudah menyetujui batch ini. Orang lain ikut menyetujuinya.",
        "All rows": "Semua baris",
        "Also approve the rows that repeat others of the file:":
            "Setujui juga baris yang mengulang baris lain di berkas:",
        "An account is made on the machine of the service, with: salur user add":
            "Akun dibuat di komputer layanan dengan: salur user add",
        "Approve?": "Setujui?",
        "Approve": "Setujui",
        "At most": "Paling besar",
        "Back": "Kembali",
        "Batches": "Batch",
        "By status": "Per status",
        "Can be paid": "Bisa dibayar",
        "Cancel": "Batalkan",
        "Card charges": "Penagihan kartu",
        "Cell": "Sel",
        "Check the file": "Periksa berkas",
        "Close for good: what was not sent is cancelled": "Tutup untuk seterusnya: yang belum dikirim dibatalkan",
        "Code of your authenticator app": "Kode dari aplikasi autentikator Anda",
        "Collections": "Penagihan",
        "Collections: money comes from bound accounts": "Penagihan: uang datang dari rekening yang terhubung",
        "A row meets all that you type. The newest rows come first.":
            "Baris harus cocok dengan semua yang Anda ketik. Baris terbaru muncul lebih dulu.",
        "Amount from": "Jumlah mulai dari",
        "Amount in rupiah": "Jumlah dalam rupiah",
        "Amount up to": "Jumlah sampai dengan",
        "By name, account or amount": "Menurut nama, rekening, atau jumlah",
        "Last digits of the account number": "Angka terakhir nomor rekening",
        "Look in older rows": "Cari di baris yang lebih lama",
        "Name: the beginning of each word": "Nama: awal setiap kata",
        "No row is like this among those that were looked at.":
            "Tidak ada baris seperti ini di antara yang diperiksa.",
        "The next page shows the rows with their number and sum, and asks for a reason.":
            "Halaman berikutnya menampilkan baris, banyaknya dan jumlahnya, lalu meminta alasan.",
        "only amounts from %1": "hanya jumlah mulai dari %1",
        "only amounts up to %1": "hanya jumlah sampai dengan %1",
        "only names with words that begin like \"%1\"": "hanya nama dengan kata yang diawali \"%1\"",
        "Type a name, the last digits of an account number, or an amount to look for.":
            "Ketik nama, angka terakhir nomor rekening, atau jumlah yang dicari.",
        "Type the amount in whole rupiah without separators, such as 1500000.":
            "Ketik jumlah dalam rupiah bulat tanpa pemisah, misalnya 1500000.",
        "Type the last %1 to %2 digits of the account number, and not the whole number.":
            "Ketik %1 sampai %2 angka terakhir nomor rekening, bukan seluruh nomornya.",
        "Decide about some of these rows": "Putuskan sebagian baris ini",
        "Details": "Rincian",
        "Discard, and upload another file": "Buang, lalu unggah berkas lain",
        "File: CSV or Excel (.xlsx), also gzipped, or pain.001":
            "Berkas: CSV atau Excel (.xlsx), juga yang digzip, atau pain.001",
        "Held for a person": "Ditahan untuk diputuskan orang",
        "How the file was read, and what is new in it": "Bagaimana berkas dibaca, dan apa yang baru di dalamnya",
        "It is tried again at %1, or when something changes: %2": "Dicoba lagi pada %1, atau bila ada perubahan: %2",
        "Kind": "Jenis",
        "Last change": "Perubahan terakhir",
        "Last callback of the bank": "Callback terakhir dari bank",
        "Ledger": "Ledger",
        "Next rows": "Baris berikutnya",
        "No row is like this.": "Tidak ada baris seperti ini.",
        "No file has come yet.": "Belum ada berkas yang masuk.",
        "Not all was done": "Tidak semua dilakukan",
        "Not allowed": "Tidak diizinkan",
        "Not found": "Tidak ditemukan",
        "Not possible": "Tidak bisa",
        "Not understood": "Tidak dipahami",
        "Note": "Catatan",
        "Nothing has this reference or this number of the bank. Type it whole, as the file or the bank has it.":
            "Tidak ada yang memakai referensi atau nomor bank ini. Ketik seluruhnya, seperti di berkas atau di bank.",
        "Older batches are found by the search.": "Batch yang lebih lama bisa dicari.",
        "Overview": "Ringkasan",
        "Pages": "Halaman",
        "Password": "Kata sandi",
        "Pause": "Jeda",
        "Payouts": "Pembayaran",
        "Payouts: money goes to accounts": "Pembayaran: uang dikirim ke rekening",
        "Reference or number of the bank": "Referensi atau nomor bank",
        "Refunds": "Pengembalian dana",
        "Refunds of collections": "Pengembalian dana dari penagihan",
        "Rejected": "Ditolak",
        "Rejected rows": "Baris yang ditolak",
        "Release": "Lepaskan",
        "Reports": "Laporan",
        "Resume": "Lanjutkan",
        "Rows of %1": "Baris dari %1",
        "Rows of all batches with": "Baris di semua batch dengan",
        "Rows with the same account and amount are all meant":
            "Baris dengan rekening dan jumlah yang sama memang dimaksudkan",
        "Say why, in at most 500 characters: it is recorded. Nothing was changed.":
            "Sebutkan alasannya, paling banyak 500 karakter: alasan ini dicatat. Tidak ada yang diubah.",
        "Search": "Cari",
        "Sends now": "Yang mengirim sekarang",
        "Service": "Layanan",
        "Show the rows": "Tampilkan barisnya",
        "Show the whole number (recorded)": "Tampilkan nomor lengkap (dicatat)",
        "Since": "Sejak",
        "Sign in": "Masuk",
        "Sign out": "Keluar",
        "Skip to the content": "Langsung ke isi",
        "Some rows have not come to their end yet.": "Beberapa baris belum selesai.",
        "Submit for approval": "Ajukan untuk disetujui",
        "That did not work": "Itu tidak berhasil",
        """
        The address %1 for the console is in use by another program. Stop that program, or set service.listen \
        (SALUR_SERVICE_LISTEN) to a free port.
        """:
            """
        Alamat %1 untuk konsol sedang dipakai program lain. Hentikan program itu, atau atur service.listen \
        (SALUR_SERVICE_LISTEN) ke port yang bebas.
        """,
        """
        The bank is asked about every earlier attempt first. Only where it says that no money moved, or that it came \
        back, is the row sent again.
        """:
            """
        Bank ditanya dulu tentang setiap percobaan sebelumnya. Baris dikirim lagi hanya bila bank menyatakan bahwa \
        uang tidak berpindah, atau sudah kembali.
        """,
        "The batch as a whole": "Batch secara keseluruhan",
        """
        The certificate %1 and the key %2 cannot be used: %3. Set service.certificateFile and service.keyFile to a \
        PEM chain and its key.
        """:
            """
        Sertifikat %1 dan kunci %2 tidak bisa dipakai: %3. Atur service.certificateFile dan service.keyFile ke rantai \
        PEM dan kuncinya.
        """,
        "The console is at %1://%2:%3. Stop it with Ctrl-C.": "Konsol ada di %1://%2:%3. Hentikan dengan Ctrl-C.",
        """
        The console cannot be shown at %1: %2. Set service.listen (SALUR_SERVICE_LISTEN) to an address of this machine \
        and a port that may be used.
        """:
            """
        Konsol tidak bisa ditampilkan di %1: %2. Atur service.listen (SALUR_SERVICE_LISTEN) ke alamat komputer ini dan \
        port yang boleh dipakai.
        """,
        "The file is checked first. Nothing is sent before somebody else has approved it.":
            "Berkas diperiksa dulu. Tidak ada yang dikirim sebelum disetujui orang lain.",
        """
        The file is larger than %1 MB. Nothing was submitted. Compress it with gzip, or pay it with "salur run" on the \
        machine of the service.
        """:
            """
        Berkas lebih besar dari %1 MB. Tidak ada yang diajukan. Kompres dengan gzip, atau bayar dengan "salur run" di \
        komputer layanan.
        """,
        "The name, the password or the code is wrong.": "Nama, kata sandi atau kode salah.",
        "The request could not be read. Go back and try again.": "Permintaan tidak bisa dibaca. Kembali dan coba lagi.",
        "The rows are not sent, and never will be. To pay them later, submit them in a new file.":
            "Baris ini tidak dikirim, dan tidak akan pernah. Untuk membayarnya nanti, ajukan dalam berkas baru.",
        "The rows go into the queue and are sent. Release only what you know is to be paid.":
            "Baris ini masuk antrean dan dikirim. Lepaskan hanya yang Anda tahu memang harus dibayar.",
        """
        The uploaded file cannot be kept in %1. Nothing was submitted. Make room on the disk, or set service.uploads \
        to a folder in which the service may write.
        """:
            """
        Berkas unggahan tidak bisa disimpan di %1. Tidak ada yang diajukan. Kosongkan ruang di disk, atau atur \
        service.uploads ke folder yang boleh ditulisi layanan.
        """,
        "There is no batch yet. Somebody with the role of a maker uploads the first file.":
            "Belum ada batch. Orang dengan peran maker mengunggah berkas pertama.",
        "There is no such page.": "Halaman itu tidak ada.",
        """
        There were too many wrong passwords for this name, or from where you are. Try again after %1, or ask who \
        manages the accounts of Salur to unlock you.
        """:
            """
        Terlalu banyak kata sandi yang salah untuk nama ini, atau dari tempat Anda. Coba lagi setelah %1, atau minta \
        pengelola akun Salur untuk membuka kunci Anda.
        """,
        "These are the first. All are in rejected.csv once the file is submitted.":
            "Ini yang pertama. Semuanya ada di rejected.csv setelah berkas diajukan.",
        """
        These rows are not sent. Correct them here, or in the file and upload it again, or submit the good rows now \
        and correct the others later.
        """:
            """
        Baris ini tidak dikirim. Perbaiki di sini, atau di berkas lalu unggah lagi, atau ajukan baris yang baik \
        sekarang dan perbaiki yang lain nanti.
        """,
        "This file is a batch already. It is not paid a second time:":
            "Berkas ini sudah menjadi batch. Tidak dibayar untuk kedua kali:",
        "This has changed since it was shown. Nothing was changed. Look at it once more.":
            "Ini sudah berubah sejak ditampilkan. Tidak ada yang diubah. Lihat sekali lagi.",
        "This service": "Layanan ini",
        "Tick each point that you have read": "Centang setiap hal yang sudah Anda baca",
        "Each warning that was shown is to be acknowledged. Nothing was approved.":
            "Centang setiap peringatan yang sudah Anda baca. Tidak ada yang disetujui.",
        "To the beginning": "Ke awal",
        "Total": "Total",
        "Try again": "Coba lagi",
        "Turn down": "Tolak",
        "Type the number of rows to confirm": "Ketik jumlah baris untuk memastikan",
        "Type the number of rows, %1, to go on. Nothing was changed.":
            "Ketik jumlah baris, %1, untuk melanjutkan. Tidak ada yang diubah.",
        "Upload a file": "Unggah berkas",
        "Version": "Versi",
        "Waits for approval": "Menunggu persetujuan",
        "Watched folder": "Folder yang dipantau",
        "What happened": "Apa yang terjadi",
        "What is wrong": "Apa yang salah",
        "What the payments are for, such as \"salary March\" (may stay empty)":
            "Untuk apa pembayaran ini, misalnya \"gaji Maret\" (boleh kosong)",
        "What to do": "Apa yang harus dilakukan",
        "Why": "Mengapa",
        "Worth a look": "Perlu dilihat",
        "You have submitted this batch. Somebody else approves it.":
            "Anda yang mengajukan batch ini. Orang lain yang menyetujuinya.",
        "Your role does not allow this. Nothing was changed. Ask who manages the accounts of Salur.":
            "Peran Anda tidak mengizinkan ini. Tidak ada yang diubah. Tanyakan kepada pengelola akun Salur.",
        "an address such as 127.0.0.1:8080 or [::1]:8080": "alamat seperti 127.0.0.1:8080 atau [::1]:8080",
        "an address such as https://salur.example.id": "alamat seperti https://salur.example.id",
        "not complete yet": "belum lengkap",
        "taken, being read": "diambil, sedang dibaca",
        "done": "selesai",
        "known already, not paid again": "sudah dikenal, tidak dibayar lagi",
        "removed by somebody": "dihapus orang",
        "line": "baris",
        "nobody: nothing is being paid": "tidak ada: tidak ada yang sedang dibayar",
        "pays since %1": "membayar sejak %1",
        "rows": "baris",
        "service.certificateFile is missing: service.keyFile needs it":
            "service.certificateFile tidak ada: service.keyFile memerlukannya",
        "service.keyFile is missing: service.certificateFile needs it":
            "service.keyFile tidak ada: service.certificateFile memerlukannya",
        """
        service.listen can be reached by other machines, and passwords would cross the network in the clear: set \
        service.certificateFile and service.keyFile, or service.publicUrl to the https address of a proxy
        """:
            """
        service.listen bisa dijangkau komputer lain, dan kata sandi akan melewati jaringan tanpa enkripsi: atur \
        service.certificateFile dan service.keyFile, atau service.publicUrl ke alamat https sebuah proxy
        """,
        "service.listen is the address of callbacks.listen: set another port":
            "service.listen sama dengan alamat callbacks.listen: atur port lain",
        "submitted by": "diajukan oleh",
        "submitted by you: somebody else approves it": "diajukan oleh Anda: orang lain yang menyetujuinya",
        "the process %1 on %2": "proses %1 di %2",
        "tries again at %1, or when something changes: %2": "mencoba lagi pada %1, atau bila ada perubahan: %2",
        "waits for approved batches": "menunggu batch yang disetujui",
    ]
}
