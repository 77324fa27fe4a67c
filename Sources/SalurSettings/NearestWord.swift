/// Finds the word that somebody probably meant.
package enum NearestWord {
    /// The word with the fewest changes to `text` (Levenshtein), nil where none is near.
    ///
    /// - Parameter changesMax: How many changes are near; a third of the text, but at least two, unless given.
    package static func find(_ text: String, among words: [String], changesMax: Int? = nil) -> String? {
        let nearest = words.map { (word: $0, changes: changes(from: text.lowercased(), to: $0.lowercased())) }
            .min { $0.changes < $1.changes }
        guard let nearest, nearest.changes <= changesMax ?? max(2, text.count / 3) else { return nil }
        return nearest.word
    }

    private static func changes(from first: String, to second: String) -> Int {
        let (first, second) = (Array(first), Array(second))
        var previous = Array(0...second.count)
        for (row, character) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                let substitution = previous[column] + (character == other ? 0 : 1)
                current.append(min(substitution, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[second.count]
    }
}
