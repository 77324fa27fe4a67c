package import Operations
internal import PayoutCore
internal import PayoutLedger

/// What `approve --json` writes for each batch.
package struct ApprovalDocument: Encodable {
    let batch: String
    let kind: String
    let direction: String
    let name: String
    let file: String
    let status: String
    let approvedBy: String?
    let approvedAt: String?
    let reason: String?
    let submittedBy: String?
    let submittedAt: String?
    /// SHA-256 over the rows that were approved, as the journal holds it; missing before.
    let approvedDigest: String?
    let approvals: ApprovalsDocument
    let toPay: AmountsDocument
    let byStatus: [String: AmountsDocument]
    let held: HeldDocument
    /// Missing where nothing is paid to an account, and of a batch that nobody has to approve any more.
    let payees: PayeeSurveyDocument?
    let purpose: String?

    enum CodingKeys: String, CodingKey {
        case batch, kind, direction, name, file, status, reason, held, payees, purpose, approvals
        case approvedDigest = "approved_digest"
        case approvedBy = "approved_by"
        case approvedAt = "approved_at"
        case submittedBy = "submitted_by"
        case submittedAt = "submitted_at"
        case toPay = "to_pay"
        case byStatus = "by_status"
    }

    package init(_ preview: BatchApproval.Preview) {
        batch = preview.batch.identity.text
        kind = preview.batch.rail.rawValue
        direction = preview.batch.rail.direction.rawValue
        name = preview.batch.folderName
        file = preview.batch.fileName
        status = preview.batch.status.rawValue
        approvedBy = preview.approved?.actor
        approvedAt = preview.approvedAt?.iso8601
        reason = preview.approvedReason
        approvedDigest = preview.approvedDigest.map { Hexadecimal.encode($0) }
        approvals = ApprovalsDocument(preview)
        held = HeldDocument(preview.held)
        payees = preview.survey.map(PayeeSurveyDocument.init)
        purpose = preview.batch.purpose
        submittedBy = preview.submitted?.actor
        submittedAt = preview.submitted?.at.iso8601
        toPay = AmountsDocument(count: preview.plan.toPay, sum: preview.plan.total.whole)
        byStatus = AmountsDocument.byStatus(preview.totals)
    }
}

/// How many accounts approve a batch, and which have.
struct ApprovalsDocument: Encodable {
    struct Given: Encodable {
        let by: String
        let at: String
        let reason: String

        init(_ event: JournalEvent) {
            (by, at, reason) = (event.actor, event.at.iso8601, ApprovalRecord.reason(in: event.detail))
        }
    }

    let needed: Int
    /// Those that count. An approval counts no longer once the batch has changed.
    let given: [Given]

    init(_ preview: BatchApproval.Preview) {
        needed = preview.approvals.needed
        given = (preview.approvals.events + (preview.approved.map { [$0] } ?? [])).map(Given.init)
    }
}
