extension Indonesian {
    /// The payee book, the block list, and what changed since earlier payments.
    static let payees: [String: String] = [
        "for the purpose \"%1\"": "untuk tujuan \"%1\"",
        "without a purpose": "tanpa tujuan",
        """
        This file is the batch "%1", which was submitted %2. Its purpose stays. Nothing was sent. Type the same \
        command without --purpose to go on with it.
        """:
            """
        Berkas ini adalah batch "%1", yang sudah diajukan %2. Tujuannya tetap. Tidak ada yang dikirim. Ketik perintah \
        yang sama tanpa --purpose untuk melanjutkannya.
        """,
        "  large amounts      %1 (ten times and more what is usual in this file, about %2)":
            "  jumlah besar       %1 (sepuluh kali lipat atau lebih dari biasanya dalam berkas ini, sekitar %2)",
        "January %1": "Januari %1",
        "February %1": "Februari %1",
        "March %1": "Maret %1",
        "April %1": "April %1",
        "May %1": "Mei %1",
        "June %1": "Juni %1",
        "July %1": "Juli %1",
        "August %1": "Agustus %1",
        "September %1": "September %1",
        "October %1": "Oktober %1",
        "November %1": "November %1",
        "December %1": "Desember %1",
        "The payee was paid for \"%1\" before: %2 on %3 in batch %4.":
            "Penerima sudah dibayar untuk \"%1\": %2 pada %3 dalam batch %4.",
        """
        Money was sent to the payee for "%1" before: %2 on %3 in batch %4, and its result is not known yet.
        """:
            """
        Uang sudah dikirim kepada penerima untuk "%1": %2 pada %3 dalam batch %4, dan hasilnya belum diketahui.
        """,
        "The payee is being paid for \"%1\": %2 in batch %3.":
            "Penerima sedang dibayar untuk \"%1\": %2 dalam batch %3.",
        """
        The payee was to be paid for "%1": %2 in batch %3. That payment has ended unpaid.
        """:
            """
        Penerima seharusnya dibayar untuk "%1": %2 dalam batch %3. Pembayaran itu berakhir tanpa dibayar.
        """,
        "This person has another account than before: since %1 paid to %2.":
            "Orang ini memakai rekening lain dari sebelumnya: sejak %1 dibayar ke %2.",
        "This person has another account than before: since %1 paid to %2 at bank %3.":
            "Orang ini memakai rekening lain dari sebelumnya: sejak %1 dibayar ke %2 di bank %3.",
        "Ask the person in another way than by answering the message that asked for the change.":
            "Tanyakan kepada orangnya dengan cara lain, bukan dengan membalas pesan yang meminta perubahan.",
        "If the new account is right, release the row; if not, cancel it.":
            "Jika rekening barunya benar, setujui (release) barisnya; jika tidak, batalkan (cancel).",
        "The name is blocked by %1 since %2 (\"%3\").": "Nama ini diblokir oleh %1 sejak %2 (\"%3\").",
        "The account is blocked by %1 since %2 (\"%3\").":
            "Rekening ini diblokir oleh %1 sejak %2 (\"%3\").",
        "If it must be paid after all, lift the block, then pay the row in a new file.":
            "Jika tetap harus dibayar, cabut blokirnya, lalu bayar barisnya dalam berkas baru.",
        "the payee was paid for the same purpose before":
            "penerima sudah pernah dibayar untuk keperluan yang sama",
        "the person was paid to another account before":
            "orang ini sebelumnya dibayar ke rekening lain",
        """
        Another batch of the same purpose has asked for money in the same way: cancel it if it is the same; release \
        it only if both are due.
        """:
            """
        Batch lain dengan keperluan yang sama meminta uang dengan cara yang sama: batalkan (cancel) bila sama; \
        setujui (release) hanya bila keduanya memang harus.
        """,
        """
        Another batch has paid the same account for the same purpose: cancel it if it is the same payment; release \
        it only if it is due all the same.
        """:
            """
        Batch lain sudah membayar rekening yang sama untuk keperluan yang sama: batalkan (cancel) bila ini pembayaran \
        yang sama; setujui (release) hanya bila memang tetap harus dibayar.
        """,
        """
        The person was paid to another account before: ask the person, by a way that is not in the file; release it \
        only if the new account is right, else cancel it.
        """:
            """
        Orang ini sebelumnya dibayar ke rekening lain: tanyakan kepada orangnya, dengan cara yang tidak tertulis \
        dalam berkas; setujui (release) hanya bila rekening barunya benar, bila tidak, batalkan (cancel).
        """,
        "its account or name is blocked: \"salur payees unblock\" first, if it is to be paid after all":
            "rekening atau namanya diblokir: pakai \"salur payees unblock\" dahulu, bila memang tetap harus dibayar",
        "%1 had blocked the payee: %2": "%1 telah memblokir penerimanya: %2",
        "%1 had accepted the bank's name for this account before: %2":
            "%1 sudah pernah menerima nama dari bank untuk rekening ini: %2",
        """
        The bank has not reported a name for the account %1 yet. Add the name that the bank knows it under: \
        --bank-name NAME. Nothing was changed.
        """:
            """
        Bank belum pernah melaporkan nama untuk rekening %1. Tambahkan nama yang dikenal bank: --bank-name NAMA. \
        Tidak ada yang diubah.
        """,
        "%1 is blocked already. Nothing was changed.": "%1 sudah diblokir. Tidak ada yang diubah.",
        "%1 is not blocked. \"salur payees\" lists the block list. Nothing was changed.":
            "%1 tidak diblokir. \"salur payees\" menampilkan daftar blokir. Tidak ada yang diubah.",
        "The ledger does not know the account %1. Add its bank: --bank CODE.":
            "Ledger tidak mengenal rekening %1. Tambahkan banknya: --bank KODE.",
        "Several banks have the account %1. Say which one: --bank CODE.":
            "Beberapa bank mempunyai rekening %1. Sebutkan yang mana: --bank KODE.",
        "No bank has the code %1. \"salur banks\" lists all. Nothing was changed.":
            "Tidak ada bank dengan kode %1. \"salur banks\" menampilkan semuanya. Tidak ada yang diubah.",
        "  first payments     %1 (accounts that were never paid before)":
            "  pembayaran pertama %1 (rekening yang belum pernah dibayar)",
        "  changed accounts   %1 (the person had another account before)":
            "  rekening berubah   %1 (orangnya sebelumnya memakai rekening lain)",
        "    %1: %2": "    %1: %2",
        "  compared with      %1": "  dibanding dengan   %1",
        "    the same payees, and no amount differs by much":
            "    penerimanya sama, dan tidak ada nominal yang jauh berbeda",
        "    new payees       %1, %2": "    penerima baru    %1, %2",
        "    missing payees   %1, %2": "    tidak ada lagi   %1, %2",
        "    changed amounts  %1": "    nominal berubah  %1",
        "    %1: %2 before, %3 now": "    %1: sebelumnya %2, sekarang %3",
        "  purpose            %1": "  keperluan          %1",
        "%1 %2  %3  %4 payments, %5, %6 to %7": "%1 %2  %3  %4 pembayaran, %5, %6 sampai %7",
        "%1 %2  %3  1 payment, %4, %5": "%1 %2  %3  1 pembayaran, %4, %5",
        "  in files: %1": "  dalam berkas: %1",
        "  accepted: %1 for %2, by %3 on %4: %5": "  diterima: %1 untuk %2, oleh %3 pada %4: %5",
        "%1 %2  accepted: %3 for %4, by %5 on %6: %7": "%1 %2  diterima: %3 untuk %4, oleh %5 pada %6: %7",
        "  BLOCKED by %1 on %2: %3": "  DIBLOKIR oleh %1 pada %2: %3",
        "blocked: %1, by %2 on %3: %4": "diblokir: %1, oleh %2 pada %3: %4",
        "account %1 at bank %2": "rekening %1 di bank %2",
        "account %1": "rekening %1",
        "name %1": "nama %1",
        "… and more accounts: --limit lists more, a text fewer":
            "… dan rekening lainnya: --limit menampilkan lebih banyak, sebuah teks lebih sedikit",
        "No account was paid yet, and nothing is blocked.":
            "Belum ada rekening yang dibayar, dan tidak ada yang diblokir.",
        "No payee and no entry of the block list has this in a name or an account number.":
            "Tidak ada penerima dan tidak ada isi daftar blokir yang memuat ini dalam nama atau nomor rekening.",
        "Block %1? Nothing more is paid to it.": "Blokir %1? Tidak ada lagi yang dibayar kepadanya.",
        "Lift the block of %1?": "Cabut blokir %1?",
        "Accept that the bank knows the account %1 of %2 under its own name?":
            "Terima bahwa bank mengenal rekening %1 milik %2 dengan nama menurut bank?",
        "%1 is blocked.": "%1 diblokir.",
        "%1 is blocked. %2 rows of open batches were rejected, %3.":
            "%1 diblokir. %2 baris dari batch yang terbuka ditolak, %3.",
        "The block of %1 is lifted. Rows that were rejected stay rejected.":
            "Blokir %1 dicabut. Baris yang sudah ditolak tetap ditolak.",
        "%1 is accepted for account %2 and the name %3: such rows are not held for their name.":
            "%1 diterima untuk rekening %2 dan nama %3: baris demikian tidak ditahan karena namanya.",
    ]
}
