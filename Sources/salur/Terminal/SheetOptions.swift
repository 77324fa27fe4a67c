internal import ArgumentParser

/// Which sheet of a workbook is read.
struct SheetOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The sheet of a workbook (.xlsx). Else the only one with the columns of payments.", valueName: "name"))
    var sheet: String?
}
