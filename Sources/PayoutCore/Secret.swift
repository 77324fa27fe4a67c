/// A text that must never be shown: a client secret, a token.
///
/// Whatever prints it, on purpose or by accident, prints `<redacted>`; only ``reveal()`` hands it out, so a search for
/// that word finds every place where the secret is used.
package struct Secret: Hashable, Sendable {
    /// What is shown in place of any secret.
    package static let redacted = "<redacted>"

    private let text: String

    /// Hides `text`.
    package init(_ text: String) { self.text = text }

    /// The secret itself, for signing and for the Authorization header alone.
    package func reveal() -> String { text }

    /// Whether there is no secret at all.
    package var isEmpty: Bool { text.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<redacted>`.
    package var description: String { Self.redacted }
    /// Always `<redacted>`.
    package var debugDescription: String { Self.redacted }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
