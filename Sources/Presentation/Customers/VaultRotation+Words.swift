package import Operations
package import Wording

extension VaultRotation.Result {
    /// What was done.
    package var sentence: Phrase {
        let count =
            secretCount == 1
            ? Phrase("1 secret is encrypted under it") : Phrase("\(count: secretCount) secrets are encrypted under it")
        guard wasInterrupted else {
            return Phrase("\(keyFile) holds a new key; \(count), and the old key is gone. Back up the key file.")
        }
        return Phrase(
            """
            The rotation that was interrupted is complete: \(keyFile) holds the new key alone; \(count). Back up the \
            key file.
            """)
    }
}
