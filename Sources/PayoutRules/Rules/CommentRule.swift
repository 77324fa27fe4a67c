/// Finds comments by which people say that a cell is wrong, or that another value is meant.
///
///     CommentRule.corrects("salah, seharusnya 7.212.000")    // true
///     CommentRule.corrects("rek baru BCA")                   // true
///     CommentRule.corrects("sudah termasuk lembur")          // false
package enum CommentRule {
    private static let words: Set<String> = [
        "salah", "baru", "ganti", "diganti", "berganti", "seharusnya", "harusnya", "ralat", "koreksi", "dikoreksi",
        "revisi", "direvisi", "berubah", "diubah", "ubah", "pindah", "jadi", "menjadi", "bukan", "keliru", "cek",
        "dicek", "tolong", "wrong", "incorrect", "new", "change", "changed", "should", "correct", "corrected", "update",
        "updated", "instead", "check", "jt", "juta", "rb", "ribu",
    ]
    /// Shorter numbers are days, percentages and the like.
    private static let digitsMin = 4

    /// Whether the text holds such a word, or a number that may be an amount or an account.
    package static func corrects(_ text: String) -> Bool {
        let text = text.lowercased()
        let parts = text.split { !$0.isLetter }.map(String.init)
        return parts.contains(where: words.contains) || hasNumber(text)
    }

    /// Whether there is a number of several digits, also in groups, that is no year and no part of a date.
    private static func hasNumber(_ text: String) -> Bool {
        let pieces = text.split { !($0.isNumber || "./-,".contains($0)) }
        return pieces.contains { piece in
            let isDate = piece.contains("/") || piece.count { $0 == "-" } == 2
            let digits = piece.filter(\.isNumber)
            let isYear = digits.count == digitsMin && (digits.hasPrefix("19") || digits.hasPrefix("20"))
            return !isDate && !isYear && digits.count >= digitsMin
        }
    }
}
