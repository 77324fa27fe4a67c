internal import PayoutFile

/// The forms of the cell styles of a workbook, by the number of the style.
struct NumberForms {
    /// More than any spreadsheet program writes.
    private static let stylesMax = 65_536

    private var forms: [NumberForm] = []
    /// Whether a style strikes its text out; empty where none does.
    private var struck: [Bool] = []

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
        guard list.struckFonts.contains(true) else { return }
        struck = list.fonts.map { list.struckFonts.indices.contains($0) && list.struckFonts[$0] }
    }

    /// Whether the cells of a style are struck out.
    func isStruck(_ style: Int) -> Bool { struck.indices.contains(style) && struck[style] }

    subscript(style: Int) -> NumberForm { forms.indices.contains(style) ? forms[style] : .plain }

    private final class StyleList: XMLHandler {
        private(set) var codes: [Int: String] = [:]
        private(set) var styles: [Int] = []
        /// The font of each style.
        private(set) var fonts: [Int] = []
        /// Whether each font strikes out.
        private(set) var struckFonts: [Bool] = []
        private var isInCells = false
        /// Fonts stand in other lists too, of conditions and tables.
        private var isInFonts = false

        func begin(_ name: XMLName, _ attributes: XMLAttributes) {
            switch name {
            case "numFmt" where codes.count <= NumberForms.stylesMax:
                if let number = attributes.number("numFmtId") { codes[number] = attributes["formatCode"] }
            case "fonts": isInFonts = true
            case "font" where isInFonts && struckFonts.count <= NumberForms.stylesMax: struckFonts.append(false)
            case "strike" where isInFonts && !struckFonts.isEmpty:
                struckFonts[struckFonts.count - 1] = attributes.isOn
            case "cellXfs": isInCells = true
            case "xf" where isInCells && styles.count <= NumberForms.stylesMax:
                styles.append(attributes.number("numFmtId") ?? 0)
                fonts.append(attributes.number("fontId") ?? 0)
            case _: break
            }
        }

        func end(_ name: XMLName) {
            if name == "cellXfs" { isInCells = false }
            if name == "fonts" { isInFonts = false }
        }

        func take(text: UnsafeBufferPointer<UInt8>) {}
    }
}
