/// A text that was encrypted under a key of the vault, for the ledger to keep.
package struct SealedText: Hashable, Sendable {
    /// How many characters ``keyMark`` has.
    package static let keyMarkCharacters = 12

    /// The version of the form, the name of the key, nonce, ciphertext and tag, in base64.
    package let text: String

    package init(_ text: String) { self.text = text }

    /// What the text begins with: the version of the form and the name of the key, the same in all texts of one key.
    package var keyMark: String { String(text.prefix(Self.keyMarkCharacters)) }
}
