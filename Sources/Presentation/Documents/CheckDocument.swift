package import Operations
package import PayoutCore
internal import PayoutLedger
internal import PayoutReports
package import PayoutRules
package import Wording

/// What `check --json` writes for each file.
package struct CheckDocument: Encodable {
    /// What is wrong with a row, or worth a look.
    package struct Finding: Encodable {
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

        package init(_ violation: Violation, isWarning: Bool, in language: Language) {
            line = violation.line
            reference = violation.row?.reference
            accountName = violation.row?.accountName
            column = violation.fault.column?.rawValue
            value = violation.fault.value
            code = violation.code.rawValue
            message = violation.fault.message.text(in: language)
            whatToDo = violation.fault.whatToDo.text(in: language)
            self.isWarning = isWarning
        }
    }

    let file: String
    let kind: String
    let digest: String
    let accepted: Int
    let acceptedSum: Int64?
    let rejected: Int
    /// Missing of a text file.
    let sheet: String?
    let otherSheets: [String]?
    let findings: [Finding]
    /// How the file was read where it is not plain.
    let reading: ReadingDocument
    /// What asks for more than the settings allow.
    let limits: LimitsDocument
    /// Without `--ledger` only rows that repeat others of the file.
    let held: HeldDocument?
    /// Missing without `--ledger`, and where nothing is paid to an account.
    let payees: PayeeSurveyDocument?
    /// The batch that the file is, where the ledger holds it already.
    let knownBatch: String?

    enum CodingKeys: String, CodingKey {
        case file, kind, digest, accepted, rejected, sheet, findings, reading, limits, held, payees
        case otherSheets = "other_sheets"
        case acceptedSum = "accepted_sum"
        case knownBatch = "known_batch"
    }

    package init(_ check: FileCheck, _ rail: Rail, findings: [Finding], _ look: LedgerLook?) {
        held = (look?.held ?? check.repeats).map { HeldDocument($0) }
        payees = look?.survey.map(PayeeSurveyDocument.init)
        knownBatch = look?.known?.folderName
        limits = LimitsDocument(check.passed)
        file = check.file
        kind = rail.rawValue
        digest = check.digest
        accepted = check.accepted
        acceptedSum = check.sum?.whole
        rejected = check.rejected
        sheet = check.sheet?.name
        otherSheets = check.sheet?.others
        self.findings = findings
        reading = ReadingDocument(check.reading)
    }
}
