internal import Ayoconnect
internal import BankAPI
internal import Logging
internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import SalurSettings
internal import Wording

/// Asks the bank for the status of transfers before a person's decision: gently, and again if it reports none.
struct StatusAsker: Sendable {
    /// A question and what came of it in the end.
    struct Answer: Sendable {
        let question: DecisionHandler.Question
        let outcome: InquiryOutcome

        /// Whether the bank knows no such transfer.
        var isNotFound: Bool {
            guard case .reported(let report) = outcome, report.status == .notFound else { return false }
            return true
        }

        /// Whether the bank could not be asked, or did not answer.
        var isSilence: Bool {
            switch outcome {
            case .undecided(.doubtful), .undecided(.unsent), .undecided(.deferred): true
            case .reported, .disagrees, .undecided(.answered), .undecided(.unprovenNotFound): false
            }
        }
    }

    /// How often one question is put before its silence is the answer.
    private static let triesMax = 4
    /// The first pause before a question is put again; it doubles.
    private static let pauseMin = Duration.milliseconds(500)
    /// The longest that a bank's `Retry-After` is heeded here, since a person waits.
    private static let pauseMax = Duration.seconds(20)

    private let gateway: any PaymentGateway
    private let merchantID: String
    private let clock: any WallClock
    private let callsMax: Int
    private let ratePerSecond: Int?

    /// Connects to the bank for as long as `work` takes.
    ///
    /// - Throws: ``SettingsError`` where the bank's settings are incomplete; `LedgerError` where the ledger belongs to
    ///   another bank; what `work` throws.
    static func connected<Result>(
        _ settings: Settings, _ ledger: Ledger, _ clock: any WallClock, _ logger: Logger,
        _ work: (StatusAsker) async throws -> Result
    ) async throws -> Result {
        let link = try BankLink(settings)
        try ledger.write { try $0.bind(to: link.binding, path: ledger.path, at: clock.now()) }
        let gateway = try link.gateway(for: ledger, clock: clock, logger: logger)
        let asker = StatusAsker(
            gateway: gateway, merchantID: link.binding.merchantID, clock: clock, callsMax: settings.concurrency,
            ratePerSecond: settings.ratePerSecond)
        do {
            let result = try await work(asker)
            await gateway.shutdown()
            try link.keepInquiryHeader(of: gateway, in: ledger)
            return result
        } catch {
            await gateway.shutdown()
            throw error
        }
    }

    func identifiers(_ batch: Batch) -> TransferIdentifiers {
        TransferIdentifiers(merchantID: merchantID, batch: batch.identity, rail: batch.rail)
    }

    /// Asks everything: at most `callsMax` payouts at a time and `ratePerSecond` a second, the questions about one
    /// payout one after the other.
    ///
    /// - Parameter untilKnown: whether the questions about a payout end with the first transfer that the bank knows.
    /// - Returns: the answers, those about one payout in the order of its questions.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/bankUnreachable`` where the bank answers none of those that were
    ///   asked together.
    func ask(_ questions: [DecisionHandler.Question], untilKnown: Bool = false) async throws -> [Answer] {
        let payouts = questions.chunked { $0.payout }
        var answers: [Answer] = []
        let group = min(callsMax, ratePerSecond ?? callsMax)
        for start in stride(from: 0, to: payouts.count, by: group) {
            let began = clock.now()
            let some = await askAtOnce(payouts[start..<min(start + group, payouts.count)], untilKnown: untilKnown)
            guard some.contains(where: { !$0.isSilence }) else { throw Self.silence }
            answers += some
            if let ratePerSecond {
                await rest(.seconds(1) * some.count / ratePerSecond - (clock.now() - began))
            }
        }
        return answers
    }

    private static let silence = CommandFailure(
        .bankUnreachable,
        Phrase("The bank does not tell the status of these transfers. Try again later, or run \"salur doctor\"."))

    private func askAtOnce(_ payouts: ArraySlice<[DecisionHandler.Question]>, untilKnown: Bool) async -> [Answer] {
        await withTaskGroup(of: [Answer].self) { tasks in
            for questions in payouts {
                tasks.addTask { await askInOrder(questions, untilKnown: untilKnown) }
            }
            var answers: [Answer] = []
            for await some in tasks { answers += some }
            return answers
        }
    }

    private func askInOrder(_ questions: [DecisionHandler.Question], untilKnown: Bool) async -> [Answer] {
        var answers: [Answer] = []
        for question in questions {
            let answer = Answer(question: question, outcome: await ask(question))
            answers.append(answer)
            if answer.isSilence { break }
            if untilKnown, !answer.isNotFound { break }
        }
        return answers
    }

    private func ask(_ question: DecisionHandler.Question) async -> InquiryOutcome {
        var pause = Self.pauseMin
        var outcome = await gateway.inquire(question.request)
        for _ in 1..<Self.triesMax {
            guard case .undecided(let undecided) = outcome, !Task.isCancelled else { break }
            await rest(min(undecided.retryAfter ?? pause, Self.pauseMax))
            pause *= 2
            outcome = await gateway.inquire(question.request)
        }
        return outcome
    }

    private func rest(_ pause: Duration) async {
        guard pause > .zero else { return }
        // Cancelled only when the program ends; then the question is simply put sooner.
        try? await Task.sleep(for: pause)
    }
}

extension Undecided {
    /// How long the bank wants to be left alone.
    fileprivate var retryAfter: Duration? {
        guard case .deferred(.throttled(_, let retryAfter)) = self else { return nil }
        return retryAfter
    }
}

extension Array {
    /// Neighbours with the same key together.
    fileprivate func chunked<Key: Equatable>(by key: (Element) -> Key) -> [[Element]] {
        reduce(into: []) { chunks, element in
            if let last = chunks.last?.first, key(last) == key(element) {
                chunks[chunks.count - 1].append(element)
            } else {
                chunks.append([element])
            }
        }
    }
}
