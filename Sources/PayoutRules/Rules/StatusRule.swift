internal import PayoutCore

/// A row that the file calls paid, or not to be paid, is left to a person.
enum StatusRule {
    /// A cell of a column of the status.
    static func check(_ cell: Cell, _ findings: inout Findings) {
        guard !cell.isEmpty else { return }
        let text = cell.text
        if StopWords.stops(text) { findings.reject(nil, "", .notToBePaid(word: CellText.shown(text))) }
    }

    /// A cell of any other column, or the note: only where it says nothing else.
    static func checkOrder(_ cell: Cell, _ findings: inout Findings) {
        if StopWords.isOrder(cell) { findings.reject(nil, "", .notToBePaid(word: CellText.shown(cell.text))) }
    }
}
