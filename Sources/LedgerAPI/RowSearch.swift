package import PayoutCore

/// What a person looks for among the rows of all batches; a row must meet every condition.
///
///     let search = RowSearch(words: ["budi", "san"], accountEnding: "7890")
///     let page = try reader.search(search, before: nil, limit: 50)
///     page.rows         // rows to accounts that end in 7890, of BUDI SANTOSO or SANTI BUDIMAN
package struct RowSearch: Hashable, Sendable {
    /// Each begins a word of the name of the account; letter case does not matter.
    package let words: [String]
    /// The last digits of the account number; nil for any.
    package let accountEnding: String?
    /// The amount; nil for any.
    package let amount: Rupiah?

    package init(words: [String] = [], accountEnding: String? = nil, amount: Rupiah? = nil) {
        self.words = words
        self.accountEnding = accountEnding
        self.amount = amount
    }

    /// Whether nothing is looked for.
    package var isEmpty: Bool { words.isEmpty && accountEnding == nil && amount == nil }
}
