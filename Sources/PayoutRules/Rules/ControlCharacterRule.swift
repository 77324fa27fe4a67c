internal import Wording

/// No control characters: they are invisible, and a name or reference that holds one is never what it seems.
enum ControlCharacterRule {
    static func check(_ cell: Cell, _ column: Column, _ findings: inout Findings) {
        if cell.isPrintableASCII { return }
        let text = cell.text
        guard text.unicodeScalars.contains(where: CellText.isControl) else { return }
        let refused = CellText.list(of: text, where: CellText.isControl)
        findings.reject(
            column, CellText.shown(text), .controlCharacter,
            Phrase("the cell holds characters that cannot be printed: \(refused)"),
            whatToDo: Phrase("Type the text again by hand instead of pasting it"))
    }
}
