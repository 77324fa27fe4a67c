/// Recognises the files that Salur writes. Some name rows that are paid already, others wait for a person to mend them.
package enum OwnReport {
    /// Whether the columns are those of `results.csv`; a `rejected.csv` that was mended has `mends` too, and is paid.
    package static func isResults(_ names: [String]) -> Bool {
        let folded = Set(names.map(ColumnLayout.folded))
        return folded.isSuperset(of: ["line", "reference", "status", "reason_code"]) && !folded.contains("mends")
    }

    /// Whether the columns are those of a fix file, such as `rejected.xlsx`: the name of its sheet is ours, and stops
    /// nothing.
    package static func isFixFile(_ names: [String]) -> Bool {
        Set(names.map(ColumnLayout.folded)).isSuperset(of: ["reason", "what_to_do", "mends"])
    }
}
