internal import Crypto
internal import Synchronization

/// Makes the references of a file that has none, out of what stays the same where rows are sorted, added or deleted.
///
///     let references = MadeReferences()
///     references.next(name: "Budi Santoso", of: [bank, account, amount, note])   // "BUDI-3f9a1c07be"
///
/// Rows that are the same in every part are counted: "BUDI-3f9a1c07be-2" is the second.
package final class MadeReferences: Sendable {
    private static let digestBytes = 5
    private static let nameLettersMax = 12

    private let seen = Mutex<[UInt64: Int]>([:])

    package init() {}

    /// The reference of the next row.
    ///
    /// - Parameters:
    ///   - name: whose first word makes the reference known to people.
    ///   - parts: what makes the row different from others.
    package func next(name: String, of parts: [[UInt8]]) -> String {
        var hash = SHA256()
        for part in parts {
            hash.update(data: part)
            hash.update(data: [0])
        }
        let digest = hash.finalize()
        let key = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let count = seen.withLock { seen in
            seen[key, default: 0] += 1
            return seen[key, default: 1]
        }
        let word = name.uppercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.first ?? "ROW"
        let digits = digest.prefix(Self.digestBytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }
        let reference = "\(word.prefix(Self.nameLettersMax))-\(digits.joined())"
        return count == 1 ? reference : "\(reference)-\(count)"
    }
}
