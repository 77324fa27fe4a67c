/// Text from a file that anybody may have altered, as it can be shown: what steers a terminal could otherwise wipe out
/// a finding and write a verdict in its place.
extension StringProtocol {
    /// The text without what steers a terminal, cut to 80 characters.
    var shown: String {
        let scalarsMax = 80
        var result = ""
        for scalar in unicodeScalars.prefix(scalarsMax) {
            result.unicodeScalars.append(steers(scalar) ? "\u{FFFD}" : scalar)
        }
        return unicodeScalars.dropFirst(scalarsMax).isEmpty ? result : result + "…"
    }

    private func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        // Format characters are among them: they can turn the direction of what follows.
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        case _: false
        }
    }
}
