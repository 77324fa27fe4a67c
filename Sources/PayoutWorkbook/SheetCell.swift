internal import Glibc

/// What the tag of a cell says of its value (ECMA-376, part 1, section 18.18.11).
struct SheetCell {
    enum Kind {
        case number
        case sharedText
        case inlineText
        case formulaText
        case truth
        case error
        case date
    }

    private(set) var kind: Kind? = .number
    private(set) var style = 0
    /// Where the cell stands; nil where the tag does not say, or says what nobody can read.
    private(set) var address: CellAddress?
    /// Whether the tag has an address.
    private(set) var hasAddress = false
    var hasFormula = false
    var hasValue = false

    init(_ attributes: XMLAttributes) {
        attributes.visit { name, value in
            // These three have no prefix in any program's sheets.
            guard name[0] != 0, name[1] == 0 else { return }
            let text = UnsafeRawBufferPointer(start: value, count: strlen(value))
            switch UInt8(bitPattern: name[0]) {
            case UInt8(ascii: "r"):
                address = CellAddress(text)
                hasAddress = true
            case UInt8(ascii: "s"): style = Self.number(text)
            case UInt8(ascii: "t"): kind = Self.kind(text)
            case _: break
            }
        }
    }

    private static func number(_ text: UnsafeRawBufferPointer) -> Int {
        var number = 0
        for byte in text.prefix(9) where (0x30...0x39).contains(byte) { number = number * 10 + Int(byte - 0x30) }
        return number
    }

    private static func kind(_ text: UnsafeRawBufferPointer) -> Kind? {
        // The commonest first: they have one letter.
        if text.count == 1 {
            switch text[0] {
            case UInt8(ascii: "s"): return .sharedText
            case UInt8(ascii: "n"): return .number
            case UInt8(ascii: "b"): return .truth
            case UInt8(ascii: "e"): return .error
            case UInt8(ascii: "d"): return .date
            case _: return nil
            }
        }
        if text.elementsEqual("inlineStr".utf8) { return .inlineText }
        return text.elementsEqual("str".utf8) ? .formulaText : nil
    }
}
