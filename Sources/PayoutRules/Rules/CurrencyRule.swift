internal import PayoutCore

/// Only rupiah can be sent. An empty cell means rupiah as well, since there is nothing else.
enum CurrencyRule {
    private static let code = Array("IDR".utf8)

    static func check(_ cell: Cell, _ findings: inout Findings) {
        if cell.isEmpty || isRupiah(cell) { return }
        guard InvisibleCharacterRule.holds(cell, .currency, &findings) else { return }
        findings.reject(.currency, CellText.shown(cell.text), .notRupiah)
    }

    private static func isRupiah(_ cell: Cell) -> Bool {
        // Letter case does not change which currency is meant.
        cell.count == code.count && cell.indices.allSatisfy { cell[$0] & 0xDF == code[$0] }
    }
}
