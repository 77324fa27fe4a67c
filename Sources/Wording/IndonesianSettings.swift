extension Indonesian {
    /// Settings: what is wrong with them and what is expected.
    static let settings: [String: String] = [
        "some of csv, xlsx and pain.002, with commas between them":
            "beberapa dari csv, xlsx, dan pain.002, dengan koma di antaranya",
        "The settings are not right; nothing was sent.": "Pengaturannya belum benar; tidak ada yang dikirim.",
        "\"salur init\" writes a commented salur.yaml, \"salur doctor\" checks the settings.":
            "\"salur init\" menulis salur.yaml yang berisi penjelasan, \"salur doctor\" memeriksa pengaturan.",
        "callbacks.providerPublicKeyFile is missing": "callbacks.providerPublicKeyFile belum diisi",
        "the bank's address, such as https://api.of.ayoconnect.id (http:// only to this machine)":
            "alamat bank, misalnya https://api.of.ayoconnect.id (http:// hanya ke mesin ini)",
        "the client id that the bank gave you": "client id yang diberikan bank kepada Anda",
        "6 letters and digits": "6 huruf dan angka",
        "5 digits": "5 angka",
        "degrees such as -6.2088": "derajat, misalnya -6.2088",
        "degrees such as 106.8456": "derajat, misalnya 106.8456",
        "your public IPv4 address": "alamat IPv4 publik Anda",
        "a path such as /it/api/v2.0/access-token/b2b": "jalur seperti /it/api/v2.0/access-token/b2b",
        "ayoconnect.clientSecret (%1) or ayoconnect.clientSecretFile (%2) is missing: expected the client secret":
            "ayoconnect.clientSecret (%1) atau ayoconnect.clientSecretFile (%2) belum diisi: seharusnya client secret",
        "%1 and %2 are both set: keep one of them": "%1 dan %2 terisi keduanya: pertahankan salah satu",
        "ayoconnect.privateKeyFile (%1) is missing: expected the file of your RSA private key":
            "ayoconnect.privateKeyFile (%1) belum diisi: seharusnya berkas kunci privat RSA Anda",
        """
        ayoconnect.privateKeyFile: %1 holds no RSA private key of at least 2048 bits in PEM form (PKCS#1 or PKCS#8, \
        without a passphrase)
        """:
            """
        ayoconnect.privateKeyFile: %1 tidak berisi kunci privat RSA sedikitnya 2048 bit dalam bentuk PEM (PKCS#1 \
        atau PKCS#8, tanpa frasa sandi)
        """,
        "a window such as 23:30-00:00 (Asia/Jakarta), or none":
            "rentang waktu seperti 23:30-00:00 (Asia/Jakarta), atau none",
        "%1 in the environment is no setting of salur; it is ignored.":
            "%1 di environment bukan pengaturan salur; diabaikan.",
        "an address such as 127.0.0.1:8081 or [::1]:8081": "alamat seperti 127.0.0.1:8081 atau [::1]:8081",
        "an address such as 127.0.0.1:9464 or [::1]:9464": "alamat seperti 127.0.0.1:9464 atau [::1]:9464",
        "metrics.listen is the address of callbacks.listen: set another port":
            "metrics.listen sama dengan alamat callbacks.listen: isi dengan port lain",
        "addresses or networks such as 203.0.113.7, 10.0.0.0/8": "alamat atau jaringan seperti 203.0.113.7, 10.0.0.0/8",
        "%1: the file holds no RSA public key in PEM form":
            "%1: berkasnya tidak berisi kunci publik RSA dalam bentuk PEM",
        "%1 is %2: callbacks.providerPublicKeyFile (%3) must name the bank's public key":
            "%1 bernilai %2: callbacks.providerPublicKeyFile (%3) harus menyebut kunci publik bank",
        """
        %1 is %2, which does not cover the body: anyone who reaches %3 could send false callbacks. Set \
        callbacks.allowFrom (%4) to the bank's addresses, or listen on 127.0.0.1
        """:
            """
        %1 bernilai %2, yang tidak mencakup isi pesan: siapa pun yang dapat mencapai %3 bisa mengirim callback \
        palsu. Isi callbacks.allowFrom (%4) dengan alamat bank, atau dengarkan di 127.0.0.1
        """,
        "a path such as %1": "jalur seperti %1",
        "the address of a page, such as https://shop.example.id/done":
            "alamat sebuah halaman, misalnya https://shop.example.id/done",
        """
        cards.clientId (%1) and cards.clientSecret (%2) go together: set both, or neither to use those of ayoconnect
        """:
            """
        cards.clientId (%1) dan cards.clientSecret (%2) harus diisi bersama: isi keduanya, atau kosongkan keduanya \
        untuk memakai milik ayoconnect
        """,
        """
        vault.keyFile (%1) is missing: expected the file of the key that the secrets of customers are encrypted under \
        ("salur init" makes it)
        """:
            """
        vault.keyFile (%1) belum diisi: seharusnya berkas kunci untuk mengenkripsi rahasia pelanggan ("salur init" \
        membuatnya)
        """,
        "%1: the file is missing or cannot be read": "%1: berkas tidak ada atau tidak dapat dibaca",
        "%1: the file is not text in UTF-8": "%1: berkas bukan teks UTF-8",
        "%1: the file must hold settings, such as \"ledger:\" and below it \"path: …\"":
            "%1: berkas harus berisi pengaturan, misalnya \"ledger:\" dan di bawahnya \"path: …\"",
        "%1 in %2": "%1 di %2",
        "%1 in %2, line %3": "%1 di %2, baris %3",
        "%1: \"%2\" is a section; write its settings below it, such as %3":
            "%1: \"%2\" adalah bagian; tulis pengaturannya di bawahnya, misalnya %3",
        "%1: there is no setting \"%2\"": "%1: tidak ada pengaturan \"%2\"",
        "%1: there is no setting \"%2\"; did you mean \"%3\"?":
            "%1: tidak ada pengaturan \"%2\"; apakah maksud Anda \"%3\"?",
        "%1, line %2: this is not YAML: %3": "%1, baris %2: ini bukan YAML: %3",
        "%1: %2 stands there more than once": "%1: %2 tertulis lebih dari satu kali",
        "%1: this is not YAML": "%1: ini bukan YAML",
        "%1 is \"%2\": expected %3": "%1 bernilai \"%2\": seharusnya %3",
        "%1 has no value: expected %2, or no such line":
            "%1 tidak berisi nilai: seharusnya %2, atau hapus baris itu",
        "%1 is not understood: expected %2": "%1 tidak dipahami: seharusnya %2",
        "%1 (%2) is missing: expected %3": "%1 (%2) belum diisi: seharusnya %3",
        "a duration such as 500ms, 2s, 15m, 2h or 7d": "jangka waktu seperti 500ms, 2s, 15m, 2h, atau 7d",
        "a whole number from %1 to %2": "bilangan bulat dari %1 sampai %2",
        "one of %1": "salah satu dari %1",
        "%1: the file %2 is missing or cannot be read": "%1: berkas %2 tidak ada atau tidak dapat dibaca",
        "%1: the file %2 is not text": "%1: berkas %2 bukan teks",
        "%1: the file %2 is empty": "%1: berkas %2 kosong",
        "Other users of this machine may read %1; protect it: chmod 600 %2":
            "Pengguna lain di mesin ini dapat membaca %1; lindungi: chmod 600 %2",
        "%1: a setting is one value, or a list of values such as [10.0.0.1, 10.0.0.2]":
            "%1: sebuah pengaturan berisi satu nilai, atau daftar nilai seperti [10.0.0.1, 10.0.0.2]",
        "%1 from the command line": "%1 dari baris perintah",
        "%1 in the environment": "%1 di environment",
        "%1 in the environment: there is no such setting; did you mean %2?":
            "%1 di environment: tidak ada pengaturan seperti itu; apakah maksud Anda %2?",
        "%1 in the environment: there is no such setting": "%1 di environment: tidak ada pengaturan seperti itu",
    ]
}
