/// A form in which reports are written (`output.formats`).
package enum ReportFormat: String, CaseIterable, Sendable {
    /// Always written.
    case csv
    /// Workbooks with the same cells as `results.csv` and `rejected.csv`.
    case xlsx
    /// The status report of ISO 20022, which a batch that came as `pain.001` has in any case.
    case statusReport = "pain.002"

    /// The forms that `text` names, with commas between them; nil where a word is none of them.
    package static func list(_ text: String) -> Set<ReportFormat>? {
        var formats: Set<ReportFormat> = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = word.lowercased().filter { !$0.isWhitespace }
            guard let format = ReportFormat(rawValue: name) else { return nil }
            formats.insert(format)
        }
        return formats
    }
}
