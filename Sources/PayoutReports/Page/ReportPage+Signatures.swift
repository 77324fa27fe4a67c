internal import AuditTrail
internal import PayoutCore
internal import PayoutLedger
internal import Wording

extension ReportPage {
    /// The sheet to sign at the end of the page: what was approved, what it is an approval of, and a line each for who
    /// prepares, approves and releases. Printed, it stands on a sheet of its own.
    func addSignatures(to page: inout HTMLText) {
        let people = reconciliation.people
        let rows: [(Phrase, String)] = [
            (Phrase("Prepared by"), people.submitted?.person ?? ""),
            (Phrase("Approved by"), people.approved?.person ?? ""),
            (Phrase("Paid by"), people.payers.joined(separator: ", ")),
            (Phrase("Released by"), people.releasers.joined(separator: ", ")),
        ]
        page.open("section", ["class": "sign"])
        page.element("h2", Phrase("Approval sheet"))
        addSigned(to: &page)
        page.open("table")
        page.open("thead")
        page.open("tr")
        let names = [
            Phrase("Role"), Phrase("Account of the machine"), Phrase("Name"), Phrase("Date"), Phrase("Signature"),
        ]
        for name in names { page.element("th", name) }
        page.close("tr")
        page.close("thead")
        page.open("tbody")
        for (role, account) in rows {
            page.open("tr")
            page.element("td", role)
            page.open("td")
            page.add(.foreign(account))
            page.close("td")
            for _ in 0..<3 { page.element("td", text: "", class: "blank") }
            page.close("tr")
        }
        page.close("tbody")
        page.close("table")
        page.close("section")
    }

    /// What the signatures are about.
    private func addSigned(to page: inout HTMLText) {
        let approved = reconciliation.people.approved
        // An approval of an earlier version does not say it, and the rows have moved on since.
        let shares = approved.map { ApprovedShares(record: $0.record) } ?? ApprovedShares(reconciliation.totals)
        var facts: [(Phrase, PageCell)] = [(Phrase("Batch"), .foreign(batch.folderName))]
        func add(_ name: Phrase, _ tally: Tally) { facts.append((name, .words(tally.sumAndRows))) }
        if let shares {
            add(approved == nil ? Phrase("To pay") : Phrase("Approved to be paid"), shares.toPay)
            add(Phrase("Rejected, not approved"), shares.rejected)
            add(Phrase("Held, not approved before a release"), shares.held)
        } else if let approved {
            facts.append((Phrase("What was recorded"), .foreign(approved.record)))
        }
        add(Phrase("In the file"), batch.input)
        if reconciliation.onTheirWay.count > 0 {
            add(Phrase("On the way, result not known yet"), reconciliation.onTheirWay)
        }
        if reconciliation.toSend.count > 0 { add(Phrase("Not sent yet"), reconciliation.toSend) }
        if let approved { facts.append((Phrase("Approved on"), .moments([approved.at]))) }
        facts += [
            (Phrase("As of"), .moments([reconciliation.asOf])),
            (Phrase("SHA-256 of the file"), .foreign(batch.digest)),
            (
                Phrase("Journal"),
                .words(Phrase("\(count: reconciliation.journal.events) events, head \(reconciliation.journal.head)"))
            ),
            (Phrase("Seal, as the run printed it"), .foreign("…………………………………………")),
        ]
        page.facts(facts)
    }
}

extension Tally {
    /// `Rp 1.500.000, 1 row`.
    fileprivate var sumAndRows: Phrase { Phrase("\(sum.display), \(rows)") }
}
