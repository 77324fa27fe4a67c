import PayoutCore
import Testing
import Vault

/// What is sealed opens again for its customer and purpose, and nowhere else.
@Suite struct VaultTests {
    private static let token = "tok0123456789abcdefghijklmnopqrs"

    private static func sealed(by vault: Vault) throws -> SealedText {
        try vault.seal(Secret(token), as: .accountToken, of: "C-1001")
    }

    @Test(arguments: ["", "tok", token, String(repeating: "ä", count: 10_000)])
    func `A sealed text opens again`(text: String) throws {
        let vault = Vault.generate()
        let sealed = try vault.seal(Secret(text), as: .authCode, of: "C-1001")
        #expect(try vault.open(sealed, as: .authCode, of: "C-1001").reveal() == text)
    }

    @Test func `The same text is sealed otherwise each time, and never shows`() throws {
        let vault = Vault.generate()
        let texts = try (0..<100).map { _ in try Self.sealed(by: vault).text }
        #expect(Set(texts).count == texts.count)
        #expect(texts.allSatisfy { !$0.contains(Self.token) })
    }

    @Test func `A sealed text of another customer does not open`() throws {
        let vault = Vault.generate()
        let sealed = try Self.sealed(by: vault)
        #expect(throws: VaultError.notGenuine) { try vault.open(sealed, as: .accountToken, of: "C-1002") }
        #expect(throws: VaultError.notGenuine) { try vault.open(sealed, as: .accountToken, of: "") }
    }

    @Test(arguments: Vault.Purpose.allCases.filter { $0 != .accountToken })
    func `A sealed text of another purpose does not open`(purpose: Vault.Purpose) throws {
        let vault = Vault.generate()
        let sealed = try Self.sealed(by: vault)
        #expect(throws: VaultError.notGenuine) { try vault.open(sealed, as: purpose, of: "C-1001") }
    }

    /// Customer and purpose are told apart also where their texts, one after the other, are the same.
    @Test func `No two places share what a sealed text is bound to`() throws {
        let vault = Vault.generate()
        let sealed = try vault.seal(Secret("x"), as: .later, of: "ab")
        for customer in ["a", "b", "aab", "later", "\u{0}ab"] {
            #expect(throws: VaultError.notGenuine) { try vault.open(sealed, as: .later, of: customer) }
        }
    }

    @Test func `No character of a sealed text can be changed, left out or added`() throws {
        let vault = Vault.generate()
        let text = Array(try Self.sealed(by: vault).text)
        for index in text.indices {
            var changed = text
            changed[index] = changed[index] == "A" ? "B" : "A"
            #expect(throws: VaultError.self) {
                try vault.open(SealedText(String(changed)), as: .accountToken, of: "C-1001")
            }
            let shorter = SealedText(String(text[..<index]))
            #expect(throws: VaultError.self) { try vault.open(shorter, as: .accountToken, of: "C-1001") }
        }
        let longer = SealedText(String(text) + "AAAA")
        #expect(throws: VaultError.notGenuine) { try vault.open(longer, as: .accountToken, of: "C-1001") }
    }

    @Test func `Another key does not open`() throws {
        let sealed = try Self.sealed(by: Vault.generate())
        #expect(throws: VaultError.unknownKey) {
            try Vault.generate().open(sealed, as: .accountToken, of: "C-1001")
        }
    }

    /// Made by another implementation of AES-GCM (Python's cryptography), so that the form never changes unseen.
    @Test func `A text that was sealed by other means opens`() throws {
        let vault = try Vault(text: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
        let sealed = SealedText(
            "AVuaeV/CMC0FZGVmZ2hpamtsbW5vPHS1VkjbZaoLVGjQ4wQInianYG3jBZkZy7zCJ4vS1zv2ePpwyZOegifBaHM6KD+0")
        #expect(try vault.open(sealed, as: .accountToken, of: "C-1001").reveal() == Self.token)
        #expect(vault.keyMark == "AVuaeV/CMC0F")
        #expect(sealed.keyMark == vault.keyMark)
    }
}
