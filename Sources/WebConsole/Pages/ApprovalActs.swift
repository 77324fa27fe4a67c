internal import HTTPTypes
internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import Wording

extension Console {
    /// The yes or the no of a checker.
    func addApproval(to router: RouterGroup<Visitor>) {
        router.post("/batches/{batch}/approve") { request, context -> Response in
            let batch = try batch(context)
            let form = try await context.ownForm(request)
            let decision = PersonalDecision(person: context.actor, reason: try Self.reason(form["reason"]))
            let seen = SeenPreview(
                mark: form["mark"], warnings: form.ticked("seen"), allowsRepeats: form["allow_repeats"] == "yes")
            _ = try await approve(batch, seen, decision)
            return back(to: batch)
        }
        router.post("/batches/{batch}/turn-down") { request, context -> Response in
            let batch = try batch(context)
            let form = try await context.ownForm(request)
            let decision = PersonalDecision(person: context.actor, reason: try Self.reason(form["reason"]))
            try requireUndecided(batch)
            return try await page(of: control(.close, batch, decision))
        }
    }

    /// Approves what was shown, and nothing else.
    ///
    /// - Returns: the batch as it is now; nil where nobody has to approve it any more.
    /// - Throws: ``RequestFault`` where something else was shown, or a warning was not read; ``CommandFailure``.
    func approve(
        _ batch: Batch, _ seen: SeenPreview, _ decision: PersonalDecision
    ) async throws -> BatchApproval.Preview? {
        defer { previews.forget(batch.id) }
        guard let preview = try await preview(batch), !preview.isDone else { return nil }
        guard Self.mark(preview) == seen.mark else { throw changed() }
        guard seen.warnings == Set(Self.warnings(preview).indices) else {
            throw RequestFault(
                .warningsNotRead, Phrase("Each warning that was shown is to be acknowledged. Nothing was approved."))
        }
        return try await BatchApproval(settings: settings, clock: clock)
            .approve([preview], decision, allowsRepeats: seen.allowsRepeats).first
    }

    /// Only what waits for approval is turned down.
    ///
    /// - Throws: ``RequestFault``.
    func requireUndecided(_ batch: Batch) throws { guard batch.status == .submitted else { throw changed() } }

    /// Pausing and resuming.
    func addBatchActs(to router: RouterGroup<Visitor>) {
        for act in [BatchAct.pause, .resume, .close] {
            router.post("/batches/{batch}/\(act.rawValue)") { request, context -> Response in
                let batch = try batch(context)
                let form = try await context.ownForm(request)
                let decision = PersonalDecision(person: context.actor, reason: try Self.reason(form["reason"]))
                return try await page(of: control(act, batch, decision))
            }
        }
    }

    /// Pauses, resumes or closes a batch.
    ///
    /// - Throws: ``CommandFailure`` where the batch does not allow it.
    func control(_ act: BatchAct, _ batch: Batch, _ decision: PersonalDecision) async throws -> BatchControl.Result {
        let control = BatchControl(settings: settings, clock: clock, logger: logger)
        return try await control.apply(try await control.plan(act, batch.identity.text), decision)
    }

    private func page(of result: BatchControl.Result) throws -> Response {
        guard result.refusals.isEmpty else { throw CommandFailure(.stopped, result.sentence) }
        return back(to: result.batch)
    }

    func back(to batch: Batch) -> Response { .redirect(to: "/batches/\(batch.address)") }

    func changed() -> RequestFault {
        RequestFault(
            .changed, Phrase("This has changed since it was shown. Nothing was changed. Look at it once more."))
    }
}

/// What somebody has seen who approves a batch.
struct SeenPreview: Sendable {
    /// See ``Console/mark(_:)``.
    let mark: String
    /// The numbers of the warnings that were read.
    let warnings: Set<Int>
    /// Whether the rows that are held as repeats are meant.
    let allowsRepeats: Bool
}
