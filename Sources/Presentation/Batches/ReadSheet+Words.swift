package import Operations
package import Wording

extension ReadSheet {
    /// Which sheet was read; nil where there is no other one to be taken for it.
    package var sentence: Phrase? {
        guard !others.isEmpty else { return nil }
        let left = shown.others.map { "\"\($0)\"" }.joined(separator: ", ")
        return Phrase("the sheet \"\(shown.name)\" was read; these were not: \(left).")
    }
}
