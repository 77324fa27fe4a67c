extension Indonesian {
    /// Customers' bound accounts and cards, and the vault that keeps their secrets.
    static let customers: [String: String] = [
        "Nothing: the visit to the bank's page has ended. Send the customer a new link.":
            "Tidak ada: kunjungan ke halaman bank sudah berakhir. Kirimkan tautan baru kepada pelanggan.",
        "The customer, who has the bank's page open until %1":
            "Pelanggan, yang halaman banknya terbuka sampai %1",
        "Nothing: collections go through": "Tidak ada: penagihan berjalan",
        "A new consent of the customer: this one ended on %1": "Persetujuan baru pelanggan: yang ini berakhir pada %1",
        "Soon a new consent of the customer: this one ends on %1":
            "Tidak lama lagi persetujuan baru pelanggan: yang ini berakhir pada %1",
        "Nothing: the consent goes until %1": "Tidak ada: persetujuan berlaku sampai %1",
        "A person who unblocks it: there were three wrong codes":
            "Seseorang yang membuka blokirnya: ada tiga kode yang salah",
        "A new consent of the customer": "Persetujuan baru pelanggan",
        "Nothing: to collect again, the customer binds an account anew":
            "Tidak ada: untuk menagih lagi, pelanggan menghubungkan rekening lagi",
        "the file holds no key: expected 64 hexadecimal digits (\"salur init\" makes a key)":
            "berkasnya tidak berisi kunci: seharusnya 64 digit heksadesimal (\"salur init\" membuat kunci)",
        "line %1 of the file is no key: expected 64 hexadecimal digits":
            "baris %1 berkas itu bukan kunci: seharusnya 64 digit heksadesimal",
        "line %1 of the file repeats a key": "baris %1 berkas itu mengulang sebuah kunci",
        "the file holds more than %1 keys": "berkasnya berisi lebih dari %1 kunci",
        "the ledger holds secrets under a key that is not in the file: put back the file with that key":
            "ledger menyimpan rahasia dengan kunci yang tidak ada di berkas: kembalikan berkas yang berisi kunci itu",
        "a secret in the ledger was altered, or moved to another customer":
            "sebuah rahasia di ledger telah diubah, atau dipindahkan ke pelanggan lain",
        "the key could not encrypt": "kunci itu tidak dapat mengenkripsi",
        "The key file %1 (vault.keyFile) is missing or cannot be read.":
            "Berkas kunci %1 (vault.keyFile) tidak ada atau tidak dapat dibaca.",
        "The key file %1 (vault.keyFile) does not fit: %2.": "Berkas kunci %1 (vault.keyFile) tidak cocok: %2.",
        "The key file %1 could not be written: %2.": "Berkas kunci %1 tidak dapat ditulis: %2.",
        "your name of the customer: 1 to %1 visible characters":
            "nama pelanggan menurut Anda: 1 sampai %1 karakter yang terlihat",
        "3 letters or digits, such as 002 (a spreadsheet may have taken away the zeros in front)":
            "3 huruf atau angka, misalnya 002 (lembar kerja mungkin menghapus angka nol di depan)",
        "exactly 32 characters without spaces": "tepat 32 karakter tanpa spasi",
        "exactly 32 letters and digits": "tepat 32 huruf dan angka",
        "1 to 64 characters without spaces": "1 sampai 64 karakter tanpa spasi",
        "6 to 16 characters without spaces": "6 sampai 16 karakter tanpa spasi",
        "exactly 40 characters without spaces": "tepat 40 karakter tanpa spasi",
        "%1: the file has more than %2 rows. Split it into several files.":
            "%1: berkasnya berisi lebih dari %2 baris. Bagi menjadi beberapa berkas.",
        "line %1: the row has %2 cells, the header %3": "baris %1: baris itu berisi %2 sel, judul kolom %3",
        "line %1, column %2: expected %3": "baris %1, kolom %2: seharusnya %3",
        "line %1, column customer: the customer stands in line %2 as well":
            "baris %1, kolom customer: pelanggan itu juga ada di baris %2",
        "column %1 has the name of an earlier one": "kolom %1 bernama sama dengan kolom sebelumnya",
        "column %1 has another name; did you mean \"%2\"?": "kolom %1 bernama lain; apakah maksud Anda \"%2\"?",
        "column %1 does not belong here; delete it": "kolom %1 tidak pada tempatnya; hapus kolom itu",
        "%1: nothing was imported, since something is wrong in %2 places.":
            "%1: tidak ada yang diimpor, karena ada kesalahan di %2 tempat.",
        "The customer %1 has no mandate. \"salur mandates list\" lists all.":
            "Pelanggan %1 tidak punya mandat. \"salur mandates list\" menampilkan semuanya.",
        "The mandate of customer %1 is not blocked: it is %2. Nothing was changed.":
            "Mandat pelanggan %1 tidak diblokir: statusnya %2. Tidak ada yang diubah.",
        "vault": "brankas",
        "the key is in %1": "kuncinya ada di %1",
        "at the bank's page": "di halaman bank",
        "bound": "terikat",
        "not bound": "tidak terikat",
        "unbound": "dilepas",
        "blocked": "diblokir",
        "gone at the bank": "tidak ada lagi di bank",
        "consent has ended": "persetujuan berakhir",
        "consent until %1": "persetujuan sampai %1",
        "    … and %1 more": "    … dan %1 lagi",
        "Nothing was imported.": "Tidak ada yang diimpor.",
        "%1: imported %2.": "%1: %2 diimpor.",
        "%1: there is nothing to import.": "%1: tidak ada yang perlu diimpor.",
        """
        Blocked customers were left as they are. "salur mandates unblock CUSTOMER" lifts a block; then import the \
        file again.
        """:
            """
        Pelanggan yang diblokir dibiarkan. "salur mandates unblock PELANGGAN" membuka blokirnya; setelah itu impor \
        berkasnya lagi.
        """,
        "1 mandate": "1 mandat",
        "%1 mandates": "%1 mandat",
        "1 card": "1 kartu",
        "%1 cards": "%1 kartu",
        "new": "baru",
        "takes the place of another": "menggantikan yang lain",
        "known already, unchanged": "sudah ada, tidak berubah",
        "blocked at this bank, not imported": "diblokir di bank ini, tidak diimpor",
        "Import them?": "Impor semuanya?",
        "No customer has a mandate. \"salur mandates import FILE\" brings some in.":
            "Belum ada pelanggan yang punya mandat. \"salur mandates import BERKAS\" memasukkannya.",
        "No customer has a card. \"salur cards import FILE\" brings some in.":
            "Belum ada pelanggan yang punya kartu. \"salur cards import BERKAS\" memasukkannya.",
        "Lift the block?": "Buka blokirnya?",
        "The block of %1 is lifted.": "Blokir %1 sudah dibuka.",
        "Wrote the key of the vault to %1. Back it up.": "Kunci brankas ditulis ke %1. Buat cadangannya.",
        "1 secret is encrypted under it": "1 rahasia dienkripsi dengannya",
        "%1 secrets are encrypted under it": "%1 rahasia dienkripsi dengannya",
        "%1 holds a new key; %2, and the old key is gone. Back up the key file.":
            "%1 berisi kunci baru; %2, dan kunci lama sudah dihapus. Buat cadangan berkas kunci itu.",
        """
        The rotation that was interrupted is complete: %1 holds the new key alone; %2. Back up the key file.
        """:
            """
        Pergantian kunci yang terputus sudah selesai: %1 hanya berisi kunci baru; %2. Buat cadangan berkas kunci itu.
        """,
    ]
}
