extension RawRepresentable<String> {
    /// A word of a closed set, as a table holds it:
    ///
    ///     let state = try Transfer.State(stored: row.text(6), in: "transfer")
    ///
    /// - Throws: ``LedgerError/unknownWord(table:words:)`` where this version does not know the word: it must never
    ///   become another one.
    init(stored word: String, in table: String) throws(LedgerError) {
        guard let known = Self(rawValue: word) else { throw .unknownWord(table: table, words: word) }
        self = known
    }
}
