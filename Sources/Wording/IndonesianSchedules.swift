extension Indonesian {
    /// Recurring payments.
    static let schedules: [String: String] = [
        "%1, schedule %2": "%1, jadwal %2",
        "%1 is not understood: expected a list of schedules, each with name, file and cron":
            "%1 tidak dipahami: seharusnya daftar jadwal, masing-masing dengan name, file dan cron",
        "there is a schedule %1 already": "sudah ada jadwal %1",
        "%1 small letters, digits and hyphens at most, such as rent":
            "paling banyak %1 huruf kecil, angka dan tanda hubung, seperti rent",
        "name is missing: expected %1": "name belum diisi: seharusnya %1",
        "name is \"%1\": expected %2": "name bernilai \"%1\": seharusnya %2",
        "file and folder are both set: keep one of them": "file dan folder sama-sama diatur: pertahankan salah satunya",
        "file is missing: expected the path of a file, or folder":
            "file belum diisi: seharusnya lokasi sebuah berkas, atau folder",
        "cron is missing: expected minute, hour, day, month and weekday, such as 0 14 25 * *":
            "cron belum diisi: seharusnya menit, jam, tanggal, bulan dan hari, seperti 0 14 25 * *",
        "cron is \"%1\": a schedule runs once a day at most; make one for each time":
            "cron bernilai \"%1\": jadwal berjalan paling banyak sekali sehari; buat satu untuk setiap waktu",
        "cron is \"%1\": expected 5 fields, such as 0 14 25 * *, and found %2":
            "cron bernilai \"%1\": seharusnya 5 bagian, seperti 0 14 25 * *, dan ditemukan %2",
        "cron is \"%1\": \"%2\" in field %3 is not understood":
            "cron bernilai \"%1\": \"%2\" di bagian %3 tidak dipahami",
        "cron is \"%1\": no day meets it": "cron bernilai \"%1\": tidak ada hari yang memenuhinya",
        "a person approves the batches of this schedule": "seseorang menyetujui batch dari jadwal ini",
        """
        The holidays of %1 are not known, so no business day can be found. Name them in calendar.holidaysFile, or set \
        onHoliday: ignore.
        """:
            """
        Hari libur tahun %1 tidak diketahui, sehingga hari kerja tidak dapat ditentukan. Sebutkan dalam \
        calendar.holidaysFile, atau atur onHoliday: ignore.
        """,
        "It was due at %1, and no service ran then.":
            "Jatuh temponya %1, dan saat itu tidak ada layanan yang berjalan.",
        "The settings have no schedule %1 any more.": "Pengaturan tidak lagi memuat jadwal %1.",
        "%1 was not complete in time.": "%1 tidak lengkap pada waktunya.",
        "The folder %1 is missing.": "Folder %1 tidak ada.",
        "There is no file in %1.": "Tidak ada berkas di %1.",
        "The file %1 is missing.": "Berkas %1 tidak ada.",
        """
        %1 (calendar.holidaysFile) is missing, or is no list of holidays in the form date,kind,name, such as \
        2027-08-17,national,Proklamasi Kemerdekaan
        """:
            """
        %1 (calendar.holidaysFile) tidak ada, atau bukan daftar hari libur berbentuk date,kind,name, seperti \
        2027-08-17,national,Proklamasi Kemerdekaan
        """,
        """
        The schedule %1 has run for %2 already. Nothing was submitted. What it submitted is the batch %3-%4: salur \
        status %5-%6
        """:
            """
        Jadwal %1 sudah berjalan untuk %2. Tidak ada yang diajukan. Yang diajukannya adalah batch %3-%4: salur \
        status %5-%6
        """,
        "The settings have no schedule %1. \"salur schedules\" lists them. Nothing was changed.":
            "Pengaturan tidak memuat jadwal %1. \"salur schedules\" menampilkannya. Tidak ada yang diubah.",
        "paused since %1 by %2: %3": "dijeda sejak %1 oleh %2: %3",
        "next %1": "berikutnya %1",
        "next: none": "berikutnya: tidak ada",
        "then unknown: the holidays of %1 are not known (calendar.holidaysFile)":
            "selanjutnya tidak diketahui: hari libur tahun %1 tidak diketahui (calendar.holidaysFile)",
        "last %1: %2": "terakhir %1: %2",
        "being submitted": "sedang diajukan",
        "could not submit its file": "tidak dapat mengajukan berkasnya",
        "did not run": "tidak berjalan",
        "The settings have no schedule.": "Pengaturan tidak memuat jadwal.",
        "%1 is paused. Nothing was changed.": "%1 sudah dijeda. Tidak ada yang diubah.",
        "%1 is paused. What is due meanwhile is left out. To let it go on: salur schedules resume %2":
            "%1 dijeda. Yang jatuh tempo sementara itu dilewati. Untuk melanjutkannya: salur schedules resume %2",
        "%1 is not paused. Nothing was changed.": "%1 tidak dijeda. Tidak ada yang diubah.",
        "%1 for %2: %3": "%1 untuk %2: %3",
        "%1 for %2: %3. %4": "%1 untuk %2: %3. %4",
        "Run the schedule %1 now?": "Jalankan jadwal %1 sekarang?",
        "Schedules": "Jadwal",
        "Next runs": "Berikutnya",
        "Last runs": "Terakhir",
        "There is no schedule in the settings.": "Tidak ada jadwal dalam pengaturan.",
        "from %1, %2": "dari %1, %2",
    ]
}
