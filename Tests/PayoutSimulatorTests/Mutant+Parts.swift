import BankAPI
import LedgerAPI
import PayoutCore
import PayoutEngine
import PayoutSimulator

// MARK: Identifiers (P5) and validations (P4)

extension Mutant {
    /// What a broken gateway remembers; one history runs on one thread.
    private final class Notes {
        var transfers: [String: MovementRequest] = [:]
        var validations: [String: ValidationRequest] = [:]
    }

    static let identifying = [
        Mutant("P5", "uses the X-EXTERNAL-ID of a transfer again", says: "used twice", where: troubled) { seams in
            let notes = Notes()
            seams.call = { call in
                guard case .movement(let request) = call else { return call }
                guard let first = notes.transfers[request.reference] else {
                    notes.transfers[request.reference] = request
                    return call
                }
                return .movement(request.with(externalID: first.externalID))
            }
        },
        Mutant("P5", "uses the X-EXTERNAL-ID of a validation again", says: "used twice", where: troubled) { seams in
            let notes = Notes()
            seams.call = { call in
                guard case .validation(let request) = call else { return call }
                let first = notes.validations[request.account.accountNumber] ?? request
                notes.validations[request.account.accountNumber] = first
                return .validation(first)
            }
        },
        Mutant("P2", "sends another partnerReferenceNo than that of the intent", says: "not that of the intent") {
            $0.call = { call in
                guard case .movement(let request) = call else { return call }
                return .movement(request.with(number: PartnerReferenceNo(String(repeating: "a", count: 32))))
            }
        },
        Mutant("P1", "raises the generation after a refusal", says: "a new partnerReferenceNo", where: poor) {
            $0.meddle = { payout in
                guard payout.status == .queued || payout.status == .failed, let last = payout.transfers.last,
                    last.state == .refused, payout.generationMin <= last.generation
                else { return nil }
                return payout.with(generationMin: last.generation + 1)
            }
        },
        Mutant("P1", "sends another amount than the row asks for", says: "not what the row asks for") {
            $0.call = { call in
                guard case .movement(let request) = call else { return call }
                return .movement(request.with(amount: Rupiah(request.amount.whole * 10)))
            }
        },
    ]

    static let validating = [
        Mutant("P4", "skips the validation", says: "P4") { $0.inventsValidations = true },
        Mutant("P4", "uses a validation twice", says: "served two transfers", where: troubled) { seams in
            let notes = Notes()
            seams.call = { call in
                guard case .movement(let request) = call else { return call }
                let first = notes.transfers[request.account?.accountNumber ?? ""] ?? request
                notes.transfers[request.account?.accountNumber ?? ""] = first
                return .movement(request.with(beneficiary: first))
            }
        },
        Mutant("P4", "uses a stale validation", says: "too old", where: closing) {
            $0.policy = { $0.validationAgeMax = .seconds(1_000_000) }
        },
        Mutant("P4", "sends the name of the file and not that of the bank", says: "the name is not", where: misnamed) {
            $0.policy = { $0.names = .payAll }
            $0.call = { call in
                guard case .movement(let request) = call else { return call }
                return .movement(request.with(name: "Budi Santoso"))
            }
        },
    ]
}

// MARK: Persons, and other batches

extension Mutant {
    static let persons = [
        Mutant("P1", "releases a conflict", says: "conflict was released", where: conflicting) {
            $0.meddle = { payout in
                guard payout.status == .held, let live = payout.liveTransfer, live.isConflict else { return nil }
                return payout.with(.queued, live, as: .refused)
            }
        },
        Mutant("P1", "tries again without asking", says: "without a clear word about every earlier", where: troubled) {
            $0.presumesAnswers = true
        },
        Mutant("P3", "cancels what is pending", says: "may be live", where: interrupted) {
            $0.meddle = { $0.status == .pending ? $0.with(.cancelled, nil, as: .pending) : nil }
        },
        Mutant("P3", "takes what is pending for paid", says: "which the bank never said", where: interrupted) {
            $0.meddle = { payout in
                guard payout.status == .pending, let live = payout.liveTransfer else { return nil }
                return payout.with(.succeeded, live, as: .succeeded)
            }
        },
        Mutant("P11", "forgets what was paid a moment ago", says: "P11", where: renamed) {
            $0.limits = { $0.duplicateWindow = .zero }
        },
        Mutant("P11", "lets go what was held as a duplicate", says: "P11", where: twice) {
            $0.meddle = { payout in
                guard payout.status == .held, payout.reason?.code == ReasonCode.possibleDuplicate else { return nil }
                return Payout(
                    order: payout.order, status: .queued, transfers: payout.transfers,
                    duplicates: DuplicateReview(acceptedAt: Timestamp(milliseconds: 4_000_000_000_000)))
            }
        },
        Mutant("design 3", "does not ask for earlier transfers", says: "without") { $0.skipsPriorTransferCheck = true },
    ]
}

// MARK: Reports (P6, P7) and limits

extension Mutant {
    static let reporting = [
        Mutant("P6", "drops a row from the results", says: "P6: the results") { $0.results = { Array($0.dropLast()) } },
        Mutant("P6", "shows a row twice", says: "P6: the results") { $0.results = { $0 + $0.suffix(1) } },
        Mutant("P6", "forgets an attempt", says: "attempts do not show") {
            $0.attempts = { attempts in
                var attempts = attempts
                if let last = attempts.lastIndex(where: { $0.kind == "transfer" }) { attempts.remove(at: last) }
                return attempts
            }
        },
        Mutant("design 3", "says settled while something is pending", says: "settled, with open rows") {
            $0.turn = { turn in
                var turn = turn
                guard let batch = turn.sends.first?.id.batch, turn.outcomes[batch] == nil else { return turn }
                if turn.progress?.totals[.pending, default: 0] ?? 0 > 0 { turn.outcomes[batch] = .settled }
                return turn
            }
        },
    ]

    static let limits = [
        Mutant("limits", "has more calls in flight", says: "calls are in flight", where: single) {
            $0.limits = { limits in
                limits.concurrency = 32
                limits.window = 32
            }
        },
        Mutant("limits", "forgets the rate", says: "calls within a second", where: slow) {
            $0.limits = { $0.ratePerSecond = nil }
        },
        Mutant("design 3", "does not heed Retry-After", says: "Retry-After", where: stormy) {
            $0.answer = { _, answer in
                switch answer {
                case .validation(.deferred(.throttled(let words, _))):
                    .validation(.deferred(.throttled(words, retryAfter: nil)))
                case .movement(.deferred(.throttled(let words, _))):
                    .movement(.deferred(.throttled(words, retryAfter: nil)))
                case .inquiry(.undecided(.deferred(.throttled(let words, _)))):
                    .inquiry(.undecided(.deferred(.throttled(words, retryAfter: nil))))
                case .validation, .movement, .inquiry: answer
                }
            }
        },
        Mutant("design 3", "pays in the cut-off window", says: "cut-off", where: late) {
            $0.limits = { $0.cutOff = nil }
        },
        Mutant("design 3", "does not wait for the first rows", says: "dispatch.canary", where: careful) {
            $0.limits = { $0.canary = 0 }
        },
    ]
}
