/// What a person may do. A person has at least one role, and may have several.
package enum Role: String, CaseIterable, Hashable, Sendable {
    /// Brings files, mends rows and submits batches.
    case maker
    /// Approves or rejects batches that another person submitted.
    case checker
    /// Decides about rows that need a person, and pauses or closes batches.
    case `operator`
    /// Reads everything and changes nothing.
    case auditor
    /// Adds and removes people, and changes their roles.
    case admin
}

extension Set<Role> {
    /// The roles in the order of ``Role/allCases``.
    package var inOrder: [Role] { Role.allCases.filter(contains) }

    /// The words of the roles, such as `maker, checker`.
    package var words: String { inOrder.map(\.rawValue).joined(separator: ", ") }
}
