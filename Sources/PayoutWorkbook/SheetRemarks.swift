internal import PayoutFile

/// What people write on a sheet outside its cells: comments, notes and text boxes. No payment is read from them, but a
/// person may have written there that a row is not to be paid.
struct SheetRemarks {
    /// More of them than anybody writes by hand.
    fileprivate static let countMax = 4096
    /// Longer texts are instructions; their rest is left out.
    fileprivate static let textBytesMax = 2048

    /// One for each, in the order of the parts that hold them.
    let steps: [SourceStep]

    /// - Parameter sheet: the name of the part of the sheet.
    init(of sheet: String, in archive: ZipArchive) throws(FileError) {
        guard let relations = try Relations(of: sheet, in: archive) else {
            steps = []
            return
        }
        // Programs that know threads write each of them as a plain comment as well.
        let comments = relations.all(of: "comments")
        let parts = (comments.isEmpty ? relations.all(of: "threadedComment") : comments) + relations.all(of: "drawing")
        var steps: [SourceStep] = []
        for name in parts {
            guard let part = try archive.part(name) else { continue }
            let list = RemarkList()
            try part.parse(list)
            steps += list.found
            guard steps.count <= Self.countMax else { throw archive.error(.tooComplex(part: name)) }
        }
        self.steps = steps
    }
}

/// Reads `comments1.xml`, `threadedComment1.xml` or `drawing1.xml` (ECMA-376, part 1, sections 18.7 and 20.5).
private final class RemarkList: XMLHandler {
    /// Of the last row that a sheet can have.
    private static let rowDigitsMax = 7

    private(set) var found: [SourceStep] = []
    /// The cell of the present comment; nil outside of comments.
    private var cell: CellAddress?
    private var text: [UInt8] = []
    private var isInText = false
    private var isInCorner = false
    private var isInRow = false
    /// The row of the upper left corner of the present shape, counted from 0.
    private var row: [UInt8] = []

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "comment", "threadedComment": cell = attributes["ref"].flatMap { CellAddress($0.utf8) }
        case "text" where cell != nil, "txBody":
            isInText = true
            text.removeAll(keepingCapacity: true)
        // Paragraphs and breaks part words.
        case "p" where isInText, "br" where isInText: text.append(UInt8(ascii: "\n"))
        case "from":
            isInCorner = true
            row.removeAll(keepingCapacity: true)
        case "row" where isInCorner: isInRow = true
        case _: break
        }
    }

    func end(_ name: XMLName) {
        switch name {
        case "text" where cell != nil:
            isInText = false
            if let cell { add(.comment, line: cell.row, place: [cell.text]) }
        case "comment", "threadedComment": cell = nil
        case "txBody":
            isInText = false
            add(.textBox, line: (Int(String(decoding: row, as: UTF8.self)) ?? 0) + 1, place: [])
        case "from": isInCorner = false
        case "row": isInRow = false
        case _: break
        }
    }

    func take(text bytes: UnsafeBufferPointer<UInt8>) {
        if isInText, text.count < SheetRemarks.textBytesMax { text.append(contentsOf: bytes) }
        if isInRow, row.count < Self.rowDigitsMax { row.append(contentsOf: bytes) }
    }

    private func add(_ kind: SourceStep.Kind, line: Int, place: [String]) {
        let lines = String(decoding: text.prefix(SheetRemarks.textBytesMax), as: UTF8.self).split(separator: "\n")
        let words = lines.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
        guard !words.isEmpty, found.count <= SheetRemarks.countMax else { return }
        found.append(SourceStep(kind, line: line, cells: place + words))
    }
}
