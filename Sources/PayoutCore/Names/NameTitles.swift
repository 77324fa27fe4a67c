/// Titles, degrees and forms of companies: words next to a name. Only whole words are any of these.
enum NameTitles {
    enum Holder { case anyone, man, woman }

    /// Titles in front of a name.
    static func front(_ word: String) -> Holder? {
        if men.contains(word) { return .man }
        if women.contains(word) { return .woman }
        return anyone.contains(word) ? .anyone : nil
    }

    /// Titles that also follow a name without a comma, as in lists of an office.
    static let alsoAfterNames: Set<String> = [
        "drs", "dra", "ir", "prof", "dr", "drg", "drh", "hj", "bpk", "sdr", "sdri",
    ]

    /// All titles and degrees.
    static var words: Set<String> { men.union(women).union(anyone).union(degrees) }

    /// Titles of one letter, which may be an initial just as well.
    static let oneLetter: Set<String> = ["h", "r"]

    /// Titles that are also names or initials. They make no names of one word the same.
    static let doubtful: Set<String> = ["nona", "tuan", "ibu", "bu", "pak", "kh", "raden", "rd"]

    /// Titles that say nothing about whose account it is: Ny. and the name of a man is his wife, Mas is also gold, RM a
    /// restaurant.
    static let unclear: Set<String> = ["ny", "nyonya", "mrs", "mas", "rm"]

    /// Titles that also stand before the name of the husband.
    static let ofWives: Set<String> = ["ibu", "bu", "mbak", "nn", "nona", "sdri", "saudari"]

    private static let men: Set<String> = [
        "bapak", "bpk", "bp", "pak", "tn", "tuan", "mr", "drs", "haji", "h", "saudara", "sdr", "kh", "kyai", "kiai",
        "ust", "ustad", "ustadz", "ustaz", "mas", "rm",
    ]
    private static let women: Set<String> = [
        "ibu", "bu", "ny", "nyonya", "nn", "nona", "mrs", "ms", "miss", "dra", "hj", "hajah", "hajjah", "rr",
        "ustadzah", "ustazah", "saudari", "sdri", "mbak",
    ]
    private static let anyone: Set<String> = [
        "dr", "drg", "drh", "ir", "prof", "apt", "ns", "ners", "pdt", "rev", "r", "rd", "raden", "kph", "krt",
    ]

    /// Whether `word` is a degree after a name, with or without full stops: `S.Kom` is `skom`.
    static func isDegree(_ word: String, parts: Int, isAfterComma: Bool) -> Bool {
        if degrees.contains(word) { return parts > 1 || isAfterComma || !alsoNames.contains(word) }
        // Specialists: Sp.PD, Sp.OG, Sp.A.
        return parts > 1 && word.hasPrefix("sp") && (3...7).contains(word.utf8.count)
    }

    /// Degrees that may be names where they are written without full stops or a comma.
    private static let alsoNames: Set<String> = [
        "ma", "ba", "ca", "ak", "mei", "sei", "mars", "ip", "sp", "mp", "ss", "sm",
    ]

    private static let degrees: Set<String> = [
        // Bachelors and diplomas
        "se", "sei", "sekon", "skom", "spd", "spdi", "sh", "shi", "st", "stp", "ssi", "sip", "ssos", "ssn", "sag",
        "sked", "skep", "skm", "sfarm", "spsi", "sikom", "skg", "spt", "shut", "sak", "sakun", "sds", "sdes", "str",
        "strkeb", "strkep", "sgz", "sth", "sthi", "spi", "sp", "sab", "sap", "sars", "sstp", "ssit", "sbns",
        "shum", "ss", "smb", "sstat", "smn", "sm", "amd", "amdkeb", "amdkep", "amdkom", "amk", "amkl",
        "ba", "bba", "bsc", "beng", "bcom",
        // Masters and doctors
        "mm", "mkom", "mt", "mti", "mh", "mhum", "mpd", "mpdi", "mpdk", "msi", "msc", "ma", "mag", "mak", "mba", "mkes",
        "mkm", "mkn", "mip", "mps", "mpsi", "mpsikolog", "msn", "mars", "mbiomed", "mfarm", "mkep", "mikom", "mei",
        "msak", "macc", "meng", "mds", "mp", "mtp", "mph", "mse", "mhan", "mmsi", "mmr", "mcom", "mpp", "llm", "llb",
        "phd", "dba", "dr", "lc",
        // Professions
        "ak", "ca", "cpa", "cfp", "cpma", "cma", "cfa", "cta", "bkp", "ipm", "ipu", "ip", "apt", "ns", "ners", "hons",
        "psikolog", "spa", "span", "spb", "spd", "spjp", "spkj", "spkk", "spm", "spog", "spot", "sppd", "sppk", "sprad",
    ]

    /// The form of a company, as its usual short word.
    static func companyForm(_ word: String) -> String? {
        switch word {
        case "pt", "cv", "ud", "pd", "firma", "perum", "perumda", "bumdes", "ksp": word
        case "koperasi", "kop": "koperasi"
        case "yayasan", "yay", "yys": "yayasan"
        case _: nil
        }
    }

    /// The forms that also follow a name.
    static let formsAfterNames: Set<String> = ["pt", "cv", "ud", "koperasi", "yayasan"]

    /// Words of shops, schools, cash boxes and the like: these have no titles, and the order of their words counts.
    static let organisations: Set<String> = [
        "toko", "bengkel", "apotek", "apotik", "warung", "kedai", "restoran", "katering", "catering", "hotel", "salon",
        "percetakan", "motor", "mebel", "elektronik", "sd", "sdn", "smp", "smpn", "sma", "sman", "smk", "smkn", "mts",
        "paud", "sekolah", "universitas", "pesantren", "masjid", "mushola", "musholla", "gereja", "vihara", "dkm",
        "depot", "grosir", "laundry", "poktan", "kelompok", "gapoktan", "bakso", "nasi", "soto", "mie", "ayam", "pecel",
        "sate", "seblak", "kopi", "cafe", "resto", "butik", "konter", "counter", "panti", "klinik", "puskesmas", "bank",
        "kas", "rt", "rw", "karang", "arisan", "paguyuban", "kelas", "panitia",
    ]

    /// What stands after the name of the same company, and is often left out.
    static let companySupplements: Set<String> = ["tbk", "persero"]

    /// Between a name and that of the father; true for a daughter.
    static func isDaughter(_ word: NameWord) -> Bool? {
        switch word.text {
        case "bin", "ibn": false
        case "binti", "bte", "bti", "bt": true
        case _: nil
        }
    }
}
