internal import Crypto
package import PayoutCore
internal import Synchronization

/// Makes the references of a file that has none, out of what stays the same where rows are sorted, added or deleted.
///
///     let references = MadeReferences()
///     references.next(name: "Budi Santoso", account: [bank, number], amount: Rupiah(1_500_000), note: note)
///     // "BUDI~3f9a1c07be.1500000"
///
/// Rows that are the same in bank, account, amount and note are counted: "BUDI~3f9a1c07be.1500000-2" is the second. A
/// row whose amount was corrected differs in its amount alone (``MadeReference``).
package final class MadeReferences: Sendable {
    private static let stemBytes = MadeReference.stemDigits / 2
    private static let nameLettersMax = 12
    /// So many digits name a year, a date or an invoice.
    private static let datedDigitsMin = 4
    /// Words by which people mark a corrected note. What corrects a payment by its difference has other words.
    private static let versionWords: Set<String> = [
        "revisi", "rev", "revised", "perbaikan", "final", "fix", "fixed", "revision",
    ]

    /// A note as references see it.
    private struct Note {
        let written: [UInt8]
        /// The words in lower case, without marks and without those of a version.
        let folded: [UInt8]
        let isDated: Bool

        init(_ written: [UInt8]) {
            self.written = written
            let words = String(decoding: written, as: UTF8.self).lowercased().split { !($0.isLetter || $0.isNumber) }
                .map(String.init).filter { !versionWords.contains($0) }
            folded = Array(words.joined(separator: " ").utf8)
            isDated = words.contains { word in
                ColumnNames.months.contains(word) || word.count(where: \.isNumber) >= datedDigitsMin
            }
        }
    }

    private struct State {
        var counts: [UInt64: Int] = [:]
        /// That of the last row: most rows of a file have the same.
        var note = Note([])
    }

    private let state = Mutex(State())

    package init() {}

    /// The reference of the next row.
    ///
    /// - Parameters:
    ///   - name: whose first word makes the reference known to people.
    ///   - account: the parts that name it: bank and number, or a customer.
    ///   - amount: nil where it cannot be read.
    package func next(name: String, account: [[UInt8]], amount: Rupiah?, note: [UInt8]) -> String {
        let (digest, count, isDated) = state.withLock { state in
            if state.note.written != note { state.note = Note(note) }
            var hash = SHA256()
            for part in account + [state.note.folded] {
                hash.update(data: part)
                hash.update(data: [0])
            }
            let digest = hash.finalize()
            // Spreads amounts over all bits.
            let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
            let key =
                digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                ^ UInt64(bitPattern: amount?.whole ?? -1) &* multiplier
            state.counts[key, default: 0] += 1
            return (digest, state.counts[key, default: 1], state.note.isDated)
        }
        let word = name.uppercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.first ?? "ROW"
        let stem = digest.prefix(Self.stemBytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }
        return MadeReference.text(
            word: String(word.prefix(Self.nameLettersMax)), stem: stem.joined(),
            amount: amount.map { String($0.whole) } ?? "x", count: count, isDated: isDated)
    }
}
