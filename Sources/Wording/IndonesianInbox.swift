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
    ]
}
