internal import PayoutCore

/// Only rupiah can be sent. An empty cell means rupiah as well, since there is nothing else.
enum CurrencyRule {
    /// What rupiah are called, in any letter case.
    private static let names = [
        "IDR", "Rp", "Rp.", "Rupiah", "360", "IDR (Rupiah)", "IDR - Indonesian Rupiah", "IDR - Rupiah",
        "Indonesian Rupiah", "Rupiah Indonesia", "IDR-Indonesian Rupiah", "IDR Rupiah",
    ]

    static func check(_ cell: Cell, _ findings: inout Findings) {
        if cell.isEmpty || names.contains(where: { isName($0, cell) }) { return }
        guard InvisibleCharacterRule.holds(cell, .currency, &findings) else { return }
        findings.reject(.currency, CellText.shown(cell.text), .notRupiah)
    }

    private static func isName(_ name: String, _ cell: Cell) -> Bool {
        let letters = name.utf8.span
        guard letters.count == cell.count else { return false }
        return cell.indices.allSatisfy { cell[$0] | 0x20 == letters[$0] | 0x20 }
    }
}
