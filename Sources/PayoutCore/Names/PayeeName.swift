/// Decides which names of payees are the same as far as the books of earlier payments are concerned.
///
///     "  Budi  SANTOSO, S.E."    budi santoso s e
///     "budi santoso (S.E)"       budi santoso s e
///
/// Hashes of folded names are stored, so what this returns for a name never changes.
package enum PayeeName {
    /// `name` with its letters in lower case, and one space in the place of everything between letters and digits.
    package static func folded(_ name: String) -> String {
        var bytes: [UInt8] = []
        let text = Array(name.utf8)
        fold(text.span, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same for a name as bytes in UTF-8; what is in `folded` is replaced.
    package static func fold(_ name: Span<UInt8>, into folded: inout [UInt8]) {
        folded.removeAll(keepingCapacity: true)
        var isAfterGap = false
        for index in name.indices {
            let byte = name[index]
            guard byte < 0x80 else { return foldOther(name, into: &folded) }
            let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
            guard isLetter || byte >= 0x30 && byte <= 0x39 else {
                isAfterGap = true
                continue
            }
            if isAfterGap, !folded.isEmpty { folded.append(0x20) }
            isAfterGap = false
            folded.append(isLetter ? byte | 0x20 : byte)
        }
    }

    /// A name with characters other than those of ASCII.
    private static func foldOther(_ name: Span<UInt8>, into folded: inout [UInt8]) {
        let text = name.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        var plain = ""
        var isAfterGap = false
        for scalar in ReferenceFolding.folded(text).unicodeScalars {
            let properties = scalar.properties
            let isPart =
                properties.isAlphabetic || properties.numericType != nil
                || properties.generalCategory == .nonspacingMark
            guard isPart else {
                isAfterGap = true
                continue
            }
            if isAfterGap, !plain.isEmpty { plain += " " }
            isAfterGap = false
            plain += properties.lowercaseMapping
        }
        folded = Array(plain.utf8)
    }
}
