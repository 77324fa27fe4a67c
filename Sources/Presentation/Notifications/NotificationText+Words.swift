package import Operations
package import PayoutCore
internal import PayoutLedger
internal import PayoutReports
package import Wording

extension NotificationText {
    /// A notification in words, for people who have nothing else before them.
    package init(_ kind: NotificationKind, _ facts: NotificationFacts) {
        switch facts {
        case .batch(let entry, let reports):
            self.init(subject: Self.subject(kind, entry), lines: Self.lines(kind, entry, reports: reports))
        case .file(let file): self.init(file)
        case .balance(let shortage): self.init(shortage)
        case .run(let run): self.init(run)
        case .day(let day): self.init(day)
        case .receipt(let receipt): self.init(receipt)
        }
    }

    // MARK: Batches

    private static func subject(_ kind: NotificationKind, _ entry: LedgerStatus.Entry) -> Phrase {
        let batch = entry.batch
        let (name, input) = (batch.folderName, batch.input)
        switch kind {
        case .approval: return Phrase("\(name) waits for approval: \(batch.rail.approved(input))")
        case .stopped: return Phrase("\(name) has stopped")
        case .attention: return Phrase("\(name): \(count: entry.needsCount) rows need a person")
        case .ended, .balance, .digest, .inbox, .schedule, .receipt:
            let progress = batch.rail.progress(entry.paid, of: input)
            guard entry.needsCount > 0 else { return Phrase("\(name) is settled: \(progress)") }
            return Phrase("\(name) is settled: \(progress); \(count: entry.needsCount) rows need a person")
        }
    }

    private static func lines(
        _ kind: NotificationKind, _ entry: LedgerStatus.Entry, reports: String
    ) -> [Phrase] {
        var lines = [Phrase("Batch: \(entry.batch.folderName)"), Phrase("State: \(entry.state)")]
        if kind == .stopped {
            lines.append(
                Phrase("What is on its way is not sent again. Rows that were not sent wait, and nothing is lost."))
        }
        lines += money(entry)
        if kind == .ended { lines.append(Phrase("The reports are in \(reports).")) }
        if let command = entry.command { lines.append(Phrase("What to do next: \(command)")) }
        if !entry.needs.isEmpty { lines += [.verbatim(""), Phrase("What needs a person:")] }
        return lines + needs(of: entry)
    }

    private static func needs(of entry: LedgerStatus.Entry) -> [Phrase] {
        entry.needs.flatMap { need in
            let tally = need.tally
            let line = Phrase(
                """
                - \(need.status.rawValue): \(count: tally.count) rows, \(tally.sum.display). \
                \(need.item.meaning(for: entry.batch.rail))
                """)
            return [line] + need.commands.map { .verbatim("    \($0)") }
        }
    }

    // MARK: The day

    private init(_ day: DayDigest) {
        let moment = JakartaTime(day.since).toTheMinute
        let needs = day.needsCount
        let settled = day.batches.count { $0.batch.status == .settled && !$0.isOpen }
        var subject = [Phrase("since \(moment), \(settled) of \(count: day.batches.count) batches are settled")]
        if day.batches.isEmpty { subject = [Phrase("since \(moment), there was no batch")] }
        if needs > 0 { subject.append(Phrase("\(count: needs) rows need a person")) }
        if !day.files.isEmpty { subject.append(Phrase("\(count: day.files.count) files were not paid")) }
        if !day.runs.isEmpty { subject.append(Phrase("\(count: day.runs.count) schedules did not run")) }
        var lines: [Phrase] = []
        for entry in day.batches {
            lines += [.verbatim(""), Self.headline(entry), Phrase("State: \(entry.state)")]
            if let command = entry.command { lines.append(Phrase("What to do next: \(command)")) }
            lines += Self.needs(of: entry)
        }
        for file in day.files { lines += Self.section(NotificationText(file)) }
        for run in day.runs { lines += Self.section(NotificationText(run)) }
        if lines.isEmpty {
            lines = [Phrase("Salur is at work. No batch was paid, none waits, and no file was refused.")]
        }
        self.init(subject: Phrase("Salur: \(Phrase.joined(subject, by: "; "))"), lines: lines)
    }

    /// What is most important of a batch, as a message about the batch alone would say it.
    private static func headline(_ entry: LedgerStatus.Entry) -> Phrase {
        switch entry.batch.status {
        case .submitted: subject(.approval, entry)
        case .stopped: subject(.stopped, entry)
        case .settled: subject(.ended, entry)
        case .importing, .approved, .running, .paused, .closed:
            Phrase("\(entry.batch.folderName) goes on: \(entry.batch.rail.progress(entry.paid, of: entry.batch.input))")
        }
    }

    private static func section(_ text: NotificationText) -> [Phrase] { [.verbatim(""), text.subject] + text.lines }

    /// The rows by status, and that they add up to what the file holds.
    private static func money(_ entry: LedgerStatus.Entry) -> [Phrase] {
        let tallies = PayoutStatus.allCases.compactMap { status -> (PayoutStatus, Tally)? in
            let tally = entry.totals[status, default: .zero]
            return tally.count == 0 ? nil : (status, tally)
        }
        let rows = tallies.map { status, tally in
            Phrase("\(status.rawValue): \(count: tally.count) rows, \(tally.sum.display)")
        }
        let input = entry.batch.input
        let sum = Tally(
            count: tallies.reduce(0) { $0 + $1.1.count },
            sum: Rupiah(tallies.reduce(0) { $0 + $1.1.sum.whole }))
        let balance =
            sum == input
            ? Phrase("Together: \(count: sum.count) rows, \(sum.sum.display), which is what the file holds.")
            : Phrase(
                """
                Together: \(count: sum.count) rows, \(sum.sum.display), but the file holds \(count: input.count) rows, \
                \(input.sum.display). Run: salur verify --ledger
                """)
        return rows + [balance]
    }

    // MARK: Receipts

    /// To the payee: what was paid to whom, and nothing of others.
    private init(_ receipt: PaymentReceipt) {
        let (company, amount) = (receipt.company, receipt.amount.display)
        let reference = Explanation.shown(receipt.reference)
        self.init(
            subject: Phrase("\(company) has paid you \(amount)"),
            lines: [
                Phrase("\(company) has paid you \(amount)."), .verbatim(""),
                Phrase("Date: \(JakartaTime(receipt.paidAt).toTheMinute) (Asia/Jakarta)"),
                Phrase("To account: \(receipt.maskedAccount), \(receipt.bankName)"),
                Phrase("Reference: \(reference)"), .verbatim(""),
                Phrase(
                    """
                    This message was written by a program, and nobody reads answers to it. If something is wrong, ask \
                    \(company).
                    """),
            ])
    }

    // MARK: Others

    private init(_ file: SetAsideFile) {
        let place = file.folder + "/" + file.path
        let reason = Phrase.kept(file.reason)
        self.init(
            subject: file.isDuplicate
                ? Phrase("\(file.name) was paid before and is not paid again")
                : Phrase("\(file.name) was not accepted"),
            lines: [Phrase("Folder: \(file.folder)"), Phrase("The file is in \(place)."), reason])
    }

    private init(_ shortage: BalanceShortage) {
        let (balance, needed) = (Rupiah(shortage.balance), Rupiah(shortage.needed))
        let missing = Rupiah(shortage.needed - shortage.balance)
        self.init(
            subject: Phrase("The balance is \(missing.display) too small for what waits"),
            lines: [
                Phrase("Balance at \(JakartaTime(shortage.askedAt).toTheMinute): \(balance.display)"),
                Phrase("Waiting to be sent, or for an approval: \(needed.display)"),
                Phrase("Top up \(missing.display), or pause a batch with: salur pause BATCH"),
            ])
    }

    private init(_ failed: FailedRun) {
        let run = failed.run
        let (name, date) = (run.schedule, run.businessDate)
        self.init(
            subject: run.state == .missed
                ? Phrase("The schedule \(name) did not run for \(date)")
                : Phrase("The schedule \(name) could not submit its file for \(date)"),
            lines: [Phrase("Nothing of it was paid."), Phrase.kept(failed.reason)]
                + [Phrase("To run it now: salur schedules run \(name) --date \(date)")])
    }
}

extension Phrase {
    /// Words that were kept in every language.
    fileprivate static func kept(_ words: LocalizedWords?) -> Phrase {
        words.map { .translated(english: $0.text(in: .english), indonesian: $0.text(in: .indonesian)) }
            ?? .verbatim("")
    }
}

extension NotificationRecord {
    /// The notification in one line.
    package var line: Phrase {
        var parts = [state.phrase]
        if tries > 1 { parts.append(Phrase("\(count: tries) tries")) }
        if let lastError, state != .sent { parts.append(.verbatim(masked(lastError))) }
        return Phrase(
            """
            \(id)  \(JakartaTime(createdAt).toTheMinute)  \(kind.phrase)  \(shownRecipient): \
            \(Phrase.joined(parts, by: ", "))  (\(topic))
            """)
    }
}

extension ReceiptCounts {
    /// The receipts in one line.
    package var line: Phrase {
        Phrase(
            """
            Receipts to payees: \(sent) sent, \(waiting) waiting, \(givenUp) given up, \(unsure) not surely sent. To \
            list them: salur notifications list --receipts
            """)
    }
}

extension NotificationKind {
    /// What it is about.
    package var phrase: Phrase {
        switch self {
        case .approval: Phrase("waits for approval")
        case .attention: Phrase("needs a person")
        case .ended: Phrase("settled")
        case .stopped: Phrase("stopped")
        case .balance: Phrase("balance too small")
        case .inbox: Phrase("file set aside")
        case .schedule: Phrase("schedule")
        case .digest: Phrase("digest")
        case .receipt: Phrase("receipt")
        }
    }
}

extension NotificationState {
    /// How far it has come.
    package var phrase: Phrase {
        switch self {
        case .waiting: Phrase("waits to be sent")
        case .sent: Phrase("sent")
        case .dropped: Phrase("not needed any more")
        case .givenUp: Phrase("GIVEN UP")
        case .unsure: Phrase("NOT SURELY SENT")
        }
    }
}
