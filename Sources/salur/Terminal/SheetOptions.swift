internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutRules

/// Which sheet of a workbook is read, and what the rows of a file must be in all.
struct SheetOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The sheet of a workbook (.xlsx). Else the only one with the columns of payments.", valueName: "name"))
    var sheet: String?

    @Option(
        name: .customLong("expect-rows"),
        help: ArgumentHelp("Refuse a file that has not so many rows. One file only.", valueName: "count"))
    var expectRows: Int?

    @Option(
        name: .customLong("expect-total"),
        help: ArgumentHelp(
            "Refuse a file whose amounts are not so many rupiah in all. One file only.", valueName: "rupiah"),
        transform: Self.rupiah)
    var expectTotal: Rupiah?

    /// What the rows must be in all; nil where nothing is demanded.
    var expected: ControlTotals? { ControlTotals(expectedRows: expectRows, total: expectTotal) }

    private static func rupiah(_ text: String) throws -> Rupiah {
        guard let total = SummaryLine(["total", text])?.sum else {
            throw ValidationError("--expect-total takes an amount, such as 250000000 or 250.000.000, not \"\(text)\".")
        }
        return total
    }

    func validate(for files: [String]) throws {
        if expected != nil, files.count > 1 {
            throw ValidationError("--expect-rows and --expect-total are about one file: name one.")
        }
    }
}
