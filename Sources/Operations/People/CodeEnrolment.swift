package import PayoutCore

/// The secret of one-time codes, for the app of the person. It is shown once.
package struct CodeEnrolment: Sendable {
    /// What apps read from a QR code: `otpauth://totp/…`.
    package let address: Secret
    /// The secret in letters and digits, for typing.
    package let base32: Secret

    init(_ secret: CodeSecret, of name: PersonName) {
        address = Secret(secret.address(for: name))
        base32 = Secret(secret.base32)
    }
}
