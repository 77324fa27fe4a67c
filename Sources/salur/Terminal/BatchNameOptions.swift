internal import ArgumentParser
internal import Operations

/// How a new batch is named: the options of the commands that take a file.
struct BatchNameOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A name for this batch: 1 to 64 of A-Z a-z 0-9 . _ -, no leading dot. One file only.", valueName: "name"))
    var batch: String?

    @Option(
        name: .customLong("pay-again"),
        help: ArgumentHelp(
            "Pay content that was paid before once more, under another --batch name; the reason is recorded.",
            valueName: "reason"))
    var payAgain: String?

    @Flag(
        name: .customLong("allow-repeats"),
        help: "Rows with the same account and amount are all meant; recorded. Otherwise each further one is held.")
    var allowRepeats = false

    @Option(
        help: ArgumentHelp(
            "What the payments are for, in words. Whoever was paid for the same before is held.", valueName: "text"))
    var purpose: String?

    @OptionGroup var sheets: SheetOptions

    /// How the files are to be taken.
    var order: Intake.Order {
        Intake.Order(
            name: batch, payAgainReason: payAgain, allowsRepeats: allowRepeats, sheet: sheets.sheet,
            purpose: purpose, expected: sheets.expected)
    }

    func validate() throws {
        if let batch, !Intake.Order.isBatchName(batch) {
            throw ValidationError("--batch takes 1 to 64 of A-Z a-z 0-9 . _ - without a leading dot, not \"\(batch)\".")
        }
        if let purpose, !purpose.contains(where: { $0.isLetter || $0.isNumber }) {
            throw ValidationError("--purpose needs words.")
        }
        if let purpose, purpose.count > Intake.Order.purposeMax {
            throw ValidationError("--purpose takes \(Intake.Order.purposeMax) characters at most.")
        }
        if payAgain != nil, batch == nil {
            throw ValidationError("--pay-again needs a new --batch name for the second payment.")
        }
        if let payAgain, payAgain.allSatisfy(\.isWhitespace) {
            throw ValidationError("--pay-again needs a reason, in words.")
        }
    }

    /// Refuses one name for several files.
    func validate(for files: [String]) throws {
        if batch != nil, files.count > 1 {
            throw ValidationError("--batch names one batch, so it takes one file.")
        }
        try sheets.validate(for: files)
    }
}
