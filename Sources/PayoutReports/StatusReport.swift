internal import AuditTrail
internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import PayoutRules
internal import PayoutWorkbook
internal import Wording

/// `pain.002.xml`: the status of every row for the treasury system that sent a `pain.001` message (ISO 20022,
/// CustomerPaymentStatusReport). Its memory does not grow with rows, and the same ledger gives the same bytes.
///
/// A message of the versions .03 to .08 is answered by `pain.002.001.03`, any other by `pain.002.001.10`. The elements
/// that are written stand in the same order in both.
struct StatusReport {
    /// Bytes of elements collected before they are handed on.
    private static let batchBytes = 64 * 1024
    /// What ISO 20022 has for an identification that nobody gave.
    private static let notProvided = "NOTPROVIDED"

    let reconciliation: Reconciliation

    private var batch: Batch { reconciliation.batch }

    /// - Returns: the SHA-256 of the file.
    func write(to path: String, _ reader: LedgerReader) throws -> String {
        let file = try AtomicFile(path: path)
        let layout = ColumnLayout(batch.header, batch.rail, batch.form.columns)
        let cells = AnsweredCells(layout)
        var text = MessageText()
        var group: String?
        var ranges: [Range<Int>] = []
        try reader.forEachResultCells(of: batch.id) { row in
            let answered = cells.texts(of: row, &ranges)
            if group == nil { begin(answered[.message] ?? "", &text) }
            let name = answered[.group] ?? ""
            if name != group {
                if group != nil { text.close("OrgnlPmtInfAndSts") }
                text.open("OrgnlPmtInfAndSts")
                text.element("OrgnlPmtInfId", name.isEmpty ? Self.notProvided : name, max: MessageText.nameMax)
                group = name
            }
            try add(row, answered, to: &text)
            guard text.bytes.count >= Self.batchBytes else { return }
            try file.write(text.bytes)
            text.empty()
        }
        if group == nil { begin("", &text) } else { text.close("OrgnlPmtInfAndSts") }
        text.close("CstmrPmtStsRpt")
        text.close("Document")
        try file.write(text.bytes)
        return try file.commit()
    }

    /// - Parameter message: the kind of the original message and its identification; empty where there was none.
    private func begin(_ message: String, _ text: inout MessageText) {
        let words = message.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let kind = words.first.flatMap { $0.isEmpty ? nil : $0 }
        let identification = words.count > 1 && !words[1].isEmpty ? words[1] : batch.folderName
        let isEarly = ["03", "04", "05", "06", "07", "08"].contains(kind?.split(separator: ".").last ?? "")
        text.begin("urn:iso:std:iso:20022:tech:xsd:pain.002.001.\(isEarly ? "03" : "10")")
        text.open("CstmrPmtStsRpt")
        text.open("GrpHdr")
        // The state of the journal is the state that is reported.
        text.element("MsgId", String(reconciliation.journal.head.prefix(MessageText.nameMax)))
        text.element("CreDtTm", reconciliation.asOf.iso8601)
        text.close("GrpHdr")
        text.open("OrgnlGrpInfAndSts")
        text.element("OrgnlMsgId", identification, max: MessageText.nameMax)
        text.element("OrgnlMsgNmId", kind ?? Self.notProvided, max: MessageText.nameMax)
        text.element("OrgnlNbOfTxs", String(batch.input.count))
        // An amount that cannot be read is in no sum.
        if reconciliation.unreadableAmounts == 0 { text.element("OrgnlCtrlSum", String(batch.input.sum.whole)) }
        var totals: [PayoutStatus.ReportedStatus: Tally] = [:]
        for (status, tally) in reconciliation.totals where tally.count > 0 {
            totals[status.reported, default: .zero] = totals[status.reported, default: .zero] + tally
        }
        text.element("GrpSts", totals.count == 1 ? totals.keys.first?.rawValue ?? "PART" : "PART")
        for status in PayoutStatus.ReportedStatus.allCases {
            guard let tally = totals[status] else { continue }
            text.open("NbOfTxsPerSts")
            text.element("DtldNbOfTxs", String(tally.count))
            text.element("DtldSts", status.rawValue)
            text.element("DtldCtrlSum", String(tally.sum.whole))
            text.close("NbOfTxsPerSts")
        }
        text.close("OrgnlGrpInfAndSts")
    }

    private func add(
        _ row: ResultCells, _ answered: [StatusReportColumn: String], to text: inout MessageText
    ) throws {
        let word = String(decoding: row.text(.status), as: UTF8.self)
        guard let status = PayoutStatus(rawValue: word) else { return }
        let given = answered[.endToEnd] ?? ""
        text.open("TxInfAndSts")
        text.element("OrgnlInstrId", answered[.instruction] ?? "", max: MessageText.nameMax)
        text.element(
            "OrgnlEndToEndId", given.isEmpty ? String(decoding: row.text(.reference), as: UTF8.self) : given,
            max: MessageText.nameMax)
        text.element("TxSts", status.reported.rawValue)
        let code = String(decoding: row.text(.reasonCode), as: UTF8.self)
        if status != .succeeded || !code.isEmpty {
            text.open("StsRsnInf")
            text.open("Rsn")
            text.element("Prtry", code.isEmpty ? word : code, max: MessageText.nameMax)
            text.close("Rsn")
            for part in MessageText.parts(try row.reason()?.phrase(for: batch.rail).english ?? "") {
                text.element("AddtlInf", part)
            }
            text.close("StsRsnInf")
        }
        let reference = String(decoding: row.text(.providerReferenceNo), as: UTF8.self)
        if reference.unicodeScalars.count <= MessageText.nameMax { text.element("AcctSvcrRef", reference) }
        text.close("TxInfAndSts")
    }
}

/// Where the cells of a row stand that its status report names again.
private struct AnsweredCells {
    /// By column: among all cells, and among those that are kept of a payment order.
    private let places: [(column: StatusReportColumn, raw: Int, other: Int?)]

    init(_ layout: ColumnLayout) {
        let folded = layout.names.map(ColumnLayout.folded)
        places = StatusReportColumn.allCases.compactMap { column in
            folded.firstIndex(of: column.rawValue).map { (column, $0, layout.otherIndices.firstIndex(of: $0)) }
        }
    }

    func texts(of row: ResultCells, _ ranges: inout [Range<Int>]) -> [StatusReportColumn: String] {
        guard !places.isEmpty else { return [:] }
        let cells = row.cells(&ranges)
        let isRaw = row.number(.isRaw) == 1
        var texts: [StatusReportColumn: String] = [:]
        for place in places {
            guard let index = isRaw ? place.raw : place.other, index < ranges.count else { continue }
            texts[place.column] = String(
                decoding: UnsafeBufferPointer(rebasing: cells[ranges[index]]), as: UTF8.self)
        }
        return texts
    }
}

extension PayoutStatus {
    /// A status of ISO 20022 (ExternalPaymentTransactionStatus1Code).
    fileprivate enum ReportedStatus: String, CaseIterable {
        /// The money is on the creditor's account.
        case settled = "ACSC"
        /// Nothing final yet: it is on its way, not sent yet, or waits for a person.
        case pending = "PDNG"
        /// No money moved, or it came back.
        case rejected = "RJCT"
    }

    fileprivate var reported: ReportedStatus {
        switch self {
        case .succeeded: .settled
        case .queued, .validating, .validated, .unverified, .held, .pending: .pending
        case .rejected, .invalid, .failed, .notFound, .refunded, .cancelled: .rejected
        }
    }
}
