/// The person's words in the detail of an event, such as `held → queued: Budi has married`.
package enum RecordedReason {
    private static let separator = ": "
    /// The reason of an approval that nobody was asked a reason for.
    package static let ofRun = "salur run submits and approves in one command"

    /// The words after the first colon; the whole detail where there is none.
    package static func words(in detail: String) -> String {
        guard let colon = detail.firstRange(of: separator) else { return detail }
        return String(detail[colon.upperBound...])
    }

    /// What the program recorded before them.
    package static func record(in detail: String) -> String {
        guard let colon = detail.firstRange(of: separator) else { return detail }
        return String(detail[..<colon.lowerBound])
    }

    /// The code of the reason that a step gave a payout: `contradiction` in `succeeded → failed, attempt 1,
    /// contradiction`. Nil where the step changed no reason, or is none.
    package static func code(in detail: String) -> String? {
        let parts = record(in: detail).split(separator: ", ")
        guard parts.contains(where: { $0.contains(" → ") }), let last = parts.last,
            last.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || 0x61...0x7A ~= $0 })
        else { return nil }
        return String(last)
    }
}

extension JournalEntry {
    /// The words of events that are a person's decision about one row.
    package static let decisionKinds = ["released", "retried", "cancelled", "resolved", "dismissed"]
}
