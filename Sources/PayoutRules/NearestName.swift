/// Finds what somebody probably meant.
enum NearestName {
    /// The candidate that differs least from `name`, if it differs in no more than a third of its characters; letter
    /// case does not count. Of several the first.
    static func of(_ name: String, among candidates: [String]) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars)
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let letters = Array(candidate.lowercased().unicodeScalars)
            let distance = distance(wanted, to: letters)
            guard distance <= max(wanted.count, letters.count) / 3 else { continue }
            if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
        }
        return best?.name
    }

    /// How many characters must be added, removed or replaced to make one of the other (Levenshtein).
    private static func distance(_ left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
        var previous = Array(0...right.count)
        for (row, character) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = previous[column] + (character == other ? 0 : 1)
                current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
