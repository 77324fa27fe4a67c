extension Indonesian {
    /// Rows of collections, refunds and charges, and what the bank says of them.
    static let movements: [String: String] = [
        "transfer": "transfer",
        "collection": "penagihan",
        "refund": "pengembalian",
        "charge": "pendebitan kartu",
        "held on the card": "ditahan di kartu",
        "released": "dilepas",
        "released, no money moved, %1": "dilepas, tidak ada uang yang berpindah, %1",
        """
        %1: the batch "%2" has this name or content already, and is of another kind (%3). Nothing was sent. A file \
        that has been submitted goes on under its own kind: salur explain shows what became of its rows. Another \
        file needs a --batch name of its own.
        """:
            """
        %1: batch "%2" sudah punya nama atau isi ini, dan jenisnya lain (%3). Tidak ada yang dikirim. Berkas yang \
        sudah diserahkan diteruskan menurut jenisnya sendiri: salur explain memperlihatkan nasib baris-barisnya. \
        Berkas lain perlu nama --batch sendiri.
        """,
        "Salur did not send this %1: %2.": "Salur tidak mengirim %1 ini: %2.",
        "the customer has no registered card": "pelanggan tidak punya kartu terdaftar",
        "the customer has no bound account": "pelanggan tidak punya rekening terikat",
        "The bank waits for the code that it has sent to the customer.":
            "Bank menunggu kode yang dikirimnya kepada pelanggan.",
        "Ask the customer for the code, and send it with: salur otp.":
            "Mintalah kodenya kepada pelanggan, lalu kirim dengan: salur otp.",
        "The bank refused the %1, but has not said that it failed.":
            "Bank menolak %1, tetapi belum menyatakan gagal.",
        "The amount is held on the customer's card and is not paid yet.":
            "Nominalnya ditahan di kartu pelanggan dan belum dibayar.",
        "Take the money or release the card: resolve the row.":
            "Ambil uangnya atau lepaskan kartunya: selesaikan baris ini (resolve).",
        "The amount on the customer's card was released; no money moved.":
            "Nominal di kartu pelanggan sudah dilepas; tidak ada uang yang berpindah.",
        "this customer has no bound account that can be debited":
            "pelanggan ini tidak punya rekening tertaut yang dapat didebit",
        "this customer has no registered card that can be charged":
            "pelanggan ini tidak punya kartu terdaftar yang dapat didebit",
        "%1 asks the customer for a code with each payment": "%1 meminta kode kepada pelanggan pada setiap pembayaran",
        "no collection in the ledger has this reference": "tidak ada penagihan di ledger dengan referensi ini",
        "more than one collection has this reference: in the batches %1":
            "lebih dari satu penagihan punya referensi ini: di batch %1",
        "the collection is %1; only a succeeded one can be refunded":
            "penagihannya berstatus %1; hanya yang berhasil dapat dikembalikan",
        "only %1 of the collection can still be refunded": "hanya %1 dari penagihan ini yang masih dapat dikembalikan",
        "other refunds leave less than this of the collection":
            "pengembalian lain menyisakan kurang dari ini",
        "nothing of the collection is left to be refunded": "tidak ada sisa penagihan yang dapat dikembalikan",
        "Look the customer up with: salur mandates list": "Cari pelanggannya dengan: salur mandates list",
        "Look the customer up with: salur cards list": "Cari pelanggannya dengan: salur cards list",
        """
        Leave the row out, or collect it with --allow-otp and ask the customer for each code; once the file \
        is submitted, collect rejected.csv so
        """:
            """
        Hapus barisnya, atau tagih dengan --allow-otp dan mintalah setiap kode kepada pelanggan; bila berkasnya \
        sudah diajukan, tagih rejected.csv dengan cara itu
        """,
        "Compare it with the reference in the results of the collection":
            "Bandingkan dengan referensi di hasil penagihan",
        "Ask the provider for the refund; the row does not say which one is meant":
            "Mintalah pengembaliannya kepada penyedia; baris ini tidak mengatakan yang mana",
        "Wait until the collection has ended, then submit the refund":
            "Tunggu sampai penagihannya selesai, lalu ajukan pengembaliannya",
        "Write an amount that is left, or leave the cell empty to refund the whole rest":
            "Tulis nominal yang masih tersisa, atau kosongkan selnya untuk mengembalikan seluruh sisanya",
        "the cell has %1 characters; %2 are allowed": "selnya berisi %1 karakter; yang boleh %2",
        "a customer or payment reference that is too long": "pelanggan atau referensi pembayaran yang terlalu panjang",
        "a customer without a bound account": "pelanggan tanpa rekening tertaut",
        "a customer without a registered card": "pelanggan tanpa kartu terdaftar",
        "a bank that asks for a code with each payment": "bank yang meminta kode pada setiap pembayaran",
        "a payment that cannot be refunded": "pembayaran yang tidak dapat dikembalikan",
        "a refund of more than is left of the payment": "pengembalian yang melebihi sisa pembayaran",
        """
        the amount is held on the customer's card: take it with "salur resolve --capture", or release it with "salur \
        resolve --void"
        """:
            """
        nominalnya ditahan di kartu pelanggan: ambil dengan "salur resolve --capture", atau lepaskan dengan "salur \
        resolve --void"
        """,
        "line %1 of %2, batch %3": "baris %1 dari %2, batch %3",
        "%1: %2 from customer %3; %4.": "%1: %2 dari pelanggan %3; %4.",
        "%1: %2 back for payment %3; %4.": "%1: %2 kembali untuk pembayaran %3; %4.",
        "%1: %2 from the card of %3; %4.": "%1: %2 dari kartu %3; %4.",
        "Collect %1 from %2 now?": "Tagih %1 dari %2 sekarang?",
        "Give back %1 now?": "Kembalikan %1 sekarang?",
        "Give back %1 in %2 refunds now?": "Kembalikan %1 dalam %2 pengembalian sekarang?",
        "Charge %1 %2 now?": "Debit %1 %2 sekarang?",
    ]
}
