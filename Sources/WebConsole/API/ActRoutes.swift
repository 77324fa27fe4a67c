internal import HTTPTypes
internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import Wording

extension Console {
    /// Approves what was shown.
    func approveBatch(_ request: Request, _ context: Visitor) async throws -> Response {
        let batch = try batchOfAPI(context)
        let (body, text) = try await json(ApproveBody.self, of: request)
        return try await once(request, context, asking: [text]) { hasActed in
            let decision = PersonalDecision(person: context.actor, reason: try Self.reason(body.reason))
            if let done = try await preview(batch) {
                let isGiven = hasActed && done.approvals.events.contains { $0.actor == decision.person }
                if isGiven || done.approved?.actor == decision.person { return (.ok, ApprovalDocument(done)) }
            }
            let seen = SeenPreview(
                mark: body.mark, warnings: Set(body.acknowledged ?? []), allowsRepeats: body.allowRepeats ?? false)
            guard let approved = try await approve(batch, seen, decision) else { throw changed() }
            return (.ok, ApprovalDocument(approved))
        }
    }

    /// Pauses, resumes or closes a batch.
    ///
    /// - Parameter ofUndecided: whether it must wait for approval: to turn it down is to close it.
    func act(
        _ act: BatchAct, by request: Request, _ context: Visitor, ofUndecided: Bool = false
    ) async throws -> Response {
        let batch = try batchOfAPI(context)
        let (body, text) = try await json(ReasonBody.self, of: request)
        return try await once(request, context, asking: [text]) { hasActed in
            let decision = PersonalDecision(person: context.actor, reason: try Self.reason(body.reason))
            // A close that was cut off while it cancelled rows goes on; everything else was done in one step.
            let isDone = hasActed && (act != .close || batch.status == .closed)
            guard !isDone else {
                let control = BatchControl(settings: settings, clock: clock, logger: logger)
                return (
                    .ok, BatchActDocument(try await control.standing(act, batch.identity.text), in: context.language)
                )
            }
            if ofUndecided { try requireUndecided(batch) }
            return (.ok, BatchActDocument(try await control(act, batch, decision), in: context.language))
        }
    }

    /// Releases, retries or cancels rows, where they are what the program expects.
    func decide(_ request: Request, _ context: Visitor) async throws -> Response {
        let batch = try batchOfAPI(context)
        let (body, text) = try await json(DecisionBody.self, of: request)
        let isDryRun = try flag("dryRun", of: request.uri)
        return try await once(request, context, asking: [text]) { hasActed in
            guard !hasActed else {
                throw RequestFault(
                    .outcomeUnknown,
                    Phrase("An earlier try was cut off while it decided: some of the rows may be decided."))
            }
            let job = DecisionJob(settings: settings, clock: clock, logger: logger)
            let plan = try await job.plan(try body.personalAct, try body.selection, batch: batch.identity.text)
            guard !isDryRun else { return (.ok, DecisionPlanDocument(plan, body.act, in: context.language)) }
            let decision = PersonalDecision(person: context.actor, reason: try Self.reason(body.reason ?? ""))
            guard plan.tally.count == body.expected?.count, plan.tally.sum.whole == body.expected?.sum else {
                throw RequestFault(
                    .expectedDiffers,
                    Phrase(
                        """
                        The choice means \(plan.tally.count) rows with \(plan.tally.sum.whole) rupiah in all, which \
                        is not what was expected. Nothing was changed.
                        """))
            }
            return (.ok, DecisionDocument(try await job.apply(plan, decision), in: context.language))
        }
    }
}

/// What an approval says.
private struct ApproveBody: APIBody {
    static let fields: Set<String> = ["mark", "reason", "acknowledged", "allowRepeats"]

    let mark: String
    let reason: String
    let acknowledged: [Int]?
    let allowRepeats: Bool?
}

private struct ReasonBody: APIBody {
    static let fields: Set<String> = ["reason"]

    let reason: String
}

/// What a decision about rows says.
private struct DecisionBody: APIBody {
    static let fields: Set<String> = [
        "act", "status", "reasonCode", "lines", "references", "expected", "reason", "newReference",
    ]

    struct Amounts: Decodable, Sendable {
        let count: Int
        let sum: Int64
    }

    let act: RowAct
    let status: [String]?
    let reasonCode: [String]?
    let lines: [Int]?
    let references: [String]?
    /// Missing of a dry run alone.
    let expected: Amounts?
    let reason: String?
    /// Of a retry: whether the bank is asked to pay under a new partnerReferenceNo.
    let newReference: Bool?

    var personalAct: PersonalAct {
        get throws {
            guard let newReference else { return act.act }
            guard act == .retry else {
                throw RequestFault.badRequest(Phrase("new_reference is for a retry alone. Nothing was changed."))
            }
            return .retry(newReference: newReference)
        }
    }

    var selection: PayoutSelection {
        get throws {
            let selection = PayoutSelection(
                references: references ?? [], lines: (lines ?? []).map { $0...$0 },
                statuses: try (status ?? []).map(PayoutStatus.init(named:)),
                reasonCodes: reasonCode ?? [])
            guard !selection.isEmpty, selection.references.count + selection.lines.count <= Self.namedMax else {
                throw RequestFault.badRequest(
                    Phrase(
                        """
                        Choose rows by status, reason_code, lines or references, at most \(Self.namedMax) of the \
                        last two.
                        """))
            }
            return selection
        }
    }

    private static let namedMax = 500
}
