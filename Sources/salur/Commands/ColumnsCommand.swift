internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutRules
internal import SalurSettings
internal import Wording

struct ColumnsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "columns",
        abstract: "Show what each column of a file is read as and why, and propose settings for the others.",
        discussion: """
            EXAMPLES
              salur columns gaji.xlsx
              salur columns --json gaji.csv

            Nothing is paid and nothing is stored. A column without a usual name is proposed \
            by its cells: put the lines into salur.yaml if the proposal is right, and run \
            "salur check" on the file.

            EXIT CODES
              0   every column of a payment is found by its name
              1   a column is missing, doubtful or only proposed
              65  the file is missing, or cannot be read
            """)

    @Argument(
        help: ArgumentHelp("A payout file (.csv or .xlsx, plain or gzipped).", valueName: "file"),
        completion: .payoutFiles)
    var file: String

    @Option(help: ArgumentHelp("The sheet of a workbook (.xlsx).", valueName: "name"))
    var sheet: String?

    @OptionGroup var kind: KindOptions

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let loaded = try await settings.load(writesLedger: false)
            let form = RowForm(
                kind.kind, banks: try BankDirectory(settings: loaded), sheet: sheet, columns: loaded.columns)
            let found = try ColumnsOfFile(path: file, form)
            if settings.json {
                try Output.json(ColumnsDocument(found))
            } else {
                for line in found.lines { Output.result(line) }
            }
            let isClear = found.proposal.missing.isEmpty && found.proposal.settings.isEmpty && found.refusal == nil
            return isClear ? .success : .notAllPaid
        }
    }
}

extension ColumnsOfFile {
    /// What a person is shown: a line for each column, what is missing, and the lines for the settings.
    fileprivate var lines: [Phrase] {
        var lines = [Phrase("\(file), line \(line): the columns")]
        let width = proposal.columns.map(\.name.count).max() ?? 0
        for column in proposal.columns {
            let name = "\"\(column.name)\"" + String(repeating: " ", count: width - column.name.count)
            let target = column.column?.rawValue ?? "-"
            let padded = target + String(repeating: " ", count: max(0, 15 - target.count))
            lines.append(Phrase("  \(name)  \(padded) \(column.reason.words)"))
        }
        for doubt in proposal.doubtful {
            let names = doubt.names.map { "\"\($0)\"" }.joined(separator: ", ")
            lines.append(
                Phrase(
                    "More than one column may be \(doubt.column.rawValue): \(names). Name the right one in salur.yaml.")
            )
        }
        let absent = proposal.missing.filter { column in !proposal.doubtful.contains { $0.column == column } }
        for column in absent {
            let key = Settings.key(naming: column) ?? column.rawValue
            lines.append(
                Phrase("No column is found for \(column.rawValue). If the file has it, name it in salur.yaml: \(key)."))
        }
        if let refusal { lines.append(Phrase("\"salur check\" refuses the file: \(refusal).")) }
        guard !proposal.settings.isEmpty else { return lines }
        lines.append(Phrase("If the proposal is right, put these lines into salur.yaml:"))
        lines.append(.verbatim("columns:"))
        for (column, name) in proposal.settings {
            let key = (Settings.key(naming: column) ?? "").split(separator: ".").last.map(String.init) ?? ""
            lines.append(.verbatim("  \(key): \(Self.quoted(name))"))
        }
        return lines
    }

    /// A text as YAML takes it whatever it holds.
    private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}

extension ColumnProposal.Reason {
    fileprivate var words: Phrase {
        switch self {
        case .settings: Phrase("named in salur.yaml")
        case .plainName: Phrase("its plain name")
        case .usualName: Phrase("a usual name")
        case .content: Phrase("a proposal: its cells look like it")
        case .other: Phrase("copied to the results")
        }
    }
}

/// What `columns --json` writes (`schemas/columns.schema.json`).
struct ColumnsDocument: Encodable {
    struct Entry: Encodable {
        let name: String
        let column: String?
        let reason: String
    }

    struct Doubt: Encodable {
        let column: String
        let names: [String]
    }

    let file: String
    let line: Int
    let columns: [Entry]
    let missing: [String]
    let doubtful: [Doubt]
    /// Keys of `salur.yaml` and their values.
    let proposal: [String: String]
    /// Why `check` refuses the file, although all columns have usual names.
    let refusal: String?

    init(_ found: ColumnsOfFile) {
        (file, line) = (found.file, found.line)
        columns = found.proposal.columns.map {
            Entry(name: $0.name, column: $0.column?.rawValue, reason: $0.reason.rawValue)
        }
        missing = found.proposal.missing.map(\.rawValue)
        doubtful = found.proposal.doubtful.map { Doubt(column: $0.column.rawValue, names: $0.names) }
        refusal = found.refusal?.english
        proposal = Dictionary(
            found.proposal.settings.compactMap { column, name in
                Settings.key(naming: column).map { ($0, name) }
            }, uniquingKeysWith: { first, _ in first })
    }
}
