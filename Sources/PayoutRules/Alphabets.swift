/// Letters of alphabets whose capitals look like those of the Latin one: В, С and А are Cyrillic, and no BCA.
enum Alphabets {
    private static let cyrillic: ClosedRange<UInt32> = 0x400...0x52F
    private static let greek: ClosedRange<UInt32> = 0x370...0x3FF

    /// Whether `scalar` is a Cyrillic or Greek letter.
    static func isForeign(_ scalar: Unicode.Scalar) -> Bool {
        (cyrillic.contains(scalar.value) || greek.contains(scalar.value)) && scalar.properties.isAlphabetic
    }

    /// Whether `text` has such letters next to Latin ones.
    static func areMixed(_ text: String) -> Bool {
        guard text.unicodeScalars.contains(where: isForeign) else { return false }
        return text.unicodeScalars.contains { $0.isASCII && $0.properties.isAlphabetic }
    }
}
