package import PayoutCore
internal import Wording

/// How many accounts approve a batch that asks for more than an amount (`approval.levels`).
package struct ApprovalLevel: Hashable, Sendable {
    /// Batches that ask for more than this.
    package var above: Rupiah
    /// How many accounts, none of which has submitted the batch.
    package var approvals: Int

    package init(above: Rupiah, approvals: Int) { (self.above, self.approvals) = (above, approvals) }
}

extension Settings {
    private static let levelFields = ["above", "approvals"]
    /// More accounts than this approve nothing in time.
    private static let approvalsMax = 9

    /// Reads the levels of approval. Everything that is wrong with each is recorded.
    static func approvalLevels(_ reader: inout SettingsReader) -> [ApprovalLevel] {
        guard let found = reader.source.tables(.approvalLevels) else { return [] }
        guard let tables = found.tables else {
            reader.complain(
                Phrase("\(found.origin) is not understood: expected a list of levels, each with above and approvals"))
            return []
        }
        var levels: [ApprovalLevel] = []
        for table in tables {
            var fields = TableFields(table, in: found.folder, names: levelFields)
            for name in levelFields where table[name] == nil { fields.complain(Phrase("\(name) is missing")) }
            let above = fields.number("above", in: 0...Settings.rupiahMax)
            let approvals = fields.number("approvals", in: 2...approvalsMax)
            if let above, levels.contains(where: { $0.above.whole == above }) {
                fields.complain(Phrase("above is \(above) in another level already"))
            }
            for problem in fields.problems { reader.complain(problem) }
            if let above, let approvals {
                levels.append(ApprovalLevel(above: Rupiah(Int64(above)), approvals: approvals))
            }
        }
        return levels
    }
}
