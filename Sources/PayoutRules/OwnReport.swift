/// Recognises the reports that Salur writes: they name rows that are paid already.
package enum OwnReport {
    /// Whether the columns are those of `results.csv`; a `rejected.csv` that was mended has `mends` too, and is paid.
    package static func isResults(_ names: [String]) -> Bool {
        let folded = Set(names.map(ColumnLayout.folded))
        return folded.isSuperset(of: ["line", "reference", "status", "reason_code"]) && !folded.contains("mends")
    }
}
