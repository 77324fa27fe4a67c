/// What a password is compared with: the key that scrypt makes of it, and what the key is made with.
///
/// In the ledger it is a text: `$scrypt$ln=15,r=8,p=1$SALT$KEY`, salt and key in hexadecimal digits.
package struct PasswordHash: Hashable, Sendable {
    /// How dear a guess is (RFC 7914). Stored with each hash, so that new passwords can have a higher cost.
    package struct Cost: Hashable, Sendable {
        /// The logarithm of the number of rounds to base 2.
        package let roundsLog: Int
        /// The parameter r: a guess needs 128 bytes times this times the rounds.
        package let blockSize: Int
        /// The parameter p: how often that work is done.
        package let parallelism: Int

        /// 32 MB of memory and about a tenth of a second.
        package static let usual = Cost(roundsLog: 15, blockSize: 8, parallelism: 1)

        package init(roundsLog: Int, blockSize: Int, parallelism: Int) {
            self.roundsLog = roundsLog
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// Whether a process can afford the cost; a text from elsewhere may ask for all the memory there is.
        var isSound: Bool {
            (1...20).contains(roundsLog) && (1...32).contains(blockSize) && (1...16).contains(parallelism)
        }
    }

    /// How many bytes a salt has.
    package static let saltBytes = 16
    /// How many bytes a key has.
    package static let keyBytes = 32

    package let cost: Cost
    package let salt: [UInt8]
    package let key: [UInt8]

    package init(cost: Cost, salt: [UInt8], key: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    /// Reads ``text``.
    ///
    /// - Returns: nil where `text` is no hash.
    package init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
            let cost = Self.cost(parts[2]), cost.isSound,
            let salt = Hexadecimal.decode(parts[3]), salt.count == Self.saltBytes,
            let key = Hexadecimal.decode(parts[4]), key.count == Self.keyBytes
        else { return nil }
        self.init(cost: cost, salt: salt, key: key)
    }

    private static func cost(_ text: Substring) -> Cost? {
        let numbers = zip(["ln=", "r=", "p="], text.split(separator: ",", omittingEmptySubsequences: false))
            .compactMap { name, part in part.hasPrefix(name) ? Int(part.dropFirst(name.count)) : nil }
        guard numbers.count == 3, text.count(where: { $0 == "," }) == 2 else { return nil }
        return Cost(roundsLog: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
    }

    /// The hash as the ledger has it.
    package var text: String {
        "$scrypt$ln=\(cost.roundsLog),r=\(cost.blockSize),p=\(cost.parallelism)$"
            + "\(Hexadecimal.encode(salt))$\(Hexadecimal.encode(key))"
    }
}

extension PasswordHash: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<redacted>`.
    package var description: String { Secret.redacted }
    /// Always `<redacted>`.
    package var debugDescription: String { Secret.redacted }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
