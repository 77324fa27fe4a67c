internal import ArgumentParser
internal import PayoutCore
internal import PayoutLedger

/// Which payouts a command is about; all that is given must hold.
struct SelectionOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("References of payouts.", valueName: "reference"))
    var references: [String] = []

    @Option(help: ArgumentHelp("The batch, where the ledger holds several.", valueName: "batch"))
    var batch: String?

    @Option(help: ArgumentHelp("A line of the file, or lines such as 7-9; may be repeated.", valueName: "line"))
    var line: [LineRange] = []

    @Option(
        help: ArgumentHelp(
            "A status: held, invalid, failed, refunded, not_found, …; may be repeated.", valueName: "status"))
    var status: [PayoutStatus] = []

    @Option(
        name: .customLong("reason-code"),
        help: ArgumentHelp("A reason_code of results.csv; may be repeated.", valueName: "code"))
    var reasonCode: [String] = []

    var selection: PayoutSelection {
        PayoutSelection(
            references: references, lines: line.map(\.range), statuses: status, reasonCodes: reasonCode)
    }

    /// The most --line of one command.
    private static let linesMax = 200

    func validate() throws {
        if line.count > Self.linesMax {
            throw ValidationError("At most \(Self.linesMax) --line at once. Use ranges such as 7-90 instead.")
        }
        if references.count > PayoutSelection.referencesMax {
            throw ValidationError(
                "At most \(PayoutSelection.referencesMax) references at once. Choose by --status or --line instead.")
        }
    }
}

/// A line of a file, or several: `7`, `7-9`.
struct LineRange: ExpressibleByArgument {
    let range: ClosedRange<Int>

    init?(argument: String) {
        let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let first = ends.first.flatMap({ $0 }),
            let last = ends.last.flatMap({ $0 }),
            first > 0, first <= last
        else { return nil }
        range = first...last
    }
}

extension PayoutStatus: ExpressibleByArgument {}
