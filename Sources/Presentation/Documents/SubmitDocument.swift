package import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import PayoutRules
internal import Wording

/// What `submit --json` writes.
package struct SubmitDocument: Encodable {
    struct Finding: Encodable {
        let line: Int
        let reference: String?
        let accountName: String?
        let code: String
        let message: String
        let isWarning: Bool

        init(_ violation: Violation, isWarning: Bool) {
            line = violation.line
            reference = violation.row?.reference
            accountName = violation.row?.accountName
            code = violation.code.rawValue
            message = Phrase("\(violation.text)").english
            self.isWarning = isWarning
        }
    }

    let batch: String
    let kind: String
    let direction: String
    let name: String
    let file: String
    let status: String
    let isNew: Bool
    let isApproved: Bool
    let submittedBy: String?
    let submittedAt: String?
    let input: AmountsDocument
    let byStatus: [String: AmountsDocument]
    let findings: [Finding]
    let reading: ReadingDocument
    let held: HeldDocument
    /// Missing where nothing is paid to an account, and where nothing is left to be paid.
    let payees: PayeeSurveyDocument?
    /// Missing of a text file, and where the file was in the ledger before.
    let sheet: String?
    let otherSheets: [String]?
    let message: String

    enum CodingKeys: String, CodingKey {
        case batch, kind, direction, name, file, status, input, findings, reading, held, payees, sheet, message
        case otherSheets = "other_sheets"
        case isNew = "is_new"
        case isApproved = "is_approved"
        case submittedBy = "submitted_by"
        case submittedAt = "submitted_at"
        case byStatus = "by_status"
    }

    package init(_ receipt: Submission.Receipt) {
        batch = receipt.batch.identity.text
        kind = receipt.batch.rail.rawValue
        direction = receipt.batch.rail.direction.rawValue
        name = receipt.batch.folderName
        file = receipt.batch.fileName
        status = receipt.batch.status.rawValue
        isNew = receipt.isNew
        isApproved = receipt.isApproved
        submittedBy = receipt.submitted?.actor
        submittedAt = receipt.submitted?.at.iso8601
        input = AmountsDocument(count: receipt.batch.input.count, sum: receipt.batch.input.sum.whole)
        byStatus = AmountsDocument.byStatus(receipt.totals)
        findings =
            receipt.violations.map { Finding($0, isWarning: false) }
            + receipt.warnings.map { Finding($0, isWarning: true) }
        reading = ReadingDocument(receipt.filed.reading)
        held = HeldDocument(receipt.held)
        payees = receipt.survey.map(PayeeSurveyDocument.init)
        sheet = receipt.filed.sheet?.name
        otherSheets = receipt.filed.sheet?.others
        message = receipt.sentence.english
    }
}
