package import AuditTrail
internal import FoundationEssentials
package import PayoutCore
internal import PayoutFile
package import PayoutLedger
package import PayoutRules

/// Counts and sums of a batch by status and by bank, and whether they add up (promise P6).
package struct Reconciliation: Sendable {
    /// One bank's share.
    package struct Bank: Sendable {
        package let code: String
        package let name: String
        package let all: Tally
        package let succeeded: Tally
    }

    package let batch: Batch
    /// When the journal of the batch grew last: the same state of the ledger gives the same reports.
    package let asOf: Timestamp
    package let totals: Totals
    package let banks: [Bank]
    /// Payouts about which the bank contradicted itself and no person has decided, by status.
    package let contradicted: Totals
    /// Those of which a person has decided what became of them, by status.
    package let contradictionsResolved: Totals
    /// Payouts held for a conflict at the bank; they may have been paid.
    package let conflicts: Tally
    /// Rejected rows that another row is paid in the place of.
    package let mended: Tally
    /// Charges that the bank holds on the card and has not taken.
    package let authorised: Tally
    /// Collections whose customers have been sent a code that is still to be passed on.
    package let awaitingCode: Tally
    /// Payouts held because older reports show them as sent; they may have been paid.
    package let sentBefore: Tally
    /// Payouts whose result is a person's word, since the bank did not report it, by status.
    package let personal: Totals
    /// Rows whose amount cannot be read; they count with sum 0.
    package let unreadableAmounts: Int
    /// The equation: the control total taken while reading = the rows counted now by status = the totals kept with
    /// every transition = the rows counted by bank.
    package let isBalanced: Bool
    /// How the file was read where it is not plain.
    package let reading: FileReading
    /// Who stands for the batch and for its decided rows.
    package let people: BatchPeople

    /// How far the journal goes, and who signed it.
    package let journal: AuditCheckpoint
    /// The SHA-256 of what the seal of the folder states: of the journal and of every report.
    package internal(set) var seal = ""

    init(
        of batch: Batch, reader: LedgerReader, journal: AuditCheckpoint, decisions: DecisionTallies,
        orders: DecisionTallies, bankName: (String) -> String?
    ) throws {
        self.batch = batch
        self.journal = journal
        asOf = try reader.lastEventAt(of: batch.id) ?? batch.createdAt
        people = try BatchPeople(of: batch.id, decisions, orders: orders, reader)
        reading = try FileReading(of: batch, reader)
        let recount = try reader.recount(batch.id)
        totals = recount.totals
        banks = recount.banks.map {
            Bank(code: $0.bankCode, name: bankName($0.bankCode) ?? "", all: $0.all, succeeded: $0.succeeded)
        }
        contradicted = try reader.contradictions(batch.id)
        contradictionsResolved = try reader.contradictions(batch.id, isOpen: false)
        conflicts = try reader.held(batch.id, for: ReasonCode.conflict)
        mended = try reader.mended(of: batch.id)
        authorised = try reader.held(batch.id, for: ReasonCode.authorised)
        awaitingCode = try reader.tally(of: .pending, in: batch.id, for: ReasonCode.awaitingCode)
        sentBefore = try reader.held(batch.id, for: ReasonCode.ledgerLost)
        personal = recount.decidedByPerson
        unreadableAmounts = recount.unreadableAmounts
        let kept = try reader.totals(batch.id)
        isBalanced =
            Self.sum(totals.values) == batch.input && kept == totals && Self.sum(banks.map(\.all)) == batch.input
            && Self.sum(banks.map(\.succeeded)) == totals[.succeeded, default: .zero]
    }

    /// What was sent, or may have been, and whose result the bank has not reported yet.
    package var onTheirWay: Tally { totals[.pending, default: .zero] }

    /// What nothing was sent for yet, and goes on by itself.
    package var toSend: Tally {
        Self.sum([PayoutStatus.queued, .validating, .validated].map { totals[$0, default: .zero] })
    }

    /// All payouts about which the bank contradicted itself and no person has decided.
    package var contradictions: Tally { Self.sum(contradicted.values) }

    /// What is neither paid nor on its way, but was once reported as paid, or as known to the bank.
    package var disputed: Tally {
        contradicted.filter { $0.key != .succeeded && $0.key != .pending }.values
            .reduce(conflicts + sentBefore) { $0 + $1 }
    }

    /// All payouts whose contradiction a person has decided.
    package var resolvedContradictions: Tally { Self.sum(contradictionsResolved.values) }

    /// All payouts whose result is a person's word.
    package var decidedByPerson: Tally { Self.sum(personal.values) }

    private static func sum(_ tallies: some Sequence<Tally>) -> Tally {
        tallies.reduce(.zero) { sum, tally in
            Tally(count: sum.count + tally.count, sum: Rupiah(sum.sum.whole &+ tally.sum.whole))
        }
    }

    /// - Returns: the SHA-256 of the file.
    func writeJSON(to path: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let file = try AtomicFile(path: path)
        try file.write(Array(try encoder.encode(ReconciliationDocument(self))) + [UInt8(ascii: "\n")])
        return try file.commit()
    }

    /// - Returns: the SHA-256 of the file.
    func writeCSV(to path: String, _ format: CSVFormat) throws -> String {
        let writer = CSVWriter(file: try AtomicFile(path: path), format: format)
        try writer.write(row: ["group", "key", "count", "sum", "kind", "direction"])
        // Whoever puts the files of several batches together must not add up money in and money out.
        let rail = [batch.rail.rawValue, batch.rail.direction.rawValue]
        func line(group: String, _ key: String, _ tally: Tally) throws {
            try writer.write(row: [group, key, String(tally.count), String(tally.sum.whole)] + rail)
        }
        try line(group: "total", "input", batch.input)
        for status in PayoutStatus.allCases {
            try line(group: "status", status.rawValue, totals[status, default: .zero])
        }
        for bank in banks { try line(group: "bank", bank.code, bank.all) }
        try line(group: "person", "decided_by_person", decidedByPerson)
        try line(group: "person", "contradictions_resolved", resolvedContradictions)
        return try writer.commit()
    }
}
