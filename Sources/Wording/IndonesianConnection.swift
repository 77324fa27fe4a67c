extension Indonesian {
    /// The way to the bank and back: proxy, TLS, certificates, clocks, and where the ledger lies.
    static let connection: [String: String] = [
        """
        The ledger %1 lies on a network file system (%2), where locks and crashes can damage it and a payment could be \
        made twice. Set ledger.path to a local disk. Only if you know that no other machine uses it, set \
        ledger.allowNetworkFileSystem (%3) to true. Nothing was sent.
        """:
            """
        Ledger %1 berada di sistem berkas jaringan (%2); di sana penguncian dan mati mendadak dapat merusaknya dan \
        sebuah pembayaran dapat terkirim dua kali. Setel ledger.path ke disk lokal. Hanya bila Anda tahu bahwa tidak \
        ada mesin lain yang memakainya, setel ledger.allowNetworkFileSystem (%3) menjadi true. Tidak ada yang dikirim.
        """,
        """
        %1 lies on a network file system (%2), which is allowed (ledger.allowNetworkFileSystem): no other machine may \
        use it
        """:
            """
        %1 berada di sistem berkas jaringan (%2), dan itu diizinkan (ledger.allowNetworkFileSystem): mesin lain tidak \
        boleh memakainya
        """,
        "%1 is set, but %2 (%3) is not: a certificate and its key go together":
            "%1 disetel, tetapi %2 (%3) tidak: sertifikat dan kuncinya harus disetel bersama",
        "%1: the file holds no certificate in PEM form": "%1: berkas itu tidak berisi sertifikat dalam bentuk PEM",
        "%1: the file holds no private key in PEM form without a passphrase":
            "%1: berkas itu tidak berisi kunci privat dalam bentuk PEM tanpa frasa sandi",
        "%1: the key does not belong to the certificate in %2": "%1: kunci itu bukan milik sertifikat di %2",
        "a proxy such as http://user:password@proxy.example:3128, or none":
            "proksi seperti http://user:password@proxy.example:3128, atau none",
        "HTTPS_PROXY in the environment is not understood: expected %1":
            "HTTPS_PROXY di lingkungan tidak dipahami: seharusnya %1",
        "the address that the bank calls, such as https://pay.example.id":
            "alamat yang dipanggil bank, seperti https://pay.example.id",
        "true or false": "true atau false",
        "the clock of this machine is %1 ahead of the bank's": "jam mesin ini lebih cepat %1 daripada jam bank",
        "the clock of this machine is %1 behind the bank's": "jam mesin ini lebih lambat %1 daripada jam bank",
        "%1 seconds": "%1 detik",
        "%1 min %2 s": "%1 menit %2 detik",
        "%1: set it (timedatectl set-ntp true)": "%1: setel jamnya (timedatectl set-ntp true)",
        """
        %1, set it first (timedatectl set-ntp true), since the bank refuses our signature; if it still does then, \
        check ayoconnect.clientId and ayoconnect.privateKeyFile; then %2
        """:
            """
        %1, setel dahulu (timedatectl set-ntp true), karena bank menolak tanda tangan kita; bila sesudah itu masih \
        ditolak, periksa ayoconnect.clientId dan ayoconnect.privateKeyFile; lalu %2
        """,
        """
        the bank refuses our client id, key or signature (%1 %2): set the clock first, then check ayoconnect.clientId \
        and ayoconnect.privateKeyFile
        """:
            """
        bank menolak client id, kunci, atau tanda tangan kita (%1 %2): setel jam dahulu, lalu periksa \
        ayoconnect.clientId dan ayoconnect.privateKeyFile
        """,
        "the host of %1 is not known: check ayoconnect.baseUrl and the name server":
            "nama host %1 tidak dikenal: periksa ayoconnect.baseUrl dan server nama",
        "no connection to %1: check ayoconnect.baseUrl, the network, and whether a proxy is needed":
            "tidak ada koneksi ke %1: periksa ayoconnect.baseUrl, jaringan, dan apakah proksi diperlukan",
        "connecting to %1 takes too long: check the network, and whether a proxy is needed":
            "koneksi ke %1 terlalu lama: periksa jaringan, dan apakah proksi diperlukan",
        """
        the certificate of %1 is signed by an authority that is not trusted here, or it has expired: if the bank or \
        your company has an authority of its own, set ayoconnect.caFile to its certificate
        """:
            """
        sertifikat %1 ditandatangani oleh otoritas yang tidak dipercaya di sini, atau sudah kedaluwarsa: bila bank \
        atau perusahaan Anda memiliki otoritas sendiri, setel ayoconnect.caFile ke sertifikatnya
        """,
        "the certificate of %1 is that of another host: check ayoconnect.baseUrl":
            "sertifikat %1 adalah milik host lain: periksa ayoconnect.baseUrl",
        "%1 wants a client certificate: set ayoconnect.clientCertificateFile and ayoconnect.clientKeyFile":
            "%1 meminta sertifikat klien: setel ayoconnect.clientCertificateFile dan ayoconnect.clientKeyFile",
        """
        %1 does not accept our client certificate: check ayoconnect.clientCertificateFile, and ask the bank which \
        authority has to sign it
        """:
            """
        %1 tidak menerima sertifikat klien kita: periksa ayoconnect.clientCertificateFile, dan tanyakan kepada bank \
        otoritas mana yang harus menandatanganinya
        """,
        "no TLS with %1: check ayoconnect.baseUrl, and whether it takes https":
            "tidak ada TLS dengan %1: periksa ayoconnect.baseUrl, dan apakah alamat itu menerima https",
        "no connection through the proxy %1: check ayoconnect.proxy (or HTTPS_PROXY)":
            "tidak ada koneksi melalui proksi %1: periksa ayoconnect.proxy (atau HTTPS_PROXY)",
        "the proxy %1 does not answer: check ayoconnect.proxy (or HTTPS_PROXY)":
            "proksi %1 tidak menjawab: periksa ayoconnect.proxy (atau HTTPS_PROXY)",
        """
        the proxy %1 wants another user or password (407): write ayoconnect.proxy as http://USER:PASSWORD@HOST:PORT
        """:
            """
        proksi %1 meminta pengguna atau kata sandi lain (407): tulis ayoconnect.proxy sebagai \
        http://USER:PASSWORD@HOST:PORT
        """,
        """
        the proxy %1 refuses to connect to the bank: ask those who run it to let ayoconnect.baseUrl through
        """:
            """
        proksi %1 menolak menghubungkan ke bank: mintalah pengelolanya mengizinkan ayoconnect.baseUrl
        """,
        "certificate of the bank": "sertifikat bank",
        "client certificate": "sertifikat klien",
        "certificate of the callback address": "sertifikat alamat callback",
        "it ended on %1: put a new one in its place": "berakhir pada %1: ganti dengan yang baru",
        "it ends in %1 days, on %2: have a new one ready": "berakhir %1 hari lagi, pada %2: siapkan yang baru",
        "good for %1 days, until %2": "berlaku %1 hari lagi, sampai %2",
        "callback address": "alamat callback",
        "%1 is not https: anyone on the way can read what the bank says about payments":
            "%1 bukan https: siapa pun di perjalanan dapat membaca apa yang bank sampaikan tentang pembayaran",
        "%1 does not speak TLS: the bank cannot call it": "%1 tidak memakai TLS: bank tidak dapat memanggilnya",
        "%1 cannot be reached from this machine: check callbacks.publicUrl, or try it from outside":
            "%1 tidak dapat dijangkau dari mesin ini: periksa callbacks.publicUrl, atau coba dari luar",
        "last callback": "callback terakhir",
        "a proven one came on %1": "callback yang terbukti datang pada %1",
        "none has ever come: check the addresses that are registered at the bank":
            "belum pernah ada yang datang: periksa alamat yang terdaftar di bank",
    ]
}
