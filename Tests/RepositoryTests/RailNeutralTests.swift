import Foundation
import Testing

/// The rules of money hold for every bank and every rail: how one of them writes a status, a refusal or a header is
/// known to its adapter alone.
@Suite struct RailNeutralTests {
    private static let targets = [
        "PayoutCore", "PayoutEngine", "CallbackServer", "LedgerAPI", "LedgerMemory", "PayoutLedger",
    ]

    /// What a word belongs to, and the expression that finds it.
    private static let words: [(kind: String, pattern: String)] = [
        ("a code of a status", #"["`][0-9]{2}["`]|(?<![\w:+.,\-])0[0-7](?!\w|[:.,\-][0-9])"#),
        ("a response code", #"\b[2-5][0-9]{2}[0-9x]{4}\b|\b[2-5]xx\b"#),
        ("a header", #"\bX-[A-Z]{2,}|\bCHANNEL-ID\b"#),
        ("a field of a bank's message", #"\blatest(Transaction|Verification)Status\b"#),
        ("a name", #"\bSNAP\b|\bAyoconnect\b"#),
    ]

    @Test func `No code, header or name of one bank stands in the rules of money`() {
        let paths = Repository.files(under: Self.targets.map { "Sources/\($0)" })
        #expect(paths.count > 100)
        report(paths.flatMap { path in Self.findings(in: Repository.text(of: path) ?? "", path: path) })
    }

    @Test(arguments: [
        "case \"06\": .failed", "/// `00`: paid.", "/// Believed where 07 came twice.", "return \"4031814\"",
        "/// `40518xx`: a cut-off.", "/// Answered 2xx.", "/// The X-EXTERNAL-ID.", "content.latestTransactionStatus",
        "import SNAP",
    ])
    func `A word of one bank is found`(text: String) {
        #expect(Self.findings(in: "\n" + text + "\n", path: "a.swift").map(\.line) == [2])
    }

    @Test(arguments: [
        "/// At 13:07, at +07:00, on 2026-02-07.", "/// A share of 0.05, 1500000 rupiah.", "let days = 146_097",
        "/// HTTP/1.1, SHA-256, ExternalID.",
    ])
    func `Moments, amounts and numbers are left alone`(text: String) {
        #expect(Self.findings(in: text, path: "a.swift").isEmpty)
    }

    private static func findings(in text: String, path: String) -> [Finding] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
            words.compactMap { word in
                line.range(of: word.pattern, options: .regularExpression).map { found in
                    Finding(path: path, line: index + 1, message: "\"\(line[found])\" is \(word.kind) of one bank")
                }
            }
        }
    }
}
