internal import ArgumentParser
internal import PayoutCore
internal import PayoutRules
internal import SalurService

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read and check payout files, without network and without paying.",
        discussion: """
            EXAMPLES
              salur check payroll.csv
              salur check --json february.csv.gz march.csv

            Everything that is wrong is listed with its line and what to do. Exit code 0: nothing rejected; 1: some rows
            are rejected; 65: the file is missing or cannot be read as a payout file.
            """)

    @Argument(
        help: ArgumentHelp("Payout files (.csv, plain or gzipped), or - for standard input.", valueName: "file"),
        completion: .payoutFiles)
    var files: [String]

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let banks = try BankDirectory(settings: try await settings.load())
            var status = ExitStatus.success
            var documents: [CheckDocument] = []
            for file in files {
                do {
                    let document = try check(file, banks)
                    documents.append(document)
                    if document.rejected > 0 { status = max(status, .notAllPaid) }
                } catch {
                    let failure = CommandFailure(error)
                    Output.message(failure.phrase)
                    status = max(status, failure.status)
                }
            }
            if settings.json { try Output.json(documents) }
            return status
        }
    }

    private func check(_ file: String, _ banks: BankDirectory) throws(CommandFailure) -> CheckDocument {
        var found: [CheckDocument.Finding] = []
        let isJSON = settings.json
        let check = try FileCheck(path: file, banks: banks) { violation in
            if isJSON {
                found.append(CheckDocument.Finding(violation, isWarning: false))
            } else {
                Output.result("\(file): \(violation.text)")
            }
        } onWarning: { warning in
            if isJSON {
                found.append(CheckDocument.Finding(warning, isWarning: true))
            } else {
                Output.result("\(file): note: \(warning.text)")
            }
        }
        if !isJSON {
            let sum = check.sum.map { ", \($0.display)" } ?? ""
            let verdict = check.rejected == 0 ? "nothing is rejected" : "\(check.rejected) rejected"
            Output.result(
                "\(check.file): \(check.accepted) \(check.accepted == 1 ? "row" : "rows") can be paid\(sum); "
                    + "\(verdict)."
            )
        }
        return CheckDocument(check, findings: found)
    }
}

/// What `check --json` writes for each file.
struct CheckDocument: Encodable {
    struct Finding: Encodable {
        let line: Int
        let column: String?
        let value: String
        let code: String
        let message: String
        let whatToDo: String
        let isWarning: Bool

        enum CodingKeys: String, CodingKey {
            case line, column, value, code, message
            case whatToDo = "what_to_do"
            case isWarning = "is_warning"
        }

        init(_ violation: Violation, isWarning: Bool) {
            line = violation.line
            column = violation.column?.rawValue
            value = violation.value
            code = violation.code.rawValue
            message = violation.message
            whatToDo = violation.whatToDo
            self.isWarning = isWarning
        }
    }

    let file: String
    let digest: String
    let accepted: Int
    let acceptedSum: Int64?
    let rejected: Int
    let findings: [Finding]

    enum CodingKeys: String, CodingKey {
        case file, digest, accepted, rejected, findings
        case acceptedSum = "accepted_sum"
    }

    init(_ check: FileCheck, findings: [Finding]) {
        file = check.file
        digest = check.digest
        accepted = check.accepted
        acceptedSum = check.sum?.whole
        rejected = check.rejected
        self.findings = findings
    }
}
