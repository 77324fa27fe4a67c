internal import Crypto
package import PayoutCore

/// An event as a line of `audit.jsonl`.
package struct AuditEvent: Hashable, Sendable {
    /// Its place in the journal of its batch, counted from 1.
    package let number: Int
    package let entry: JournalEntry
    package let previous: [UInt8]
    package let link: [UInt8]

    package init(number: Int, entry: JournalEntry, previous: [UInt8], link: [UInt8]) {
        self.number = number
        self.entry = entry
        self.previous = previous
        self.link = link
    }
}

/// A signed statement of how far the journal goes; a seal also states what the report files next to it are.
package struct AuditCheckpoint: Hashable, Sendable {
    /// The SHA-256 of a report file.
    package struct File: Hashable, Sendable {
        package let name: String
        /// Lowercase hexadecimal.
        package let digest: String

        package init(name: String, digest: String) {
            self.name = name
            self.digest = digest
        }
    }

    /// Who signed, and the signature, in base64.
    package struct Signature: Hashable, Sendable {
        package let publicKey: String
        package let bytes: String
    }

    /// The identity of the batch.
    package let batch: String
    /// Events up to here.
    package let events: Int
    /// The link of the last of them, lowercase hexadecimal.
    package let head: String
    /// The report files; nil in a checkpoint that is no seal.
    package let files: [File]?
    package internal(set) var signature: Signature?

    init(batch: String, events: Int, head: String, files: [File]?, signature: Signature? = nil) {
        self.batch = batch
        self.events = events
        self.head = head
        self.files = files
        self.signature = signature
    }

    /// Signs, where there is a key.
    ///
    /// - Throws: ``AuditKeyError``.
    init(batch: String, events: Int, head: String, files: [File]?, signedBy key: AuditPrivateKey?) throws(AuditKeyError)
    {
        self.init(batch: batch, events: events, head: head, files: files)
        guard let key else { return }
        signature = Signature(
            publicKey: key.publicKey.text, bytes: Base64.encode(try key.sign(statement)))
    }

    /// What is signed: lines for people and for `sha256sum --check`.
    package var statement: String {
        var text = files == nil ? "salur journal checkpoint 1\n" : "salur journal seal 1\n"
        text += "batch \(batch)\nevents \(events)\nhead \(head)\n"
        for file in files ?? [] { text += "\(file.digest)  \(file.name)\n" }
        return text
    }

    /// The SHA-256 of the statement, lowercase hexadecimal: that of a seal covers the journal and every report file.
    package var statementDigest: String { Hexadecimal.encode(SHA256.hash(data: Array(statement.utf8))) }

    /// The key that signed.
    package var key: AuditPublicKey? { signature.flatMap { AuditPublicKey(text: $0.publicKey) } }

    /// Whether `key` signed this very statement.
    package func isSigned(by key: AuditPublicKey) -> Bool {
        guard let signature, let bytes = Base64.decode(signature.bytes) else { return false }
        return key.verifies(bytes, of: statement)
    }
}

/// A line of `audit.jsonl`. There is one way to write each, so that not a byte of it can be another.
enum AuditLine: Hashable, Sendable {
    case event(AuditEvent)
    case checkpoint(AuditCheckpoint)

    /// The longest line, in bytes.
    static let bytesMax = 1 << 20
}
