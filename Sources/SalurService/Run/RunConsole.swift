package import PayoutCore
package import PayoutEngine
package import PayoutLedger
package import Wording

/// The person, or nobody, on the other side of a run.
package struct RunConsole: Sendable {
    /// Says something in passing: standard error.
    package let say: @Sendable (Phrase) -> Void
    /// Shows how far the payment of all batches has come; nil takes the progress line away.
    package let progress: @Sendable (EngineProgress?) -> Void

    package init(
        say: @escaping @Sendable (Phrase) -> Void, progress: @escaping @Sendable (EngineProgress?) -> Void
    ) {
        self.say = say
        self.progress = progress
    }
}

extension RunConsole {
    /// The same, with the figures kept up as well.
    func metered(by meters: PayoutMeters?) -> RunConsole {
        guard let meters else { return self }
        let shown = progress
        return RunConsole(
            say: say,
            progress: { progress in
                if let progress { meters.show(progress) }
                shown(progress)
            })
    }
}

/// What is about to be paid.
package struct RunPlan: Sendable {
    package let file: String
    package let rows: Int
    package let rejected: Int
    package let held: Int
    /// Rows that were paid, or may have been, in an earlier run.
    package let alreadySent: Int
    /// Rows that would be paid.
    package let toPay: Int
    package let total: Rupiah
    /// What the rows look like that wait for a person, one line each.
    package internal(set) var heldRows: [Phrase] = []
    /// The available balance; nil where the bank did not tell it.
    package internal(set) var balance: Rupiah?
    /// Whether no other file is paid at the same time; of several the balance is told once, for all.
    package internal(set) var isAlone = true

    package init(_ batch: Batch, _ totals: Totals) {
        file = batch.fileName
        rows = batch.input.count
        rejected = totals[.rejected, default: .zero].count
        held = totals[.held, default: .zero].count
        let toSend = BatchWork(totals).toSend
        toPay = toSend.count
        total = toSend.sum
        alreadySent = rows - rejected - held - toPay
    }

    /// The people and rupiah of a question about this plan.
    package var people: Phrase { toPay == 1 ? Phrase("1 person") : Phrase("\(toPay) people") }

    /// What a person reads before saying yes: the rows that look like other payments, and the summary.
    package var messages: [Phrase] {
        heldRows.isEmpty ? [summary] : [.joined(heldRows, by: "\n"), summary]
    }

    /// The rows, the sum and the balance.
    package var summary: Phrase {
        var lines = [headline] + counts
        guard isAlone else { return .joined(lines, by: "\n") }
        guard let balance else { return .joined(lines + [Phrase("  balance            unknown")], by: "\n") }
        lines.append(Phrase("  balance            \(balance.display)"))
        if let rest = balance.subtracting(total) {
            lines.append(Phrase("  balance after      \(rest.display)"))
        }
        return .joined(lines, by: "\n")
    }

    /// The file and its rows.
    package var headline: Phrase {
        rows == 1 ? Phrase("\(file): 1 row") : Phrase("\(file): \(rows) rows")
    }

    /// What becomes of the rows, one line each.
    package var counts: [Phrase] {
        var lines: [Phrase] = []
        if rejected > 0 { lines.append(Phrase("  rejected           \(rejected) (to be mended: rejected.csv)")) }
        if held > 0 { lines.append(Phrase("  held               \(held) (a person must decide)")) }
        if alreadySent > 0 { lines.append(Phrase("  done or sent       \(alreadySent) (in an earlier run)")) }
        lines.append(Phrase("  to pay             \(toPay)"))
        lines.append(Phrase("  total              \(total.display)"))
        return lines
    }
}
