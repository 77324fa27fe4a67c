import PayoutCore
import TestSupport
import Testing

@Suite("Every batch status × every event")
struct BatchStateTests {
    private static let ani = PersonalDecision(person: "ani", reason: "as agreed")
    private static let one = Tally(count: 1, sum: Rupiah(1000))
    private static let nothing = BatchWork([:])
    private static let queued = BatchWork([.queued: one])
    private static let pending = BatchWork([.pending: one])
    private static let unverified = BatchWork([.unverified: one])

    private static let events: [(name: String, event: BatchEvent)] = [
        ("submitted", .submitted), ("approved", .approved), ("begun, nothing to send", .begun(nothing)),
        ("begun, on its way", .begun(pending)), ("begun, rows to send", .begun(queued)), ("paused", .paused(ani)),
        ("resumed", .resumed(ani)), ("stopped: no_callbacks", .stopped(.noCallbacks)),
        ("stopped: ledger_altered", .stopped(.ledgerAltered)), ("interrupted", .interrupted), ("settled", .settled),
        ("work appeared", .workAppeared), ("closed, nothing left", .closed(ani, nothing)),
        ("closed, on its way", .closed(ani, pending)), ("closed, rows to send", .closed(ani, queued)),
        ("closed, unverified", .closed(ani, unverified)),
        ("closed, disputed", .closed(ani, BatchWork([:], disputed: one))),
        ("expired", .expired),
    ]

    private static func state(_ status: BatchStatus, isApproved: Bool) throws -> BatchState {
        try #require(
            BatchState(
                status: status, stopReason: status == .stopped ? .insufficientFunds : nil, isApproved: isApproved))
    }

    private static func all() throws -> [(name: String, state: BatchState)] {
        try BatchStatus.allCases.flatMap { status in
            try [false, true].map { isApproved in
                (
                    "\(status.rawValue)\(isApproved ? ", approved by a person" : "")",
                    try state(status, isApproved: isApproved)
                )
            }
        }
    }

    @Test("A stop has a reason, and a reason a stop") func reasons() {
        #expect(BatchState(status: .stopped, stopReason: nil, isApproved: true) == nil)
        #expect(BatchState(status: .running, stopReason: .noCallbacks, isApproved: true) == nil)
    }

    @Test("Every event is in the table") func isComplete() {
        // A new case makes this switch a compile error, and then the table incomplete.
        let kinds = Self.events.map { event in
            switch event.event {
            case .submitted: 0
            case .approved: 1
            case .begun: 2
            case .paused: 3
            case .resumed: 4
            case .stopped: 5
            case .interrupted: 6
            case .settled: 7
            case .workAppeared: 8
            case .closed: 9
            case .expired: 10
            }
        }
        #expect(Set(kinds) == Set(0...10))
    }

    @Test("No event breaks a promise in any state, nor do two in a row") func promises() throws {
        for (name, before) in try Self.all() {
            for first in Self.events {
                var between = before
                expectPromises(name, before, first, between.handle(first.event), between)
                for second in Self.events {
                    var after = between
                    expectPromises("\(name), \(first.name)", between, second, after.handle(second.event), after)
                }
            }
        }
    }

    private func expectPromises(
        _ name: String, _ before: BatchState, _ sample: (name: String, event: BatchEvent), _ step: BatchStep,
        _ after: BatchState
    ) {
        let what = "\(name), \(sample.name)"
        #expect((step == .changed) == (after != before), "\(what)")
        #expect((after.status == .stopped) == (after.stopReason != nil), "\(what)")
        // An approval is only ever a person's, and never lost.
        #expect(after.isApproved == before.isApproved || sample.event == .approved && after.isApproved, "\(what)")
        if before.status == .closed { #expect(after == before, "\(what)") }
        if before.status == .paused, after.status != .paused {
            switch sample.event {
            case .resumed, .settled, .expired, .closed: break
            case .submitted, .approved, .begun, .paused, .stopped, .interrupted, .workAppeared:
                Issue.record("\(what): a run, not a person, ends the pause")
            }
        }
        if after.status == .running, before.status != .running, case .begun(let work) = sample.event {
            #expect(after.isApproved || work.toSend.count == 0, "\(what): what nobody approved is sent")
        }
        // The preview and the change give the same answer.
        if case .refused(let why) = step {
            #expect(before.refusal(of: sample.event) == why, "\(what)")
        } else {
            #expect(before.refusal(of: sample.event) == nil, "\(what)")
        }
        var twice = after
        twice.handle(sample.event)
        #expect(twice == after, "\(what): the same again")
    }

    @Test("The table is as recorded") func golden() throws {
        var lines = [
            "What the state machine of a batch makes of every event, by status. Events that are not legal stand last.",
            "Recorded by BatchStateTests; RECORD_GOLDEN=1 records it anew.",
        ]
        for (name, before) in try Self.all() {
            lines += ["", "== \(name)"]
            var refused: [String] = []
            for (event, sample) in Self.events {
                var after = before
                switch after.handle(sample) {
                case .changed:
                    let reason = after.stopReason.map { ": \($0.rawValue)" } ?? ""
                    let approval = after.isApproved != before.isApproved ? ", approved by a person" : ""
                    lines.append("   \(event) → \(after.status.rawValue)\(reason)\(approval)")
                case .noted: lines.append("   \(event): stays")
                case .refused(let why): refused.append("\(event) (\(why.rawValue))")
                }
            }
            if !refused.isEmpty { lines.append("   refused: \(refused.joined(separator: ", "))") }
        }
        #expect(try GoldenFile("batches.txt").difference(from: lines.joined(separator: "\n") + "\n") == nil)
    }

    @Test("One definition says what work is left") func work() {
        let settled = BatchWork([.succeeded: Self.one, .held: Self.one, .invalid: Self.one])
        #expect(!settled.isOpen && !settled.isLeft && settled.toSend == .zero)
        #expect(Self.queued.isOpen && Self.queued.isLeft && Self.queued.toSend == Self.one)
        #expect(Self.pending.isOpen && Self.pending.isLeft && Self.pending.toSend == .zero)
        #expect(!Self.unverified.isOpen && Self.unverified.isLeft && Self.unverified.toSend == Self.one)
        #expect(BatchWork([:], sentBefore: Self.one).isLeft)
        #expect(BatchWork([:], isRestoring: true).isLeft)
    }

    @Test("Sums are checked: what does not fit stays at the largest amount") func tallies() {
        let most = Tally(count: 1, sum: Rupiah(.max))
        #expect(most + Self.one == Tally(count: 2, sum: Rupiah(.max)))
        #expect([Self.one, Self.one].total == Tally(count: 2, sum: Rupiah(2000)))
    }
}
