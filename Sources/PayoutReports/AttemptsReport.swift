internal import AuditTrail
internal import PayoutCore
internal import PayoutLedger
internal import SNAP

/// `attempts.csv`: every validation and every movement with its identifiers, so that an auditor can ask the bank.
struct AttemptsReport {
    private static let header = [
        "line", "reference", "kind", "attempt", "external_id", "partner_reference_no", "provider_reference_no",
        "sent_at",
        "answer_code", "answer", "answered_at", "final_status", "final_status_at", "told_by",
        "contradicting_status", "contradicting_status_at", "contradicting_told_by", "amount",
    ]

    let batch: Batch
    let form: ReportForm

    /// - Returns: the SHA-256 of the file.
    func write(to path: String, _ reader: LedgerReader) throws -> String {
        let writer = try ReportTable(path: path, form.tables, columns: Self.header)
        var (sent, answered, reported, contradicted) = (MomentText(), MomentText(), MomentText(), MomentText())
        let movement = batch.rail.movementKind
        try reader.forEachAttempt(of: batch.id) { row in
            writer.append(number: row.line)
            writer.append(row.reference)
            writer.append(row.kind == "validation" ? row.kind : movement)
            writer.append(number: row.attempt)
            writer.append(row.externalID)
            writer.append(row.partnerReferenceNo)
            writer.append(row.providerReferenceNo ?? "")
            sent.write(row.sentAt, to: writer)
            writer.append(row.answerCode ?? "")
            writer.append(row.answer ?? "")
            answered.write(row.answeredAt, to: writer)
            writer.append(row.finalStatus)
            reported.write(row.finalStatusAt, to: writer)
            writer.append(row.isRefusedUnsent ? "salur" : row.source ?? "")
            writer.append(row.contradictingStatus?.snapCode ?? "")
            contradicted.write(row.contradictingStatusAt, to: writer)
            writer.append(row.contradictingToldBy ?? "")
            writer.append(number: row.amount.whole)
            try writer.endRow()
        }
        return try writer.commit().table
    }
}

extension AttemptRow {
    /// Whether Salur itself refused the request: the bank never saw it.
    fileprivate var isRefusedUnsent: Bool {
        answerCode.map(BankAnswer.isOwn) ?? false && finalStatus == Transfer.State.refused.rawValue
    }
}
