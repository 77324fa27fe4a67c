package import PayoutCore

/// Reads cells that are not plain, where they can be meant in one way only.
///
/// It stands between the file and the rules: the rules see `1500000` where the file has `Rp 1.500.000,00`. A cell that
/// can be read in two ways, or in none, stays as it is, and the rules say what is wrong with it.
///
/// ```swift
/// let reader = CellReader(banks: .embedded, .payout, layout: checker.layout)
/// let read = row.withCells { content, cells in
///     reader.read(content: content, cells: cells, checker.locate(content: content, cells: cells)) { nil }
/// }
/// read?.amount    // the digits of 1500000
/// ```
package struct CellReader: Sendable {
    private let banks: BankDirectory
    private let rail: Rail
    private let replacesNoteCharacters: Bool
    private let references: MadeReferences?
    /// Where other columns stand that name the bank too.
    private let otherBanks: [Int]

    /// - Parameters:
    ///   - replacesNoteCharacters: whether a space takes the place of what the bank refuses in a note.
    ///   - references: makes references; nil where the file has them.
    ///   - layout: the columns of the file.
    package init(
        banks: BankDirectory, _ rail: Rail, replacesNoteCharacters: Bool = true, references: MadeReferences? = nil,
        layout: ColumnLayout
    ) {
        otherBanks = layout.otherBanks
        (self.banks, self.rail, self.replacesNoteCharacters) = (banks, rail, replacesNoteCharacters)
        self.references = references
    }

    /// What the cells of a row are read as; nil where each is plain, or cannot be read otherwise.
    ///
    /// - Parameter style: what the amounts of the whole column show; asked only where an amount can be read in two
    ///   ways, and nil where nobody can say.
    package func read(
        content: Span<UInt8>, cells: Span<Range<Int>>, _ located: LocatedCells, style: () throws -> AmountStyle?
    ) rethrows -> ReadCells? {
        var read = ReadCells()
        if rail == .payout {
            readBankAndAccount(content, cells, located, &read)
            readName(content.extracting(located.accountName), &read)
        }
        try readAmount(content.extracting(located.amount), style, &read)
        let note = content.extracting(located.note)
        if replacesNoteCharacters, let text = NoteReading.text(note) {
            read.note = text
            read.add(.noteCharacters, CellText.shown(note), as: CellText.shown(text.span))
        }
        if let references { makeReference(references, content, located, &read) }
        return read.steps.isEmpty ? nil : read
    }

    /// Makes the reference of a row that names an account, or a customer.
    private func makeReference(
        _ references: MadeReferences, _ content: Span<UInt8>, _ located: LocatedCells, _ read: inout ReadCells
    ) {
        guard !located.accountNumber.isEmpty else { return }
        func bytes(_ read: [UInt8]?, _ range: Range<Int>) -> [UInt8] {
            read ?? content.extracting(range).withUnsafeBufferPointer { Array($0) }
        }
        let amount = bytes(read.amount, located.amount)
        let reference = references.next(
            name: content.extracting(located.accountName.isEmpty ? located.accountNumber : located.accountName).text,
            account: [bytes(read.bankCode, located.bankCode), bytes(read.accountNumber, located.accountNumber)],
            amount: AmountRule.plain(amount.span), note: bytes(read.note, located.note))
        read.reference = Array(reference.utf8)
        read.add(.madeReference, CellText.shown(content.extracting(located.accountName).text), as: reference)
    }

    private func readBankAndAccount(
        _ content: Span<UInt8>, _ cells: Span<Range<Int>>, _ located: LocatedCells, _ read: inout ReadCells
    ) {
        let bankCell = content.extracting(located.bankCode)
        var bank = banks.traits(of: bankCell).map { banks.banks[$0.position] }
        if bank == nil, !bankCell.isEmpty, let meant = banks.bank(meant: bankCell.text) {
            bank = meant
            read.bankCode = Array(meant.code.utf8)
            read.add(.bankName, CellText.shown(bankCell), as: meant.code)
        }
        if bankCell.isEmpty, !located.accountNumber.isEmpty, let (name, meant) = otherBank(content, cells) {
            bank = meant
            read.bankCode = Array(meant.code.utf8)
            read.add(.bankName, CellText.shown(name), as: meant.code)
        }
        let account = content.extracting(located.accountNumber)
        let isWallet = bank?.kind == .ewallet
        if account.isEmpty || (!isWallet && account.isDigits) { return }
        let bytes = account.withUnsafeBufferPointer { Array($0) }
        guard let digits = isWallet ? AccountReading.phone(bytes) : AccountReading.digits(bytes) else { return }
        read.accountNumber = digits
        let hasCountryCode = isWallet && !digits.elementsEqual(bytes.filter { (0x30...0x39).contains($0) })
        read.add(
            hasCountryCode ? .countryCode : .accountMarks, Self.masked(account.text),
            as: Self.masked(String(decoding: digits, as: UTF8.self)))
    }

    /// A line break in a name (Alt+Enter) is a space.
    private func readName(_ cell: Cell, _ read: inout ReadCells) {
        guard cell.indices.contains(where: { cell[$0] == 0x0A || cell[$0] == 0x0D }) else { return }
        let words = cell.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        read.accountName = Array(words.utf8)
        read.add(.lineBreak, CellText.shown(cell), as: CellText.shown(words))
    }

    /// The only bank that the other columns name, where the one that is read is empty, and what they call it.
    private func otherBank(_ content: Span<UInt8>, _ cells: Span<Range<Int>>) -> (String, BankDirectory.Bank)? {
        var found: (String, BankDirectory.Bank)?
        for index in otherBanks where index < cells.count {
            let name = content.extracting(content.trimmed(cells[index])).text
            guard !name.isEmpty else { continue }
            guard let bank = banks.bank(code: name) ?? banks.bank(meant: name) else { return nil }
            if let found, found.1.code != bank.code { return nil }
            found = (name, bank)
        }
        return found
    }

    private func readAmount(
        _ cell: Span<UInt8>, _ style: () throws -> AmountStyle?, _ read: inout ReadCells
    ) rethrows {
        if cell.isEmpty || AmountRule.plain(cell) != nil { return }
        let bytes = cell.withUnsafeBufferPointer { Array($0) }
        switch AmountReading(bytes) {
        case nil: return
        case .whole(let digits):
            read.amount = Array(digits.utf8)
            read.add(.amountMarks, CellText.shown(cell), as: digits)
        case .twofold(let separator, let digits, _):
            guard try style()?.readsThousands(separator) == true else { return }
            read.amount = Array(digits.utf8)
            read.add(.amountByColumn, CellText.shown(cell), as: digits)
        }
    }

    /// The cell with all digits hidden but the last.
    private static func masked(_ text: String) -> String {
        var shown = CellText.unmaskedDigits
        let scalars = text.unicodeScalars.reversed().map { scalar -> Unicode.Scalar in
            guard ("0"..."9").contains(scalar) else { return scalar }
            shown -= 1
            return shown < 0 ? "*" : scalar
        }
        return CellText.shown(String(String.UnicodeScalarView(scalars.reversed())))
    }
}

/// What cells of a row are read as.
package struct ReadCells: Sendable {
    /// What was done with one cell.
    package struct Step: Sendable {
        package let kind: ReadingKind
        /// The cell, and what it is read as, as they can be shown.
        package let example: FileReading.Example
    }

    /// Nil where the cell stays as it is; so with the others.
    package internal(set) var reference: [UInt8]?
    package internal(set) var bankCode: [UInt8]?
    package internal(set) var accountNumber: [UInt8]?
    package internal(set) var accountName: [UInt8]?
    package internal(set) var amount: [UInt8]?
    package internal(set) var note: [UInt8]?
    package private(set) var steps: [Step] = []

    mutating func add(_ kind: ReadingKind, _ written: String, as readAs: String) {
        steps.append(Step(kind: kind, example: FileReading.Example(written: written, readAs: readAs)))
    }
}
