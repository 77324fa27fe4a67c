/// The colour of a text or of its ground, as the styles of a workbook name it.
enum CellColour: Equatable {
    /// Red, green and blue, 0 to 255 each.
    case mixed(red: Int, green: Int, blue: Int)
    /// One of the theme of the workbook, made lighter or darker by `tint`.
    case themed(Int, tint: String)
    /// One of the old palette that has no fixed colour here.
    case indexed(Int)

    static let white = mixed(red: 255, green: 255, blue: 255)
    private static let black = mixed(red: 0, green: 0, blue: 0)

    /// Differences up to this are seen by nobody.
    private static let differenceMax = 8

    /// Nil where the program that shows the cell chooses the colour.
    init?(_ attributes: XMLAttributes) {
        if let rgb = attributes["rgb"] {
            // The first two digits of eight are how transparent the colour is.
            guard let number = Int(rgb.suffix(6), radix: 16) else { return nil }
            self = .mixed(red: number >> 16 & 0xFF, green: number >> 8 & 0xFF, blue: number & 0xFF)
        } else if let theme = attributes.number("theme") {
            // The first two are those of paper and ink in nearly every theme.
            let tint = attributes["tint"] ?? ""
            let isPlain = tint.isEmpty || tint == "0"
            self = isPlain && theme == 0 ? .white : isPlain && theme == 1 ? Self.black : .themed(theme, tint: tint)
        } else if let index = attributes.number("indexed") {
            self = Self.palette(index)
        } else {
            return nil
        }
    }

    /// The first eight colours of the old palette come twice, and are followed by others; two stand for ink and paper.
    private static func palette(_ index: Int) -> CellColour {
        switch index {
        case 64: return black
        case 65: return white
        case 0..<16:
            let bits = [0b000, 0b111, 0b100, 0b010, 0b001, 0b110, 0b101, 0b011][index % 8]
            return .mixed(red: (bits >> 2 & 1) * 255, green: (bits >> 1 & 1) * 255, blue: (bits & 1) * 255)
        case _: return .indexed(index)
        }
    }

    /// Whether nobody can tell the two apart.
    func isNearly(_ other: CellColour) -> Bool {
        guard case .mixed(let red, let green, let blue) = self,
            case .mixed(let otherRed, let otherGreen, let otherBlue) = other
        else { return self == other }
        return max(abs(red - otherRed), abs(green - otherGreen), abs(blue - otherBlue)) <= Self.differenceMax
    }
}
