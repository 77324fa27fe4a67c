package import PayoutCore
package import Wording

/// What the journal has of an act about a batch, in the words of the reader: the journal itself has one language.
///
///     6 rows, 315000 rupiah, digest 9f86d0…, to pay 5 rows 300000 rupiah, rejected 1 rows 15000 rupiah, …
///     6 baris, Rp 315.000, digest 9f86d081884c7d65…, untuk dibayar: 5 baris, Rp 300.000, …
enum RecordedActWords {
    /// Digits of a digest that are shown.
    private static let digestDigits = 16

    /// - Parameter record: as ``BatchPeople/Act/record`` has it. What is not known stays as it is.
    static func phrase(of record: String, _ kind: BatchPeople.BatchAct) -> Phrase {
        switch kind {
        case .submitted: submission(record)
        case .approved, .repeatsAllowed: .joined(parts(record, by: ", ").map(approvalPart), by: ", ")
        case .paused, .resumed, .closed: BatchStatus(rawValue: record)?.words ?? .verbatim(record)
        case .runStarted: .joined(parts(record, by: "; ").map(startPart), by: "; ")
        case .runEnded: .joined(parts(record, by: "; ").map(endPart), by: "; ")
        }
    }

    private static func parts(_ record: String, by separator: String) -> [Substring] {
        record[...].split(separator: separator).filter { !$0.isEmpty }
    }

    // MARK: Submissions

    private static func submission(_ record: String) -> Phrase {
        var rest = record[...]
        guard take("submitted ", from: &rest), let file = quoted(from: &rest) else { return .verbatim(record) }
        var parts = [Phrase("file \(file)")]
        if take(" for ", from: &rest) {
            guard let purpose = quoted(from: &rest) else { return .verbatim(record) }
            parts.append(Phrase("for the purpose \(purpose)"))
        }
        if take(", paid again: ", from: &rest) { parts.append(Phrase("paid again because: \(String(rest))")) }
        return .joined(parts, by: ", ")
    }

    private static func take(_ words: String, from text: inout Substring) -> Bool {
        guard text.hasPrefix(words) else { return false }
        text = text.dropFirst(words.count)
        return true
    }

    /// A text in quotes; quotes inside are doubled.
    private static func quoted(from text: inout Substring) -> String? {
        guard take("\"", from: &text) else { return nil }
        var found = ""
        while let character = text.popFirst() {
            guard character == "\"" else {
                found.append(character)
                continue
            }
            guard text.first == "\"" else { return found }
            found.append(text.removeFirst())
        }
        return nil
    }

    // MARK: Approvals

    private static func approvalPart(_ part: Substring) -> Phrase {
        if let match = part.wholeMatch(of: /(\d+) rows/)?.output, let rows = Int(match.1) {
            return Tally(count: rows, sum: .zero).rows
        }
        if let match = part.wholeMatch(of: /(\d+) rupiah/)?.output, let sum = Int64(match.1) {
            return .verbatim(Rupiah(sum).display)
        }
        if let match = part.wholeMatch(of: /digest ([0-9a-f]+)/)?.output {
            return Phrase("digest \(String(match.1.prefix(digestDigits)))…")
        }
        if let match = part.wholeMatch(of: /(to pay|rejected|held) (\d+) rows (\d+) rupiah/)?.output,
            let rows = Int(match.2), let sum = Int64(match.3)
        {
            return share(String(match.1), Tally(count: rows, sum: Rupiah(sum)))
        }
        return acknowledged(part) ?? .verbatim(String(part))
    }

    private static func share(_ name: String, _ tally: Tally) -> Phrase {
        switch name {
        case "to pay": Phrase("to be paid: \(tally.rows), \(tally.sum.display)")
        case "rejected": Phrase("rejected: \(tally.rows), \(tally.sum.display)")
        case _: Phrase("held: \(tally.rows), \(tally.sum.display)")
        }
    }

    /// What the approver was shown and has seen.
    private static func acknowledged(_ part: Substring) -> Phrase? {
        if let match = part.wholeMatch(of: /(\d+) (.+) acknowledged/)?.output, let count = Int(match.1) {
            switch match.2 {
            case "repeated rows": return Phrase("seen: \(count: count) repeated rows")
            case "first payments": return Phrase("seen: \(count: count) first payments")
            case "changed accounts": return Phrase("seen: \(count: count) changed accounts")
            case "large amounts": return Phrase("seen: \(count: count) large amounts")
            case _: return nil
            }
        }
        let form = /compared with (.+) \((\d+) new payees and (\d+) missing and (\d+) amounts changed\) acknowledged/
        guard let match = part.wholeMatch(of: form)?.output, let new = Int(match.2), let missing = Int(match.3),
            let changed = Int(match.4)
        else { return nil }
        return Phrase(
            """
            seen: compared with \(String(match.1)), \(count: new) payees are new, \(count: missing) are missing, \
            \(count: changed) amounts are others
            """)
    }

    // MARK: Runs

    private static func startPart(_ part: Substring) -> Phrase {
        if let match = part.wholeMatch(of: /on (\S+)/)?.output { return Phrase("on the machine \(String(match.1))") }
        if let match = part.wholeMatch(of: /the run of (\S*) was cut off, without a word of its end/)?.output {
            return Phrase("the run before it, begun \(moment(match.1)), was cut off and recorded no end")
        }
        if let match = part.wholeMatch(of: /found (\d+) (\w+)/)?.output, let count = Int(match.1),
            let status = PayoutStatus(rawValue: String(match.2))
        {
            return Phrase("found: \(Tally(count: count, sum: .zero).rows) \(status.words)")
        }
        return .verbatim(String(part))
    }

    private static func moment(_ text: Substring) -> String {
        text.prefix(19).replacing("T", with: " ") + " WIB"
    }

    private static func endPart(_ part: Substring) -> Phrase {
        if let match = part.wholeMatch(of: /adopted (\d+) transfers that the bank knew/)?.output,
            let count = Int(match.1)
        {
            return Phrase("taken over from the bank: \(Tally(count: count, sum: .zero).rows)")
        }
        if let match = part.wholeMatch(of: /stopped: (\w+)/)?.output { return Phrase("stopped: \(String(match.1))") }
        if let match = part.wholeMatch(of: /failed: (\w+)/)?.output {
            return Phrase("an error ended it: \(String(match.1))")
        }
        return switch part {
        case "settled": BatchStatus.settled.words
        case "interrupted": Phrase("interrupted; the same command goes on")
        case "timed out": Phrase("nothing has changed for too long; the same command goes on")
        case "paused": BatchStatus.paused.words
        case "checked": Phrase("only the bank was asked; nothing was sent")
        case "declined": Phrase("the question was answered no; nothing was sent")
        case _: .verbatim(String(part))
        }
    }
}

extension RecordedReason {
    /// ``ofRun`` in words for people.
    package static var ofRunInWords: Phrase { Phrase("salur run submits and approves in one command") }
}
