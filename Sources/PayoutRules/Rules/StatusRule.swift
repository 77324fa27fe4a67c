internal import PayoutCore

/// A row whose column of the status says that it was paid, or that it is not to be paid, is left to a person.
enum StatusRule {
    /// Words for what is over, letters alone, in English and Indonesian.
    private static let words: Set<String> = [
        "paid", "alreadypaid", "settled", "succeeded", "success", "successful", "completed", "refunded", "sent",
        "dibayar", "sudahdibayar", "telahdibayar", "terbayar", "sudahbayar", "lunas", "sukses", "berhasil", "selesai",
        "sudahditransfer", "ditransfer", "terkirim", "cancelled", "canceled", "cancel", "void", "voided", "hold",
        "onhold", "donotpay", "batal", "dibatalkan", "ditahan", "ditunda", "tunda", "tidakdibayar", "janganbayar",
        "jangandibayar",
    ]

    static func check(_ cell: Cell, _ findings: inout Findings) {
        guard !cell.isEmpty else { return }
        let text = cell.text
        guard words.contains(text.lowercased().filter(\.isLetter)) else { return }
        findings.reject(nil, "", .notToBePaid(word: CellText.shown(text)))
    }
}
