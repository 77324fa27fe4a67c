internal import Crypto
package import PayoutCore

/// A person who is signed in.
package struct SignedIn: Sendable {
    /// The name of the person, as it was added.
    package let name: String
    package let roles: Set<Role>
    /// What every form of the session must carry, so that no other site can send one.
    package let formToken: String
    /// When the session ends, unless the person does something before.
    package let expiresAt: Timestamp

    /// Whether a form carries the right token; takes as long for a wrong one.
    package func accepts(formToken given: String) -> Bool {
        SHA256.hash(data: Array(given.utf8)) == SHA256.hash(data: Array(formToken.utf8))
    }
}

/// What came of signing in.
package enum SignInOutcome: Sendable {
    /// - Parameter token: for the cookie of the session, and nowhere else.
    case signedIn(token: String)
    /// Name, password or code are wrong; which of them, nobody learns.
    case refused
    /// The password is right, and the code of the person is missing.
    case needsCode
    /// Too many wrong passwords or codes were given for the name, whether or not somebody has it.
    case locked(until: Timestamp)
}
