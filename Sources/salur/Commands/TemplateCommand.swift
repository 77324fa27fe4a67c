internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import Wording

struct TemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Write an empty file of payments to fill in, with the names of its columns and an example.",
        discussion: """
            EXAMPLES
              salur template gaji.csv
              salur template --format xlsx gaji.xlsx     cells are text, so zeros stay
              salur template --kind collection iuran.csv
              salur template                             prints a CSV file

            Delete the example row before the file is paid: it is refused until then. Any \
            other file will do as well, if its columns can be understood: see docs/files.md.

            EXIT CODES
              0   written
              64  an xlsx file needs a name
              73  there is such a file already, or it cannot be written
            """)

    @Argument(help: ArgumentHelp("The file to write. Default: standard output.", valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("csv or xlsx. Default: what the name ends with, else csv.", valueName: "format"))
    var format: FileTemplate.Form?

    @OptionGroup var kind: KindOptions

    func run() async throws {
        try await Output.guarded {
            let named = file.flatMap { name in name.lowercased().hasSuffix(".xlsx") ? FileTemplate.Form.xlsx : nil }
            let form = format ?? named ?? .csv
            let template = FileTemplate(kind.kind)
            guard let file else {
                guard form == .csv else {
                    throw CommandFailure(.usage, Phrase("Name the workbook: salur template --format xlsx gaji.xlsx"))
                }
                let text = template.text
                Output.result(String(text.dropLast()))
                return .success
            }
            try template.write(form, to: file)
            Output.message(Phrase("\(file) is written. Fill it in, and delete the example row."))
            return .success
        }
    }
}

extension FileTemplate.Form: ExpressibleByArgument {}
