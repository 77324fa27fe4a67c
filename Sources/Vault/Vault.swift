internal import Crypto
internal import FoundationEssentials
package import PayoutCore

/// Encrypts and decrypts what customers entrust to us, with AES-256-GCM.
///
///     let vault = try Vault(text: contentOfKeyFile)
///     let sealed = try vault.seal(token, as: .accountToken, of: "C-1001")
///     let token = try vault.open(sealed, as: .accountToken, of: "C-1001")
///
/// A sealed text is bound to its purpose and its customer: in another row, or another column, it does not open.
///
/// It opens under any of its keys and seals under the newest, so that keys can be renewed: first the new key joins the
/// old ones (``addingKey()``), then everything is sealed anew, then the old keys go (``withNewestKeyOnly``).
package struct Vault: Sendable {
    /// What a secret is for. The raw values are part of what is encrypted, and never change.
    package enum Purpose: String, CaseIterable, Sendable {
        /// What a payment names a bound account by.
        case accountToken = "account_token"
        /// What a customer token is granted for.
        case authCode = "auth_code"
        /// What a card is charged by.
        case cardToken = "card_token"
        /// What a later command needs, of no customer in particular.
        case later
    }

    /// The most keys that a file may hold.
    package static let keysMax = 16
    /// The first byte of what is sealed: the version of the form.
    private static let version: UInt8 = 1

    /// The newest first, never empty.
    private let newest: VaultKey
    private let older: [VaultKey]

    private init(_ newest: VaultKey, older: [VaultKey] = []) {
        self.newest = newest
        self.older = older
    }

    /// A vault with one new key.
    package static func generate() -> Vault { Vault(.random()) }

    /// Reads the text of a key file: one key a line, each as 64 hexadecimal digits, the newest first.
    ///
    /// - Throws: ``VaultError``.
    package init(text: String) throws(VaultError) {
        var keys: [VaultKey] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let digits = words.first else { continue }
            guard words.count == 1, let key = VaultKey(hexadecimal: digits) else {
                throw .malformedKey(line: index + 1)
            }
            guard !keys.contains(where: { $0.name == key.name }) else { throw .repeatedKey(line: index + 1) }
            guard keys.count < Self.keysMax else { throw .tooManyKeys }
            keys.append(key)
        }
        guard let newest = keys.first else { throw .noKey }
        self.init(newest, older: Array(keys.dropFirst()))
    }

    /// The text of a key file with these keys, for that file alone.
    package func reveal() -> String { ([newest] + older).map { $0.reveal() + "\n" }.joined() }

    /// Whether there are older keys beside the newest, as during a renewal.
    package var hasOlderKeys: Bool { !older.isEmpty }

    /// The same with a new key as the newest.
    package func addingKey() -> Vault { Vault(.random(), older: [newest] + older) }

    /// The same without the older keys.
    package var withNewestKeyOnly: Vault { Vault(newest) }

    /// The ``SealedText/keyMark`` of whatever is sealed now.
    package var keyMark: String { Self.mark(of: newest) }

    /// Whether texts with this ``SealedText/keyMark`` can be opened.
    package func knows(keyMark: String) -> Bool { ([newest] + older).contains { Self.mark(of: $0) == keyMark } }

    /// Encrypts a secret of a customer.
    ///
    /// - Throws: ``VaultError/libraryFailed``.
    package func seal(
        _ secret: Secret, as purpose: Purpose, of customer: String
    ) throws(VaultError) -> SealedText {
        let head = Self.head(of: newest)
        let box = try? AES.GCM.seal(
            Array(secret.reveal().utf8), using: newest.symmetric,
            authenticating: Self.context(head, purpose, customer))
        guard let combined = box?.combined else { throw .libraryFailed }
        return SealedText((Data(head) + combined).base64EncodedString())
    }

    /// Decrypts what ``seal(_:as:of:)`` has encrypted for the same purpose and customer.
    ///
    /// - Throws: ``VaultError/unknownKey``, ``VaultError/notGenuine``.
    package func open(
        _ sealed: SealedText, as purpose: Purpose, of customer: String
    ) throws(VaultError) -> Secret {
        guard let bytes = Data(base64Encoded: sealed.text), bytes.first == Self.version,
            bytes.count > Self.headBytes
        else { throw .notGenuine }
        let head = Array(bytes.prefix(Self.headBytes))
        guard let key = ([newest] + older).first(where: { Self.head(of: $0) == head }) else { throw .unknownKey }
        guard let box = try? AES.GCM.SealedBox(combined: bytes.dropFirst(Self.headBytes)),
            let opened = try? AES.GCM.open(
                box, using: key.symmetric, authenticating: Self.context(head, purpose, customer)),
            let text = String(validating: opened, as: UTF8.self)
        else { throw .notGenuine }
        return Secret(text)
    }

    /// The length of ``head(of:)``: a multiple of 3, so that it is a text of its own in base64.
    private static let headBytes = 1 + VaultKey.nameBytes

    private static func head(of key: VaultKey) -> [UInt8] { [version] + key.name }

    private static func mark(of key: VaultKey) -> String { Data(head(of: key)).base64EncodedString() }

    /// What a sealed text is bound to. Each field comes after its length in 4 big-endian bytes, so that no two lists of
    /// fields share their bytes.
    private static func context(_ head: [UInt8], _ purpose: Purpose, _ customer: String) -> [UInt8] {
        [Array("salur-vault-1".utf8), head, Array(purpose.rawValue.utf8), Array(customer.utf8)].flatMap { field in
            let length = UInt32(truncatingIfNeeded: field.count)
            return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + field
        }
    }
}

extension Vault: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<redacted>`.
    package var description: String { Secret.redacted }
    /// Always `<redacted>`.
    package var debugDescription: String { Secret.redacted }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
