package import Operations
internal import PayoutCore
package import Wording

extension RunPlan {
    /// The people and rupiah of a question about this plan.
    package var people: Phrase { toPay == 1 ? Phrase("1 person") : Phrase("\(toPay) people") }

    /// What is asked before anything is sent.
    package var question: Phrase {
        switch rail {
        case .payout: Phrase("Pay \(people) \(total.display) now?")
        case .collection: Phrase("Collect \(total.display) from \(people) now?")
        case .refund:
            toPay == 1
                ? Phrase("Give back \(total.display) now?")
                : Phrase("Give back \(total.display) in \(toPay) refunds now?")
        case .charge: Phrase("Charge \(people) \(total.display) now?")
        }
    }

    /// What a person reads before saying yes: the rows that look like other payments, and the summary.
    package var messages: [Phrase] {
        let held = heldRows?.lines ?? []
        return held.isEmpty ? [summary] : [.joined(held, by: "\n"), summary]
    }

    /// The rows, the sum and the balance.
    package var summary: Phrase {
        var lines = [headline] + counts + (forecast?.lines ?? []) + (survey?.lines ?? [])
        guard isAlone, rail == .payout else { return .joined(lines, by: "\n") }
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

    /// What has become of the other rows already.
    private var standing: [Phrase] {
        func count(_ statuses: PayoutStatus...) -> Int {
            before.filter { statuses.contains($0.status) }.reduce(0) { $0 + $1.count }
        }
        let (paid, sent, cancelled) = (count(.succeeded), count(.pending), count(.cancelled))
        let (failed, refunded) = (count(.invalid, .failed, .notFound), count(.refunded))
        var lines: [Phrase] = []
        if paid > 0 { lines.append(done(paid)) }
        if sent > 0 { lines.append(Phrase("  on their way       \(sent) (sent before)")) }
        if failed > 0 {
            lines.append(
                rail == .payout
                    ? Phrase("  failed             \(failed) (not paid)") : Phrase("  failed             \(failed)"))
        }
        if refunded > 0 { lines.append(Phrase("  given back         \(refunded) (by the bank)")) }
        if cancelled > 0 {
            lines.append(
                rail == .payout
                    ? Phrase("  cancelled          \(cancelled) (not paid)")
                    : Phrase("  cancelled          \(cancelled)"))
        }
        return lines
    }

    private var due: Phrase {
        switch rail {
        case .payout: Phrase("  to pay             \(toPay)")
        case .collection: Phrase("  to collect         \(toPay)")
        case .refund: Phrase("  to give back       \(toPay)")
        case .charge: Phrase("  to charge          \(toPay)")
        }
    }

    /// What has succeeded already.
    private func done(_ count: Int) -> Phrase {
        switch rail {
        case .payout: Phrase("  paid               \(count) (before)")
        case .collection: Phrase("  collected          \(count) (before)")
        case .refund: Phrase("  given back         \(count) (before)")
        case .charge: Phrase("  charged            \(count) (before)")
        }
    }

    /// What becomes of the rows, one line each.
    package var counts: [Phrase] {
        var lines: [Phrase] = []
        if rejected > 0 { lines.append(Phrase("  rejected           \(rejected) (to be mended: rejected.csv)")) }
        if held > 0 { lines.append(Phrase("  held               \(held) (a person must decide)")) }
        lines += standing
        lines.append(due)
        lines.append(Phrase("  total              \(total.display)"))
        return lines
    }
}
