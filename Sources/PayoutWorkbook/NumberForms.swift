internal import PayoutFile

/// The forms of the cell styles of a workbook, by the number of the style.
struct NumberForms {
    /// More than any spreadsheet program writes.
    private static let stylesMax = 65_536

    private var forms: [NumberForm] = []
    /// Whether a style strikes its text out; empty where none does.
    private var struck: [Bool] = []
    /// Whether a style shows its text in white on white; empty where none does.
    private var unseen: [Bool] = []

    /// Reads the styles; all numbers are plain where there are none.
    init(_ part: ZipPart?) throws(FileError) {
        guard let part else { return }
        let list = StyleList()
        try part.parse(list)
        guard list.styles.count <= Self.stylesMax, list.codes.count <= Self.stylesMax else {
            throw part.archiveError(.tooComplex(part: part.name))
        }
        let own = list.codes.mapValues { NumberForm(code: $0) }
        forms = list.styles.map { own[$0] ?? NumberForm(builtIn: $0) }
        if list.struckFonts.contains(true) {
            struck = list.fonts.map { list.struckFonts.indices.contains($0) && list.struckFonts[$0] }
        }
        if list.whiteFonts.contains(true) {
            unseen = zip(list.fonts, list.fills).map { font, fill in
                list.whiteFonts.indices.contains(font) && list.whiteFonts[font]
                    && !(list.colouredFills.indices.contains(fill) && list.colouredFills[fill])
            }
        }
    }

    /// Whether the cells of a style are struck out.
    func isStruck(_ style: Int) -> Bool { struck.indices.contains(style) && struck[style] }

    /// Whether nobody sees the text of the cells of a style, which is white on white.
    func isUnseen(_ style: Int) -> Bool { unseen.indices.contains(style) && unseen[style] }

    subscript(style: Int) -> NumberForm { forms.indices.contains(style) ? forms[style] : .plain }

    private final class StyleList: XMLHandler {
        private(set) var codes: [Int: String] = [:]
        private(set) var styles: [Int] = []
        /// The font of each style.
        private(set) var fonts: [Int] = []
        /// Whether each font strikes out.
        private(set) var struckFonts: [Bool] = []
        /// Whether each font is white.
        private(set) var whiteFonts: [Bool] = []
        /// The fill of each style.
        private(set) var fills: [Int] = []
        /// Whether each fill has a colour other than white.
        private(set) var colouredFills: [Bool] = []
        private var isInCells = false
        /// Fonts and fills stand in other lists too, of conditions and tables.
        private var (isInFonts, isInFills) = (false, false)

        func begin(_ name: XMLName, _ attributes: XMLAttributes) {
            switch name {
            case "numFmt" where codes.count <= NumberForms.stylesMax:
                if let number = attributes.number("numFmtId") { codes[number] = attributes["formatCode"] }
            case "fonts": isInFonts = true
            case "font" where isInFonts && struckFonts.count <= NumberForms.stylesMax:
                struckFonts.append(false)
                whiteFonts.append(false)
            case "color" where isInFonts && !whiteFonts.isEmpty:
                whiteFonts[whiteFonts.count - 1] = Self.isWhite(attributes)
            case "fills": isInFills = true
            case "fill" where isInFills && colouredFills.count <= NumberForms.stylesMax: colouredFills.append(false)
            case "patternFill" where isInFills && !colouredFills.isEmpty:
                colouredFills[colouredFills.count - 1] = (attributes["patternType"] ?? "none") != "none"
            case "gradientFill" where isInFills && !colouredFills.isEmpty:
                colouredFills[colouredFills.count - 1] = true
            case "fgColor" where isInFills && !colouredFills.isEmpty && Self.isWhite(attributes):
                colouredFills[colouredFills.count - 1] = false
            case "strike" where isInFonts && !struckFonts.isEmpty:
                struckFonts[struckFonts.count - 1] = attributes.isOn
            case "cellXfs": isInCells = true
            case "xf" where isInCells && styles.count <= NumberForms.stylesMax:
                styles.append(attributes.number("numFmtId") ?? 0)
                fonts.append(attributes.number("fontId") ?? 0)
                fills.append(attributes.number("fillId") ?? 0)
            case _: break
            }
        }

        func end(_ name: XMLName) {
            if name == "cellXfs" { isInCells = false }
            if name == "fonts" { isInFonts = false }
            if name == "fills" { isInFills = false }
        }

        /// Whether a colour is that of paper: white itself, the first colour of a theme, or their old numbers.
        private static func isWhite(_ attributes: XMLAttributes) -> Bool {
            if let rgb = attributes["rgb"] { return rgb.uppercased().hasSuffix("FFFFFF") }
            if let theme = attributes.number("theme") { return theme == 0 && attributes["tint"] == nil }
            return [1, 9].contains(attributes.number("indexed"))
        }

        func take(text: UnsafeBufferPointer<UInt8>) {}
    }
}
