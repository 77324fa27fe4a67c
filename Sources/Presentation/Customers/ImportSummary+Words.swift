package import Operations
package import Wording

extension ImportSummary {
    /// What the import would do, line by line: the preview.
    package var preview: [Phrase] {
        var lines = [Phrase("\(file): \(amount(rowCount))")]
        for effect in ImportEffect.allCases {
            guard let count = counts[effect] else { continue }
            lines.append(Phrase("  \(effect.words): \(count: count)"))
        }
        for (customer, effect) in named { lines.append(Phrase("    \(Explanation.shown(customer)): \(effect.words)")) }
        let more = counts[.replaced, default: 0] + counts[.blocked, default: 0] - named.count
        if more > 0 { lines.append(Phrase("    … and \(count: more) more")) }
        return lines
    }

    /// What was done, and what comes next.
    package var sentence: Phrase {
        guard !isDeclined else { return Phrase("Nothing was imported.") }
        let done = counts[.added, default: 0] + counts[.replaced, default: 0]
        let sentence =
            done > 0
            ? Phrase("\(file): imported \(amount(done)).")
            : Phrase("\(file): there is nothing to import.")
        guard counts[.blocked, default: 0] > 0 else { return sentence }
        return .joined(
            [
                sentence,
                Phrase(
                    """
                    Blocked customers were left as they are. "salur mandates unblock CUSTOMER" lifts a block; then \
                    import the file again.
                    """),
            ], by: "\n")
    }

    private func amount(_ count: Int) -> Phrase {
        switch means {
        case .mandates: count == 1 ? Phrase("1 mandate") : Phrase("\(count: count) mandates")
        case .cards: count == 1 ? Phrase("1 card") : Phrase("\(count: count) cards")
        }
    }
}

extension ImportEffect {
    /// The effect in words.
    package var words: Phrase {
        switch self {
        case .added: Phrase("new")
        case .replaced: Phrase("takes the place of another")
        case .unchanged: Phrase("known already, unchanged")
        case .blocked: Phrase("blocked at this bank, not imported")
        }
    }
}
