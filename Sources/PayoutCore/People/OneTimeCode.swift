internal import Crypto

/// The six digits that an app on a phone shows for 30 seconds (RFC 6238 with SHA-1, which all apps know).
package enum OneTimeCode {
    /// How many digits a code has.
    package static let digits = 6
    /// How long a code is valid.
    package static let stepSeconds: Int64 = 30
    /// How many steps the clock of a phone may be early or late.
    private static let drift: Int64 = 1

    /// Which code is valid at a moment: they are numbered from 1970 on.
    package static func step(at moment: Timestamp) -> Int64 {
        moment.milliseconds / (1000 * stepSeconds)
    }

    /// The code of a step (RFC 4226, section 5.3).
    package static func code(_ secret: CodeSecret, step: Int64) -> String {
        let counter = (0..<8).reversed().map { UInt8(truncatingIfNeeded: step >> (8 * Int64($0))) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret.bytes)))
        let start = Int(mac[mac.count - 1] & 0x0F)
        let number = mac[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step that `code` belongs to.
    ///
    /// - Parameter used: the step of the last code that was accepted; that one and earlier ones are used up.
    /// - Returns: nil where the code is wrong, too old or used.
    package static func acceptedStep(
        of code: String, _ secret: CodeSecret, at now: Timestamp, after used: Int64?
    ) -> Int64? {
        let given = SHA256.hash(data: Array(code.filter { !$0.isWhitespace }.utf8))
        let current = step(at: now)
        var found: Int64?
        // All are compared, by digests, so that the time it takes reveals nothing.
        for step in current - drift...current + drift {
            let isRight = SHA256.hash(data: Array(Self.code(secret, step: step).utf8)) == given
            if isRight, step > used ?? .min { found = found ?? step }
        }
        return found
    }
}
