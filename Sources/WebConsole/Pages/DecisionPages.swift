internal import HTTPTypes
internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import Presentation
internal import Wording

extension Console {
    /// A decision about rows: shown first, then made.
    func addDecisions(to router: RouterGroup<Visitor>) {
        router.get("/batches/{batch}/decide") { request, context -> Response in
            try await show(try choice(request, context), context)
        }
        router.post("/batches/{batch}/decide") { request, context -> Response in
            let choice = try choice(request, context)
            let form = try await context.ownForm(request)
            let decision = PersonalDecision(person: context.actor, reason: try Self.reason(form["reason"]))
            let job = DecisionJob(settings: settings, clock: clock, logger: logger)
            let plan = try await self.plan(choice, job)
            guard plan.mark == form["mark"] else { throw changed() }
            // Somebody who types a number has read it.
            guard form["count"] == String(plan.tally.count) else {
                throw CommandFailure(
                    .usage, Phrase("Type the number of rows, \(plan.tally.count), to go on. Nothing was changed."))
            }
            let result = try await job.apply(plan, decision)
            guard result.refusals.isEmpty else {
                return reply.message(
                    .joined([result.sentence] + result.refusalLines, by: " "), title: Phrase("Not all was done"),
                    status: .conflict, back: "/batches/\(choice.batch.address)", context)
            }
            return back(to: choice.batch)
        }
    }

    /// The rows that are meant, and what is to be done with them.
    private struct Choice: Sendable {
        let batch: Batch
        let act: RowAct
        let selection: PayoutSelection
        /// The query of the address, so that the form says the same.
        let query: String
    }

    private func choice(_ request: Request, _ context: Visitor) throws -> Choice {
        let parameters = request.uri.queryParameters
        guard let act = parameters["act"].flatMap({ RowAct(rawValue: String($0)) }) else {
            throw HTTPError(.badRequest)
        }
        var selection = PayoutSelection()
        if let status = parameters["status"].flatMap({ PayoutStatus(rawValue: String($0)) }) {
            selection.statuses = [status]
        }
        if let reason = parameters["reason"], !reason.isEmpty { selection.reasonCodes = [String(reason)] }
        if let line = parameters["line"].flatMap({ Int($0) }) { selection.lines = [line...line] }
        guard !selection.isEmpty else { throw HTTPError(.badRequest) }
        let form = Form(queryOf: request)
        try Self.narrow(&selection, name: form["name"], least: form["from"], most: form["to"])
        return Choice(batch: try batch(context), act: act, selection: selection, query: request.uri.query ?? "")
    }

    /// Leaves out rows of other names and amounts than were typed.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where an amount cannot be read.
    private static func narrow(
        _ selection: inout PayoutSelection, name: String, least: String, most: String
    ) throws(CommandFailure) {
        selection.nameWords = WantedRows.words(name)
        if let least = try WantedRows.rupiah(least) { selection.amountAbove = Rupiah(least.whole - 1) }
        selection.amountUpTo = try WantedRows.rupiah(most)
    }

    /// What narrows a choice, in words.
    private static func filters(_ selection: PayoutSelection) -> [Phrase] {
        let words = selection.nameWords.joined(separator: " ")
        return [
            words.isEmpty ? nil : Phrase("only names with words that begin like \"\(words)\""),
            selection.amountAbove.map { Phrase("only amounts from \(Rupiah($0.whole + 1).display)") },
            selection.amountUpTo.map { Phrase("only amounts up to \($0.display)") },
        ].compactMap { $0 }
    }

    private func plan(_ choice: Choice, _ job: DecisionJob) async throws -> DecisionPlan {
        try await job.plan(choice.act.act, choice.selection, batch: choice.batch.identity.text)
    }

    private func show(_ choice: Choice, _ context: Visitor) async throws -> Response {
        let plan = try await plan(choice, DecisionJob(settings: settings, clock: clock, logger: logger))
        return reply.page(
            "decide", title: choice.act.label, context,
            [
                "filters": Self.filters(choice.selection).map { ["text": context.text($0)] },
                "folder": choice.batch.folderName, "address": choice.batch.address, "query": choice.query,
                "summary": plan.summary.map { ["text": context.text($0)] },
                "refused": plan.refusalLines.map { ["text": context.text($0)] },
                "hasRefused": plan.refusedCount > 0, "hasRows": plan.tally.count > 0,
                "count": plan.tally.count, "sum": plan.tally.sum.display, "mark": plan.mark,
                "consequence": context.text(choice.act.consequence), "label": context.text(choice.act.label),
            ])
    }
}
