extension Indonesian {
    /// Watched folders.
    static let inbox: [String: String] = [
        "%1, folder %2": "%1, folder %2",
        "%1 is not understood: expected a list of folders, each with path and kind":
            "%1 tidak dipahami: seharusnya daftar folder, masing-masing dengan path dan kind",
        "the folder %1 is watched already": "folder %1 sudah dipantau",
        "there is no setting \"%1\"; did you mean \"%2\"?":
            "tidak ada pengaturan \"%1\"; apakah maksud Anda \"%2\"?",
        "there is no setting \"%1\"": "tidak ada pengaturan \"%1\"",
        "%1 stands there more than once": "%1 tertulis lebih dari satu kali",
        "%1 is not one value": "%1 bukan satu nilai",
        "kind is missing: expected one of %1": "kind belum diisi: seharusnya salah satu dari %1",
        "path is missing: expected the path of a folder": "path belum diisi: seharusnya lokasi sebuah folder",
        "path is \"/\": expected a folder of its own": "path bernilai \"/\": seharusnya folder tersendiri",
        "purpose needs words, %1 characters at most": "purpose harus berisi kata, paling banyak %1 karakter",
        "a ceiling is for approval: auto alone": "ceiling hanya untuk approval: auto",
        "approval: auto needs a ceiling in whole rupiah": "approval: auto memerlukan ceiling dalam rupiah bulat",
        "approval: auto needs approval.fourEyes: off, since nobody else approves the batch":
            "approval: auto memerlukan approval.fourEyes: off, karena tidak ada orang lain yang menyetujui batch itu",
        "%1 is \"%2\": expected one of %3": "%1 bernilai \"%2\": seharusnya salah satu dari %3",
        "%1 is \"%2\": expected a whole number from %3 to %4":
            "%1 bernilai \"%2\": seharusnya bilangan bulat dari %3 sampai %4",
        """
        The watched folder %1 (inbox.folders) is missing, or is no folder. Nothing is taken from it. Make it, or mount \
        it; Salur looks again by itself.
        """:
            """
        Folder yang dipantau %1 (inbox.folders) tidak ada, atau bukan folder. Tidak ada yang diambil darinya. Buat \
        atau pasang folder itu; Salur akan memeriksanya lagi sendiri.
        """,
        "it has changed a short while ago": "berkas baru saja berubah",
        "a program has it open for writing": "sebuah program masih membukanya untuk ditulis",
        "it is empty": "berkas kosong",
        "its compressed data does not end": "data terkompresinya tidak berakhir",
        "the directory at the end of the workbook is missing": "direktori di akhir buku kerja tidak ada",
        "its last element is not closed": "elemen terakhirnya tidak ditutup",
        "its last line has no end": "baris terakhirnya tidak berakhir",
        "%1: it is still being written, or it was cut off (%2.done says that it is all)":
            "%1: berkas masih ditulis, atau terpotong (%2.done menyatakan bahwa berkas sudah lengkap)",
        "Waits for the approval of a person: %1.": "Menunggu persetujuan seseorang: %1.",
        "a person approves the batches of this folder": "batch dari folder ini disetujui oleh seseorang",
        "the file was written to after it had been submitted": "berkas ditulisi setelah diajukan",
        "it asks for %1, and %2 at most need no person (ceiling)":
            "nominalnya %1, sedangkan tanpa persetujuan seseorang paling banyak %2 (ceiling)",
        "%1 rows are rejected": "%1 baris ditolak",
        "%1 rows are held": "%1 baris ditahan",
        "%1 payees have another account than before": "%1 penerima memiliki rekening lain dari sebelumnya",
        "too many files have the same name": "terlalu banyak berkas dengan nama yang sama",
        """
        This file was not accepted, and nothing of it was paid. %1
        What to do: correct the file, then put it into %2 again. If nothing is to be paid, leave it here.
        """:
            """
        Berkas ini tidak diterima, dan tidak ada yang dibayar darinya. %1
        Yang perlu dilakukan: perbaiki berkas ini, lalu letakkan lagi di %2. Jika tidak ada yang harus dibayar, \
        biarkan di sini.
        """,
        """
        This file has the same content as the batch %1, which was submitted before. It is not paid a second time. If \
        everybody in it must be paid once more, submit it with: salur submit FILE --batch NAME --pay-again "REASON"
        """:
            """
        Isi berkas ini sama dengan batch %1 yang sudah diajukan sebelumnya. Berkas ini tidak dibayar untuk kedua \
        kalinya. Jika semua orang di dalamnya harus dibayar sekali lagi, ajukan dengan: salur submit FILE --batch NAMA \
        --pay-again "ALASAN"
        """,
        "%1: %2 rows, %3": "%1: %2 baris, %3",
        """
        This file is the batch %1, and it is over.
        %2
        The reports are in %3/%4. What is rejected or was not paid stands there with the reason: mend those rows \
        alone, and put them into the folder as a new file.
        """:
            """
        Berkas ini adalah batch %1, dan sudah selesai.
        %2
        Laporannya ada di %3/%4. Yang ditolak atau tidak dibayar tercantum di sana beserta alasannya: perbaiki hanya \
        baris-baris itu, lalu letakkan di folder sebagai berkas baru.
        """,
        """
        This file was written to after it had become the batch %1. The batch has the rows that the file had before, \
        and they are not paid again. What was written later was not paid.
        What to do: compare this file with the reports of the batch in %2/%3, and put the rows that are missing there \
        into the folder as a new file.
        """:
            """
        Berkas ini ditulisi setelah menjadi batch %1. Batch itu berisi baris-baris yang ada sebelumnya, dan \
        baris-baris itu tidak dibayar lagi. Yang ditulis kemudian tidak dibayar.
        Yang perlu dilakukan: bandingkan berkas ini dengan laporan batch di %2/%3, lalu letakkan baris yang tidak ada \
        di sana ke dalam folder sebagai berkas baru.
        """,
        "Somebody has removed the file before it was submitted.": "Seseorang menghapus berkas ini sebelum diajukan.",
        "Somebody has removed the file. Its batch %1 goes on as any other.":
            "Seseorang menghapus berkas ini. Batch-nya, %1, tetap berjalan seperti batch lain.",
        "It is a link, a folder or a device, and not a file. Put the file itself into the folder.":
            "Ini tautan, folder, atau perangkat, bukan berkas. Letakkan berkasnya sendiri di dalam folder.",
        "It has %1 bytes, and %2 are allowed. Divide it into several files.":
            "Ukurannya %1 bita, sedangkan yang diizinkan %2. Bagilah menjadi beberapa berkas.",
        "Its control file has disappeared. Put both into the folder.":
            "Berkas kontrolnya hilang. Letakkan keduanya di dalam folder.",
        """
        The ledger does not know the batch %1 any more, which was made from %2. Put back the ledger that has it, or \
        its newest backup.
        """:
            """
        Ledger tidak lagi mengenal batch %1, yang dibuat dari %2. Kembalikan ledger yang memuatnya, atau \
        cadangannya yang terbaru.
        """,
    ]
}
