package import PayoutCore
package import PayoutEngine
package import PayoutLedger
package import Wording

/// The person, or nobody, on the other side of a run.
package struct RunConsole: Sendable {
    /// Says something in passing: standard error.
    package let say: @Sendable (Phrase) -> Void
    /// Shows how far the payment has come.
    package let progress: @Sendable (EngineProgress) -> Void
    /// Takes the progress line away before something else is said.
    package let endProgress: @Sendable () -> Void
    /// Asks whether to pay; false is no.
    package let confirm: @Sendable (RunPlan) async -> Bool

    package init(
        say: @escaping @Sendable (Phrase) -> Void, progress: @escaping @Sendable (EngineProgress) -> Void,
        endProgress: @escaping @Sendable () -> Void, confirm: @escaping @Sendable (RunPlan) async -> Bool
    ) {
        self.say = say
        self.progress = progress
        self.endProgress = endProgress
        self.confirm = confirm
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
                meters.show(progress)
                shown(progress)
            }, endProgress: endProgress, confirm: confirm)
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

    /// The summary that a person reads before saying yes; `balance` is nil where the bank did not tell it.
    package func summary(balance: Rupiah?) -> Phrase {
        var lines = [headline] + counts
        guard let balance else { return .joined(lines + [Phrase("  balance            unknown")], by: "\n") }
        lines.append(Phrase("  balance            \(balance.display)"))
        if let rest = balance.subtracting(total) { lines.append(Phrase("  balance after      \(rest.display)")) }
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
