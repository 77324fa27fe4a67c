internal import Crypto

/// What a person may do and signs in with, in one digest: the journal has it with every change, so that whoever edits
/// the ledger by other means is found.
package enum PersonEvidence {
    /// The digest; nobody learns the password or the secret from it.
    package static func digest(
        of name: PersonName, roles: Set<Role>, password: PasswordHash, code: CodeSecret?
    ) -> [UInt8] {
        // No part has a line end in it.
        let parts = ["salur-person-1", name.folded, roles.words, password.text, code?.base32 ?? ""]
        return Array(SHA256.hash(data: Array(parts.joined(separator: "\n").utf8)))
    }
}
