package import Operations
internal import PayoutCore
internal import PayoutLedger
package import Wording

extension LedgerBackup.Made {
    /// What was made, for people.
    package var lines: [Phrase] {
        var lines = [
            Phrase("\(path) is made and proven: \(count: batches) batches, \(count: events) events, \(size) MB."),
            Phrase("SHA-256: \(digest)"),
        ]
        if !removed.isEmpty {
            lines.append(Phrase("Older copies that were removed: \(removed.joined(separator: ", "))"))
        }
        return lines
    }

    /// In megabytes, with one decimal.
    private var size: String {
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension LedgerRestore.Plan {
    /// What would be done, for the person who is asked.
    package var lines: [Phrase] {
        let until = extent.lastEventAt.map { JakartaTime($0).display } ?? "-"
        var lines = [
            Phrase(
                """
                The copy \(copy) is proven: \(count: extent.batches) batches, \(count: extent.events) events, the last \
                one of \(until).
                """)
        ]
        switch present {
        case nil: lines.append(Phrase("There is no ledger at \(path): the copy takes its place."))
        case let present? where present.extent == nil:
            lines.append(Phrase("What is at \(path) cannot be read. It is moved aside and kept."))
        case let present?:
            let more = (present.extent?.events ?? 0) - extent.events
            lines.append(
                more > 0
                    ? Phrase(
                        """
                        The ledger at \(path) has \(count: more) events that the copy does not have. It is moved aside \
                        and kept.
                        """)
                    : Phrase("The ledger at \(path) is moved aside and kept."))
        }
        return lines
    }
}

extension LedgerRestore.Result {
    /// What was done, and what to do next.
    package var lines: [Phrase] {
        var lines = [Phrase("The ledger \(plan.path) is the copy \(plan.copy) now.")]
        if let movedAside { lines.append(Phrase("The ledger that was there is kept as \(movedAside).")) }
        if !batches.isEmpty {
            lines.append(
                Phrase(
                    """
                    Before anything is sent for its \(count: batches.count) batches, the bank is asked about every \
                    open row. Cancel nothing before that: salur process asks.
                    """))
        }
        lines.append(
            Phrase(
                """
                The copy does not know what people decided since, nor rows that had ended and were tried once more. \
                Pay nothing by other means before you have compared with the bank's statement (salur reconcile).
                """))
        return lines
    }
}
