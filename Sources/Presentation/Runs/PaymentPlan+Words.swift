package import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import PayoutRules
package import Wording

extension PaymentPlan {
    /// What a person reads of the plan, from the file to its hash.
    ///
    /// - Parameter file: as the person has named it.
    package func lines(of file: String) -> [Phrase] {
        var lines = check.sheet?.sentence.map { [Phrase("\(file): \($0)")] } ?? []
        lines += check.reading.lines.map { Phrase("\(file): read: \($0)") }
        lines += violations.map { Phrase("\(file): \($0.text)") }
        if check.rejected > violations.count {
            lines.append(Phrase("\(file): \(check.rejected) rows are rejected; these are the first."))
        }
        lines += warnings.map { Phrase("\(file): note: \($0.text)") }
        if check.warnings > warnings.count {
            lines.append(
                Phrase("\(file): \(count: check.warnings) rows have notes; salur check --all lists every one."))
        }
        lines.append(counts(of: file))
        lines += banks.map { bank in
            Phrase("  bank \(bank.code)           \(bank.tally.count), \(bank.tally.sum.display) \(bank.name)")
        }
        if !canary.isEmpty {
            let references = canary.map { Explanation.shown($0) }.joined(separator: ", ")
            lines.append(Phrase("  sent first         \(references) (the others wait until these have succeeded)"))
        }
        if let known {
            lines.append(Phrase("  batch              \(known.batch.folderName) (\(known.batch.status.rawValue))"))
        }
        lines += (survey?.lines ?? []) + held.lines + (forecast?.lines ?? [])
        if let ceilingRefusal { lines.append(Phrase("  limits             \(ceilingRefusal.phrase)")) }
        lines.append(Phrase("  plan               \(hash.text)"))
        return lines
    }

    private func counts(of file: String) -> Phrase {
        let rows = check.accepted + check.rejected
        var lines = [rows == 1 ? Phrase("\(file): 1 row") : Phrase("\(file): \(rows) rows")]
        if check.rejected > 0 {
            lines.append(Phrase("  rejected           \(check.rejected) (to be mended: rejected.csv)"))
        }
        if held.tally.count > 0 {
            lines.append(Phrase("  held               \(held.tally.count) (a person must decide)"))
        }
        lines.append(Phrase("  to pay             \(toPay.count)"))
        lines.append(Phrase("  total              \(toPay.sum.display)"))
        return .joined(lines, by: "\n")
    }

    /// What comes next.
    ///
    /// - Parameter file: as the person has named it.
    package func sentence(of file: String) -> Phrase {
        let word = ShellWord.quoted(file)
        guard ceilingRefusal == nil else {
            return Phrase("Nothing was sent and nothing was written. This file would not be paid (limits.batch).")
        }
        guard toPay.count > 0 else {
            return Phrase("Nothing was sent and nothing was written. Of this file nothing would be paid now.")
        }
        return Phrase(
            """
            Nothing was sent and nothing was written. To pay exactly this: salur run --only-plan \(hash.text) \(word), \
            with the same options.
            """)
    }
}
