extension Indonesian {
    /// The people who sign in to the console.
    static let people: [String: String] = [
        "A password has at least %1 characters.": "Kata sandi terdiri atas sedikitnya %1 karakter.",
        "A password has at most %1 bytes.": "Kata sandi terdiri atas paling banyak %1 byte.",
        "A password must not be the name of the person.": "Kata sandi tidak boleh sama dengan nama orangnya.",
        "The password is one of those that attackers try first. Choose another one.":
            "Kata sandi ini termasuk yang pertama dicoba penyerang. Pilih yang lain.",
        "%1 Nothing was changed.": "%1 Tidak ada yang diubah.",
        "Too many people are signing in at this moment. Try again in a few seconds.":
            "Terlalu banyak orang sedang masuk saat ini. Coba lagi beberapa detik lagi.",
        "There is a person with the name %1 already. Nothing was changed.":
            "Sudah ada orang bernama %1. Tidak ada yang diubah.",
        "Nobody has the name %1. \"salur user list\" shows who there is. Nothing was changed.":
            "Tidak ada yang bernama %1. \"salur user list\" menampilkan siapa saja yang ada. Tidak ada yang diubah.",
        """
        "%1" is no name of a person: it takes 2 to 64 letters, digits, dots, hyphens, underscores and @, does not \
        begin with a hyphen, and is neither "salur" nor "bank". Nothing was changed.
        """:
            """
        "%1" bukan nama orang: nama terdiri atas 2 sampai 64 huruf, angka, titik, tanda hubung, garis bawah dan @, \
        tidak diawali tanda hubung, dan bukan "salur" atau "bank". Tidak ada yang diubah.
        """,
        "A person has at least one role. Nothing was changed.":
            "Seseorang memiliki sedikitnya satu peran. Tidak ada yang diubah.",
        "Nobody may sign in yet. \"salur user add NAME --role admin\" adds a person.":
            "Belum ada yang boleh masuk. \"salur user add NAMA --role admin\" menambahkan seseorang.",
        "Remove %1?": "Hapus %1?",
        "%1 is removed and signed out everywhere.": "%1 dihapus dan dikeluarkan di mana-mana.",
        "%1 has the roles %2 and is signed out everywhere.": "%1 memiliki peran %2 dan dikeluarkan di mana-mana.",
        "%1 may sign in again.": "%1 boleh masuk lagi.",
        "%1 is not locked out.": "%1 tidak terkunci.",
        "%1 may sign in with the roles %2.": "%1 boleh masuk dengan peran %2.",
        "%1 has another password and is signed out everywhere.":
            "%1 memiliki kata sandi lain dan dikeluarkan di mana-mana.",
        "%1 signs in without codes.": "%1 masuk tanpa kode.",
        "%1 signs in with codes of this secret.": "%1 masuk dengan kode dari rahasia ini.",
        "Password, shown once: %1": "Kata sandi, ditampilkan sekali: %1",
        "Secret for the app, shown once: %1": "Rahasia untuk aplikasi, ditampilkan sekali: %1",
        "The same for a QR code: %1": "Yang sama untuk kode QR: %1",
        "New password:": "Kata sandi baru:",
        "The same again:": "Sekali lagi:",
        "The passwords differ. Nothing was changed.": "Kata sandinya berbeda. Tidak ada yang diubah.",
        "The file %1 cannot be read. Nothing was changed.": "Berkas %1 tidak dapat dibaca. Tidak ada yang diubah.",
        """
        There is no terminal to ask for a password on. Add --password-file FILE or --generate. Nothing was changed.
        """:
            """
        Tidak ada terminal untuk menanyakan kata sandi. Tambahkan --password-file BERKAS atau --generate. Tidak ada \
        yang diubah.
        """,
        "%1: the roles, the password or the codes are not those of the journal":
            "%1: peran, kata sandi atau kodenya bukan yang tercatat di jurnal",
        "There is no event.": "Tidak ada peristiwa.",
        "last signed in %1": "terakhir masuk %1",
        "never signed in": "belum pernah masuk",
        "with codes": "dengan kode",
        "without codes": "tanpa kode",
        "signed in now": "sedang masuk",
        "LOCKED OUT until %1": "TERKUNCI sampai %1",
        "%1: %2; %3": "%1: %2; %3",
        "%1  %2: %3 (by %4)": "%1  %2: %3 (oleh %4)",
        "A key has at least one right. Nothing was changed.":
            "Sebuah kunci memiliki sedikitnya satu hak. Tidak ada yang diubah.",
        "The key would have ended already. Nothing was changed.":
            "Kunci itu sudah akan berakhir. Tidak ada yang diubah.",
        "There is a key with the name %1 already. Nothing was changed.":
            "Sudah ada kunci bernama %1. Tidak ada yang diubah.",
        "No key has the name %1. \"salur key list\" shows all. Nothing was changed.":
            "Tidak ada kunci bernama %1. \"salur key list\" menampilkan semuanya. Tidak ada yang diubah.",
        "There is no key yet. \"salur key add NAME --right view\" adds one.":
            "Belum ada kunci. \"salur key add NAMA --right view\" menambahkan satu.",
        "The key %1 is added with the rights %2.": "Kunci %1 ditambahkan dengan hak %2.",
        "The key %1 is removed.": "Kunci %1 dihapus.",
        "Key, shown once: %1": "Kunci, ditampilkan sekali: %1",
        "the key %1 is not the one of the journal": "kunci %1 bukan yang tercatat di jurnal",
        "last used %1": "terakhir dipakai %1",
        "never used": "belum pernah dipakai",
        "until %1": "sampai %1",
        "from %1": "dari %1",
        "added": "ditambahkan",
        "removed": "dihapus",
        "new password": "kata sandi baru",
        "new roles": "peran baru",
        "codes on": "kode aktif",
        "codes off": "kode nonaktif",
        "unlocked": "kunci dibuka",
        "signed in": "masuk",
        "signed out": "keluar",
        "refused": "ditolak",
        "LOCKED OUT": "TERKUNCI",
    ]
}
