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

// Which names may be those of one person: titles, the order of the words and signs do not count.
extension PayeeName {
    /// Whether both names may be those of one person, as far as the books of earlier payments are concerned.
    ///
    ///     "Dewi Siregar"    "H. Dewi Siregar"    true
    ///     "Maya Kusuma"     "Kusuma Maya"        true
    ///     "Budi Santoso"    "Budi Santosa"       false
    package static func isSame(_ name: String, as other: String) -> Bool {
        let (first, second) = (folded(name), folded(other))
        if first == second { return true }
        guard core(of: first) == core(of: second) else { return false }
        return NameComparison(file: name, bank: other).verdict != .different
    }

    /// The words of a folded name that say who it is, sorted.
    private static func core(of folded: String) -> [String] {
        let words = folded.split(separator: " ").map { Array($0.utf8) }
        let telling = words.filter { !isOrdinary($0.span) }
        return (telling.isEmpty ? words : telling).map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    /// Whether a word of a folded name may be an initial, a title, or a name of so many people that it is often left
    /// out or spelled in another way.
    package static func isOrdinary(_ word: Span<UInt8>) -> Bool {
        if word.count < 3 { return true }
        guard word.count <= packedMax else { return false }
        var packed: UInt64 = 0
        for index in word.indices { packed = packed << 8 | UInt64(word[index]) }
        return ordinaryWords.contains(packed)
    }

    /// Longer words are no titles.
    private static let packedMax = 8

    private static let ordinaryWords: Set<UInt64> = {
        let pieces = [
            "kom", "farm", "sos", "psi", "ked", "hum", "kes", "pdi", "kep", "keb", "akt", "ikom", "psikolog", "bin",
            "binti", "bte", "bti", "hons",
        ]
        let words = NameTitles.words.union(NameSpelling.ofMany).union(pieces)
        return Set(
            words.filter { $0.utf8.count <= packedMax }.map { word in
                word.utf8.reduce(0) { $0 << 8 | UInt64($1) }
            })
    }()
}
