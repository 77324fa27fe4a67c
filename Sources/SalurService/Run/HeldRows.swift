package import PayoutCore
internal import PayoutEngine
package import PayoutLedger
package import Wording

/// The rows of a batch that wait since they look like other payments, for the eye of who is to decide (promise P11).
package struct HeldRows: Sendable {
    /// How many are shown on a terminal.
    package static let shownMax = 10
    /// How many are told to programs.
    package static let toldMax = 1000

    /// How many there are of each reason, in the order of the reasons' severity.
    package let tallies: [(code: String, tally: Tally)]
    /// The first of them in the file, at most ``toldMax``.
    package let rows: [HeldRow]

    /// - Throws: `LedgerError`.
    package init(of batch: BatchID, _ reader: LedgerReader) throws {
        let found = try reader.heldTallies(of: batch)
        tallies = ReasonCode.likenesses.compactMap { code in found[code].map { (code, $0) } }
        rows = tallies.isEmpty ? [] : try reader.heldRows(of: batch, ReasonCode.likenesses, limit: Self.toldMax)
    }

    /// - Parameters:
    ///   - tallies: how many there are by reason code.
    ///   - rows: the first of them.
    init(tallies found: [String: Tally], rows: [HeldRow]) {
        tallies = ReasonCode.likenesses.compactMap { code in found[code].map { (code, $0) } }
        self.rows = rows
    }

    /// All of them.
    package var tally: Tally {
        tallies.reduce(.zero) { sum, next in
            Tally(count: sum.count + next.tally.count, sum: Rupiah(sum.sum.whole &+ next.tally.sum.whole))
        }
    }

    /// Those that have bank, account and amount of an earlier row of their file.
    package var repeats: Tally { tallies.first { $0.code == ReasonCode.repeatedInFile }?.tally ?? .zero }

    /// What a person reads of them; nothing where there are none.
    package var lines: [Phrase] { lines(shownMax: Self.shownMax) }

    /// The same with so many of the rows.
    package func lines(shownMax: Int) -> [Phrase] {
        guard tally.count > 0 else { return [] }
        var lines = tallies.map { code, tally in
            Phrase("  \(code): \(count: tally.count), \(tally.sum.display): \(Self.words(code))")
        }
        for row in rows.prefix(shownMax) {
            lines.append(
                Phrase(
                    """
                      line \(row.line), \(Explanation.shown(row.reference)), \(row.amount.display): \(Self.why(row))
                    """))
        }
        let rest = tally.count - min(rows.count, shownMax)
        if rest > 0 { lines.append(Phrase("  … and \(count: rest) more; salur explain REFERENCE shows each of them")) }
        return lines
    }

    private static func why(_ row: HeldRow) -> Phrase { .recognised(Explanation.shown(row.reason.text)) }

    private static func words(_ code: String) -> Phrase {
        switch code {
        case ReasonCode.possibleDuplicate: Phrase("the same amount went to the same account before")
        case ReasonCode.referenceUsed: Phrase("the reference was used before")
        case _: Phrase("the same amount to the same account stands in the file before")
        }
    }
}

extension LikenessDesk {
    /// By these settings.
    init(_ settings: Settings) { self.init(policy: settings.policy, window: settings.duplicateWindow) }
}
