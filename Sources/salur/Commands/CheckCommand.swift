internal import ArgumentParser
internal import PayoutCore
internal import PayoutRules
internal import SalurService
internal import Wording

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read and check payout files, without network and without paying.",
        discussion: """
            EXAMPLES
              salur check payroll.csv
              salur check --all payroll.csv
              salur check --json february.csv.gz march.csv

            What is wrong is listed with its line and what to do: the first 20 findings of a file, then the others
            counted by kind; --all lists every one.

            EXIT CODES
              0   nothing is rejected
              1   some rows are rejected
              65  a file is missing, or cannot be read as a payout file; the others are checked all the same
            """)

    @Argument(
        help: ArgumentHelp("Payout files (.csv, plain or gzipped), or - for standard input.", valueName: "file"),
        completion: .payoutFiles)
    var files: [String]

    @Flag(help: "List everything that is found, not only the first 20 findings of each file.")
    var all = false

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let banks = try BankDirectory(settings: try await settings.load(writesLedger: false))
            var status = ExitStatus.success
            var documents: [any Encodable] = []
            for file in files {
                do {
                    let rejected = settings.json ? try document(file, banks, &documents) : try show(file, banks)
                    if rejected > 0 { status = max(status, .notAllPaid) }
                } catch {
                    let failure = CommandFailure(error)
                    guard files.count > 1 else { throw failure }
                    Output.error(failure.phrase)
                    var document = ErrorDocument(failure)
                    document.file = file
                    documents.append(document)
                    status = max(status, failure.status)
                }
            }
            if settings.json { try Output.json(all: documents) }
            return status
        }
    }

    /// Adds what is found in `file` to the `documents`, and returns how many rows are rejected.
    private func document(
        _ file: String, _ banks: BankDirectory, _ documents: inout [any Encodable]
    ) throws(CommandFailure) -> Int {
        var found: [CheckDocument.Finding] = []
        let check = try FileCheck(path: file, banks: banks) { violation in
            found.append(CheckDocument.Finding(violation, isWarning: false))
        } onWarning: { warning in
            found.append(CheckDocument.Finding(warning, isWarning: true))
        }
        documents.append(CheckDocument(check, findings: found))
        return check.rejected
    }

    /// Tells a person what is found in `file`, and returns how many rows are rejected.
    private func show(_ file: String, _ banks: BankDirectory) throws(CommandFailure) -> Int {
        var tally = FindingTally(shownMax: all ? .max : FindingTally.shownMaxUsual)
        let check = try FileCheck(path: file, banks: banks) { violation in
            if tally.isShown(violation) { Output.result(Phrase("\(file): \(violation.text)")) }
        } wantsWarning: { code, line in
            tally.isShown(code, line: line)
        } onWarning: { warning in
            Output.result(Phrase("\(file): note: \(warning.text)"))
        }
        if let rest = tally.rest { Output.result(rest) }
        Output.result(Phrase("\(check.file): \(Self.payable(check)); \(Self.rejected(check))."))
        return check.rejected
    }

    private static func payable(_ check: FileCheck) -> Phrase {
        switch (check.accepted, check.sum) {
        case (1, let sum?): Phrase("1 row can be paid, \(sum.display)")
        case (1, nil): Phrase("1 row can be paid")
        case (let count, let sum?): Phrase("\(count: count) rows can be paid, \(sum.display)")
        case (let count, nil): Phrase("\(count: count) rows can be paid")
        }
    }

    private static func rejected(_ check: FileCheck) -> Phrase {
        check.rejected == 0 ? Phrase("nothing is rejected") : Phrase("\(count: check.rejected) rejected")
    }
}

/// What `check --json` writes for each file.
struct CheckDocument: Encodable {
    struct Finding: Encodable {
        let line: Int
        let reference: String?
        let accountName: String?
        let column: String?
        let value: String
        let code: String
        let message: String
        let whatToDo: String
        let isWarning: Bool

        enum CodingKeys: String, CodingKey {
            case line, reference, column, value, code, message
            case accountName = "account_name"
            case whatToDo = "what_to_do"
            case isWarning = "is_warning"
        }

        init(_ violation: Violation, isWarning: Bool) {
            line = violation.line
            reference = violation.row?.reference
            accountName = violation.row?.accountName
            column = violation.column?.rawValue
            value = violation.value
            code = violation.code.rawValue
            message = Output.text(violation.message)
            whatToDo = Output.text(violation.whatToDo)
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
