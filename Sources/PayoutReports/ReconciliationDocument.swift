internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules

/// `reconciliation.json`, as `schemas/reconciliation.schema.json` describes it. Every key is always there.
struct ReconciliationDocument: Encodable {
    struct Amounts: Encodable {
        let count: Int
        let sum: Int64

        init(_ tally: Tally) {
            count = tally.count
            sum = tally.sum.whole
        }
    }

    struct Input: Encodable {
        let count: Int
        let sum: Int64
        let unreadableAmounts: Int

        enum CodingKeys: String, CodingKey {
            case count, sum
            case unreadableAmounts = "unreadable_amounts"
        }
    }

    struct Bank: Encodable {
        let code: String
        let name: String
        let count: Int
        let sum: Int64
        let succeededCount: Int
        let succeededSum: Int64

        enum CodingKeys: String, CodingKey {
            case count, sum
            case code = "bank_code"
            case name = "bank_name"
            case succeededCount = "succeeded_count"
            case succeededSum = "succeeded_sum"
        }
    }

    private let reconciliation: Reconciliation

    init(_ reconciliation: Reconciliation) { self.reconciliation = reconciliation }

    private enum CodingKeys: String, CodingKey {
        case batch, kind, direction, file, digest, input, balanced, contradictions, journal, reading, people
        case contradictionsResolved = "contradictions_resolved"
        case decidedByPerson = "decided_by_person"
        case generatedAt = "generated_at"
        case byStatus = "by_status"
        case byBank = "by_bank"
        case balanceBefore = "balance_before"
        case balanceAfter = "balance_after"
        case stoppedReason = "stopped_reason"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let batch = reconciliation.batch
        try container.encode(batch.identity.text, forKey: .batch)
        try container.encode(batch.rail.rawValue, forKey: .kind)
        try container.encode(batch.rail.direction.rawValue, forKey: .direction)
        try container.encode(batch.fileName, forKey: .file)
        try container.encode(batch.digest, forKey: .digest)
        try container.encode(reconciliation.asOf.iso8601, forKey: .generatedAt)
        let input = Input(
            count: batch.input.count, sum: batch.input.sum.whole, unreadableAmounts: reconciliation.unreadableAmounts)
        try container.encode(input, forKey: .input)
        try container.encode(ReadingDocument(reconciliation.reading), forKey: .reading)
        var byStatus: [String: Amounts] = [:]
        for status in PayoutStatus.allCases {
            byStatus[status.rawValue] = Amounts(reconciliation.totals[status, default: .zero])
        }
        try container.encode(byStatus, forKey: .byStatus)
        try container.encode(reconciliation.banks.map(bank), forKey: .byBank)
        try container.encode(reconciliation.isBalanced, forKey: .balanced)
        try container.encode(Amounts(reconciliation.contradictions), forKey: .contradictions)
        try container.encode(Amounts(reconciliation.resolvedContradictions), forKey: .contradictionsResolved)
        try container.encode(Amounts(reconciliation.decidedByPerson), forKey: .decidedByPerson)
        try container.encode(batch.balanceBefore?.whole, forKey: .balanceBefore)
        try container.encode(batch.balanceAfter?.whole, forKey: .balanceAfter)
        try container.encode(batch.stoppedReason, forKey: .stoppedReason)
        try container.encode(PeopleDocument(reconciliation.people), forKey: .people)
        try container.encode(JournalDocument(reconciliation.journal), forKey: .journal)
    }

    private func bank(_ bank: Reconciliation.Bank) -> Bank {
        Bank(
            code: bank.code, name: bank.name, count: bank.all.count, sum: bank.all.sum.whole,
            succeededCount: bank.succeeded.count, succeededSum: bank.succeeded.sum.whole)
    }
}
