internal import PayoutCore
internal import PayoutFile
internal import PayoutRules
internal import Wording

/// Leaves out the rows of a sheet that are no payments, and compares its totals with the rows above them.
struct SheetRows {
    private let file: String
    private let headerLine: Int
    /// All rows that count so far.
    private var all = Rupiah.zero
    private var allCount = 0
    /// Those since the last total.
    private var section = Rupiah.zero
    private var sectionCount = 0
    /// Whether the amount of some row cannot be read, so that no total can be compared.
    private var hasUnreadable = false
    /// The last total, and of how many rows it is.
    private var lastTotal: Rupiah?
    private var lastTotalRows = 0
    /// Whether the last row above was a total or a place to sign, and no payment.
    private var isBelow = false
    /// The amount of the first row, where its words say that it is the account that pays.
    private var payerAbove: (amount: Rupiah, line: Int)?
    /// A total above all rows, which is compared at the end.
    private var totalAbove: (total: Rupiah, line: Int)?

    init(file: String, headerLine: Int) {
        self.file = file
        self.headerLine = headerLine
    }

    /// Counts a row that is a payment, or a rejected one.
    ///
    /// - Throws: ``CommandFailure`` for a payment below a total of the same amount: the account of the company.
    mutating func add(_ amount: Rupiah?, line: Int) throws(CommandFailure) {
        if isBelow, let lastTotal, lastTotal == amount, lastTotalRows > 1 {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(file), line \(line): this row asks for as much as the total above it: the account that pays is \
                    probably meant. Nothing was sent. Delete the row, or put it above the total
                    """), code: .fileRefused)
        }
        isBelow = false
        guard let amount else {
            hasUnreadable = true
            return
        }
        all = Rupiah(all.whole &+ amount.whole)
        allCount += 1
        section = Rupiah(section.whole &+ amount.whole)
        sectionCount += 1
    }

    /// Whether the words of a row with `amount` are to be looked at: it may be that of the account that pays.
    func mayBePayer(_ amount: Rupiah?) -> Bool {
        if allCount == 0 { return !hasUnreadable }
        return allCount > 1 && amount == all || sectionCount > 1 && amount == section
    }

    /// Looks at the words of such a row: `Sumber Dana`, `Debet`, `TOTAL`.
    ///
    /// - Parameter isAccepted: a total that lacks the name of a payee would be completed, and then paid; a rejected row
    ///   of the account that pays is only deleted.
    /// - Throws: ``CommandFailure`` where it asks for as much as all rows above it, or those since the last total.
    mutating func look(
        _ cells: [String], _ amount: Rupiah?, line: Int, isAccepted: Bool
    ) throws(CommandFailure) {
        if allCount > 0, cells.contains(where: SummaryLine.beginsWithTotal) { throw isTotal(line: line) }
        guard isAccepted else { return }
        let words = cells.flatMap { $0.lowercased().split { !$0.isLetter } }.map(String.init)
        guard let amount, words.contains(where: Self.payerWords.contains) else { return }
        if allCount > 0 { throw asksForAll(line: line) }
        payerAbove = (amount, line)
    }

    private static let payerWords: Set<String> = [
        "sumber", "debet", "debit", "source", "pengirim", "payer", "sender", "funding", "pendebetan",
    ]

    private func isTotal(line: Int) -> CommandFailure {
        CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(line): this row is called a total, asks for as much as the rows above it, and has an \
                account. Nothing was sent. If it is the total, delete the row; if it is a payment, write other words
                """), code: .fileRefused)
    }

    private func asksForAll(line: Int) -> CommandFailure {
        CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(line): this row asks for as much as all others, and its words name the account that \
                pays. Nothing was sent. Delete the row
                """), code: .fileRefused)
    }

    /// Takes in a row that cannot be paid.
    ///
    /// - Returns: what it is where it is left out; nil where it is a rejected row.
    /// - Throws: ``CommandFailure`` for a total that is not the sum of the rows above it, and for other columns:
    ///   amounts and accounts would be mixed up.
    mutating func kind(of row: SheetRow, line: Int) throws -> ReadingKind? {
        switch row {
        case .header: return .repeatedHeader
        case .otherHeader:
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(file), line \(line): here the columns have other names, or another order, than in line \
                    \(headerLine). Nothing was sent. Save each table as a file of its own
                    """), code: .headerRefused)
        case .heading: return .heading
        case .signature:
            isBelow = true
            return .heading
        case .recap(let isNamed): return isBelow || isNamed ? .recap : nil
        case .words: return isBelow ? .wordsBelow : nil
        case .total(let total, let isNamed):
            if all == .zero, sectionCount == 0, isNamed, !hasUnreadable, totalAbove == nil {
                totalAbove = (total, line)
                return .total
            }
            let isSum = total == all || total == section && sectionCount > 0
            guard isSum || isNamed else { return nil }
            guard isSum || hasUnreadable else { throw differs(total, line: line) }
            isBelow = true
            (lastTotal, lastTotalRows) = (total, total == all ? allCount : sectionCount)
            section = .zero
            sectionCount = 0
            return isSum ? .total : .totalNotCompared
        }
    }

    /// Takes in a line below the rows that counts them, or that another program checks.
    ///
    /// - Throws: ``CommandFailure`` where it counts other rows than those above it.
    func kind(of trailer: TrailerLine, line: Int) throws(CommandFailure) -> ReadingKind {
        guard case .count(let count) = trailer else { return .wordsBelow }
        guard count == allCount || hasUnreadable else {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(file), line \(line): this line counts \(count) rows, and above it are \(allCount). Nothing was \
                    sent. Compare the file with its source: rows are missing, or there are too many
                    """), code: .totalsDiffer)
        }
        return .total
    }

    /// Compares a total that stood above all rows.
    ///
    /// - Throws: ``CommandFailure`` where it is not their sum, and where the first row is the sum of all others.
    func finish() throws(CommandFailure) {
        if let payerAbove, allCount > 2, payerAbove.amount.whole &* 2 == all.whole {
            throw asksForAll(line: payerAbove.line)
        }
        guard let totalAbove, !hasUnreadable, totalAbove.total != all else { return }
        throw differs(totalAbove.total, line: totalAbove.line)
    }

    private func differs(_ total: Rupiah, line: Int) -> CommandFailure {
        CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(line): the total is \(total.display), and the rows are \(all.display) in all. \
                A row is missing, or an amount is wrong: compare the file with its source, then save it again
                """), code: .totalsDiffer)
    }
}
