package import PayoutCore

/// Which payouts of a batch a person means: those that meet every criterion given.
package struct PayoutSelection: Hashable, Sendable {
    /// The most references of one selection.
    package static let referencesMax = 10_000

    package var references: [String]
    package var lines: [ClosedRange<Int>]
    package var statuses: [PayoutStatus]
    package var reasonCodes: [String]
    /// Only payouts that ask for more than this.
    package var amountAbove: Rupiah?
    /// Only payouts that ask for no more than this.
    package var amountUpTo: Rupiah?
    /// Each begins a word of the name of the account; letter case does not matter.
    package var nameWords: [String]

    package init(
        references: [String] = [], lines: [ClosedRange<Int>] = [], statuses: [PayoutStatus] = [],
        reasonCodes: [String] = [], amountAbove: Rupiah? = nil, amountUpTo: Rupiah? = nil, nameWords: [String] = []
    ) {
        self.references = references
        self.lines = lines
        self.statuses = statuses
        self.reasonCodes = reasonCodes
        self.amountAbove = amountAbove
        self.amountUpTo = amountUpTo
        self.nameWords = nameWords
    }

    /// Whether nothing is chosen at all.
    package var isEmpty: Bool {
        references.isEmpty && lines.isEmpty && statuses.isEmpty && reasonCodes.isEmpty
            && amountAbove == nil && amountUpTo == nil && nameWords.isEmpty
    }
}
