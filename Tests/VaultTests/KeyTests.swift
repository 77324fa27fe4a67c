import PayoutCore
import Testing
import Vault
import Wording

/// The keys of a vault: how they are read and renewed, and that they never show.
@Suite struct KeyTests {
    private static let first = String(repeating: "0a", count: 32)
    private static let second = String(repeating: "B1", count: 32)

    @Test func `A renewal opens what the old key sealed, and seals under the new one`() throws {
        let old = Vault.generate()
        let sealed = try old.seal(Secret("token"), as: .cardToken, of: "C-1")
        let both = old.addingKey()
        #expect(both.hasOlderKeys && !old.hasOlderKeys)
        #expect(try both.open(sealed, as: .cardToken, of: "C-1").reveal() == "token")
        #expect(both.keyMark != old.keyMark)
        #expect(both.knows(keyMark: old.keyMark) && both.knows(keyMark: both.keyMark))

        let anew = try both.seal(Secret("token"), as: .cardToken, of: "C-1")
        #expect(anew.keyMark == both.keyMark && sealed.keyMark == old.keyMark)
        let new = both.withNewestKeyOnly
        #expect(try new.open(anew, as: .cardToken, of: "C-1").reveal() == "token")
        #expect(throws: VaultError.unknownKey) { try new.open(sealed, as: .cardToken, of: "C-1") }
        #expect(throws: VaultError.unknownKey) { try old.open(anew, as: .cardToken, of: "C-1") }
        #expect(!new.knows(keyMark: old.keyMark))
    }

    @Test func `A key file is read as it was written, the newest key first`() throws {
        let vault = Vault.generate().addingKey().addingKey()
        let again = try Vault(text: vault.reveal())
        #expect(again.reveal() == vault.reveal())
        #expect(again.keyMark == vault.keyMark)
        #expect(vault.reveal().split(separator: "\n").map(\.count) == [64, 64, 64])
    }

    @Test(arguments: [first, first + "\n", "\r\n" + first + " \r\n\r\n", first.uppercased()])
    func `Line ends, blank lines and letter case of a key file do not matter`(text: String) throws {
        #expect(try Vault(text: text).reveal() == Self.first + "\n")
    }

    /// Texts of key files, and what is wrong with each.
    private static let refused: [(String, VaultError)] = [
        ("", .noKey), (" \n\n", .noKey), ("secret", .malformedKey(line: 1)),
        (String(first.dropLast()), .malformedKey(line: 1)), ("\(first)0", .malformedKey(line: 1)),
        ("\(first)00", .malformedKey(line: 1)), ("\(first)\n\n\(second.dropLast())g", .malformedKey(line: 3)),
        ("\(first) \(second)", .malformedKey(line: 1)),
        ("\(first)\n\(second)\n\(first.uppercased())", .repeatedKey(line: 3)),
    ]

    @Test(arguments: refused)
    func `What is no key is refused without being shown`(text: String, error: VaultError) {
        #expect(throws: error) { try Vault(text: text) }
        let words = error.phrase.english
        #expect(!words.contains(Self.first.prefix(8)) && !words.contains("secret"))
    }

    @Test func `A file holds at most so many keys`() throws {
        var vault = Vault.generate()
        for _ in 1..<Vault.keysMax { vault = vault.addingKey() }
        #expect(try Vault(text: vault.reveal()).hasOlderKeys)
        #expect(throws: VaultError.tooManyKeys) { try Vault(text: vault.addingKey().reveal()) }
    }

    @Test func `However a vault is printed, its keys are not`() throws {
        let vault = try Vault(text: Self.first)
        var dumped = ""
        dump(vault, to: &dumped)
        for text in [dumped, "\(vault)", String(reflecting: vault)] {
            #expect(text.contains("<redacted>"))
            #expect(!text.lowercased().contains(Self.first.prefix(8)))
        }
    }
}
