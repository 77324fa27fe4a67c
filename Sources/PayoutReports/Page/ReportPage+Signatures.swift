internal import PayoutCore
internal import PayoutLedger
internal import Wording

extension ReportPage {
    /// The sheet to sign at the end of the page: a line each for who prepares, approves and releases.
    func addSignatures(to page: inout HTMLText) {
        let people = reconciliation.people
        let rows: [(Phrase, String)] = [
            (Phrase("Prepared by"), people.submitted?.person ?? ""),
            (Phrase("Approved by"), people.approved?.person ?? ""), (Phrase("Released by"), ""),
        ]
        page.open("section", ["class": "sign"])
        page.element("h2", Phrase("Approval sheet"))
        page.open("p")
        page.text(Phrase("\(batch.input.sum.display) in \(batch.input.rows), batch \(batch.folderName)"))
        page.close("p")
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
}
