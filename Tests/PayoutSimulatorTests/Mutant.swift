import BankAPI
import LedgerAPI
import PayoutCore
import PayoutEngine
import PayoutSimulator
import Testing

/// A deliberately broken variant of the program, planted at a seam of the simulator.
struct Mutant: Sendable, CustomTestStringConvertible {
    /// What it does wrong.
    let name: String
    /// The promise that it breaks, or the part of the design.
    let promise: String
    /// What the auditor must say about it.
    let complaint: String
    /// Makes the trouble likely in which it shows.
    var adjust: @Sendable (inout Scenario) -> Void = { _ in }
    /// The broken part, made anew for each history.
    let seams: @Sendable () -> Seams

    var testDescription: String { "\(promise): \(name)" }

    init(
        _ promise: String, _ name: String, says complaint: String,
        where adjust: @escaping @Sendable (inout Scenario) -> Void = { _ in },
        _ change: @escaping @Sendable (inout Seams) -> Void
    ) {
        self.promise = promise
        self.name = name
        self.complaint = complaint
        self.adjust = adjust
        seams = {
            var seams = Seams()
            change(&seams)
            return seams
        }
    }

    static let all = sending + believing + identifying + validating + persons + reporting + limits
}

// MARK: Sending (P1, P2, P3)

extension Mutant {
    private static let sending = [
        Mutant("P2", "sends before the commit", says: "P2: a", { $0.sendsBeforeCommit = true }),
        Mutant("P3", "sends a transfer again after a time-out", says: "used twice", where: troubled) {
            $0.resends = { call, answer in
                if case .movement(.doubtful(.timedOut)) = answer { true } else { false }
            }
        },
        Mutant("P3", "follows a redirect with a second POST", says: "used twice", where: redirected) {
            $0.resends = { call, answer in
                if case .movement(.doubtful(.redirected)) = answer { true } else { false }
            }
        },
        doubt("a time-out", "as a failure", .refused(refusal)) { $0 == .timedOut },
        doubt("a lost connection", "as a failure", .refused(refusal)) { $0 == .connectionLost },
        doubt("a 5xx", "as a failure", .refused(refusal)) { if case .serverError = $0 { true } else { false } },
        doubt("an HTML page", "as a failure", .refused(refusal)) {
            if case .notUnderstood = $0 { true } else { false }
        },
        doubt("a lost connection", "as never sent", .unsent(.notConnected("lost"))) { $0 == .connectionLost },
        doubt("a time-out", "as busy", .deferred(.throttled(refusal, retryAfter: nil))) { $0 == .timedOut },
        Mutant("P1", "counts a used partnerReferenceNo as a refusal", says: "conflict was released", where: conflicting)
        {
            $0.answer = { call, answer in
                guard case .movement(.partnerReferenceUsed(let answer)) = answer else { return answer }
                return .movement(.deferred(.throttled(answer, retryAfter: nil)))
            }
        },
        Mutant("design 3", "goes on after insufficient funds", says: "although this run met", where: poor) {
            $0.answer = { call, answer in
                guard case .movement(.refusedForAll(let words, _)) = answer else { return answer }
                return .movement(.deferred(.throttled(words, retryAfter: nil)))
            }
        },
    ]

    private static let refusal = BankAnswer(code: "4001800", message: "Bad Request")

    private static func doubt(
        _ what: String, _ counts: String, _ outcome: MovementOutcome, _ isMeant: @escaping @Sendable (Doubt) -> Bool
    ) -> Mutant {
        Mutant("P3", "counts \(what) of a transfer \(counts)", says: "P", where: troubled) {
            $0.answer = { call, answer in
                guard case .movement(.doubtful(let doubt)) = answer, isMeant(doubt) else { return answer }
                return .movement(outcome)
            }
        }
    }
}

// MARK: Believing (P3, P8)

extension Mutant {
    private static let believing = [
        Mutant("P3", "believes an early 07", says: "late and twice", where: troubled) {
            $0.policy = { policy in
                policy.notFoundAfter = .zero
                policy.pollInterval = .milliseconds(1)
            }
        },
        Mutant("P8", "trusts a callback without proof", says: "which the bank never said", where: forged) {
            $0.trustsForgeries = true
        },
        Mutant("P8", "takes a proof for one that covers the body", says: "which the bank never said", where: uncovered)
        {
            $0.callback = { callback in
                ProvenCallback(
                    kind: callback.kind, proof: .body, receivedAt: callback.receivedAt, content: callback.content,
                    body: callback.body)
            }
        },
        Mutant("P8", "ignores that a callback disagrees", says: "which the bank never said", where: untrue) {
            $0.callback = { callback in
                var content = callback.content
                if callback.kind == .transfer {
                    (content.amount, content.amountIsMalformed) = (nil, false)
                    (content.accountNumber, content.bankCode, content.originalPartnerReferenceNo) = (nil, nil, nil)
                }
                return ProvenCallback(
                    kind: callback.kind, proof: callback.proof, receivedAt: callback.receivedAt, content: content,
                    body: callback.body)
            }
        },
        Mutant("P8", "reads an unknown status as a success", says: "which the bank never said", where: untrue) {
            $0.callback = { callback in
                var content = callback.content
                if case .unrecognised = content.status { content.status = .succeeded }
                return ProvenCallback(
                    kind: callback.kind, proof: callback.proof, receivedAt: callback.receivedAt, content: content,
                    body: callback.body)
            }
        },
        Mutant("P8", "acknowledges a callback that it does not keep", says: "P8: a callback was acknowledged") {
            $0.callback = { _ in nil }
        },
        Mutant("P3", "reads pending as a success", says: "which the bank never said", where: troubled) {
            $0.answer = { call, answer in
                guard case .inquiry(.reported(let report)) = answer, report.status == .pending else { return answer }
                return .inquiry(.reported(StatusReport(status: .succeeded, source: .inquiry)))
            }
        },
        Mutant("liveness", "never hears what an inquiry tells", says: "come to", where: troubled) {
            $0.answer = { call, answer in
                guard case .inquiry = answer else { return answer }
                return .inquiry(.undecided(.doubtful(.timedOut)))
            }
        },
    ]
}
