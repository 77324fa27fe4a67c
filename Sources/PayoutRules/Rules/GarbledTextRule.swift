/// Finds letters that were written in UTF-8, read as Windows-1252 and written in UTF-8 again: `RenÃ©e` was `Renée`.
///
///     GarbledTextRule.isGarbled("RenÃ©e")       // true
///     GarbledTextRule.isGarbled("Nurâ€™aini")   // true
///     GarbledTextRule.isGarbled("Renée")        // false
enum GarbledTextRule {
    static func isGarbled(_ cell: Cell) -> Bool {
        for index in cell.indices where cell[index] == 0xC3 && index + 2 < cell.count {
            switch (cell[index + 1], cell[index + 2]) {
            // Ã or Â before what Windows-1252 has between 0x80 and 0xBF: half of a letter.
            case (0x83, 0xC2), (0x82, 0xC2), (0x83, 0xE2), (0x83, 0xC5), (0x83, 0xC6), (0x83, 0xCB): return true
            // â€ begins quotation marks and dashes.
            case (0xA2, 0xE2): return true
            case _: continue
            }
        }
        return false
    }
}
