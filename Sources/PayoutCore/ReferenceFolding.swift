@_spi(_Unicode) internal import Swift

/// Decides which references are the same, and which only look the same.
///
/// | question | answer |
/// |---|---|
/// | the same reference? | equal after ``folded(_:)``: NFC, so `é` in one code point or in two is the same |
/// | a look-alike? | equal after ``skeleton(of:)`` only |
///
/// For a look-alike these do not count: letter case, spaces, kinds of dashes, full-width letters and digits, and
/// letters of other alphabets that have the shape of Latin ones.
///
/// A reference is never stored or sent folded: identifiers are derived from the trimmed cell as it stands.
package enum ReferenceFolding {
    /// `reference` in NFC (Unicode normalization form C): the form in which references are compared.
    package static func folded(_ reference: String) -> String {
        // The standard library compares texts by this form, and so carries its tables.
        isPlain(reference) ? reference : String(String.UnicodeScalarView(reference._nfc))
    }

    /// Whether both are the same reference.
    package static func isSame(_ first: String, as second: String) -> Bool { folded(first) == folded(second) }

    /// What two references have in common that a person takes for the same one.
    package static func skeleton(of reference: String) -> String {
        var skeleton = ""
        for scalar in folded(reference).unicodeScalars {
            let plain = widthFolded(scalar)
            if plain.properties.isWhitespace { continue }
            let letter = isDash(plain) ? "-" : lookAlikes[plain] ?? plain
            skeleton += letter.properties.uppercaseMapping
        }
        return skeleton
    }

    /// Whether `reference` consists of ASCII characters, to which folding does nothing.
    private static func isPlain(_ reference: String) -> Bool { reference.utf8.allSatisfy { $0 < 0x80 } }

    /// The ASCII character of a full-width one (U+FF01 to U+FF5E), which East Asian keyboards type.
    static func widthFolded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let fullWidth: ClosedRange<UInt32> = 0xFF01...0xFF5E
        guard fullWidth.contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFF01 + 0x21) ?? scalar
    }

    /// Whether `scalar` is a dash or the minus sign.
    private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .dashPunctuation || scalar == "\u{2212}"
    }

    /// Cyrillic and Greek letters, by the Latin letter that has their shape in every usual typeface.
    static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = {
        let shapes: [(latin: Unicode.Scalar, others: String)] = [
            ("A", "АΑ"), ("B", "ВΒ"), ("C", "С"), ("E", "ЕΕ"), ("H", "НΗ"), ("I", "ІΙ"), ("J", "Ј"), ("K", "КΚ"),
            ("M", "МΜ"), ("N", "Ν"), ("O", "ОΟ"), ("P", "РΡ"), ("S", "Ѕ"), ("T", "ТΤ"), ("X", "ХΧ"), ("Y", "ҮΥ"),
            ("Z", "Ζ"), ("a", "а"), ("c", "с"), ("e", "е"), ("i", "і"), ("j", "ј"), ("o", "оο"), ("p", "р"),
            ("s", "ѕ"), ("x", "х"), ("y", "у"),
        ]
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (latin, others) in shapes {
            for other in others.unicodeScalars { table[other] = latin }
        }
        return table
    }()
}
