internal import PayoutCore
internal import PayoutFile
internal import Wording

/// Walks through `results.csv` and `attempts.csv` side by side, both in the order of the file, and counts.
struct TableCheck {
    /// Rows and rupiah. A rejected row whose amount cannot be read counts with 0.
    struct Tally: Equatable {
        var count = 0
        var sum: Int64 = 0
    }

    private struct Transfer {
        let externalID: String
        let partnerReferenceNo: String
        let attempt: Int?
        let finalStatus: String
    }

    private static let resultColumns = [
        "line", "reference", "amount", "note", "status", "reason_code", "external_id", "partner_reference_no",
        "attempts",
    ]
    private static let decisionColumns = ["decision", "decided_by", "decided_at", "decision_reason"]
    private static let attemptColumns = [
        "line", "reference", "kind", "attempt", "external_id", "partner_reference_no", "final_status", "amount",
    ]
    /// Transfers of one row that are compared.
    private static let transfersMax = 1000

    private let results: TableReader
    private let attempts: TableReader
    private var rows: RowTable
    private let decisions: DecisionTable
    /// The decisions of the rows, as the table has them.
    private(set) var groups = DecisionGroups()
    /// Whether the table says who decided; those of earlier versions do not.
    private let hasDecisions: Bool
    private var waiting: TableReader.Row?
    private var lastLine = 0
    private var digest = RowsDigest()
    /// The rails that `results.csv` may be of, by its columns.
    let rails: [Rail]
    /// The columns of the bank, the account and its name, or of the customer or payment in place of the account.
    private let party: (bank: String?, account: String, name: String?)

    private(set) var byStatus: [PayoutStatus: Tally] = [:]
    /// By bank, with what of it was paid; sums without those of rejected rows.
    private(set) var byBank: [String: (all: Tally, succeeded: Tally, rejected: Int)] = [:]

    init(folder: String, _ journal: JournalCheck, _ findings: inout Findings) throws(FileError) {
        results = try TableReader(
            folder: folder, file: "results.csv", needing: Self.resultColumns, &findings)
        rails = results.column(after: "reference").map(Rail.withPartyColumn) ?? [.payout]
        if rails.isEmpty {
            findings.add("results.csv", Phrase("its columns are those of no kind of batch that salur writes"))
        }
        switch rails.first {
        case .payout, nil: party = ("bank_code", "account_number", "account_name")
        case .collection, .refund, .charge: party = (nil, results.column(after: "reference") ?? "", nil)
        }
        attempts = try TableReader(
            folder: folder, file: "attempts.csv", needing: Self.attemptColumns, &findings)
        (rows, decisions) = (journal.rows, journal.decisions)
        hasDecisions = Self.decisionColumns.allSatisfy(results.names.contains)
    }

    /// The digests of the two files; missing where one could not be read to its end.
    var digests: [String: String] {
        var digests: [String: String] = [:]
        digests["results.csv"] = results.digest
        digests["attempts.csv"] = attempts.digest
        return digests
    }

    mutating func run(_ findings: inout Findings) throws(FileError) {
        waiting = try attempts.next(&findings)
        while let row = try results.next(&findings) { try take(row, &findings) }
        while let row = waiting {
            findings.add("attempts.csv", row.line, Phrase("its row is not in results.csv"))
            waiting = try attempts.next(&findings)
        }
        if let missing = rows.firstUnvisited {
            findings.add(
                AuditFile.name, missing.reported,
                Phrase("it speaks of row \(missing.line) of the payout file, which is not in results.csv"))
        }
    }

    /// Checks that the rows are those that were submitted, if the journal says which ones.
    mutating func compareRows(_ journal: JournalCheck, fileDigest: String?, _ findings: inout Findings) {
        guard let submitted = journal.submitted, let fileDigest,
            digest.finish(fileDigest: fileDigest) != submitted.evidence
        else { return }
        findings.add(
            results.file,
            Phrase(
                """
                its rows are not those that were submitted (\(AuditFile.name), line \(submitted.line)): a reference, \
                bank, account, name, amount or note is another
                """))
    }

    private mutating func take(_ row: TableReader.Row, _ findings: inout Findings) throws(FileError) {
        func find(_ what: Phrase, _ findings: inout Findings) { findings.add("results.csv", row.line, what) }
        let reference = results.text("reference", of: row)
        guard let line = results.number("line", of: row),
            let status = PayoutStatus(rawValue: results.text("status", of: row))
        else { return find(Phrase("its line or its status is none that salur writes"), &findings) }
        let bank = party.bank.map { results.text($0, of: row) } ?? ""
        digest.add(
            line: line, reference: reference, bankCode: bank, accountNumber: results.text(party.account, of: row),
            accountName: party.name.map { results.text($0, of: row) } ?? "",
            amount: results.text("amount", of: row), note: results.text("note", of: row))
        if line <= lastLine { find(Phrase("it does not stand in the order of the payout file"), &findings) }
        lastLine = max(lastLine, line)
        let amount = Rupiah(plain: results.text("amount", of: row))
        if amount == nil, status != .rejected { find(Phrase("its amount is not a number"), &findings) }
        count(status, amount ?? .zero, bank: bank)
        compareWithJournal(line, reference, status, row, &findings)
        if hasDecisions { compareDecision(line, row, &findings) }
        let transfers = try transfers(of: line, reference, amount, &findings)
        compare(row, status, with: transfers, &findings)
    }

    /// Compares who decided, what, when and why with the journal.
    private mutating func compareDecision(_ line: Int, _ row: TableReader.Row, _ findings: inout Findings) {
        let found = Self.decisionColumns.map { results.text($0, of: row) }
        if !found[0].isEmpty {
            groups.add(DecisionTable.Words(kind: found[0], person: found[1], reason: found[3]), at: found[2])
        }
        guard let decision = decisions[line] else {
            if found != ["", "", "", ""] {
                findings.add(results.file, row.line, Phrase("the journal has no decision about this row"))
            }
            return
        }
        let words = decision.words
        let expected = [words.kind, words.person, decision.at.iso8601, words.reason]
        for (index, column) in Self.decisionColumns.enumerated() where found[index] != expected[index] {
            findings.add(
                results.file, row.line, column: column, journal: expected[index], line: decision.reported,
                report: found[index])
        }
    }

    private mutating func count(_ status: PayoutStatus, _ amount: Rupiah, bank: String) {
        func add(_ tally: inout Tally) {
            tally.count += 1
            if status != .rejected { tally.sum = tally.sum &+ amount.whole }
        }
        add(&byStatus[status, default: Tally()])
        let code = status == .rejected && bank.unicodeScalars.count != 3 ? "" : bank
        add(&byBank[code, default: (Tally(), Tally(), 0)].all)
        if status == .succeeded { add(&byBank[code, default: (Tally(), Tally(), 0)].succeeded) }
        if status == .rejected { byBank[code, default: (Tally(), Tally(), 0)].rejected += 1 }
    }

    private mutating func compareWithJournal(
        _ line: Int, _ reference: String, _ status: PayoutStatus, _ row: TableReader.Row, _ findings: inout Findings
    ) {
        guard let reported = rows.visit(line: line, reference: reference) else {
            if status != .queued, status != .rejected {
                findings.add(
                    results.file, row.line,
                    Phrase("its status is \(status.rawValue), and the journal has no event about it"))
            }
            return
        }
        if !reported.isSameReference {
            findings.add(
                results.file, row.line,
                Phrase("its reference is not the one in the journal (\(AuditFile.name), line \(reported.reported))"))
        }
        if let known = reported.status, known != status {
            findings.add(
                results.file, row.line,
                Phrase(
                    """
                    its status is \(status.rawValue), and by the journal it is \(known.rawValue) \
                    (\(AuditFile.name), line \(reported.reported))
                    """))
        } else if let code = reported.reason, results.text("reason_code", of: row) != code {
            findings.add(
                results.file, row.line, column: "reason_code", journal: code, line: reported.reported,
                report: results.text("reason_code", of: row))
        }
    }

    /// The transfers of a row, from the lines of `attempts.csv` that belong to it.
    private mutating func transfers(
        of line: Int, _ reference: String, _ amount: Rupiah?, _ findings: inout Findings
    ) throws(FileError) -> [Transfer] {
        var transfers: [Transfer] = []
        while let row = waiting {
            let number = attempts.number("line", of: row)
            if let number, number > line { break }
            if number != line {
                findings.add(attempts.file, row.line, Phrase("its row is not in results.csv"))
            } else if attempts.text("reference", of: row) != reference {
                findings.add(attempts.file, row.line, Phrase("its reference is not that of its row in results.csv"))
            } else if Rupiah(plain: attempts.text("amount", of: row)) != amount {
                findings.add(attempts.file, row.line, Phrase("its amount is not that of its row in results.csv"))
            }
            if number == line, isMovement(attempts.text("kind", of: row)), transfers.count < Self.transfersMax {
                transfers.append(
                    Transfer(
                        externalID: attempts.text("external_id", of: row),
                        partnerReferenceNo: attempts.text("partner_reference_no", of: row),
                        attempt: attempts.number("attempt", of: row),
                        finalStatus: attempts.text("final_status", of: row)))
            }
            waiting = try attempts.next(&findings)
        }
        return transfers
    }

    private func isMovement(_ kind: String) -> Bool { rails.contains { $0.movementKind == kind } }

    private func compare(
        _ row: TableReader.Row, _ status: PayoutStatus, with transfers: [Transfer], _ findings: inout Findings
    ) {
        func find(_ what: Phrase) { findings.add(results.file, row.line, what) }
        let externalID = results.text("external_id", of: row)
        if externalID.isEmpty != transfers.isEmpty {
            find(
                externalID.isEmpty
                    ? Phrase("it names no transfer, and attempts.csv has one")
                    : Phrase("its transfer \(externalID.shown) is not in attempts.csv"))
        } else if let transfer = transfers.first(where: { $0.externalID == externalID }) {
            if transfer.partnerReferenceNo != results.text("partner_reference_no", of: row)
                || transfer.attempt != results.number("attempts", of: row)
            {
                find(Phrase("its transfer stands otherwise in attempts.csv"))
            }
        } else if !externalID.isEmpty {
            find(Phrase("its transfer \(externalID.shown) is not in attempts.csv"))
        }
        let states = Set(transfers.map(\.finalStatus))
        let code = results.text("reason_code", of: row)
        // A person decides a contradiction; the attempts keep what the bank reported.
        let isContradicted = code == ReasonCode.contradiction || code == ReasonCode.contradictionResolved
        switch status {
        case .succeeded, .refunded, .pending:
            if !isContradicted, !states.contains(status.rawValue) {
                find(Phrase("its status is \(status.rawValue), and no transfer in attempts.csv is"))
            }
        case .rejected, .held, .queued, .validating, .validated, .unverified, .invalid, .failed, .notFound, .cancelled:
            break
        }
        if states.contains(PayoutStatus.succeeded.rawValue), status != .succeeded, !isContradicted {
            find(Phrase("its status is \(status.rawValue), and attempts.csv has a transfer that succeeded"))
        }
    }
}
