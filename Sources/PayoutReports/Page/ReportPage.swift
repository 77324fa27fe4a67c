internal import AuditTrail
internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import PayoutRules
internal import Wording

/// `report.html`: what came of a batch on one page for people who sign for it: on a screen, on a phone and on paper.
/// The page needs nothing from outside, and its length has a limit.
struct ReportPage {
    static let file = "report.html"
    /// Banks that are listed; a file may name any number.
    private static let banksMax = 200

    let reconciliation: Reconciliation
    let openRows: OpenRows
    let needs: [AttentionEntry]
    /// The rows of other batches that rows of this one mend: the first ones, and how many there are.
    let mends: (rows: [(line: Int, batch: String, otherLine: Int)], count: Int)
    private static let mendsMax = 300
    let language: Language

    var batch: Batch { reconciliation.batch }

    init(_ reconciliation: Reconciliation, _ openRows: OpenRows, in language: Language, _ reader: LedgerReader) throws {
        (self.reconciliation, self.openRows, self.language) = (reconciliation, openRows, language)
        // The moment that the page is about, so that the same ledger gives the same page.
        let overdue = reconciliation.asOf - AttentionItem.pendingMax
        let pending = try reader.pendingAges(of: reconciliation.batch.id, before: overdue)
        needs = try reader.attention(of: reconciliation.batch, reconciliation.totals, pending: pending)
        let found = try reader.mends(of: reconciliation.batch.id, limit: Self.mendsMax)
        let rows = try found.rows.map { row in
            (line: row.line, batch: try reader.batch(row.other)?.folderName ?? "", otherLine: row.otherLine)
        }
        mends = (rows, found.count)
    }

    /// - Returns: the SHA-256 of the file.
    func write(to path: String) throws -> String {
        var page = HTMLText(language)
        page.markup("<!DOCTYPE html>\n")
        page.open("html", ["lang": language.rawValue])
        page.markup("\n<head>\n<meta charset=\"utf-8\">\n")
        page.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        page.markup("<meta name=\"robots\" content=\"noindex\">\n")
        page.element("title", Phrase("\(title): \(batch.folderName)"))
        page.markup("<style>\n")
        page.markup(PageStyle.css)
        page.markup("</style>\n</head>\n<body>\n<main>\n")
        addHead(to: &page)
        addCards(to: &page)
        addEquation(to: &page)
        addNeeds(to: &page)
        addPeople(to: &page)
        addMends(to: &page)
        addBanks(to: &page)
        addOpenRows(to: &page)
        addReading(to: &page)
        addProof(to: &page)
        addSignatures(to: &page)
        page.markup("</main>\n</body>\n</html>\n")
        let file = try AtomicFile(path: path)
        try file.write(page.bytes)
        return try file.commit()
    }

    private var title: Phrase {
        switch batch.rail {
        case .payout: Phrase("Payout report")
        case .collection: Phrase("Collection report")
        case .refund: Phrase("Refund report")
        case .charge: Phrase("Charge report")
        }
    }

    private func addHead(to page: inout HTMLText) {
        page.open("h1")
        page.text(title)
        page.text(": ")
        page.add(.foreign(batch.folderName))
        page.close("h1")
        var facts: [(Phrase, PageCell)] = [
            (Phrase("File"), .foreign(batch.fileName)),
            (Phrase("Status of the batch"), .words(batch.status.words)),
            (Phrase("As of"), .moments([reconciliation.asOf])),
        ]
        if let reason = batch.stoppedReason { facts.append((Phrase("Stopped because of"), .foreign(reason))) }
        if let balance = batch.balanceBefore {
            facts.append((Phrase("Balance of the account before"), .money(balance)))
        }
        if let balance = batch.balanceAfter {
            facts.append((Phrase("Balance of the account after"), .money(balance)))
        }
        page.facts(facts)
        guard batch.balanceBefore != nil || batch.balanceAfter != nil else { return }
        page.element(
            "p",
            Phrase(
                """
                The balances are those of the whole account at the bank: other batches and payments by other ways \
                have changed them as well.
                """), class: "soft")
    }

    private func addCards(to page: inout HTMLText) {
        let succeeded = reconciliation.totals[.succeeded, default: .zero]
        let disputed = reconciliation.disputed
        let (onTheirWay, toSend) = (reconciliation.onTheirWay, disputedApart(reconciliation.toSend))
        let rest = [succeeded, disputed, onTheirWay, toSend].reduce(batch.input) { rest, tally in
            Tally(count: rest.count - tally.count, sum: Rupiah(rest.sum.whole - tally.sum.whole))
        }
        let mended = reconciliation.mended
        let waiting = needs.map(\.tally).reduce(.zero) { $0 + $1 }
        page.open("div", ["class": "cards"])
        var cards: [(name: Phrase, tally: Tally, ofThese: Phrase?)] = [
            (Phrase("In the file"), batch.input, nil), (Phrase("Succeeded"), succeeded, nil),
        ]
        if onTheirWay.count > 0 {
            cards.append((Phrase("On the way, result not known yet"), onTheirWay, nil))
        }
        if toSend.count > 0 { cards.append((Phrase("Not sent yet"), toSend, nil)) }
        if disputed.count > 0 { cards.append((Phrase("May have been paid"), disputed, nil)) }
        let elsewhere = Phrase("of these mended in other files, or not due: \(mended.rows), \(mended.sum.display)")
        cards += [
            (Phrase("Without success"), rest, mended.count > 0 ? elsewhere : nil),
            (Phrase("Needs a person"), waiting, nil),
        ]
        for card in cards {
            page.open("div", ["class": "card"])
            page.element("div", card.name, class: "name")
            page.element("div", text: card.tally.sum.display, class: "sum")
            page.element("div", card.tally.rows)
            if let part = card.ofThese { page.element("div", part, class: "soft") }
            page.close("div")
        }
        page.close("div")
    }

    /// What is to be sent, without the rows that stand under "May have been paid".
    private func disputedApart(_ toSend: Tally) -> Tally {
        [PayoutStatus.queued, .validating, .validated].reduce(toSend) { rest, status in
            let tally = reconciliation.contradicted[status, default: .zero]
            return Tally(count: rest.count - tally.count, sum: Rupiah(rest.sum.whole - tally.sum.whole))
        }
    }

    private func addEquation(to page: inout HTMLText) {
        let totals = PayoutStatus.shown.map { ($0, reconciliation.totals[$0, default: .zero]) }
            .filter { $0.1.count > 0 }
        page.element("h2", Phrase("Does it add up?"))
        page.open("p")
        page.span(.verbatim(batch.input.sum.display), class: "term")
        for (index, (status, tally)) in totals.enumerated() {
            page.text(index == 0 ? " = " : " + ")
            page.span(Phrase("\(tally.sum.display) \(status.words)"), class: "term")
        }
        page.close("p")
        page.element(
            "p",
            reconciliation.isBalanced
                ? Phrase("✓ The rows of every status add up to the input, to the rupiah; so do the rows of every bank.")
                : Phrase("✗ The rows do not add up to the input. Pay nothing with this ledger, and compare a backup."),
            class: reconciliation.isBalanced ? "good" : "bad")
        StatusChart(reconciliation.totals) { $0.sum.whole }.add(to: &page, title: Phrase("By amount"))
        StatusChart(reconciliation.totals) { Int64($0.count) }.add(to: &page, title: Phrase("By rows"))
        page.table(
            [Phrase("Status"), Phrase("Rows"), Phrase("Amount")],
            totals.map { [.status($0.0), .count($0.1.count), .money($0.1.sum)] },
            total: [.words(Phrase("Input")), .count(batch.input.count), .money(batch.input.sum)])
        if reconciliation.unreadableAmounts > 0 {
            let count = reconciliation.unreadableAmounts
            page.element(
                "p", Phrase("Rows whose amount cannot be read count with Rp 0: \(count: count)."), class: "soft")
        }
    }

    /// The rows of earlier files in whose place rows of this one are paid.
    private func addMends(to page: inout HTMLText) {
        guard mends.count > 0 else { return }
        page.element("h2", Phrase("Which rows does it mend?"))
        page.table(
            [Phrase("Line"), Phrase("Batch of the mended row"), Phrase("Line of the mended row")],
            mends.rows.map { [.count($0.line), .foreign($0.batch), .count($0.otherLine)] })
        addRest(mends.count - mends.rows.count, AuditFile.name, to: &page)
    }

    private func addBanks(to page: inout HTMLText) {
        // Only payouts name banks.
        guard batch.rail == .payout, !reconciliation.banks.isEmpty else { return }
        page.element("h2", Phrase("By bank"))
        page.table(
            [
                Phrase("Bank"), Phrase("Name"), Phrase("Rows"), Phrase("Amount"), Phrase("Rows that succeeded"),
                Phrase("Amount that succeeded"),
            ],
            reconciliation.banks.prefix(Self.banksMax).map {
                [
                    .foreign($0.code.isEmpty ? "–" : $0.code), .foreign($0.name), .count($0.all.count),
                    .money($0.all.sum), .count($0.succeeded.count), .money($0.succeeded.sum),
                ]
            })
        addRest(reconciliation.banks.count - Self.banksMax, "reconciliation.csv", to: &page)
    }

    private func addOpenRows(to page: inout HTMLText) {
        let moving = reconciliation.onTheirWay.count + reconciliation.toSend.count
        let ended = batch.input.count - reconciliation.totals[.succeeded, default: .zero].count - moving
        addRows(Phrase("Rows on their way, or not sent yet"), openRows.moving, of: moving, to: &page)
        addRows(Phrase("Rows without success"), openRows.ended, of: ended, to: &page)
    }

    private func addRows(_ title: Phrase, _ rows: [OpenRows.OpenRow], of count: Int, to page: inout HTMLText) {
        guard count > 0 else { return }
        page.element("h2", title)
        let isPayout = batch.rail == .payout
        page.table(
            [Phrase("Line"), Phrase("Reference")] + (isPayout ? [Phrase("Bank")] : [])
                + [isPayout ? Phrase("Name") : Phrase("Account")]
                + [Phrase("Amount"), Phrase("Status"), Phrase("Reason")],
            rows.map { row in
                [.count(row.line), .foreign(row.reference)] + (isPayout ? [.foreign(row.bankCode)] : [])
                    + [.foreign(row.party), .amount(row.amount), .status(row.status)]
                    + [.words(words(of: row))]
            })
        addRest(count - rows.count, "results.csv", to: &page)
    }

    private func words(of row: OpenRows.OpenRow) -> Phrase {
        if row.reason == nil, let standing = Self.standing(row.status) { return standing }
        let found = row.reason?.whatHappened(for: batch.rail) ?? .verbatim("")
        let place: Phrase
        switch row.mending {
        case .open, nil: return row.reason?.phrase(for: batch.rail) ?? .verbatim("")
        case .dismissed where row.reason?.code == ReasonCode.blocked:
            return row.reason?.phrase(for: batch.rail) ?? .verbatim("")
        case .replaced(let batch, let line):
            place = Phrase("It was mended: line \(line) of \(batch) stands in its place.")
        case .partly(let batch, let line, let left):
            place = Phrase(
                "Line \(line) of \(batch) stands in its place for a part; \(left.display) is still to be paid.")
        case .dismissed: place = Phrase("A person has said that it is not due.")
        }
        return .joined([found, place], by: " ")
    }

    /// Where a row stands that goes on by itself; nil of any other.
    private static func standing(_ status: PayoutStatus) -> Phrase? {
        switch status {
        case .pending: Phrase("It was sent, or it may have been; the bank has not reported the result yet.")
        case .queued: Phrase("It waits to be sent.")
        case .validating: Phrase("The bank was asked whether the account can receive.")
        case .validated: Phrase("The account can receive; the transfer is about to be sent.")
        case .rejected, .held, .unverified, .invalid, .succeeded, .refunded, .failed, .notFound, .cancelled: nil
        }
    }

    /// How many rows are not listed, and where they are.
    func addRest(_ count: Int, _ file: String, to page: inout HTMLText) {
        guard count > 0 else { return }
        page.element("p", Phrase("… and \(count: count) more; all of them are in \(file)."), class: "soft")
    }

    private func addReading(to page: inout HTMLText) {
        guard !reconciliation.reading.lines.isEmpty else { return }
        page.element("h2", Phrase("How the file was read"))
        page.open("ul")
        for line in reconciliation.reading.lines { page.element("li", line) }
        page.close("ul")
    }

    private func addProof(to page: inout HTMLText) {
        page.element("h2", Phrase("Proof"))
        page.element(
            "p", Phrase("Journal: \(count: reconciliation.journal.events) events, head \(reconciliation.journal.head)"))
        page.open("p")
        page.text(
            Phrase(
                """
                Typed in the folder of this page, the first command proves that the page and the files next to it \
                were written together; the second one, with the path of the payout file, proves every row of it as \
                well; the third one proves that they are as the ledger gives them. Whoever can write all files could \
                have written them anew: without the ledger, the seal that the run printed or mailed (--seal) or a \
                signed journal (--public-key) proves that nobody did.
                """))
        page.close("p")
        page.element("code", text: "salur verify .")
        let file = batch.fileName.split(separator: "/").last.map(String.init) ?? batch.fileName
        page.element("code", text: "salur verify --file \(ShellWord.quoted("PATH/" + file)) .")
        page.element("code", text: "salur verify --ledger PATH/salur.db .")
    }
}

extension Tally {
    /// `1 row`, `1,204 rows`.
    var rows: Phrase { count == 1 ? Phrase("1 row") : Phrase("\(count: count) rows") }
}
