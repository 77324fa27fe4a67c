internal import PayoutCore
internal import PayoutFile
internal import PayoutRules
internal import Wording

/// Words around the rows of a table, which are left out: titles, headings, the name of a sheet. A file is refused where
/// they say that amounts are not whole rupiah, or that rows are not to be paid.
struct WordsAround {
    /// Longer pieces of a title tell people how to fill in the table.
    private static let titleWordsMax = 8

    let file: String

    /// - Throws: ``CommandFailure`` where a title above the column names says so of the whole file, or of some rows.
    func demandPayment(title cells: [String], line: Int, _ banks: BankDirectory) throws(CommandFailure) {
        try demandRupiah(cells, line: line)
        let pieces = cells.flatMap(Self.pieces)
        if pieces.contains(where: Self.stopsAll) || StopWords.saysStatus(cells.joined(separator: " ")) {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(file), line \(line): this line says that payments are made, cancelled, a draft or not to be \
                    made: "\(Self.shown(cells))". Nothing was sent. If it is about some rows, delete these rows, then \
                    the line. If it is about all rows, do not pay the file
                    """), code: .fileRefused)
        }
        if cells.contains(where: { OrderWords.change($0, isTitle: true) }) { throw saysOtherwise(cells, line: line) }
        guard CorrectionWords(cells.joined(separator: " ")).movesRows(banks) else { return }
        throw namesOther(line: line)
    }

    /// - Throws: ``CommandFailure`` where the name of a sheet says so.
    func demandPayment(sheet name: String) throws(CommandFailure) {
        guard Self.pieces(name).contains(where: Self.stopsAll) else { return }
        throw CommandFailure(
            .badFile,
            Phrase(
                """
                \(file): the name of the sheet "\(name)" says that it is paid, cancelled, a draft or not to be paid. \
                Nothing was sent. If it is to be paid all the same, rename the sheet
                """), code: .fileRefused)
    }

    /// - Throws: ``CommandFailure`` where a comment in a cell says so.
    func demandPayment(comment lines: some Sequence<String>, cell: String) throws(CommandFailure) {
        guard Self.stopsAny(lines) else { return }
        throw CommandFailure(
            .badFile,
            Phrase(
                """
                \(file): the comment in cell \(cell) says that something is paid, cancelled or not to be paid. \
                Nothing was sent. Delete the rows that are not to be paid, then the comment
                """), code: .fileRefused)
    }

    /// - Throws: ``CommandFailure`` where a text box over the sheet says so.
    func demandPayment(textBox lines: [String], line: Int) throws(CommandFailure) {
        guard Self.stopsAny(lines) else { return }
        throw CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(line): a text box says that something is paid, cancelled, a draft or not to be paid. \
                Nothing was sent. Delete the rows that are not to be paid, then the text box
                """), code: .fileRefused)
    }

    /// - Throws: ``CommandFailure`` where a row that is left out says so of rows above or below it.
    func demandPayment(heading cells: [String], line: Int) throws(CommandFailure) {
        try demandRupiah(cells, line: line)
        guard cells.flatMap(Self.pieces).contains(where: StopWords.stopsHeading) else { return }
        throw saysOtherwise(cells, line: line)
    }

    /// - Throws: ``CommandFailure`` where a line of words alone changes what other rows are paid.
    func demandNoChange(_ cells: [String], line: Int) throws(CommandFailure) {
        let filled = cells.filter { !$0.allSatisfy(\.isWhitespace) }
        guard filled.count == 1, OrderWords.change(filled[0]) else { return }
        throw saysOtherwise(filled, line: line)
    }

    private func saysOtherwise(_ cells: [String], line: Int) -> CommandFailure {
        let words = Self.shown(cells)
        return CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(line): this line says that rows are paid, or are to be paid later, otherwise or not at \
                all: "\(words)". Nothing was sent. Change or delete the rows that are meant, then delete the line
                """), code: .fileRefused)
    }

    /// - Throws: ``CommandFailure`` where a row that is left out says that the account or the amount of another row is
    ///   wrong.
    func demandNoCorrection(_ cells: [String], line: Int, _ banks: BankDirectory) throws(CommandFailure) {
        guard CorrectionWords(cells.joined(separator: " ")).correctsRows(banks) else { return }
        throw namesOther(line: line)
    }

    /// The words of a line, as a person is shown them.
    private static func shown(_ cells: [String]) -> String {
        ShownText.of(cells.filter { !$0.isEmpty }.joined(separator: " "))
    }

    private func namesOther(line: Int) -> CommandFailure {
        CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(line): this line names another account or another amount for a row, or an account that \
                is in no row. Nothing was sent. Correct the rows that are meant, then delete the line
                """), code: .fileRefused)
    }

    /// - Throws: ``CommandFailure`` where the words name another unit.
    func demandRupiah(_ cells: [String], line: Int) throws(CommandFailure) {
        guard UnitWords.sayOther(cells.joined(separator: " ")) || cells.contains(where: UnitWords.sayOther) else {
            return
        }
        throw CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(line): this line says that the amounts are not whole rupiah. Nothing was \
                sent. Write them in rupiah, and correct the line
                """), code: .fileRefused)
    }

    /// Whether short words of a comment or a text box say so; longer ones tell people how to fill in the table.
    private static func stopsAny(_ lines: some Sequence<String>) -> Bool {
        lines.flatMap(pieces).contains { piece in
            stopsAll(piece) || piece.split(separator: " ").count <= titleWordsMax && StopWords.stops(piece)
        }
    }

    private static func stopsAll(_ piece: String) -> Bool {
        piece.split(separator: " ").count <= titleWordsMax && StopWords.stopTitle(piece)
    }

    /// The parts of a text that say something each: `PT Maju - BATAL` is a name, and a word that stops.
    private static func pieces(_ text: String) -> [String] {
        text.replacing(" - ", with: "|").split { "|:;,()[]{}".contains($0) }.map(String.init)
    }
}
