internal import PayoutFile

/// What the sheets of a workbook need of its other parts.
struct SheetContext {
    let strings: SharedStrings
    let forms: NumberForms
    let countsFrom1904: Bool
    /// Whether the results of formulas in the file were never calculated.
    let mustCalculate: Bool
}

/// Reads the rows of a sheet one by one (ECMA-376, part 1, section 18.3). Rows without any value are passed over.
final class SheetReader {
    /// The row that was read last.
    let row = CellRow()
    /// The merged cells; known at the end of the sheet.
    private(set) var merged: [CellRange] = []
    /// The columns that are hidden, counted from 0; known at the first row.
    private(set) var hiddenColumns: [ClosedRange<Int>] = []
    private(set) var isHidden = false
    /// Whether rows are hidden that do not say otherwise.
    private var areRowsHidden = false
    private let part: ZipPart
    private let context: SheetContext
    private var reader: XMLReader?
    private var place = Place.document
    /// How many elements lie around the present one that mean nothing to us.
    private var skipped = 0
    private var cell: SheetCell?
    private var column = -1
    private var value: [UInt8] = []
    private var inline = RichText()
    private var textBytes = 0

    private enum Place { case document, sheet, columns, rows, row, cell, value, inline, merges }

    /// What all rows together may hold, in bytes: texts that are shared can be many times as long as the sheet.
    private static let textBytesMax = 4 * 1024 * 1024 * 1024
    private static let mergedMax = 65_536
    /// A row that is lower, in points, shows nothing; so does a narrower column, in letters.
    private static let (heightMin, widthMin) = (2.0, 0.5)

    init(_ part: ZipPart, _ context: SheetContext) throws(FileError) {
        self.part = part
        self.context = context
        reader = try XMLReader(part, handler: self)
    }

    /// Reads the next row that holds a value or has a problem; false at the end of the sheet.
    func advance() throws(FileError) -> Bool { try reader?.advance() ?? false }

    private func refuse(_ fault: WorkbookFault) { reader?.refuse(part.archiveError(fault)) }

    private func refuseDamage() { refuse(.damaged(part: part.name)) }
}

extension SheetReader: XMLHandler {
    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        if skipped > 0 {
            skipped += 1
            return
        }
        switch (place, name) {
        case (.document, "worksheet"): place = .sheet
        case (.sheet, "sheetData"): place = .rows
        case (.sheet, "sheetFormatPr"):
            areRowsHidden = attributes.isTrue("zeroHeight")
            skipped = 1
        case (.sheet, "cols"): place = .columns
        case (.columns, "col"):
            hide(attributes)
            skipped = 1
        case (.sheet, "mergeCells"): place = .merges
        case (.merges, "mergeCell"):
            merge(attributes)
            skipped = 1
        case (.rows, "row"):
            place = .row
            beginRow(attributes)
        case (.row, "c"):
            place = .cell
            beginCell(attributes)
        case (.cell, "v"):
            place = .value
            cell?.hasValue = true
        case (.cell, "is"):
            place = .inline
            cell?.hasValue = true
            inline.enter()
        case (.cell, "f"):
            cell?.hasFormula = true
            skipped = 1
        case (.inline, _): inline.begin(name, attributes)
        case (.document, _): refuseDamage()
        case _: skipped = 1
        }
    }

    func end(_ name: XMLName) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch place {
        case .value: place = .cell
        case .inline: if inline.end() { place = .cell }
        case .cell:
            place = .row
            endCell()
        case .row:
            place = .rows
            endRow()
        case .rows, .merges, .columns: place = .sheet
        case .sheet, .document: place = .document
        }
    }

    func take(text: UnsafeBufferPointer<UInt8>) {
        guard skipped == 0 else { return }
        switch place {
        case .value: if value.count <= SharedStrings.textBytesMax { value.append(contentsOf: text) }
        case .inline: inline.take(text)
        case .document, .sheet, .columns, .rows, .row, .cell, .merges: break
        }
    }
}

// MARK: - Rows

extension SheetReader {
    private func beginRow(_ attributes: XMLAttributes) {
        let line = attributes["r"].map { Int($0) } ?? row.line + 1
        guard let line, line > row.line, line <= CellAddress.rowsMax else { return refuseDamage() }
        row.begin(line: line)
        column = -1
        isHidden =
            (attributes["hidden"].map { _ in attributes.isTrue("hidden") } ?? areRowsHidden)
            || attributes["ht"].flatMap { Double($0) }.map { $0 < Self.heightMin } ?? false
    }

    private func endRow() {
        guard row.hasInk || !row.problems.isEmpty else { return }
        if isHidden { row.note(.hiddenRow, column: row.columns?.lowerBound ?? 0) }
        reader?.pause()
    }

    private func hide(_ attributes: XMLAttributes) {
        let isNarrow = attributes["width"].flatMap { Double($0) }.map { $0 < Self.widthMin } ?? false
        guard attributes.isTrue("hidden") || isNarrow,
            let first = attributes.number("min"), let last = attributes.number("max"),
            1...CellAddress.columnsMax ~= first,
            first <= last, hiddenColumns.count < CellAddress.columnsMax
        else { return }
        hiddenColumns.append((first - 1)...(last - 1))
    }

    private func merge(_ attributes: XMLAttributes) {
        guard row.line > 0, let range = attributes["ref"].flatMap({ CellRange($0) }) else { return }
        guard merged.count < Self.mergedMax else { return refuse(.tooComplex(part: part.name)) }
        merged.append(range)
    }
}

// MARK: - Cells

extension SheetReader {
    private func beginCell(_ attributes: XMLAttributes) {
        let cell = SheetCell(attributes)
        let next = cell.address?.column ?? column + 1
        guard cell.hasAddress == (cell.address != nil), next > column, next < CellAddress.columnsMax,
            cell.address.map({ $0.row == row.line }) ?? true, cell.kind != nil
        else { return refuseDamage() }
        column = next
        self.cell = cell
        value.removeAll(keepingCapacity: true)
    }

    private func endCell() {
        guard let cell, let kind = cell.kind else { return }
        self.cell = nil
        if cell.hasFormula, context.mustCalculate || !cell.hasValue || (value.isEmpty && kind == .number) {
            return note(.neverCalculated)
        }
        guard cell.hasValue else { return }
        if context.forms.isStruck(cell.style), kind != .error { note(.struckOut) }
        if context.forms.isUnseen(cell.style), kind != .error { note(.unseen) }
        switch kind {
        case .number: takeNumber(context.forms[cell.style])
        case .sharedText: takeSharedText()
        case .formulaText:
            EscapedText.decode(&value)
            takeText(value)
        case .inlineText:
            takeText(inline.takeText())
            if inline.isStruck { note(.struckOut) }
        case .truth: takeTruth()
        case .error: note(.errorValue)
        case .date: takeText(value)
        }
    }

    private func note(_ kind: CellProblem.Kind) {
        // A row is refused for it, so more of one row than a table has columns are not of use.
        if row.problems.count < PayoutFileReader.columnsMax { row.note(kind, column: column) }
    }

    private func takeNumber(_ form: NumberForm) {
        guard !value.isEmpty else { return }
        guard let number = StoredNumber(value) else { return note(.notReadable) }
        switch form {
        case .plain, .padded, .percent:
            guard !number.isBeyondDigits else { return note(.digitsLost) }
            switch form {
            case .padded(let digits) where number.isWhole: takeText(number.text(digitsMin: digits))
            case .percent: takeText(number.percent.text() + [UInt8(ascii: "%")])
            case _: takeText(number.text())
            }
        case .scaled: note(.scaled)
        case .date, .time, .dateAndTime:
            guard let moment = SerialDate(number, countsFrom1904: context.countsFrom1904) else {
                return note(.notReadable)
            }
            let text = form == .date ? moment.date : form == .time ? moment.time : moment.dateAndTime
            takeText(Array(text.utf8))
        }
    }

    private func takeSharedText() {
        guard let index = Int(String(decoding: value, as: UTF8.self)), mayTake(column) else { return refuseDamage() }
        do throws(FileError) {
            var fits = true
            let isThere = try context.strings.forEachPiece(of: index) { fits = fits && append($0) }
            guard isThere else { return refuseDamage() }
            if context.strings.isStruck(index) { note(.struckOut) }
            if fits { row.removeNeutralisation(column: column) }
        } catch {
            reader?.refuse(error)
        }
    }

    private func takeTruth() {
        switch value {
        case [UInt8(ascii: "1")], Array("true".utf8): takeText(Array("TRUE".utf8))
        case [UInt8(ascii: "0")], Array("false".utf8): takeText(Array("FALSE".utf8))
        case _: note(.notReadable)
        }
    }

    private func takeText(_ text: [UInt8]) {
        guard text.count <= SharedStrings.textBytesMax else { return note(.tooLong) }
        guard !text.isEmpty, mayTake(column), text.withUnsafeBytes({ append($0) }) else { return }
        row.removeNeutralisation(column: column)
    }

    /// Whether a row may have a text in `column`; refuses the sheet where not.
    private func mayTake(_ column: Int) -> Bool {
        if column < PayoutFileReader.columnsMax { return true }
        refuse(FileFault.tooManyColumns(max: PayoutFileReader.columnsMax))
        return false
    }

    private func append(_ piece: UnsafeRawBufferPointer) -> Bool {
        textBytes += piece.count
        guard textBytes <= Self.textBytesMax else {
            refuse(.tooLarge(mebibytesMax: Self.textBytesMax / 1_048_576))
            return false
        }
        if row.append(piece, column: column) { return true }
        refuse(FileFault.rowTooLong(bytesMax: PayoutFileReader.rowBytesMax))
        return false
    }

    private func refuse(_ fault: FileFault) {
        reader?.refuse(FileError(file: part.fileName, line: row.line, fault: fault))
    }
}
