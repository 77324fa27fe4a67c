/// The Indonesian sentences, by the English ones.
enum Indonesian {
    /// Every part of the catalogue in one.
    static let sentences: [String: String] = parts.reduce(into: [:]) { all, part in
        all.merge(part) { first, _ in first }
    }

    /// The parts, one file for each area of the program.
    static let parts: [[String: String]] = [terminal, steps]
}
