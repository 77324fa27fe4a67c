internal import PayoutCore

/// Who stands for a batch, as `reconciliation.json` shows it. Every key is always there.
struct PeopleDocument: Encodable {
    private struct ActDocument: Encodable {
        let act: BatchPeople.Act

        private enum CodingKeys: String, CodingKey {
            case by, at, record, reason
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(act.person, forKey: .by)
            try container.encode(act.at.iso8601, forKey: .at)
            try container.encode(act.record, forKey: .record)
            try container.encode(act.reason, forKey: .reason)
        }
    }

    private struct DecisionDocument: Encodable {
        let decision: String
        let by: String
        let reason: String
        let count: Int
        let sum: Int64
        let firstAt: String
        let lastAt: String

        enum CodingKeys: String, CodingKey {
            case decision, by, reason, count, sum
            case firstAt = "first_at"
            case lastAt = "last_at"
        }

        init(_ group: DecisionTallies.Group) {
            (decision, by, reason) = (group.kind, group.person, group.reason)
            (count, sum) = (group.rows.count, group.rows.sum.whole)
            (firstAt, lastAt) = (group.firstAt.iso8601, group.lastAt.iso8601)
        }
    }

    private let people: BatchPeople

    init(_ people: BatchPeople) { self.people = people }

    private enum CodingKeys: String, CodingKey {
        case submitted, approved, decisions
        case repeatsAllowed = "repeats_allowed"
        case payAgainReason = "pay_again_reason"
        case decisionsUnlisted = "decisions_unlisted"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(people.submitted.map(ActDocument.init), forKey: .submitted)
        try container.encode(people.approved.map(ActDocument.init), forKey: .approved)
        try container.encode(people.repeatsAllowed.map(ActDocument.init), forKey: .repeatsAllowed)
        try container.encode(people.payAgainReason, forKey: .payAgainReason)
        try container.encode(people.decisions.groups.map(DecisionDocument.init), forKey: .decisions)
        try container.encode(ReconciliationDocument.Amounts(people.decisions.unlisted), forKey: .decisionsUnlisted)
    }
}
