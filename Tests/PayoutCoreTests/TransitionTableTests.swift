import PayoutCore
import TestSupport
import Testing

@Suite("Every status × every event")
struct TransitionTableTests {
    @Test("Every status and every kind of event is in the table")
    func isComplete() throws {
        #expect(Set(Situation.all.map(\.payout.status)) == Set(PayoutStatus.allCases))
        #expect(Set(Situation.all.map(\.name)).count == Situation.all.count)
        let kinds: Set = [
            "validation_intended", "validation_answered", "validation_reported", "validation_overdue",
            "transfer_intended",
            "transfer_answered", "status_reported", "hinted", "inquiry_intended", "inquiry_undecided", "recalled",
            "reopened", "duplicate_found", "found_in_reports", "adopted", "released", "retried", "cancelled",
            "resolved", "payee_blocked", "name_accepted_before", "ceiling_reached",
        ]
        for situation in Situation.all {
            #expect(Set(NamedEvent.all(for: situation).map(\.event.kind)) == kinds)
        }
    }

    @Test("No event breaks a promise in any situation")
    func promises() {
        for situation in Situation.all {
            for named in NamedEvent.all(for: situation) {
                let (step, after) = outcome(of: named.event, in: situation)
                let auditor = PayoutAuditor(
                    before: situation.payout, event: named.event, step: step, after: after, now: situation.now,
                    policy: situation.story.policy)
                #expect(auditor.findings.isEmpty, "\(situation.name), \(named.name)")
            }
        }
    }

    @Test("No two events in a row break a promise in any situation")
    func promisesOfPairs() {
        for situation in Situation.all {
            for first in NamedEvent.all(for: situation) {
                let (_, between) = outcome(of: first.event, in: situation)
                for second in NamedEvent.all(for: situation) {
                    var after = between
                    let step = after.handle(second.event, at: situation.now, policy: situation.story.policy)
                    let findings = PayoutAuditor(
                        before: between, event: second.event, step: step, after: after, now: situation.now,
                        policy: situation.story.policy
                    ).findings
                    if !findings.isEmpty {
                        Issue.record("\(situation.name), \(first.name), \(second.name): \(findings)")
                    }
                }
            }
        }
    }

    @Test("An event that comes twice changes nothing the second time, but for questions and new attempts")
    func repeats() {
        for situation in Situation.all {
            for named in NamedEvent.all(for: situation) {
                let (_, once) = outcome(of: named.event, in: situation)
                var twice = once
                _ = twice.handle(named.event, at: situation.now, policy: situation.story.policy)
                #expect(twice.status == once.status, "\(situation.name), \(named.name)")
                #expect(twice.transfers.map(\.state) == once.transfers.map(\.state), "\(situation.name), \(named.name)")
            }
        }
    }

    @Test("The table is as recorded")
    func golden() throws {
        #expect(try GoldenFile("transitions.txt").difference(from: renderedTable()) == nil)
    }

    private func outcome(of event: PayoutEvent, in situation: Situation) -> (PayoutStep, Payout) {
        var payout = situation.payout
        let step = payout.handle(event, at: situation.now, policy: situation.story.policy)
        return (step, payout)
    }

    // MARK: The table as text

    private func renderedTable() -> String {
        var lines = [
            "What the payout state machine makes of every event, by situation. Events that are not legal stand last.",
            "Recorded by TransitionTableTests; RECORD_GOLDEN=1 records it anew.",
        ]
        for situation in Situation.all {
            lines += ["", "== \(situation.name)"] + rendered(situation)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One line for each family of events and what comes of it.
    private func rendered(_ situation: Situation) -> [String] {
        let events = NamedEvent.all(for: situation)
        var order: [[String]] = []
        var payloads: [[String]: [String]] = [:]
        var refused: [String] = []
        for named in events {
            let (step, after) = outcome(of: named.event, in: situation)
            guard let result = text(of: step, from: situation, to: after) else {
                refused.append(named.family)
                continue
            }
            let key = [named.family, result]
            if payloads[key] == nil { order.append(key) }
            payloads[key, default: []].append(named.payload)
        }
        let lines = order.map { key in
            let all = events.filter { $0.family == key[0] }.map(\.payload)
            let some = payloads[key, default: []]
            let what = all == [""] ? "" : some == all ? ": anything" : ": \(some.joined(separator: ", "))"
            let left = "   \(key[0])\(what)"
            return left + String(repeating: " ", count: max(1, 46 - left.count)) + key[1]
        }
        let families = refused.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
        return lines + ["   refused: \(families.joined(separator: ", "))"]
    }

    /// What came of an event; nil where it was not legal.
    private func text(of step: PayoutStep, from situation: Situation, to after: Payout) -> String? {
        switch step {
        case .changed(let next): "→ " + change(next, from: situation, to: after)
        case .noted(let finding): "noted: \(finding)"
        case .refused: nil
        }
    }

    private func change(_ next: PayoutNext, from situation: Situation, to after: Payout) -> String {
        let before = situation.payout
        var words = [after.status == before.status ? "stays \(after.status.rawValue)" : after.status.rawValue]
        if after.reason != before.reason { words.append("reason \(after.reason?.code ?? "none")") }
        if after.isContradicted, !before.isContradicted { words.append("contradiction") }
        for transfer in after.transfers
        where transfer.state != before.transfers.first(where: { $0.attempt == transfer.attempt })?.state {
            words.append("attempt \(transfer.attempt) \(transfer.state.rawValue)")
        }
        if let due = after.dueAt, due != before.dueAt {
            words.append("due in \((due - situation.now).components.seconds) s")
        }
        switch next {
        case .nothing: break
        case .validateAgain: words.append("validate again")
        case .transfer: words.append("transfer")
        }
        return words.joined(separator: ", ")
    }
}
