extension Indonesian {
    /// Ceilings and what stops a batch that goes wrong.
    static let limits: [String: String] = [
        """
        %1 asks for %2, and one batch may ask for %3 at most (limits.batch). Nothing was approved and nothing was \
        sent. If an amount is wrong, cancel its row and pay it in a new file; if all of it is due, raise limits.batch, \
        then run the same command again.
        """:
            """
        %1 meminta %2, sedangkan satu batch paling banyak %3 (limits.batch). Tidak ada yang disetujui dan tidak ada \
        yang dikirim. Jika ada nominal yang salah, batalkan barisnya dan bayar dalam berkas baru; jika semuanya memang \
        harus dibayar, naikkan limits.batch, lalu jalankan lagi perintah yang sama.
        """,
        "Pay the rows in several files, or raise limits.batch, then run the same command again.":
            "Bayar barisnya dalam beberapa berkas, atau naikkan limits.batch, lalu jalankan lagi perintah yang sama.",
        "what may be sent on one day was sent (limits.day): %1 on another day, or raise limits.day first":
            "batas pengiriman satu hari sudah tercapai (limits.day): %1 pada hari lain, atau naikkan limits.day dahulu",
        "what may be sent on one day was sent (limits.day): go on on another day, or raise limits.day":
            "batas pengiriman satu hari sudah tercapai (limits.day): lanjutkan pada hari lain, atau naikkan limits.day",
        "the amount is above the ceiling of a row (limits.row)": "nominalnya melebihi batas satu baris (limits.row)",
        "the account would get more than it may on one day (limits.payee)":
            "rekening itu akan menerima lebih dari batas satu hari (limits.payee)",
        "the amount is above what may be sent on one day (limits.day)":
            "nominalnya melebihi batas pengiriman satu hari (limits.day)",
        "The row asks for more than one row may (limits.row, %1).":
            "Baris ini melebihi batas satu baris (limits.row, %1).",
        "If the amount is wrong, cancel the row and pay it in a new file; if it is right, release it.":
            "Jika nominalnya salah, batalkan barisnya dan bayar dalam berkas baru; jika benar, lepaskan.",
        "The row asks for more than may be sent on a whole day (limits.day, %1).":
            "Baris ini melebihi batas pengiriman satu hari penuh (limits.day, %1).",
        "The row asks for more than one account may get on a day (limits.payee, %1).":
            "Baris ini melebihi batas penerimaan satu rekening dalam sehari (limits.payee, %1).",
        """
        %1 was sent to this account on the same day already: with this row it is more than one account may get on a \
        day (limits.payee, %2).
        """:
            """
        %1 sudah dikirim ke rekening ini pada hari yang sama: dengan baris ini menjadi lebih dari batas satu rekening \
        dalam sehari (limits.payee, %2).
        """,
        "If the amount is right, release the row on another day; if not, cancel it.":
            "Jika nominalnya benar, lepaskan barisnya pada hari lain; jika tidak, batalkan.",
        "If it must be paid, raise %1, then release the row; if not, cancel it.":
            "Jika harus dibayar, naikkan %1, lalu lepaskan barisnya; jika tidak, batalkan.",
        "It passes a ceiling of the settings (limits): cancel it if the amount is wrong; release it if it is right.":
            "Baris ini melewati batas dalam pengaturan (limits): batalkan jika nominalnya salah; lepaskan jika benar.",
        "it asks for more than one row may (limits.row), which was not shown before: look at its amount":
            "nominalnya melebihi batas satu baris (limits.row), yang belum ditampilkan sebelumnya: periksa nominalnya",
        """
        %1 rows ask for more than one row may (limits.row, %2), %3 together: each would wait for a person
        """:
            "%1 baris melebihi batas satu baris (limits.row, %2), jumlahnya %3: masing-masing akan menunggu orang",
        "  line %1: %2": "  baris %1: %2",
        "%1 is more than one batch may ask for (limits.batch, %2): it would not be approved":
            "%1 melebihi batas satu batch (limits.batch, %2): tidak akan disetujui",
    ]
}
