import Foundation
import Testing

extension World {
    /// Fails the test if a program said what nobody may read over a shoulder or in a log (promise P10): the client
    /// secret, any part of a private key, a token or a signature, or, of any file in the folder, a whole account
    /// number, an e-mail address, or what the vault keeps of a customer.
    func searchForSecrets(_ ended: Ended, _ environment: [String: String], _ arguments: [String]) {
        let said = ended.output + "\n" + ended.errors
        if let secret = environment["SALUR_AYOCONNECT_CLIENT_SECRET"] {
            #expect(!said.contains(secret), "the client secret was shown by \(arguments)")
        }
        for line in keyLines(environment) where said.contains(line) {
            Issue.record("a line of a private key was shown by \(arguments)")
        }
        #expect(!said.contains("Bearer "), "a token was shown by \(arguments)")
        let words = said.utf8.split { !Self.isOfKey($0) }
        let longest = words.max { $0.count < $1.count }.map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(
            longest.count < Self.signatureCharactersMin, "a signature or a key was shown by \(arguments): \(longest)")
        let tokens = ["account_token", "auth_code", "card_token"].flatMap(cells).filter(said.contains)
        #expect(tokens.isEmpty, "tokens of customers were shown by \(arguments): \(tokens.count)")
        let emails = cells("email").filter { $0.contains("@") && said.contains($0) }
        #expect(emails.isEmpty, "e-mail addresses were shown by \(arguments): \(emails)")
        let spoken = Self.longNumbers(in: said)
        guard !spoken.isEmpty else { return }
        let shown = spoken.intersection(cells("account_number").filter { $0.count >= Self.accountDigitsMin })
        #expect(shown.isEmpty, "full account numbers were shown by \(arguments): \(shown.sorted())")
    }

    /// What stands in a column of the payout files in the folder.
    private func cells(_ column: String) -> Set<String> {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return Set(
            files.filter { $0.hasSuffix(".csv") }.compactMap { try? read($0) }.flatMap { Table($0).column(column) })
    }

    /// The lines of the private keys that the settings name.
    private func keyLines(_ environment: [String: String]) -> [Substring] {
        let names = ["SALUR_AYOCONNECT_PRIVATE_KEY_FILE", "SALUR_AUDIT_PRIVATE_KEY_FILE"]
        return names.compactMap { environment[$0] }.flatMap { name in
            let whole = name.hasPrefix("/") ? name : path(name)
            let text = (try? String(contentsOfFile: whole, encoding: .utf8)) ?? ""
            return text.split(separator: "\n").filter {
                $0.contains("PRIVATE") || $0.count >= Self.keyLineCharactersMin
            }
        }
    }

    private static let accountDigitsMin = 8
    private static let keyLineCharactersMin = 40
    /// A signature of 64 bytes has 86 characters in Base64; the longest of ours that are public, digests, have 64.
    private static let signatureCharactersMin = 80

    private static func isOfKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "="):
            true
        default: false
        }
    }

    /// The runs of digits that are long enough to be an account number.
    private static func longNumbers(in text: String) -> Set<String> {
        let runs = text.utf8.split { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return Set(runs.filter { $0.count >= accountDigitsMin }.map { String(decoding: $0, as: UTF8.self) })
    }
}
