internal import HTTPTypes
internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import Wording

extension Console {
    /// Brings a stuck row to its end: by the bank's answer under an X-EXTERNAL-ID, or by what a person has proof of.
    func resolve(_ request: Request, _ context: Visitor) async throws -> Response {
        let batch = try batchOfAPI(context)
        let reference = try reference(of: batch, context)
        let (body, text) = try await json(ResolveBody.self, of: request)
        let isDryRun = try flag("dryRun", of: request.uri)
        return try await once(request, context, asking: [text]) { hasActed in
            let job = ResolveJob(settings: settings, clock: clock, logger: logger)
            switch try body.way {
            case .asking(let externalID):
                guard !isDryRun else {
                    throw RequestFault.badRequest(
                        Phrase("A dry run has no external_id: the bank is asked, and its answer counts."))
                }
                // To ask once more does no harm: what the bank answers is adopted once.
                let adopted = try await job.resolve(reference, batch: batch.identity.text, by: externalID)
                return (.ok, AdoptedDocument(adopted, message: adopted.sentence.text(in: context.language)))
            case .stating(let resolution, let evidence):
                guard !hasActed else {
                    throw RequestFault(
                        .outcomeUnknown,
                        Phrase("An earlier try was cut off while it decided: some of the rows may be decided."))
                }
                let plan = try await job.plan(reference, batch: batch.identity.text)
                guard !isDryRun else {
                    return (.ok, ResolvePlanDocument(plan, in: context.language))
                }
                let decision = PersonalDecision(person: context.actor, reason: try Self.reason(evidence))
                return (
                    .ok,
                    DecisionDocument(try await job.apply(plan, as: resolution, decision), in: context.language)
                )
            }
        }
    }

    private func reference(of batch: Batch, _ context: Visitor) throws -> String {
        guard let line = context.parameters.get("line").flatMap({ Int($0) }) else { throw RequestFault.notFound }
        return try read { reader in
            guard let id = try reader.row(inLine: line, of: batch.id), let row = try reader.summary(of: id) else {
                throw RequestFault.notFound
            }
            return row.reference
        }
    }
}

/// What a row is resolved by.
private struct ResolveBody: APIBody {
    static let fields: Set<String> = ["externalId", "result", "evidence"]

    enum Way {
        case asking(ExternalID)
        case stating(Resolution, evidence: String)
    }

    /// The X-EXTERNAL-ID of an attempt of the row.
    let externalId: String?
    /// What a person states.
    let result: String?
    let evidence: String?

    /// - Throws: ``RequestFault`` where it says neither or both.
    var way: Way {
        get throws {
            switch (externalId, result, evidence) {
            case (let id?, nil, nil) where Self.isExternalID(id): return .asking(ExternalID(id))
            case (nil, let result?, let evidence?):
                if let resolution = Resolution(rawValue: result) { return .stating(resolution, evidence: evidence) }
            case _: break
            }
            throw RequestFault.badRequest(
                Phrase(
                    """
                    Give either external_id, 32 letters and digits, or result (succeeded, failed or refunded) with \
                    evidence. Nothing was changed.
                    """))
        }
    }

    private static func isExternalID(_ text: String) -> Bool {
        text.utf8.count == 32 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
}

/// What it would mean to record a person's word about a row.
struct ResolvePlanDocument: Encodable {
    let batch: String
    let act: String
    let planned: AmountsDocument
    let refused: [DecisionDocument.Refusal]

    init(_ plan: DecisionPlan, in language: Language) {
        batch = plan.batch.identity.text
        act = "resolve"
        planned = AmountsDocument(count: plan.tally.count, sum: plan.tally.sum.whole)
        refused = plan.refusals.map { DecisionDocument.Refusal($0, in: language) }
    }
}
