/// Words by which people say that an account or an amount is another than that of a row: in a note, or in a line below
/// the table.
///
///     let words = CorrectionWords("rek ganti ke BNI 0231234567")
///     words.namesOther(account: "1234567890", amount: "5000000", banks)     // true
///     CorrectionWords("Invoice 20260315001").correctsRows(banks)            // false
package struct CorrectionWords {
    private enum Token: Hashable {
        case word(String)
        /// Digits, without what stands between them.
        case number(String)
    }

    private let tokens: [Token]
    private let words: [String]
    /// Whether only a part of something is said to be paid: `bayar 50% dulu`.
    private let paysPart: Bool

    package init(_ text: String) {
        tokens = Self.tokens(of: text.lowercased())
        words = tokens.compactMap { if case .word(let word) = $0 { word } else { nil } }
        paysPart = text.contains("%") && Self.paysPart(text.lowercased())
    }

    /// Whether a note says so of a row with this `account` and `amount`, both in digits.
    func namesOther(account: String, amount: String, _ banks: BankDirectory) -> Bool {
        if paysPart || namesAccount(besides: account, banks) || movesAccount { return true }
        let corrects =
            words.contains { Self.corrections.contains($0) || Self.results.contains($0) || Self.onlys.contains($0) }
            || words.count == 1 && Self.wages.contains(words[0]) && !namesMonth
        return corrects && amounts.contains { $0 != amount }
    }

    /// Whether a line that is no payment says so of some row.
    package func correctsRows(_ banks: BankDirectory) -> Bool {
        guard !words.contains(where: Self.payers.contains) else { return false }
        if namesAccount(besides: "", banks) || movesAccount { return true }
        if words.contains(where: Self.clearCorrections.contains) { return true }
        return words.contains(where: Self.corrections.contains) && !amounts.isEmpty
    }

    /// Whether a title says so of some row. It may name the account that pays, and the date of a corrected list.
    package func movesRows(_ banks: BankDirectory) -> Bool {
        guard !words.contains(where: Self.payers.contains) else { return false }
        let expected: Set<String> = ["seharusnya", "harusnya", "semestinya"]
        if movesAccount || words.contains(where: expected.contains) { return true }
        return words.contains { Self.moves.contains($0) || Self.corrections.contains($0) }
            && namesAccount(besides: "", banks)
    }

    // MARK: Accounts

    private static let accountWords: Set<String> = [
        "rek", "rekening", "norek", "norekening", "account", "acc", "acct",
    ]
    private static let moves: Set<String> = [
        "ganti", "diganti", "berganti", "pindah", "dipindah", "dipindahkan", "pindahkan", "alih", "alihkan",
        "dialihkan", "berubah", "diubah", "ubah", "change", "changed",
    ]
    /// Where it is over, the row may have the new one already.
    private static let overs: Set<String> = ["sudah", "sdh", "telah", "udah", "already"]
    private static let relatives: Set<String> = [
        "istri", "isteri", "suami", "ibu", "ibunya", "bapak", "ayah", "anak", "anaknya", "kakak", "adik", "saudara",
        "mertua", "orangtua", "istrinya", "suaminya", "teman",
    ]
    private static let payers: Set<String> = [
        "sumber", "debet", "debit", "source", "pengirim", "payer", "sender", "funding", "pendebetan", "perusahaan",
        "nip", "nik", "npwp", "telp", "telepon", "hp", "wa", "phone",
    ]

    /// Whether a number of an account directly follows a word for one, or a bank.
    private func namesAccount(besides account: String, _ banks: BankDirectory) -> Bool {
        for (index, token) in tokens.enumerated() {
            guard case .number(let digits) = token, AccountNumberRule.digits.contains(digits.utf8.count),
                digits != account
            else { continue }
            var before = index - 1
            while before >= 0, case .word(let word) = tokens[before] {
                if Self.accountWords.contains(word) || word == "bank" { return true }
                let fillers: Set<String> = ["no", "nomor", "nomer", "ke", "di", "a", "c"]
                guard fillers.contains(word) else {
                    if word != "dana", word.count > 2, banks.bank(meant: word) != nil { return true }
                    break
                }
                before -= 1
            }
        }
        return false
    }

    /// Whether the account is said to have changed, or to be that of somebody else, without a number.
    private var movesAccount: Bool {
        guard words.contains(where: Self.accountWords.contains), !words.contains(where: Self.overs.contains) else {
            return false
        }
        if words.contains(where: Self.moves.contains) { return true }
        return words.indices.dropLast(2).contains { index in
            words[index] == "ke" && Self.accountWords.contains(words[index + 1])
                && Self.relatives.contains(words[index + 2])
        }
    }

    // MARK: Amounts

    private static let clearCorrections: Set<String> = ["seharusnya", "harusnya", "semestinya", "ralat"]
    private static let corrections: Set<String> = clearCorrections.union([
        "koreksi", "dikoreksi", "revisi", "direvisi", "perubahan", "correction",
    ])
    private static let deeds: Set<String> = ["bayar", "dibayar", "dibayarkan", "transfer", "ditransfer", "tf", "pay"]

    /// Whether a percentage below 100 directly follows a word for paying, or stands next to one that limits it. A down
    /// payment of 50% is an amount of its own.
    private static func paysPart(_ text: String) -> Bool {
        let parts = text.replacing(" %", with: "%").split(whereSeparator: \.isWhitespace).map(String.init)
        return parts.indices.contains { index in
            guard parts[index].hasSuffix("%"), let percent = Int(parts[index].dropLast()), percent < 100 else {
                return false
            }
            let before = index > 0 ? parts[index - 1] : ""
            let after = index + 1 < parts.count ? parts[index + 1].filter(\.isLetter) : ""
            return deeds.contains(before) || onlys.contains(before) || onlys.contains(after)
        }
    }

    /// `bayar 3jt saja`, `sesuai memo 4 juta saja`
    private static let onlys: Set<String> = ["saja", "aja", "dulu", "hanya", "cuma", "only"]

    /// `Gaji 2026-03`, `Gaji 202603`
    private var namesMonth: Bool { amounts.contains { [6, 8].contains($0.utf8.count) && $0.hasPrefix("20") } }

    /// A note of such a word and one amount says what is paid.
    private static let wages: Set<String> = ["gaji", "upah", "honor", "bayar", "thp", "salary"]

    private static let results: Set<String> = ["jadi", "menjadi"]
    private static let scales = ["rb": 3, "ribu": 3, "jt": 6, "juta": 6]

    /// The numbers that may be amounts, in digits.
    private var amounts: [String] {
        tokens.indices.compactMap { index in
            guard case .number(let digits) = tokens[index] else { return nil }
            if index + 1 < tokens.count, case .word(let word) = tokens[index + 1], let zeros = Self.scales[word] {
                return digits + String(repeating: "0", count: zeros)
            }
            return (5...9).contains(digits.utf8.count) ? digits : nil
        }
    }

    // MARK: Texts

    private static func tokens(of text: String) -> [Token] {
        var tokens: [Token] = []
        let letters = Array(text)
        var index = 0
        while index < letters.count {
            let start = index
            if letters[index].isLetter {
                while index < letters.count, letters[index].isLetter { index += 1 }
                tokens.append(.word(String(letters[start..<index])))
            } else if letters[index].isNumber {
                var groups = [""]
                var last = letters[index]
                while index < letters.count {
                    if letters[index].isNumber {
                        groups[groups.count - 1].append(letters[index])
                    } else if " .,-".contains(letters[index]), index + 1 < letters.count, letters[index + 1].isNumber {
                        groups.append("")
                        last = letters[index]
                    } else {
                        break
                    }
                    index += 1
                }
                // Two digits after the last separator are decimals.
                if groups.count > 1, ".,".contains(last), groups[groups.count - 1].count == 2 { groups.removeLast() }
                tokens.append(.number(groups.joined()))
            } else {
                index += 1
            }
        }
        return tokens
    }
}
