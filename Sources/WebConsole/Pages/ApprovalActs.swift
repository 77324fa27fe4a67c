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
            guard let preview = try await preview(batch), !preview.isDone else { return back(to: batch) }
            guard Self.mark(preview) == form["mark"] else { throw changed() }
            guard form.ticked("seen") == Self.warnings(preview).count else {
                throw CommandFailure(
                    .usage, Phrase("Tick each warning that you have read. Nothing was approved."))
            }
            let approval = BatchApproval(settings: settings, clock: clock)
            try approval.requireMayApprove([preview], decision)
            let allowsRepeats = form["allow_repeats"] == "yes"
            _ = try await approval.approve([preview], decision, allowsRepeats: allowsRepeats)
            return back(to: batch)
        }
        router.post("/batches/{batch}/turn-down") { request, context -> Response in
            let batch = try batch(context)
            let form = try await context.ownForm(request)
            let decision = PersonalDecision(person: context.actor, reason: try Self.reason(form["reason"]))
            guard batch.status == .submitted else { throw changed() }
            try await control(.close, batch, decision)
            return back(to: batch)
        }
    }

    /// Pausing and resuming.
    func addBatchActs(to router: RouterGroup<Visitor>) {
        for act in [BatchAct.pause, .resume, .close] {
            router.post("/batches/{batch}/\(act.rawValue)") { request, context -> Response in
                let batch = try batch(context)
                let form = try await context.ownForm(request)
                let decision = PersonalDecision(person: context.actor, reason: try Self.reason(form["reason"]))
                try await control(act, batch, decision)
                return back(to: batch)
            }
        }
    }

    private func control(_ act: BatchAct, _ batch: Batch, _ decision: PersonalDecision) async throws {
        let control = BatchControl(settings: settings, clock: clock, logger: logger)
        let result = try await control.apply(try await control.plan(act, batch.identity.text), decision)
        guard result.refusals.isEmpty else { throw CommandFailure(.stopped, result.sentence) }
    }

    func back(to batch: Batch) -> Response { .redirect(to: "/batches/\(batch.address)") }

    func changed() -> CommandFailure {
        CommandFailure(
            .notSettled, Phrase("This has changed since it was shown. Nothing was changed. Look at it once more."))
    }
}
