/// An error that people see: its phrase says what happened, where, and what to do next.
package protocol PhrasedError: Error, CustomStringConvertible {
    /// What to say; never a secret, a full account number or the content of a row.
    var phrase: Phrase { get }
}

extension PhrasedError {
    package var description: String { phrase.english }
}
