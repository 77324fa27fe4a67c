import Foundation
import Testing

extension World {
    /// Fails the test if a program said the client secret, or an account number of any file in the folder in full
    /// (promise P10).
    func searchForSecrets(_ ended: Ended, _ environment: [String: String], _ arguments: [String]) {
        let said = ended.output + "\n" + ended.errors
        if let secret = environment["SALUR_AYOCONNECT_CLIENT_SECRET"] {
            #expect(!said.contains(secret), "the client secret was shown by \(arguments)")
        }
        let spoken = Self.longNumbers(in: said)
        guard !spoken.isEmpty else { return }
        let shown = spoken.intersection(accountNumbers)
        #expect(shown.isEmpty, "full account numbers were shown by \(arguments): \(shown.sorted())")
    }

    /// The account numbers of the payout files in the folder.
    private var accountNumbers: Set<String> {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let numbers = files.filter { $0.hasSuffix(".csv") }.compactMap { try? read($0) }
            .flatMap { Table($0).column("account_number") }
        return Set(numbers.filter { $0.count >= Self.accountDigitsMin })
    }

    private static let accountDigitsMin = 8

    /// The runs of digits that are long enough to be an account number.
    private static func longNumbers(in text: String) -> Set<String> {
        let runs = text.utf8.split { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return Set(runs.filter { $0.count >= accountDigitsMin }.map { String(decoding: $0, as: UTF8.self) })
    }
}
