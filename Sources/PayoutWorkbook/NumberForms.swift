internal import PayoutFile

/// The forms of the cell styles of a workbook, by the number of the style.
struct NumberForms {
    /// More than any spreadsheet program writes.
    private static let stylesMax = 65_536

    private var forms: [NumberForm] = []
    /// Whether a style strikes its text out; empty where none does.
    private var struck: [Bool] = []
    /// Whether a style shows its text in the colour of its ground; empty where none does.
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
        let unseen = zip(list.fonts, list.fills).map { font, fill in
            guard list.colours.indices.contains(font), let colour = list.colours[font] else { return false }
            guard list.grounds.indices.contains(fill) else { return colour.isNearly(.white) }
            return list.grounds[fill]?.isNearly(colour) ?? false
        }
        if unseen.contains(true) { self.unseen = unseen }
    }

    /// Whether the cells of a style are struck out.
    func isStruck(_ style: Int) -> Bool { struck.indices.contains(style) && struck[style] }

    /// Whether nobody sees the text of the cells of a style, which has the colour of its ground.
    func isUnseen(_ style: Int) -> Bool { unseen.indices.contains(style) && unseen[style] }

    subscript(style: Int) -> NumberForm { forms.indices.contains(style) ? forms[style] : .plain }

    private final class StyleList: XMLHandler {
        private(set) var codes: [Int: String] = [:]
        private(set) var styles: [Int] = []
        /// The font of each style.
        private(set) var fonts: [Int] = []
        /// Whether each font strikes out.
        private(set) var struckFonts: [Bool] = []
        /// The colour of each font; nil where it has none of its own.
        private(set) var colours: [CellColour?] = []
        /// The fill of each style.
        private(set) var fills: [Int] = []
        /// The colour of each fill; nil where it has several, or one that is not known.
        private(set) var grounds: [CellColour?] = []
        private var isInCells = false
        /// Fonts and fills stand in other lists too, of conditions and tables.
        private var (isInFonts, isInFills) = (false, false)
        private var isSolid = false

        func begin(_ name: XMLName, _ attributes: XMLAttributes) {
            switch name {
            case "numFmt" where codes.count <= NumberForms.stylesMax:
                if let number = attributes.number("numFmtId") { codes[number] = attributes["formatCode"] }
            case "fonts": isInFonts = true
            case "font" where isInFonts && struckFonts.count <= NumberForms.stylesMax:
                struckFonts.append(false)
                colours.append(nil)
            case "color" where isInFonts && !colours.isEmpty: colours[colours.count - 1] = CellColour(attributes)
            case "fills": isInFills = true
            case "fill" where isInFills && grounds.count <= NumberForms.stylesMax: grounds.append(.white)
            case "patternFill" where isInFills && !grounds.isEmpty:
                let pattern = attributes["patternType"] ?? "none"
                isSolid = pattern == "solid"
                grounds[grounds.count - 1] = pattern == "none" ? .white : nil
            case "gradientFill" where isInFills && !grounds.isEmpty: grounds[grounds.count - 1] = nil
            case "fgColor" where isInFills && isSolid && !grounds.isEmpty:
                grounds[grounds.count - 1] = CellColour(attributes)
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

        func take(text: UnsafeBufferPointer<UInt8>) {}
    }
}
