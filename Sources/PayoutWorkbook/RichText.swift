/// Gathers the text of an element that holds plain text (`t`), or runs of formatted text (`r` with `t`); phonetic
/// readings (`rPh`) are no part of it.
struct RichText {
    private(set) var text: [UInt8] = []
    private var depth = 0
    /// The depth of the element whose content is left out.
    private var skippedDepth: Int?
    private var isInText = false
    /// Whether the present run is struck out.
    private var isRunStruck = false
    /// Whether some of the text is struck out.
    private(set) var isStruck = false

    /// Whether no element has been entered.
    var isOutside: Bool { depth == 0 }

    /// The element itself begins.
    mutating func enter() {
        depth = 1
        isInText = false
        (isRunStruck, isStruck) = (false, false)
        skippedDepth = nil
        text.removeAll(keepingCapacity: true)
    }

    /// An element within it begins.
    mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        depth += 1
        if name == "strike" || name == "dstrike" { isRunStruck = attributes.isOn }
        if name == "r" { isRunStruck = false }
        guard skippedDepth == nil else { return }
        if isInText || (name == "r") == (name == "t") {
            skippedDepth = depth
        } else if name == "t" {
            isInText = true
        }
    }

    /// An element ends; true if it is the one that was entered.
    mutating func end() -> Bool {
        if let skipped = skippedDepth {
            if skipped == depth { skippedDepth = nil }
        } else {
            isInText = false
        }
        depth -= 1
        return depth == 0
    }

    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isInText, skippedDepth == nil, text.count <= SharedStrings.textBytesMax else { return }
        text.append(contentsOf: bytes)
        if isRunStruck, bytes.contains(where: { $0 > UInt8(ascii: " ") }) { isStruck = true }
    }

    /// The text with what `_x000D_` and the like stand for.
    mutating func takeText() -> [UInt8] {
        EscapedText.decode(&text)
        return text
    }
}

/// Characters that XML cannot hold, as a workbook writes them: `_x000D_` (ECMA-376, part 1, section 22.9.2.19).
enum EscapedText {
    private static let length = 7

    static func decode(_ text: inout [UInt8]) {
        guard text.count >= length, text.contains(UInt8(ascii: "_")) else { return }
        var decoded: [UInt8] = []
        var index = 0
        var isChanged = false
        while index < text.count {
            if text[index] == UInt8(ascii: "_"), let scalar = scalar(in: text, at: index) {
                decoded.append(contentsOf: String(scalar).utf8)
                index += length
                isChanged = true
            } else {
                decoded.append(text[index])
                index += 1
            }
        }
        if isChanged { text = decoded }
    }

    private static func scalar(in text: [UInt8], at index: Int) -> UnicodeScalar? {
        guard index + length <= text.count, text[index + 1] | 0x20 == UInt8(ascii: "x"),
            text[index + 6] == UInt8(ascii: "_")
        else { return nil }
        let digits = String(decoding: text[(index + 2)..<(index + 6)], as: UTF8.self)
        guard digits.allSatisfy(\.isHexDigit), let code = UInt32(digits, radix: 16), code != 0 else { return nil }
        return UnicodeScalar(code)
    }
}
