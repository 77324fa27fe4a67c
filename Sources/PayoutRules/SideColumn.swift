/// What a column that is no part of the payment says about it, by its name.
///
///     SideColumn("Sudah transfer?")      // .paid
///     SideColumn("Bayar (Y/T)")          // .due
///     SideColumn("Metode Pembayaran")    // .method
///     SideColumn("Departemen")           // nil
enum SideColumn: Hashable, Sendable {
    /// How far the payment has come.
    case status
    /// Whether the row was paid, or is not to be: `Paid?`, `Hold`.
    case paid
    /// Whether the row is to be paid.
    case due
    /// Whether the row was paid, or is to be: `Dibayar?` may mean both.
    case paidOrDue
    /// Whether the row is to be paid, where it is answered at all: `Bayar`, `ACC`, `Y/N`.
    case answer
    /// Whether the row takes money from an account or gives it: `D/K`.
    case posting
    /// Whether somebody has agreed.
    case approval
    /// Whether somebody has found the account.
    case validation
    /// By which way the row is paid.
    case method
    /// What the row is: pay, or a deduction: `Komponen`, `Type`.
    case component
    /// Which part of the amount is to be paid: `Porsi`.
    case share
    /// Whether the row is paid in cash or by transfer: `T/C`, `Kas/Bank`.
    case cashOrTransfer
    /// What the amount counts: rupiah or thousands of them.
    case unit
    /// What a foreign currency costs.
    case rate
    case currency

    init?(_ name: String) {
        let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        let isQuestion = Self.isQuestion(name)
        let plain = words.filter { !Self.answers.contains($0) }
        let folded = plain.joined()
        // "Tidak" is an answer elsewhere: `Tidak Dibayar` is asked of those that are not to be paid.
        if !isQuestion, Self.forbids(words) {
            self = .paid
        } else if Self.tenders.contains(words.joined()) {
            self = .cashOrTransfer
        } else if let question = Self.question(folded, plain, isQuestion) {
            self = question
        } else if Self.postings.contains(folded) {
            self = .posting
        } else if plain.isEmpty, isQuestion || Self.ticks.contains(name) {
            self = isQuestion ? .answer : .due
        } else if Self.asks(folded, plain) {
            self = .answer
        } else if let found = Self.word(folded) {
            self = found
        } else {
            return nil
        }
    }

    /// Whether the name asks for yes or no: `Paid?`, `Dibayar (Ya/Tidak)`.
    static func isQuestion(_ name: String) -> Bool {
        let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
        return name.contains("?") || words.count { answers.contains(String($0)) } > 1
    }

    /// Whether the name asks whether a row was paid: `Sudah Dibayar`. Amounts below it are found by its cells.
    static func saysIsOver(_ name: String) -> Bool {
        name.lowercased().split { !($0.isLetter || $0.isNumber) }.contains { overWords.contains(String($0)) }
    }

    private static let overWords: Set<String> = ["sudah", "sdh", "telah", "already", "udah"]

    private static let answers: Set<String> = ["y", "t", "n", "ya", "tidak", "yes", "no", "belum"]

    private static let ticks: Set<String> = ["✓", "✔", "☑", "✅", "√", "☐"]

    /// Whether the name says of a row that it is not to be paid: `Tidak Dibayar`, `Jangan Transfer`.
    private static func forbids(_ words: [String]) -> Bool {
        guard let first = words.first, ["tidak", "tdk", "jangan", "jgn", "dont", "donot", "not"].contains(first) else {
            return false
        }
        let deeds = ["bayar", "transfer", "kirim", "tf", "trf", "proses", "pay", "paid", "cair"]
        return words.dropFirst().contains { word in deeds.contains(where: word.contains) }
    }

    private static let tenders: Set<String> = [
        "tc", "ct", "tk", "kt", "kasbank", "bankkas", "cashbank", "bankcash", "tunaibank", "banktunai", "transfercash",
        "cashtransfer", "transfertunai", "tunaitransfer",
    ]

    private static let postings: Set<String> = [
        "dk", "dc", "kd", "cd", "drcr", "crdr", "debetkredit", "debitkredit", "debitcredit", "posisi", "dbcr", "dorc",
    ]

    /// Whether the name is that of an answer about paying.
    private static func asks(_ folded: String, _ words: [String]) -> Bool {
        if asked.contains(folded) { return true }
        let isReady = words.first.map { ["siap", "boleh", "ikut", "masuk", "jadi", "layak", "berhak"].contains($0) }
        let deeds = ["bayar", "transfer", "kirim", "payroll", "gaji", "tf", "proses"]
        return isReady == true && deeds.contains { folded.contains($0) }
    }

    private static let asked: Set<String> = [
        "bayar", "transfer", "kirim", "pay", "payroll", "proses", "process", "release", "include", "selected", "select",
        "pilih", "dipilih", "setuju", "acc", "ok", "oke", "eligible", "berhak", "cek", "check", "checklist", "ceklis",
        "centang", "flag", "go", "gogo", "kyc", "rekaktif", "rekeningaktif", "sesuai", "cekrekening", "cekrek",
        "hasilcek",
        "konfirmasi", "sudahkonfirmasi", "topay",
    ]

    private static func question(_ folded: String, _ words: [String], _ isQuestion: Bool) -> SideColumn? {
        if paidNames.contains(folded) || stopNames.contains(folded) { return .paid }
        let isOver = words.contains(where: overWords.contains)
        let isTicked = ["ceklis", "checklist", "ceklist", "centang", "bukti", "proof"].contains(where: folded.contains)
        let deeds = ["bayar", "transfer", "kirim", "cair", "paid", "sent", "payment", "tf", "trf"]
        if isOver || isTicked, deeds.contains(where: folded.contains) { return .paid }
        let isDate = words.contains { ["tanggal", "tgl", "date", "waktu", "time", "at", "on", "jam"].contains($0) }
        let ends = [
            "dibayar", "ditransfer", "paid", "settled", "terbayar", "transferred", "cair", "lunas", "completed",
            "disbursed", "selesai", "processed", "executed", "diproses", "waktutransfer", "jamtransfer",
            "transactiontime", "waktutransaksi", "transfertime", "sentat", "senton",
        ]
        if isDate, (ends + ["actual", "aktual", "realisasi"]).contains(where: folded.contains) { return .paid }
        guard isQuestion else { return nil }
        if ["dibayar", "ditransfer", "dibayarkan", "dikirim"].contains(folded) { return .paidOrDue }
        let due: Set<String> = [
            "bayar", "transfer", "pay", "kirim", "tobepaid", "bayarkan", "transferkan", "include", "proses", "process",
            "send", "tf", "trf", "payout", "topay", "ikut", "ikutbayar", "jadibayar", "jaditransfer",
        ]
        return due.contains(folded) ? .due : nil
    }

    private static let paidNames: Set<String> = [
        "paid", "ispaid", "paidon", "paidat", "paidflag", "lunas", "settled", "settledat", "transferred",
        "istransferred", "bankreference", "bankref", "utr", "utrnumber", "noreferensibank", "refbank", "norefbank",
        "referensibank", "ntb", "sent", "terkirim", "terbayar", "tertransfer", "sukses", "done", "sudah", "sdh",
    ]

    private static let stopNames: Set<String> = [
        "hold", "onhold", "batal", "dibatalkan", "cancel", "canceled", "cancelled", "void", "exclude", "excluded",
        "skip", "holdsalary", "salaryhold", "paymentblock", "pmntblock", "stoppayment", "resign", "resigned",
        "duplikat", "duplicate", "dobel", "tahan", "ditahan", "tunda", "ditunda", "stop", "nonaktif", "inactive",
        "blokir",
        "diblokir", "excludefrompayroll", "isdeleted", "deleted", "archived", "isarchived", "donotpay", "jangandibayar",
        "tidakdibayar", "tidakditransfer", "tidakdibayarkan", "tidaktransfer", "tidakbayar", "tdkdibayar",
        "stoppayroll", "payrollstop", "stopgaji", "gajistop", "stopbayar", "stoptransfer", "holdgaji", "holdpayroll",
        "tdkditransfer", "jangantransfer", "janganditransfer", "janganbayar", "jgntransfer", "jgnditransfer",
        "jgndibayar", "donottransfer", "dontpay", "nottobepaid", "tidakdikirim", "jangandikirim",
    ]

    private static func word(_ name: String) -> SideColumn? {
        func has(_ words: String...) -> Bool { words.contains(where: name.contains) }
        // Who, when and under which number is no answer.
        let isAbout =
            has("oleh", "tanggal", "tgl", "date", "nama", "name", "nomor", "number", "email") || name.hasSuffix("by")
        if has("valid", "verif"), !isAbout { return .validation }
        if has("approv", "persetujuan", "disetujui") || name == "aktif" || name == "active", !isAbout {
            return .approval
        }
        if has("status") || statuses.contains(name) { return .status }
        if has("metode", "carabayar", "carapembayaran", "jenispembayaran", "tipepembayaran", "paymenttype", "paymode")
            || has("method") || methods.contains(name)
        {
            return .method
        }
        if components.contains(name) { return .component }
        if shares.contains(name) { return .share }
        if has("satuan") || units.contains(name) { return .unit }
        if rates.contains(name) { return .rate }
        return has("currency", "matauang", "valuta") || currencies.contains(name) ? .currency : nil
    }

    private static let statuses: Set<String> = [
        "state", "paymentstate", "sts", "stat", "realisasi", "progress", "hasiltransfer", "kondisi", "result", "hasil",
        "checker", "action", "aksi", "tindakan", "kehadiran", "absensi", "presensi", "attendance", "prioritas",
        "priority", "ttd", "tandatangan", "paraf", "signature",
    ]
    private static let components: Set<String> = [
        "komponen", "komponengaji", "jeniskomponen", "component", "paycomponent", "salarycomponent", "kategori",
        "category", "type", "itemtype", "earningdeduction", "tipekomponen", "kategorikomponen",
    ]
    private static let shares: Set<String> = [
        "porsi", "porsibayar", "porsigaji", "persenbayar", "persentasebayar", "portion", "payportion", "paypercentage",
    ]
    private static let methods: Set<String> = [
        "via", "media", "mode", "modeofpayment", "paymentmode", "bayarvia", "viabayar", "paymentvia", "paidvia",
        "jenisbayar", "jenistransaksi", "transactiontype", "carabyr", "transfervia", "mediapembayaran", "mop",
        "tipe", "jenis", "keteranganbayar", "cashtransfer", "transfercash", "tunaitransfer", "transfertunai",
    ]
    private static let units: Set<String> = [
        "unit", "uom", "skala", "denominasi", "multiplier", "pengali", "faktor", "scale", "dalam",
    ]
    private static let rates: Set<String> = [
        "kurs", "kursidr", "kursbi", "kurstengah", "kursjual", "kursbeli", "kurspajak", "exchangerate", "fxrate",
        "nilaitukar", "exrate", "xrate", "forex", "konversi",
    ]
    private static let currencies: Set<String> = ["crcy", "cur", "curr", "ccy", "mu", "valas", "ccycode", "currcode"]
}
