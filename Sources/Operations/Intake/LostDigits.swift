internal import PayoutFile
internal import PayoutRules
internal import Wording

/// Finds a file whose long account numbers all end in zeros: a spreadsheet keeps 15 digits of a number, and writes
/// zeros for the others. One such number says little, since every tenth ends in a zero.
struct LostDigits {
    /// How many digits a spreadsheet keeps.
    static let digitsKept = 15

    private var lost = 0
    private var others = 0
    private var firstLine = 0

    /// Looks at a row with a longer account.
    mutating func add(_ row: borrowing SourceRow, _ verdict: RowVerdict) {
        let digits = row.text(in: verdict.located.accountNumber)
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return }
        guard digits.dropFirst(Self.digitsKept).allSatisfy({ $0 == "0" }) else {
            others += 1
            return
        }
        lost += 1
        if lost == 1 { firstLine = verdict.line }
    }

    /// - Throws: ``CommandFailure`` where there are several, and no other long number.
    func demandDigits(file: String) throws(CommandFailure) {
        guard lost > 1, others == 0 else { return }
        throw CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(firstLine): all \(count: lost) account numbers of more than 15 digits end in zeros: a \
                spreadsheet has lost their last digits. Nothing was sent. Format the column as text, then enter these \
                numbers again from their source
                """), code: .fileRefused)
    }
}
