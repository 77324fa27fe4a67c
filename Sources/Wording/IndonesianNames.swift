extension Indonesian {
    /// How the name of a file compares with that of the bank.
    static let names: [String: String] = [
        "  names at the bank  %1": "  nama di bank       %1",
        "%1 %2": "%1 %2",
        "%1 account refused": "%1 rekening ditolak",
        "%1 without an answer": "%1 tanpa jawaban",
        "no answer": "tanpa jawaban",
        "    %1: %2. %3": "    %1: %2. %3",
        "    … and %1 more: --json lists them": "    … dan %1 lagi: --json menyebut semuanya",
        "    %1: %2, the bank says %3 (%4)": "    %1: %2, bank menyebut %3 (%4)",
        "%1: the bank was asked under which names it knows the accounts.":
            "%1: bank ditanya dengan nama apa rekening-rekening itu dikenal.",
        "ask again: salur names %1": "tanyakan lagi: salur names %1",
        "Stopped: %1. Nothing was paid.": "Berhenti: %1. Tidak ada yang dibayar.",
        "Not all names are known. Nothing was paid. To ask again: salur names %1":
            "Belum semua nama diketahui. Tidak ada yang dibayar. Untuk bertanya lagi: salur names %1",
        "Nothing was paid. To approve the batch: salur approve %1":
            "Tidak ada yang dibayar. Untuk menyetujui batch: salur approve %1",
        """
        Nothing was paid. Ask the beneficiaries of the rows that are held, then release or cancel each of them: salur \
        release REFERENCE, salur cancel REFERENCE. The others are approved with: salur approve %1
        """:
            """
        Tidak ada yang dibayar. Tanyakan kepada penerima dari baris yang ditahan, lalu setujui (release) atau batalkan \
        (cancel) masing-masing: salur release REFERENCE, salur cancel REFERENCE. Yang lain disetujui dengan: salur \
        approve %1
        """,
        "%1 pays to no account, so the bank has no names for it. Nothing was sent.":
            "%1 tidak membayar ke rekening, jadi bank tidak punya nama untuknya. Tidak ada yang dikirim.",
        "%1 is paused. Let it go on first: salur resume. Nothing was sent.":
            "%1 dijeda. Lanjutkan dulu: salur resume. Tidak ada yang dikirim.",
        """
        %1 was approved already: the bank names every payee before the row is paid. Nothing was sent. See the names: \
        salur report %2
        """:
            """
        %1 sudah disetujui: bank menyebut nama setiap penerima sebelum barisnya dibayar. Tidak ada yang dikirim. Lihat \
        namanya: salur report %2
        """,
        "same": "sama",
        "close": "mirip",
        "different": "berbeda",
        "not available": "tidak tersedia",
        "the bank gave no name": "bank tidak memberi nama",
        "other words": "kata-katanya lain",
        "the title of a man and of a woman": "gelar seorang pria dan gelar seorang wanita",
        "capital letters": "huruf besar dan kecil",
        "punctuation or spaces": "tanda baca atau spasi",
        "two words written as one": "dua kata ditulis serangkai",
        "accents": "tanda aksen",
        "unusual forms of letters": "bentuk huruf yang tidak biasa",
        "letters of another alphabet that look Latin": "huruf abjad lain yang tampak seperti huruf Latin",
        "the order of words": "urutan kata",
        "a title or degree": "gelar atau sapaan",
        "bin or binti": "bin atau binti",
        "a spelling of Muhammad": "ejaan Muhammad",
        "another usual spelling": "ejaan lain yang lazim",
        "only the file says %1": "hanya berkas menyebut %1",
        "only the bank says %1": "hanya bank menyebut %1",
        "the file says %1, the bank %2": "berkas menyebut %1, bank %2",
        "    Taken for the same, although written in another way:":
            "    Dianggap sama, walaupun ditulis dengan cara lain:",
        "the old spelling": "ejaan lama",
        "a doubled letter": "huruf ganda",
        "an initial": "inisial",
        "the bank has cut the name off": "bank memotong namanya",
        "the form of the company": "bentuk badan usaha",
        "the bank hides letters": "bank menyembunyikan huruf",
        "one name has a word more": "salah satu nama mempunyai satu kata lebih",
    ]
}
