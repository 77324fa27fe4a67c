internal import PayoutCore
internal import PayoutFile
package import PayoutRules
internal import PayoutWorkbook
package import Wording

/// What the columns of a file are read as, without reading all of it.
package struct ColumnsOfFile: Sendable {
    /// The file as it is called in messages.
    package let file: String
    /// The line of the column names, counted from 1.
    package let line: Int
    package let proposal: ColumnProposal
    /// Why `salur check` refuses the file for its columns although all of them have usual names: their cells contradict
    /// each other. Nil where it does not, and where the proposal says it.
    package let refusal: Phrase?

    /// Looks at the header of the file at `path`, and at its first rows.
    ///
    /// - Throws: ``CommandFailure`` where the file cannot be read.
    package init(path: String, _ form: RowForm) throws(CommandFailure) {
        do {
            var source = try InputFile(path: path, sheet: form.sheet) {
                form.likeness(of: $0)
            } pair: {
                form.pair($0, above: $1)
            } mayMerge: {
                GroupColumns.mayMerge($0, text: $1)
            }
            // Where no line has usual names, the first one is the header, and the lines below it are its rows.
            if !form.likeness(of: source.header.names).isHeader {
                source = try InputFile(path: path, sheet: form.sheet) { _ in .header }
            }
            var rows: [[String]] = []
            while rows.count < ColumnProposal.rowsMax, let row = try source.nextRow() { rows.append(row.cells) }
            (file, line) = (source.name, source.header.line)
            proposal = ColumnProposal(source.header.names, rows, form.rail, form.columns, banks: form.banks)
            refusal =
                proposal.missing.isEmpty && proposal.settings.isEmpty ? Self.refusal(of: path, form) : nil
        } catch {
            throw CommandFailure(error)
        }
    }

    private static func refusal(of path: String, _ form: RowForm) -> Phrase? {
        guard InputPath.canBeReadAgain(path) else { return nil }
        do {
            _ = try FileCheck(path: path, form, onViolation: { _ in }, onWarning: { _ in })
            return nil
        } catch {
            return error.code == .headerRefused ? error.phrase : nil
        }
    }
}
