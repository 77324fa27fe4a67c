/// Words out of a file as they can be shown to a person: on one line, without control characters, and not too many.
package enum ShownText {
    private static let scalarsMax = 60

    /// `text` as it can be shown.
    package static func of(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(scalarsMax).map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: "?"
            case _: scalar
            }
        }
        let isWhole = text.unicodeScalars.count <= scalarsMax
        return String(String.UnicodeScalarView(shown)) + (isWhole ? "" : "…")
    }
}
