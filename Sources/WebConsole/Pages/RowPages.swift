internal import HTTPTypes
internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import PayoutRules
internal import Presentation
internal import SalurSettings
internal import Wording

extension Console {
    private static let rowsAPage = 50

    /// The rows of a batch, and the story of each.
    func addRows(to router: RouterGroup<Visitor>) {
        router.get("/batches/{batch}/rows") { request, context -> Response in
            let batch = try batch(context)
            let parameters = request.uri.queryParameters
            return try rows(
                of: batch, status: parameters["status"].flatMap { PayoutStatus(rawValue: String($0)) },
                reason: parameters["reason"].map { String($0) } ?? "",
                after: parameters["after"].flatMap { Int64($0) } ?? 0, context)
        }
        router.get("/batches/{batch}/rows/{line}") { _, context -> Response in
            try row(context, account: nil)
        }
    }

    /// To see a whole account number is an act that the journal keeps.
    func addAccounts(to router: RouterGroup<Visitor>) {
        router.post("/batches/{batch}/rows/{line}/account") { request, context -> Response in
            _ = try await context.ownForm(request)
            guard context.may(.submit) || context.may(.approve) || context.may(.operate) else {
                return reply.forbidden(context)
            }
            let explanation = try explanation(context)
            let look = AccountLook(settings: settings, clock: clock)
            return try row(context, account: try await look.show(explanation.row, by: context.actor))
        }
    }

    private func rows(
        of batch: Batch, status: PayoutStatus?, reason: String, after key: Int64, _ context: Visitor
    ) throws -> Response {
        var selection = PayoutSelection(statuses: status.map { [$0] } ?? [])
        if !reason.isEmpty { selection.reasonCodes = [reason] }
        let rows = try read { reader in
            try reader.payouts(of: batch.id, selection, after: PayoutID(key: key), limit: Self.rowsAPage + 1)
                .compactMap { try reader.summary(of: $0) }
        }
        let shown = rows.prefix(Self.rowsAPage)
        let totals = try read { try $0.totals(batch.id) }
        return reply.page(
            "rows", title: Phrase("Rows of \(batch.folderName)"), context,
            [
                "folder": batch.folderName, "address": batch.address, "rows": shown.map { summary($0, batch, context) },
                "hasRows": !shown.isEmpty, "hasMore": rows.count > shown.count, "next": shown.last?.id.key ?? 0,
                "acts": (status?.acts ?? []).map { ["act": $0.rawValue, "label": context.text($0.label)] },
                "isDecidable": context.may(.operate) && status?.acts.isEmpty == false && !shown.isEmpty,
                "chosen": status?.rawValue ?? "", "reason": reason, "isFirst": key == 0,
                "filters": PayoutStatus.shown.filter { totals[$0, default: .zero].count > 0 }.map {
                    [
                        "status": $0.rawValue, "words": context.text($0.words), "isChosen": $0 == status,
                        "rows": context.text(Phrase("\(count: totals[$0, default: .zero].count)")),
                    ]
                },
            ])
    }

    func summary(_ row: RowSummary, _ batch: Batch, _ context: Visitor) -> [String: Any] {
        [
            "line": row.line, "reference": Explanation.shown(row.reference), "folder": batch.folderName,
            "address": batch.address, "name": Explanation.shown(row.accountName),
            "bank": banks.bank(code: row.bankCode)?.shortName ?? "",
            "account": Explanation.masked(row.accountNumber),
            "amount": row.amount?.display ?? Explanation.shown(row.amountText ?? ""),
            "status": row.status.rawValue, "words": context.text(row.status.words),
            "why": row.reason.map { context.text($0.phrase(for: batch.rail)) } ?? "",
        ]
    }

    private func explanation(_ context: Visitor) throws -> Explanation {
        let batch = try batch(context)
        guard let line = context.parameters.get("line").flatMap({ Int($0) }) else { throw HTTPError(.notFound) }
        let search = ExplanationSearch(ledger: try ledger(), banks: banks, at: clock.now())
        guard let found = try search.find(line: line, of: batch) else { throw HTTPError(.notFound) }
        return found
    }

    private func row(_ context: Visitor, account: String?) throws -> Response {
        let explanation = try explanation(context)
        let row = explanation.row
        var content = summary(row, explanation.batch, context)
        content["story"] = explanation.story.map { ["text": context.text($0)] }
        content["note"] = Explanation.shown(row.note)
        content["hasNote"] = !row.note.isEmpty
        if let account { content["account"] = Explanation.shown(account) }
        content["isMasked"] = account == nil && explanation.batch.rail == .payout
        content["mayUnmask"] = context.may(.submit) || context.may(.approve) || context.may(.operate)
        content["acts"] = row.status.acts.map { act in
            ["act": act.rawValue, "label": context.text(act.label), "line": "\(row.line)"]
        }
        content["events"] = explanation.events.reversed().map { event in
            [
                "at": JakartaTime(event.at).display, "kind": context.text(event.what),
                "detail": context.text(event.details), "actor": Explanation.shown(event.actor),
            ]
        }
        return reply.page("row", title: .verbatim(Explanation.shown(row.reference)), context, content)
    }
}
