package import PayoutCore
package import PayoutEngine

/// The person, or nobody, on the other side of a run.
package struct RunConsole: Sendable {
    /// Says something in passing: standard error.
    package let say: @Sendable (String) -> Void
    /// Shows how far the payment has come.
    package let progress: @Sendable (EngineProgress) -> Void
    /// Takes the progress line away before something else is said.
    package let endProgress: @Sendable () -> Void
    /// Asks whether to pay; false is no.
    package let confirm: @Sendable (RunPlan) async -> Bool

    package init(
        say: @escaping @Sendable (String) -> Void, progress: @escaping @Sendable (EngineProgress) -> Void,
        endProgress: @escaping @Sendable () -> Void, confirm: @escaping @Sendable (RunPlan) async -> Bool
    ) {
        self.say = say
        self.progress = progress
        self.endProgress = endProgress
        self.confirm = confirm
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
    /// Rows that this run would pay.
    package let toPay: Int
    package let total: Rupiah
    /// Nil where the bank did not tell it.
    package let balance: Rupiah?

    /// The summary that a person reads before saying yes.
    package var summary: String {
        var lines = ["\(file): \(rows) \(rows == 1 ? "row" : "rows")"]
        if rejected > 0 { lines.append("  rejected           \(rejected) (to be mended: rejected.csv)") }
        if held > 0 { lines.append("  held               \(held) (a person must decide)") }
        if alreadySent > 0 { lines.append("  done or sent       \(alreadySent) (in an earlier run)") }
        lines.append("  to pay             \(toPay)")
        lines.append("  total              \(total.display)")
        guard let balance else { return (lines + ["  balance            unknown"]).joined(separator: "\n") }
        lines.append("  balance            \(balance.display)")
        if let rest = balance.subtracting(total) { lines.append("  balance after      \(rest.display)") }
        return lines.joined(separator: "\n")
    }
}
