package import PayoutCore
internal import PayoutEngine
package import PayoutLedger
internal import SalurSettings

/// The rows of a batch that wait since they look like other payments (promise P11) or pass a ceiling, for the eye of
/// who is to decide.
package struct HeldRows: Sendable {
    /// How many are reported to programs.
    package static let toldMax = 1000

    /// What the rows ask for.
    package let rail: Rail
    /// The folder name of their batch; nil where the file is no batch yet.
    package let batchName: String?
    /// How many there are of each reason, in the order of the reasons' severity.
    package let tallies: [(code: String, tally: Tally)]
    /// The first of them in the file, at most ``toldMax``.
    package let rows: [HeldRow]

    /// - Throws: `LedgerError`.
    package init(of batch: BatchID, _ reader: LedgerReader) throws {
        let stored = try reader.batch(batch)
        (rail, batchName) = (stored?.rail ?? .payout, stored?.folderName)
        let found = try reader.heldTallies(of: batch)
        tallies = ReasonCode.heldBefore.compactMap { code in found[code].map { (code, $0) } }
        rows = tallies.isEmpty ? [] : try reader.heldRows(of: batch, ReasonCode.heldBefore, limit: Self.toldMax)
    }

    /// - Parameters:
    ///   - rail: what the rows ask for.
    ///   - tallies: how many there are by reason code.
    ///   - rows: the first of them.
    init(_ rail: Rail = .payout, tallies found: [String: Tally], rows: [HeldRow]) {
        self.rail = rail
        batchName = nil
        tallies = ReasonCode.heldBefore.compactMap { code in found[code].map { (code, $0) } }
        self.rows = rows
    }

    /// All of them.
    package var tally: Tally {
        tallies.reduce(.zero) { sum, next in
            Tally(count: sum.count + next.tally.count, sum: Rupiah(sum.sum.whole &+ next.tally.sum.whole))
        }
    }

    /// Whether the same rows are held as in another look at them.
    func isSame(as other: HeldRows) -> Bool { tally == other.tally && rows.map(\.line) == other.rows.map(\.line) }

    /// Those that have bank, account and amount of an earlier row of their file.
    package var repeats: Tally { tallies.first { $0.code == ReasonCode.repeatedInFile }?.tally ?? .zero }
}

extension DuplicateHandler {
    /// By these settings.
    init(_ settings: Settings) {
        self.init(
            policy: settings.policy, window: settings.duplicateWindow,
            holdsChangedAccounts: settings.accountChange == .hold, rowCeiling: settings.ceilings.row)
    }
}

extension DecisionHandler {
    /// By these settings.
    init(_ settings: Settings) {
        self.init(
            policy: settings.policy, window: settings.duplicateWindow,
            holdsChangedAccounts: settings.accountChange == .hold, rowCeiling: settings.ceilings.row)
    }
}
