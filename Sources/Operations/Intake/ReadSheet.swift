internal import PayoutFile
internal import PayoutWorkbook

/// Which sheet of a workbook was read.
package struct ReadSheet: Hashable, Sendable {
    package let name: String
    /// The other sheets that a person sees in the workbook; they were not read.
    package let others: [String]

    /// The names as they can be shown on a terminal.
    package var shown: (name: String, others: [String]) { (ShownText.of(name), others.map(ShownText.of)) }

    /// Nil of a text file, which has no sheets.
    init?(_ file: InputFile) {
        guard let sheet = file.sheet else { return nil }
        (name, others) = (sheet.name, sheet.others)
    }
}
