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
    /// Events of a batch that its page shows, the newest.
    private static let eventsMax = 40

    /// A batch: what it asks for, where it stands, what it waits for, and who said so.
    func addBatches(to router: RouterGroup<Visitor>) {
        router.get("/batches/{batch}") { _, context -> Response in
            let batch = try batch(context)
            let isAsked = context.may(.approve) && batch.status == .submitted
            let shown = isAsked ? try await shownPreview(batch) : nil
            return try page(of: batch, shown, context)
        }
        router.get("/batches/{batch}/reports/{file}") { _, context -> Response in
            try await takeReport(context)
        }
    }

    /// A batch as who approves it sees it. What looks like other payments by now is held, so that it is shown.
    func preview(_ batch: Batch) async throws -> BatchApproval.Preview? {
        let approval = BatchApproval(settings: settings, clock: clock)
        return try await approval.previews([batch.identity.text]).first
    }

    /// The same, kept as long as nothing happens.
    func currentPreview(_ batch: Batch) async throws -> BatchApproval.Preview? {
        try await previews.current(at: try moment(of: batch)) { try await preview(batch) }
    }

    /// The same for a page that only shows it.
    private func shownPreview(_ batch: Batch) async throws -> ShownPreviews<BatchApproval.Preview>.Shown? {
        try await previews.shown(at: try moment(of: batch)) { try await preview(batch) }
    }

    /// Looks at a batch that waits, so that nobody has to wait for its page.
    func prepare(_ batch: Batch) throws {
        previews.prepare(at: try moment(of: batch)) { try await preview(batch) }
    }

    private func moment(of batch: Batch) throws -> ShownPreviews<BatchApproval.Preview>.Moment {
        .init(
            batch: batch.id, rows: batch.input.count, lastEvent: try read { try $0.lastEventKey() }, now: clock.now())
    }

    private func page(
        of batch: Batch, _ shown: ShownPreviews<BatchApproval.Preview>.Shown?, _ context: Visitor
    ) throws -> Response {
        let ledger = try ledger()
        let status = try LedgerStatus(of: ledger, .init(name: batch.identity.text), at: clock.now())
        guard let entry = status.entries.first(where: { $0.batch.id == batch.id }) else {
            return reply.notFound(context)
        }
        var content = line(entry, context)
        content["statuses"] = statuses(entry.totals, context)
        let (pending, needs) = (
            entry.totals[.pending, default: .zero], entry.needs.map(\.tally).reduce(.zero) { $0 + $1 }
        )
        (content["pendingSum"], content["needsSum"]) = (pending.sum.display, needs.sum.display)
        content["pendingRows"] = context.text(Phrase("\(count: pending.count)"))
        content["needsRows"] = context.text(Phrase("\(count: needs.count)"))
        content["isRunning"] = [.running, .approved].contains(entry.batch.status)
        content["needs"] = entry.needs.map { need($0, of: batch, context) }
        content["hasNeeds"] = !entry.needs.isEmpty
        content["isPausable"] = batch.state.refusal(of: .paused(Self.nobody)) == nil
        content["isResumable"] = batch.state.refusal(of: .resumed(Self.nobody)) == nil
        content["isWaiting"] = batch.status == .submitted
        content["purpose"] = batch.purpose ?? ""
        content["hasPurpose"] = batch.purpose != nil
        content["events"] = try ledger.read { try events(of: batch, $0, context) }
        if batch.rail == .payout { add(try ledger.read { try $0.banks(of: batch.id) }, to: &content) }
        if let why = waits(entry) { (content["waits"], content["isStuck"]) = (context.text(why), true) }
        let files = reports(of: batch)
        content["reports"] = files.map { ["file": $0] }
        content["hasReports"] = !files.isEmpty
        if let shown, !shown.preview.isDone {
            add(shown.preview, to: &content, context)
            content["isOld"] = shown.takenAt != nil
            content["lookedAt"] = shown.takenAt.map { JakartaTime($0).display } ?? ""
        }
        return reply.page(
            "batch", title: .verbatim(batch.folderName), context, isLive: entry.batch.status == .running, content)
    }

    /// Why an approved batch does not come on; nil where it does, or where nothing of it is left.
    private func waits(_ entry: LedgerStatus.Entry) -> Phrase? {
        switch (entry.batch.status, dispatch.standing) {
        case (.approved, .waiting(let until, let why)), (.stopped, .waiting(let until, let why)):
            Phrase("It is tried again at \(JakartaTime(until).display), or when something changes: \(why)")
        case _: nil
        }
    }

    private static let nobody = PersonalDecision(person: "", reason: "")

    private func statuses(_ totals: Totals, _ context: Visitor) -> [[String: Any]] {
        PayoutStatus.shown.compactMap { status in
            guard let tally = totals[status], tally.count > 0 else { return nil }
            return [
                "status": status.rawValue, "words": context.text(status.words),
                "rows": context.text(Phrase("\(count: tally.count)")), "sum": tally.sum.display,
            ]
        }
    }

    private func need(_ need: LedgerStatus.Need, of batch: Batch, _ context: Visitor) -> [String: Any] {
        let acts = need.status.acts.map { act in
            [
                "act": act.rawValue, "label": context.text(act.label), "status": need.status.rawValue,
                "reason": need.reasonCode ?? "",
            ]
        }
        return [
            "words": context.text(need.status.words), "status": need.status.rawValue,
            "rows": context.text(batch.rail.counted(need.tally.count)), "sum": need.tally.sum.display,
            "meaning": context.text(need.item.meaning(for: batch.rail)), "acts": acts, "example": need.example,
            "reason": need.reasonCode ?? "", "isRejected": need.status == .rejected,
        ]
    }

    private func events(
        of batch: Batch, _ reader: LedgerReader, _ context: Visitor
    ) throws -> [[String: Any]] {
        // How the file was read has words of its own already.
        let reading = Phrase.joined(try FileReading(of: batch, reader).lines, by: "; ")
        return try reader.history(of: batch.id).events.suffix(Self.eventsMax).reversed().map { event in
            [
                "at": JakartaTime(event.at).display, "kind": context.text(event.what),
                "detail": context.text(event.kind == Batch.readingEvent ? reading : event.details),
                "actor": Explanation.shown(event.actor),
            ]
        }
    }

    private func add(_ tallies: [BankTally], to content: inout [String: Any]) {
        content["hasBanks"] = !tallies.isEmpty
        content["banks"] = tallies.map { tally -> [String: Any] in
            let name = banks.bank(code: tally.bankCode)?.shortName ?? tally.bankCode
            return [
                "bank": name.isEmpty ? "–" : name, "rows": tally.all.count, "sum": tally.all.sum.display,
                "paid": tally.succeeded.sum.display,
            ]
        }
    }

    private func add(_ preview: BatchApproval.Preview, to content: inout [String: Any], _ context: Visitor) {
        let warnings = Self.warnings(preview)
        content["toPay"] = context.text(Phrase("\(count: preview.plan.toPay)"))
        content["toPaySum"] = preview.plan.total.display
        content["submittedBy"] = preview.submitted?.actor ?? ""
        content["isOwn"] = preview.submitted?.actor == context.actor
        content["hasApproved"] = preview.approvals.events.contains { $0.actor == context.actor }
        content["isOpenToYou"] = content["isOwn"] as? Bool == false && content["hasApproved"] as? Bool == false
        content["hasLevels"] = preview.approvals.needed > 1
        content["approvalsNeeded"] = preview.approvals.needed
        content["approvalsGiven"] = preview.approvals.events.count
        content["approvals"] = preview.approvals.events.map { approval($0, context) }
        content["voidApprovals"] = preview.approvals.voided.map { approval($0, context) }
        content["warnings"] = warnings.enumerated().map { number, warning in
            [
                "number": number, "text": context.text(warning.text),
                "details": warning.details.map { ["text": context.text($0)] },
            ]
        }
        content["hasWarnings"] = !warnings.isEmpty
        content["hasRepeats"] = preview.held.repeats.count > 0
        content["repeats"] = context.text(Phrase("\(count: preview.held.repeats.count)"))
        content["mark"] = Self.mark(preview)
        content["mayDecide"] = true
    }

    private func approval(_ event: JournalEvent, _ context: Visitor) -> [String: Any] {
        [
            "by": Explanation.shown(event.actor), "at": JakartaTime(event.at).display,
            "why": Explanation.shown(ApprovalRecord.reason(in: event.detail)),
        ]
    }

    /// What an approver has to tick one by one.
    static func warnings(_ preview: BatchApproval.Preview) -> [Warning] {
        let lines =
            preview.correctionLines + (preview.survey?.lines ?? []) + preview.held.lines
            + (preview.names.map { [$0.counts] } ?? [])
            + preview.reading.lines
        return lines.reduce(into: []) { warnings, line in
            if line.english.hasPrefix("    "), !warnings.isEmpty {
                warnings[warnings.count - 1].details.append(line)
            } else {
                warnings.append(Warning(text: line))
            }
        }
    }

    /// A point that an approver has read, with the rows that it is about.
    struct Warning {
        let text: Phrase
        var details: [Phrase] = []
    }

    /// What was shown of a preview: an approval of anything else is refused.
    static func mark(_ preview: BatchApproval.Preview) -> String {
        let totals = PayoutStatus.allCases.map { status in
            let tally = preview.totals[status, default: .zero]
            return "\(status.rawValue) \(tally.count) \(tally.sum.whole)"
        }
        return mark(
            [preview.batch.identity.text] + totals
                + preview.approvals.events.map { "\($0.at.milliseconds) \($0.actor)" }
                + warnings(preview).flatMap { [$0.text.english] + $0.details.map(\.english) })
    }
}

/// An act that pages and the API offer for rows.
enum RowAct: String, CaseIterable, Decodable {
    case release, retry, cancel

    var act: PersonalAct {
        switch self {
        case .release: .release
        case .retry: .retry(newReference: false)
        case .cancel: .cancel
        }
    }

    var label: Phrase {
        switch self {
        case .release: Phrase("Release")
        case .retry: Phrase("Try again")
        case .cancel: Phrase("Cancel")
        }
    }

    /// What comes of it, before anybody says yes.
    var consequence: Phrase {
        switch self {
        case .release:
            Phrase("The rows go into the queue and are sent. Release only what you know is to be paid.")
        case .retry:
            Phrase(
                """
                The bank is asked about every earlier attempt first. Only where it says that no money moved, or that \
                it came back, is the row sent again.
                """)
        case .cancel: Phrase("The rows are not sent, and never will be. To pay them later, submit them in a new file.")
        }
    }
}

extension PayoutStatus {
    /// What a person may do with rows of this status. Whether a row allows it is found out when the act is planned.
    var acts: [RowAct] {
        switch self {
        case .held: [.release, .cancel]
        case .invalid: [.retry, .cancel]
        case .failed, .refunded, .notFound: [.retry]
        case .unverified, .queued, .validating, .validated: [.cancel]
        case .rejected, .pending, .succeeded, .cancelled: []
        }
    }
}
