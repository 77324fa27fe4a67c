package import Operations
package import PayoutCore
internal import PayoutLedger
package import PayoutRules
package import Wording

extension BatchApproval.Preview {
    /// What the submitter corrected in the file: one line for all, then one for each row; none where nothing was.
    package var correctionLines: [Phrase] {
        guard corrections.count > 0 else { return [] }
        let person = Explanation.shown(submitted?.actor ?? "")
        let first =
            corrections.count == 1
            ? Phrase("1 row was corrected before the file was submitted, by \(person)")
            : Phrase("\(count: corrections.count) rows were corrected before the file was submitted, by \(person)")
        let columns = ColumnLayout(batch.header, batch.rail, batch.form.columns)
        let rows = corrections.rows.map { Phrase("    line \($0.line): \(columns.words(for: $0.cells))") }
        let more = corrections.count - corrections.rows.count
        return [first] + rows + (more > 0 ? [Phrase("    and \(count: more) more rows: the journal has them")] : [])
    }
}

extension ColumnLayout {
    /// `amount "1.500,5" is now "1500"; bank_code "999" is now "014"`. Of an account number the last digits are shown,
    /// and what differs in it, also where it stood in another column.
    package func words(for cells: [CellCorrection]) -> Phrase {
        .joined(cells.map { words(for: $0) }, by: "; ")
    }

    private func words(for cell: CellCorrection) -> Phrase {
        let name = names.indices.contains(cell.position) ? names[cell.position] : "\(cell.position + 1)"
        let areMasked = [cell.before, cell.after].map { isMasked($0, in: cell.position) }
        guard areMasked.contains(false) else {
            let marked = MarkedDigits(from: cell.before, to: cell.after)
            let counts = [cell.before.count, cell.after.count].map { Phrase("\(count: $0) characters") }
            return Phrase(
                """
                \(Explanation.shown(name)) "\(marked.before)" (\(counts[0])) is now "\(marked.after)" (\(counts[1])); \
                what differs is in brackets
                """)
        }
        let shown = zip([cell.before, cell.after], areMasked).map { text, isMasked in
            isMasked
                ? Phrase("\"\(Explanation.masked(text))\" (\(count: text.count) characters)")
                : Phrase.verbatim("\"\(Explanation.shown(text))\"")
        }
        return Phrase("\(Explanation.shown(name)) \(shown[0]) is now \(shown[1])")
    }

    private func isMasked(_ text: String, in position: Int) -> Bool {
        guard !text.isEmpty, position != index(of: .reference) else { return false }
        return position == index(of: .accountNumber) || text.count { $0.isNumber } >= Self.accountDigitsMin
    }

    /// What has fewer digits is no account number where it stands in another column; an amount has fewer.
    private static var accountDigitsMin: Int { 10 }
}
