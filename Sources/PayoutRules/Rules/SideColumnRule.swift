internal import PayoutCore

/// A cell of a column that is no part of the payment, and says that the row was paid, is not to be paid, or is not in
/// rupiah: the row is left to a person.
enum SideColumnRule {
    /// - Parameters:
    ///   - name: the column as the file writes it.
    ///   - rail: a collection may well be an instalment.
    static func check(_ cell: Cell, _ column: SideColumn, name: String, on rail: Rail, _ findings: inout Findings) {
        let text = cell.text
        if cell.isEmpty {
            // Nobody has said yes.
            if column == .due { stop("", column: name, &findings) }
            return
        }
        let words = Set(text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init))
        switch column {
        case .status:
            if StopWords.stops(text) || isUnderWay(text) { stop(text, column: name, &findings) }
        case .answer:
            // "Sudah" under "Konfirmasi" is a yes.
            let isDone = words == ["sudah"] || words == ["sdh"]
            if !isDone, isNo(text) || StopWords.stops(text) || !words.isDisjoint(with: refusals) {
                stop(text, column: name, &findings)
            }
        case .posting:
            if ["d", "dr", "db", "debet", "debit"].contains(text.lowercased()) || StopWords.stops(text) {
                stop(text, column: name, &findings)
            }
        case .paid:
            if !isNo(text) { stop(text, column: name, &findings) }
        case .due:
            if !isYes(text, words) { stop(text, column: name, &findings) }
        case .paidOrDue: stop(text, column: name, &findings)
        case .approval:
            if StopWords.stops(text) || isNo(text) || !words.isDisjoint(with: refusals) {
                stop(text, column: name, &findings)
            }
        case .validation:
            if isNo(text) || !words.isDisjoint(with: refusals) { stop(text, column: name, &findings) }
        case .method:
            if !words.isDisjoint(with: otherMethods) || StopWords.stops(text) || rail == .payout && isTaken(words) {
                stop(text, column: name, &findings)
            }
        case .component:
            if rail == .payout, isTaken(words) { stop(text, column: name, &findings) }
        case .share:
            let whole: Set<String> = ["1", "100", "100%", "1.0", "1,0", "1.00", "1,00", "penuh", "full", "-"]
            if !whole.contains(text.lowercased().filter { $0 != " " }) { stop(text, column: name, &findings) }
        case .cashOrTransfer:
            let isCash = words == ["c"] || words == ["k"] || !words.isDisjoint(with: otherMethods)
            if isCash || StopWords.stops(text) { stop(text, column: name, &findings) }
        case .unit:
            if !words.isDisjoint(with: otherUnits) { findings.reject(.amount, "", other(text, column: name)) }
        case .rate:
            if !["0", "1", "-", "1.00", "1,00", "1.0", "idr", "rp"].contains(text.lowercased()) {
                findings.reject(.amount, "", other(text, column: name))
            }
        case .currency: CurrencyRule.check(cell, &findings)
        }
    }

    private static func stop(_ text: String, column name: String, _ findings: inout Findings) {
        findings.reject(nil, "", .notToBePaid(word: CellText.shown(text), columnName: CellText.shown(name)))
    }

    /// Whether a status says that the payment is on its way, that the row is not to count, or that the person is gone.
    private static func isUnderWay(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        return words.indices.contains { index in
            let isDenied = index > 0 && ["belum", "blm", "not", "un"].contains(words[index - 1])
            return !isDenied && underWay.contains(words[index])
        } || ["inprogress", "namenotmatch", "tidakditemukan", "tidaksesuai"].contains(words.joined())
    }

    private static let underWay: Set<String> = [
        "pending", "diproses", "proses", "process", "processing", "inprogress", "progress", "antrian", "antri",
        "queued", "queue", "submitted", "sent", "scheduled", "dijadwalkan", "menunggu", "waiting", "accepted", "posted",
        "released", "requested", "validating", "unverified", "held", "expired", "deleted", "delete", "hapus", "dihapus",
        "remove", "removed", "ganda", "double", "error", "invalid", "mismatch", "reject", "closed", "tutup", "ditutup",
        "salah", "keluar", "phk", "meninggal", "pensiun", "mengundurkan", "suspend", "suspended", "terminated",
        "inactive", "resigned", "mangkir", "deceased", "retired", "cair", "dicairkan", "credited", "dikreditkan",
        "rilis",
        "gagal", "failed", "fail", "tunggu", "nanti", "later", "wait", "partial", "partially", "parsial", "sebagian",
        "skorsing", "skors", "diskors", "diskorsing",
    ]

    /// Whether the row is money that comes in, or is taken from the person; a loan that is paid out is not.
    private static func isTaken(_ words: Set<String>) -> Bool {
        !words.isDisjoint(with: takings) && words.isDisjoint(with: ["pencairan", "pengajuan", "disbursement"])
    }

    private static let takings: Set<String> = [
        "potongan", "pemotongan", "deduction", "deductions", "pinjaman", "kasbon", "cicilan", "angsuran", "hutang",
        "utang", "pemasukan", "tarik", "penarikan", "withdrawal", "repayment", "installment",
    ]

    private static func other(_ text: String, column name: String) -> RowFault.Cause {
        .otherUnit(cell: CellText.shown(text), columnName: CellText.shown(name))
    }

    private static func isNo(_ text: String) -> Bool {
        if ["-", "☐", "❌", "✗", "✘", "□"].contains(text) { return true }
        let first: Set<String> = [
            "belum", "blm", "tidak", "tdk", "tdak", "gak", "no", "n", "false", "0", "t", "not", "unpaid", "pending",
        ]
        // What comes first counts: "sudah, tidak ada masalah" is no no.
        let word = text.lowercased().split { !($0.isLetter || $0.isNumber) }.first.map(String.init)
        return word.map(first.contains) ?? false
    }

    private static func isYes(_ text: String, _ words: Set<String>) -> Bool {
        if ["✓", "✔", "☑", "✅", "√", "v", "V"].contains(text) { return true }
        let yes: Set<String> = ["ya", "yes", "y", "true", "1", "ok", "oke", "transfer", "bayar", "siap"]
        return words.count == 1 && !words.isDisjoint(with: yes)
    }

    private static let refusals: Set<String> = [
        "invalid", "gagal", "failed", "fail", "mismatch", "belum", "tidak", "not", "salah", "error", "closed", "tutup",
        "ditutup", "dormant", "blocked", "beda", "berbeda", "rejected", "reject", "declined", "ditolak", "tolak",
        "waiting", "menunggu", "draft", "pending", "x", "revisi", "revise", "revision", "perbaiki", "perbaikan",
        "tunggu", "nanti",
    ]
    private static let otherMethods: Set<String> = [
        "tunai", "cash", "cek", "cheque", "check", "giro", "bg", "bilyet", "kas", "kasir", "amplop", "ambil", "titip",
        "potong", "edc", "kartu",
    ]
    private static let otherUnits: Set<String> = [
        "ribu", "ribuan", "rb", "juta", "jutaan", "jt", "miliar", "milyar", "thousand", "thousands", "million",
        "millions", "mio", "000", "1000", "x1000", "usd", "sgd", "eur", "jpy", "cny", "aud", "gbp", "hkd", "myr",
        "sar", "dolar", "dollar",
    ]
}
