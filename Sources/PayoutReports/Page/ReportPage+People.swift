internal import AuditTrail
internal import PayoutCore
internal import PayoutLedger
internal import Wording

extension ReportPage {
    /// What a person has to decide, with the commands to type.
    func addNeeds(to page: inout HTMLText) {
        page.element("h2", Phrase("What needs a person?"))
        guard !needs.isEmpty else { return page.element("p", Phrase("Nothing needs a person."), class: "good") }
        let typed = TypedCommand(batch: batch.folderName)
        for entry in needs {
            page.open("section", ["class": "need"])
            page.open("h3")
            page.add(.status(entry.status))
            page.text(": ")
            page.text(Phrase("\(entry.tally.rows), \(entry.tally.sum.display)"))
            page.close("h3")
            page.element("p", entry.item.meaning(for: batch.rail))
            let commands = entry.item.commands(
                all: entry.status, for: entry.reasonCode, example: entry.example, typed)
            for command in commands { page.element("code", text: command) }
            page.close("section")
        }
    }

    /// Who submitted, approved and decided what, when and why.
    func addPeople(to page: inout HTMLText) {
        let people = reconciliation.people
        page.element("h2", Phrase("By whose word?"))
        page.table(
            [Phrase("What"), Phrase("Who"), Phrase("When"), Phrase("What was recorded"), Phrase("Reason")],
            people.acts.map { kind, act in
                [
                    .words(kind.words), .foreign(act.person), .moments([act.at]),
                    .words(RecordedActWords.phrase(of: act.record, kind)), reason(of: act),
                ]
            })
        addRest(people.unlistedActs, AuditFile.name, to: &page)
        if people.approved == nil { page.element("p", Phrase("Nobody has approved this batch."), class: "bad") }
        if let reason = people.payAgainReason {
            page.element("p", Phrase("The file was paid before, and was submitted again because: \(reason)"))
        }
        if people.acts.last(where: { $0.kind == .runStarted || $0.kind == .runEnded })?.kind == .runStarted {
            page.element("p", Phrase("The last run has not recorded its end: it is at work, or it was cut off."))
        }
        guard !people.orders.groups.isEmpty else {
            return page.element("p", Phrase("Nobody had to decide about single rows."), class: "soft")
        }
        page.table(
            [
                Phrase("Decision"), Phrase("Who"), Phrase("When"), Phrase("Rows"), Phrase("Amount"),
                Phrase("References"), Phrase("Reason"),
            ],
            people.orders.groups.map { group in
                [
                    .words(group.words), .foreign(group.person), .moments(group.moments), .count(group.rows.count),
                    .money(group.rows.sum), .foreign(group.named), .foreign(group.reason),
                ]
            })
        addRest(people.orders.unlisted.count, AuditFile.name, to: &page)
    }

    private func reason(of act: BatchPeople.Act) -> PageCell {
        act.reason == RecordedReason.ofRun ? .words(RecordedReason.ofRunInWords) : .foreign(act.reason ?? "")
    }
}

extension DecisionTallies.Group {
    fileprivate var words: Phrase {
        switch kind {
        case "released": Phrase("released")
        case "retried": Phrase("tried again")
        case "cancelled": Phrase("cancelled")
        case "resolved": Phrase("result stated")
        case "dismissed": Phrase("not due")
        case "payee_blocked": Phrase("payee blocked")
        case "name_accepted_before": Phrase("name of the bank accepted before")
        case _: .verbatim(kind)
        }
    }

    /// The references of the first rows; results.csv has them all.
    fileprivate var named: String {
        references.joined(separator: ", ") + (rows.count > references.count ? ", …" : "")
    }

    /// When the first and the last of them were decided.
    fileprivate var moments: [Timestamp] { firstAt == lastAt ? [firstAt] : [firstAt, lastAt] }
}

extension BatchPeople.BatchAct {
    fileprivate var words: Phrase {
        switch self {
        case .submitted: Phrase("submitted")
        case .repeatsAllowed: Phrase("repeated rows acknowledged")
        case .approved: Phrase("approved")
        case .paused: Phrase("paused")
        case .resumed: Phrase("resumed")
        case .closed: Phrase("closed")
        case .runStarted: Phrase("payment began")
        case .runEnded: Phrase("payment ended")
        }
    }
}

extension BatchStatus {
    /// The status in words for people.
    var words: Phrase {
        switch self {
        case .importing: Phrase("being read")
        case .submitted: Phrase("waits for approval")
        case .approved: Phrase("approved, not finished")
        case .running: Phrase("being paid")
        case .stopped: Phrase("stopped")
        case .paused: Phrase("paused by a person")
        case .settled: Phrase("settled: nothing happens without a person")
        case .closed: Phrase("closed by a person")
        }
    }
}
