package import PayoutCore

/// The decided rows of a batch by decision, person and reason: each row counts once, under its newest decision.
package struct DecisionTallies: Sendable {
    /// Rows that one person decided in the same way for the same reason.
    package struct Group: Sendable {
        package let kind: String
        package let person: String
        package let reason: String
        package fileprivate(set) var rows = Tally.zero
        /// The references of the first of them, at most ``referencesMax``.
        package fileprivate(set) var references: [String] = []
        package fileprivate(set) var firstAt: Timestamp
        package fileprivate(set) var lastAt: Timestamp
    }

    private struct Key: Hashable {
        let kind: String
        let person: String
        let reason: String
    }

    /// How many groups are listed; the rows of further ones are only counted.
    private static let groupsMax = 100
    /// How many rows of a group are named.
    package static let referencesMax = 5

    /// The groups in the order of the rows.
    package private(set) var groups: [Group] = []
    /// Decided rows that are in none of ``groups``.
    package private(set) var unlisted = Tally.zero
    private var indices: [Key: Int] = [:]

    init() {}

    /// - Parameter reference: that of the row; asked for only where it is listed.
    mutating func add(_ decision: RowDecision, _ amount: Rupiah, reference: () -> String) {
        let row = Tally(count: 1, sum: amount)
        let key = Key(kind: decision.kind, person: decision.person, reason: decision.reason)
        guard let index = indices[key] else {
            guard groups.count < Self.groupsMax else {
                unlisted += row
                return
            }
            indices[key] = groups.count
            groups.append(
                Group(
                    kind: decision.kind, person: decision.person, reason: decision.reason, rows: row,
                    references: [reference()], firstAt: decision.at, lastAt: decision.at))
            return
        }
        groups[index].rows += row
        if groups[index].references.count < Self.referencesMax { groups[index].references.append(reference()) }
        groups[index].firstAt = min(groups[index].firstAt, decision.at)
        groups[index].lastAt = max(groups[index].lastAt, decision.at)
    }
}
