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
        """
        If an amount is wrong, cancel its row and pay it in a new file; if all of it is due, raise limits.batch, then \
        run the same command again.
        """:
            """
        Jika ada nominal yang salah, batalkan barisnya dan bayar dalam berkas baru; jika semuanya memang harus \
        dibayar, naikkan limits.batch, lalu jalankan lagi perintah yang sama.
        """,
        """
        %1 asks for %2, and one batch may ask for %3 at most (limits.batch). Nothing more of it is sent. If an amount \
        is wrong, cancel its row and pay it in a new file; if all of it is due, raise limits.batch, then run the same \
        command again.
        """:
            """
        %1 meminta %2, sedangkan satu batch paling banyak %3 (limits.batch). Tidak ada lagi yang dikirim. Jika ada \
        nominal yang salah, batalkan barisnya dan bayar dalam berkas baru; jika semuanya memang harus dibayar, naikkan \
        limits.batch, lalu jalankan lagi perintah yang sama.
        """,
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
        """
        If the amount is right, release the row on another day, or after limits.payee was raised: on the same day it \
        would be held again. If not, cancel it.
        """:
            """
        Jika nominalnya benar, lepaskan barisnya pada hari lain, atau setelah limits.payee dinaikkan: pada hari yang \
        sama baris ini akan ditahan lagi. Jika tidak, batalkan.
        """,
        "If it must be paid, raise %1 first, then release the row: before that it is held again. If not, cancel it.":
            "Jika harus dibayar, naikkan %1 dahulu, lalu lepaskan: sebelum itu ditahan lagi. Jika tidak, batalkan.",
        "It asks for more than one row may (limits.row): cancel it if the amount is wrong; release it if it is right.":
            "Baris ini melebihi batas satu baris (limits.row): batalkan jika nominalnya salah; lepaskan jika benar.",
        """
        Its account would get more than it may on one day (limits.payee): release it on another day, or after \
        limits.payee was raised; before that it is held again. Cancel it if the amount is wrong.
        """:
            """
        Rekeningnya akan menerima lebih dari batas satu hari (limits.payee): lepaskan pada hari lain, atau setelah \
        limits.payee dinaikkan; sebelum itu ditahan lagi. Batalkan jika nominalnya salah.
        """,
        """
        It asks for more than may be sent on one day (limits.day): release it after limits.day was raised; before that \
        it is held again. Cancel it if the amount is wrong.
        """:
            """
        Baris ini melebihi batas pengiriman satu hari (limits.day): lepaskan setelah limits.day dinaikkan; sebelum itu \
        ditahan lagi. Batalkan jika nominalnya salah.
        """,
        "it asks for more than one row may (limits.row), which was not shown before: look at its amount":
            "nominalnya melebihi batas satu baris (limits.row), yang belum ditampilkan sebelumnya: periksa nominalnya",
        """
        %1 rows ask for more than one row may (limits.row, %2), %3 together: each would wait for a person
        """:
            "%1 baris melebihi batas satu baris (limits.row, %2), jumlahnya %3: masing-masing akan menunggu orang",
        "  limits.row         %1 rows, %2, are above %3: they would be held (row_limit)":
            "  limits.row         %1 baris, %2, melebihi %3: akan ditahan (row_limit)",
        """
          limits.payee       %1 rows, %2, bring an account above %3 on this day: they would be held (payee_limit)
        """:
            "  limits.payee       %1 baris, %2, membuat satu rekening melebihi %3 hari ini: akan ditahan (payee_limit)",
        "  limits.day         %1 rows, %2, are each above %3: they would be held (day_limit)":
            "  limits.day         %1 baris, %2, masing-masing melebihi %3: akan ditahan (day_limit)",
        """
          limits.day         %1 of %2 was sent on this day before: %3 rows, %4, still fit, then the batch stops; %5 \
        rows, %6, wait for another day
        """:
            """
          limits.day         %1 dari %2 sudah dikirim hari ini: %3 baris, %4, masih muat, lalu batch berhenti; %5 \
        baris, %6, menunggu hari lain
        """,
        "  limits             %1": "  limits             %1",
        "Nothing was sent and nothing was written. Of this file nothing would be paid now.":
            "Tidak ada yang dikirim dan tidak ada yang ditulis. Dari berkas ini tidak ada yang akan dibayar sekarang.",
        "Nothing was sent and nothing was written. This file would not be paid (limits.batch).":
            "Tidak ada yang dikirim dan tidak ada yang ditulis. Berkas ini tidak akan dibayar (limits.batch).",
        """
        %1 rows ask for more than one account may get on a day (limits.payee, %2), %3 together: each would wait for a \
        person
        """:
            """
        %1 baris melebihi batas satu rekening dalam sehari (limits.payee, %2), jumlahnya %3: masing-masing akan \
        menunggu orang
        """,
        """
        %1 rows ask for more than may be sent on a day (limits.day, %2), %3 together: each would wait for a person
        """:
            "%1 baris melebihi batas pengiriman satu hari (limits.day, %2), jumlahnya %3: masing-masing menunggu orang",
        "%1 is more than may be sent on one day (limits.day, %2): it would take several days":
            "%1 melebihi batas pengiriman satu hari (limits.day, %2): akan memerlukan beberapa hari",
        "  line %1: %2": "  baris %1: %2",
        "%1 is more than one batch may ask for (limits.batch, %2): it would not be approved":
            "%1 melebihi batas satu batch (limits.batch, %2): tidak akan disetujui",
    ]
}
