internal import Crypto

/// The wrong passwords and codes that were lately given for one name, whether or not a person has the name.
///
///     var failures = SignInFailures()
///     failures.add(at: now)                 // five of these within 15 minutes lock the name …
///     failures.lockedUntil(at: now)         // … for 15 minutes; nil where the name is not locked
package struct SignInFailures: Hashable, Sendable {
    /// One wrong password or code.
    package struct Failure: Hashable, Sendable {
        package let at: Timestamp
        /// Whether the failure locked the name.
        package let locks: Bool

        package init(at: Timestamp, locks: Bool) {
            self.at = at
            self.locks = locks
        }
    }

    /// How many failures within ``window`` lock a name.
    package static let countMax = 5
    /// How many failures within ``window`` lock an address, whatever names were tried: several people may share one.
    package static let countMaxOfAddress = 30
    /// How long a failure counts.
    package static let window: Duration = .seconds(15 * 60)
    /// How long a name stays locked.
    package static let lockLength: Duration = .seconds(15 * 60)

    /// The failures, oldest first.
    package private(set) var failures: [Failure]

    package init(_ failures: [Failure] = []) { self.failures = failures }

    /// What the ledger knows a name by that was typed, since it may be anything, even a password.
    package static func digest(of typed: String) -> [UInt8] { Array(SHA256.hash(data: Array(typed.lowercased().utf8))) }

    /// What the ledger knows an address by. No name that a person types has this digest.
    package static func digest(ofAddress address: String) -> [UInt8] {
        Array(SHA256.hash(data: [0] + Array(address.utf8)))
    }

    /// The moment until which the name is locked; nil where it is not. A failure of the future was written by a clock
    /// that was wrong, and does not lock.
    package func lockedUntil(at now: Timestamp) -> Timestamp? {
        guard let lock = failures.last(where: { $0.locks && $0.at <= now }) else { return nil }
        let end = lock.at + Self.lockLength
        return now < end ? end : nil
    }

    /// Adds a failure, which locks the name if it is one too many.
    ///
    /// - Returns: the failure.
    @discardableResult
    package mutating func add(at now: Timestamp, countMax: Int = SignInFailures.countMax) -> Failure {
        let sinceLock = failures.suffix(from: (failures.lastIndex { $0.locks } ?? -1) + 1)
        let counted = sinceLock.filter { $0.at <= now && now - $0.at < Self.window }
        let failure = Failure(at: now, locks: counted.count + 1 >= countMax)
        failures.append(failure)
        return failure
    }
}
