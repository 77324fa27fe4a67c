internal import Crypto
internal import CryptoExtras
internal import Dispatch
internal import PayoutCore
internal import Synchronization

/// Makes keys of passwords, on a thread of its own: a key costs a tenth of a second and 32 MB, and one at a time keeps
/// the memory flat and every other thread free.
enum KeyStretching {
    /// How many passwords may wait for their turn; with more, signing in would take too long for everybody.
    private static let waitingMax = 64

    private static let queue = DispatchQueue(label: "salur.passwords")
    private static let waiting = Mutex(0)

    /// Too many passwords wait already.
    struct Busy: Error {}

    /// The hash of a new password, with a salt of its own.
    ///
    /// - Throws: ``Busy``, or an error of the library.
    static func hash(
        of password: Secret, cost: PasswordHash.Cost, random: any RandomSource = SystemRandomSource()
    ) async throws -> PasswordHash {
        let salt = random.bytes(PasswordHash.saltBytes)
        let key = try await key(of: password, salt, cost)
        return PasswordHash(cost: cost, salt: salt, key: key.withUnsafeBytes { Array($0) })
    }

    /// Whether the hash is that of `password`; takes as long for a wrong password as for the right one.
    static func matches(_ password: Secret, _ hash: PasswordHash) async throws -> Bool {
        // SymmetricKey compares in constant time.
        try await key(of: password, hash.salt, hash.cost) == SymmetricKey(data: hash.key)
    }

    private static func key(
        of password: Secret, _ salt: [UInt8], _ cost: PasswordHash.Cost
    ) async throws -> SymmetricKey {
        let isFull = waiting.withLock { count in
            guard count < waitingMax else { return true }
            count += 1
            return false
        }
        if isFull { throw Busy() }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        try KDF.Scrypt.deriveKey(
                            from: input(password), salt: salt, outputByteCount: PasswordHash.keyBytes,
                            rounds: 1 << cost.roundsLog, blockSize: cost.blockSize, parallelism: cost.parallelism)
                    })
            }
        }
    }

    /// The bytes of a password; of texts that no password can be, a zero byte, which no password is.
    private static func input(_ password: Secret) -> [UInt8] {
        let bytes = Array(password.reveal().utf8)
        return (1...PasswordFault.bytesMax).contains(bytes.count) ? bytes : [0]
    }
}
