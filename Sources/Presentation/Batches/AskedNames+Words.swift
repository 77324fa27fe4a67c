package import Operations
internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import PayoutReports
package import Wording

extension AskedNames {
    /// How many rows are shown on a terminal.
    private static let shownMax = 50

    /// How many rows have which verdict, as one line of a preview.
    package var counts: Phrase {
        let verdicts = NameVerdict.allCases.map { Phrase("\(count: count($0)) \($0.phrase)") }
        let others = [
            invalid.count > 0 ? Phrase("\(count: invalid.count) account refused") : nil,
            unknown.count > 0 ? Phrase("\(count: unknown.count) without an answer") : nil,
        ]
        let all = Phrase.joined(verdicts + others.compactMap { $0 }, by: ", ")
        return Phrase("  names at the bank  \(all)")
    }

    /// The rows that a person should look at, one a line.
    fileprivate var lines: [Phrase] {
        let alike = Self.lines(rewritten)
        return Self.lines(rows)
            + (alike.isEmpty ? [] : [Phrase("    Taken for the same, although written in another way:")] + alike)
    }

    private static func lines(_ rows: [Row]) -> [Phrase] {
        let shown = rows.prefix(shownMax).map(\.line)
        let left = rows.count - shown.count
        return left > 0 ? shown + [Phrase("    … and \(count: left) more: --json lists them")] : shown
    }
}

extension AskedNames.Row {
    fileprivate var line: Phrase {
        let name = Explanation.shown("\(reference), \(fileName)")
        guard let bankName, let comparison else {
            let why = reason.map { Explanation.shown($0.phrase(for: .payout)) } ?? Phrase("no answer")
            return Phrase("    \(name): \(status.rawValue). \(why)")
        }
        let bank = Explanation.shown(bankName)
        return Phrase("    \(name): \(status.rawValue), the bank says \(bank) (\(comparison.phrase))")
    }
}

extension NameInquiry.Answer {
    /// What a person reads at the end.
    package var lines: [Phrase] {
        [Phrase("\(batch.folderName): the bank was asked under which names it knows the accounts.")]
            + [names.counts] + names.lines + [next]
    }

    private var next: Phrase {
        let word = ShellWord.quoted(batch.folderName)
        let again = Phrase("ask again: salur names \(word)")
        switch outcome {
        case .stopped(let reason):
            let resume = Phrase.verbatim("salur resume \(word)")
            return Phrase(
                "Stopped: \(advice.text(for: reason, resume: resume, again: again)). Nothing was paid.")
        case .interrupted, .timedOut, .paused:
            return Phrase("Not all names are known. Nothing was paid. To ask again: salur names \(word)")
        case .checked, .settled: break
        }
        guard names.held.count > 0 else {
            return Phrase("Nothing was paid. To approve the batch: salur approve \(word)")
        }
        return Phrase(
            """
            Nothing was paid. Ask the beneficiaries of the rows that are held, then release or cancel each of them: \
            salur release REFERENCE, salur cancel REFERENCE. The others are approved with: salur approve \(word)
            """)
    }
}
