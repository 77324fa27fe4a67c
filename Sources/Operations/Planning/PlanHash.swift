internal import Crypto
internal import PayoutCore
internal import Wording

/// The hash of a plan: 32 hexadecimal digits over everything that a person approves, then four for each part of it. So
/// one line insists on the whole (`--only-plan`), and still shows which part has changed.
package struct PlanHash: Hashable, Sendable {
    /// What a plan consists of. The order is that of the hash and never changes.
    package enum Part: CaseIterable, Sendable {
        /// The content of the file, and under which name it is paid.
        case file
        /// Rows and sums, by bank; rejected rows with what is wrong.
        case rows
        /// Rows that wait for a person.
        case held
        /// What a person should look at although the rows stand, and how the file was read.
        case warnings
        /// First payments, changed accounts, the comparison with an earlier batch.
        case payees
        /// What the ledger knows of the file already.
        case ledger
        /// The settings and options that decide what is paid.
        case settings
        /// The bank and the merchant.
        case bank
    }

    private static let wholeDigits = 32
    private static let partDigits = 4

    /// 64 hexadecimal digits.
    package let text: String

    /// - Parameter parts: what each part consists of, in words.
    init(_ parts: [Part: [String]]) {
        let digests = Part.allCases.map { Self.digest(parts[$0] ?? []) }
        text =
            String(Self.digest(digests).prefix(Self.wholeDigits))
            + digests.map { $0.prefix(Self.partDigits) }.joined()
    }

    /// A hash as a person gives it; nil where it is none.
    package init?(_ text: String) {
        let digits = Self.wholeDigits + Part.allCases.count * Self.partDigits
        guard text.utf8.count == digits, text.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else { return nil }
        self.text = text
    }

    /// Whether another hash is of the same file under the same settings at the same bank: what else differs is what the
    /// payment itself has changed.
    func isOfSameOrder(as other: PlanHash) -> Bool {
        parts(differingFrom: other).allSatisfy { ![.file, .settings, .bank].contains($0) }
    }

    /// In which way a hash that somebody insists on is not this one, in whole sentences.
    func difference(from other: PlanHash) -> Phrase {
        let parts = parts(differingFrom: other)
        // The first digits are over all parts, so that no part can differ without them.
        let isMistyped = parts.isEmpty || text.prefix(Self.wholeDigits) == other.text.prefix(Self.wholeDigits)
        if isMistyped {
            return Phrase(
                """
                the hash is not that of this plan (\(text)), although its parts are: a digit of it is wrong, or \
                another version of salur has made it.
                """)
        }
        if [Part.file, .settings, .bank].allSatisfy(parts.contains) {
            return Phrase("the hash is not that of this plan (\(text)): it is wrong, or of another file.")
        }
        return Phrase(
            """
            the plan is another one now (\(text)). What differs: \(.joined(parts.map(\.phrase), by: "; ")).
            """)
    }

    /// The parts in which another hash differs.
    private func parts(differingFrom other: PlanHash) -> [Part] {
        let (own, others) = (partTexts, other.partTexts)
        return Part.allCases.enumerated().filter { own[$0.offset] != others[$0.offset] }.map(\.element)
    }

    private var partTexts: [String] {
        let rest = Array(text.dropFirst(Self.wholeDigits))
        return stride(from: 0, to: rest.count, by: Self.partDigits).map { String(rest[$0..<$0 + Self.partDigits]) }
    }

    /// SHA-256 over the words, each after its length.
    private static func digest(_ words: [String]) -> String {
        var hash = SHA256()
        for word in words {
            let bytes = Array(word.utf8)
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: bytes.count).bigEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: bytes)
        }
        return Hexadecimal.encode(hash.finalize())
    }
}

extension PlanHash.Part {
    /// The part as the subject of "differs".
    var phrase: Phrase {
        switch self {
        case .file: Phrase("the file or its --batch name")
        case .rows: Phrase("the rows, their sums or what is rejected")
        case .held: Phrase("the rows that wait for a person")
        case .warnings: Phrase("the notes about the rows")
        case .payees: Phrase("what is known of the payees")
        case .ledger: Phrase("what the ledger holds of the file")
        case .settings: Phrase("the settings or the options")
        case .bank: Phrase("the bank or the merchant")
        }
    }
}
