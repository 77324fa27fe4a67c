package import PayoutCore

/// What was to be paid of a batch when it was approved, and what was kept apart. The approval's event has it, and the
/// sheet that people sign shows it.
package struct ApprovedShares: Hashable, Sendable {
    package let toPay: Tally
    package let rejected: Tally
    package let held: Tally

    package init(_ totals: Totals) {
        toPay = BatchWork(totals).toSend
        (rejected, held) = (totals[.rejected, default: .zero], totals[.held, default: .zero])
    }

    /// `to pay 5 rows 300000 rupiah, rejected 1 rows 15000 rupiah, held 0 rows 0 rupiah`.
    package var record: String {
        "to pay \(Self.words(toPay)), rejected \(Self.words(rejected)), held \(Self.words(held))"
    }

    private static func words(_ tally: Tally) -> String { "\(tally.count) rows \(tally.sum.whole) rupiah" }

    /// Reads the record of an approval; nil where an earlier version has written it.
    init?(record: String) {
        let form = /to pay (\d+) rows (\d+) rupiah, rejected (\d+) rows (\d+) rupiah, held (\d+) rows (\d+) rupiah/
        guard let match = record.firstMatch(of: form)?.output,
            let toPay = Self.tally(match.1, sum: match.2), let rejected = Self.tally(match.3, sum: match.4),
            let held = Self.tally(match.5, sum: match.6)
        else { return nil }
        (self.toPay, self.rejected, self.held) = (toPay, rejected, held)
    }

    private static func tally(_ count: Substring, sum: Substring) -> Tally? {
        guard let count = Int(count), let sum = Int64(sum) else { return nil }
        return Tally(count: count, sum: Rupiah(sum))
    }
}
