internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import SNAP
internal import Wording

/// One thing that happened to a payout, on a line of its own.
struct ExplanationStep {
    let at: Timestamp
    let words: Phrase
    /// Whether a person did it; what people decided is left out last.
    let isByPerson: Bool

    private var line: Phrase { Phrase.joined([.verbatim(Explanation.moment(at)), words], by: "  ") }

    /// The steps in at most `linesMax` lines: the first and the newest stay; of those between, the oldest are left out,
    /// and one line says how many.
    static func condensed(_ steps: [ExplanationStep], linesMax: Int) -> [Phrase] {
        guard steps.count > linesMax else { return steps.map(\.line) }
        let surplus = steps.count - linesMax + 1
        let between = steps.indices.dropFirst().dropLast()
        let expendable = between.filter { !steps[$0].isByPerson } + between.filter { steps[$0].isByPerson }
        let left = Set(expendable.prefix(surplus))
        var lines: [Phrase] = []
        for index in steps.indices {
            if left.contains(index) {
                if index == left.min() {
                    lines.append(Phrase("… \(left.count) more steps; attempts.csv and --json hold them all"))
                }
            } else {
                lines.append(steps[index].line)
            }
        }
        return lines
    }
}

extension Explanation {
    /// What happened after the file was submitted, oldest first.
    var steps: [ExplanationStep] {
        // Of the same moment, the account check comes before the transfer, and a person's decision last.
        let all = checks + transfers.map(step) + decisions + receipts.map(step)
        return all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    // MARK: Account checks

    private var checks: [ExplanationStep] {
        Set(validations.map(\.attempt)).sorted().flatMap { attempt in
            tries(validations.filter { $0.attempt == attempt }).compactMap(check)
        }
    }

    /// The account checks of one attempt, up to each result: what the bank reported before a person had the payout
    /// tried again is shown as well.
    private func tries(_ all: [ValidationRecord]) -> [[ValidationRecord]] {
        var groups: [[ValidationRecord]] = [[]]
        for validation in all {
            if groups.last?.last?.hasResult == true { groups.append([]) }
            groups[groups.count - 1].append(validation)
        }
        return groups
    }

    /// Account checks in one line; the last of them decides.
    private func check(_ tries: [ValidationRecord]) -> ExplanationStep? {
        guard let first = tries.first, let decisive = tries.last else { return nil }
        let result = result(of: decisive)
        let words =
            tries.count == 1
            ? Phrase("Account check: \(result)") : Phrase("Account check, tried \(tries.count) times: \(result)")
        return ExplanationStep(at: first.sentAt, words: words, isByPerson: false)
    }

    private func result(of validation: ValidationRecord) -> Phrase {
        switch validation.state {
        case .valid:
            let name = Self.shown(validation.name ?? "")
            let comparison = NameComparison(file: row.accountName, bank: validation.name ?? "")
            return Phrase("the bank knows the account under the name \"\(name)\" (\(comparison.phrase)).")
        case .invalid where validation.reportedAt != nil:
            return Phrase("the bank says that it cannot receive (\(validation.resultCode ?? "02")).")
        case .invalid:
            return Phrase("the bank says that it cannot receive; \(ExplanationAnswer.words(validation.answer)).")
        case .sent: return Phrase("the bank has not answered yet.")
        case .accepted, .doubtful: return Phrase("the bank has not told its result.")
        case .failed: return Phrase("the bank reported an error (03) and no result; it moves no money.")
        case .lapsed: return Phrase("not made; \(ExplanationAnswer.words(validation.answer)).")
        case .abandoned: return Phrase("no result came while it was waited for; it moves no money.")
        }
    }

    // MARK: Transfers

    private func step(_ transfer: Transfer) -> ExplanationStep {
        ExplanationStep(at: transfer.sentAt, words: words(transfer), isByPerson: false)
    }

    private func words(_ transfer: Transfer) -> Phrase {
        let (attempt, answer) = (transfer.attempt.number, ExplanationAnswer.words(transfer.answer))
        guard transfer.validation != nil || !batch.rail.isValidated else {
            return Phrase("Found at the bank after the ledger was lost: \(result(of: transfer)).")
        }
        guard batch.rail == .payout else { return movement(transfer, answer) }
        return switch transfer.state {
        case .unsent: Phrase("Transfer \(attempt) did not leave: \(answer).")
        case .refused: Phrase("Transfer \(attempt) was refused: \(answer).")
        case .pending, .succeeded, .refunded, .failed, .notFound, .voided:
            Phrase("Transfer \(attempt) sent: \(answer); \(result(of: transfer)).")
        }
    }

    /// The same of a collection, refund or charge.
    private func movement(_ transfer: Transfer, _ answer: Phrase) -> Phrase {
        let attempt = transfer.attempt.number
        return switch transfer.state {
        case .unsent: Phrase("Attempt \(attempt) did not leave: \(answer).")
        case .refused: Phrase("Attempt \(attempt) was refused: \(answer).")
        case .pending, .succeeded, .refunded, .failed, .notFound, .voided:
            Phrase("Attempt \(attempt) sent: \(answer); \(result(of: transfer)).")
        }
    }

    /// What the bank reported about a transfer later. Says whether money moved only if the bank's reports agree.
    private func result(of transfer: Transfer) -> Phrase {
        guard let other = transfer.contradictedBy else { return firstResult(of: transfer) }
        let at = Self.moment(other.reportedAt)
        return Phrase("\(firstResult(of: transfer)); then the bank said \(other.status.snapCode) at \(at)")
    }

    private func firstResult(of transfer: Transfer) -> Phrase {
        let by = source(transfer)
        return switch transfer.state {
        case .pending where transfer.isConflict:
            Phrase("the bank says that an earlier transfer exists, but does not find it (\(asked(transfer)))")
        case .pending: Phrase("its result is not known (\(asked(transfer)))")
        case .succeeded: batch.rail == .payout ? Phrase("paid, \(by)") : Phrase("succeeded, \(by)")
        case .refunded where batch.rail != .payout: Phrase("succeeded, then given back by the bank, \(by)")
        case .refunded: Phrase("paid, then given back, \(by)")
        case .failed where isContradicted: Phrase("failed, \(by)")
        case .failed: Phrase("failed, no money moved, \(by)")
        case .voided: Phrase("released, no money moved, \(by)")
        case .refused: Phrase("refused, \(by)")
        case .unsent: Phrase("it did not leave")
        case .notFound where isContradicted: Phrase("the bank does not know it, \(by)")
        case .notFound: Phrase("the bank does not know it, no money moved, \(by)")
        }
    }

    private var isContradicted: Bool {
        row.isContradictionOpen || row.reason?.code == ReasonCode.contradictionResolved
    }

    private func asked(_ transfer: Transfer) -> Phrase {
        guard transfer.inquiries > 0, let last = transfer.inquiredAt else { return Phrase("not asked about yet") }
        let moment = Self.moment(last)
        guard transfer.inquiries > 1 else { return Phrase("asked at \(moment)") }
        return Phrase("asked \(transfer.inquiries) times, last at \(moment)")
    }

    private func source(_ transfer: Transfer) -> Phrase {
        let at = transfer.settledAt.map { Self.moment($0) } ?? ""
        return switch transfer.source {
        case .callback: Phrase("reported by the bank's callback at \(at)")
        case .inquiry: Phrase("reported by the bank when asked at \(at)")
        case .answer: Phrase("told in the bank's answer at \(at)")
        case .person: Phrase("decided by a person at \(at)")
        case nil: Phrase("it is not known who told")
        }
    }

    // MARK: Receipts

    private func step(_ receipt: NotificationRecord) -> ExplanationStep {
        let (number, payee) = (receipt.id, receipt.shownRecipient)
        let error = receipt.lastError.map { Self.shown(receipt.masked($0)) } ?? ""
        let words =
            switch receipt.state {
            case .waiting: Phrase("Receipt \(number) to \(payee) waits to be sent.")
            case .sent: Phrase("Receipt \(number) was sent to \(payee).")
            case .dropped:
                Phrase(
                    "Receipt \(number) to \(payee) was not sent: the row was not paid any more, or receipts were off.")
            case .givenUp: Phrase("Receipt \(number) could not be sent to \(payee): \(error)")
            case .unsure:
                Phrase(
                    """
                    Receipt \(number) to \(payee) may have been sent or not, and is not sent again by itself. To send \
                    it again: salur notifications resend \(number)
                    """)
            }
        return ExplanationStep(at: receipt.closedAt ?? receipt.createdAt, words: words, isByPerson: false)
    }

    // MARK: People

    private var decisions: [ExplanationStep] {
        events.compactMap { event in
            let (person, reason) = (Self.shown(event.actor), Self.shown(Self.reason(in: event.detail)))
            let words: Phrase? =
                switch event.kind {
                case "released": Phrase("\(person) released it: \(reason)")
                case "payee_blocked": Phrase("\(person) had blocked the payee: \(reason)")
                case "name_accepted_before":
                    Phrase("\(person) had accepted the bank's name for this account before: \(reason)")
                case "retried": Phrase("\(person) had it tried again: \(reason)")
                case "cancelled": Phrase("\(person) cancelled it: \(reason)")
                case "dismissed": Phrase("\(person) said that it is not due: \(reason)")
                case "resolved": Phrase("\(person) resolved it: \(reason)")
                case _: nil
                }
            return words.map { ExplanationStep(at: event.at, words: $0, isByPerson: true) }
        }
    }

    /// What a person gave as the reason: after `old → new…: `.
    private static func reason(in detail: String) -> String {
        guard detail.contains("→") || detail.hasPrefix("name accepted before: "), let colon = detail.firstIndex(of: ":")
        else { return detail }
        return String(detail[detail.index(after: colon)...].drop { $0 == " " })
    }
}

extension ValidationRecord {
    /// Whether the bank reported a result of the account validation.
    fileprivate var hasResult: Bool {
        switch state {
        case .valid, .invalid, .failed: true
        case .sent, .accepted, .doubtful, .lapsed, .abandoned: false
        }
    }
}

/// Says what the bank answered to a request, or why there was no answer.
enum ExplanationAnswer {
    static func words(_ answer: BankAnswer?) -> Phrase {
        guard let answer else { return Phrase("no answer was recorded") }
        let code = answer.code
        switch code {
        case "timed_out": return Phrase("no answer came in time")
        case "connection_lost": return Phrase("the connection was lost")
        case "not_connected": return Phrase("the bank could not be reached")
        case "no_token": return Phrase("the bank gave no access")
        case "token_refused": return Phrase("the bank refused our signature")
        case "not_started": return Phrase("salur was stopping")
        case "overtaken": return Phrase("salur was held up for too long before it could leave")
        case _: break
        }
        if code.hasPrefix("redirected_") { return Phrase("the bank answered by pointing elsewhere") }
        if code.hasPrefix("not_understood_") { return Phrase("the bank's answer could not be understood") }
        let message = Explanation.shown(answer.message)
        guard !message.isEmpty else { return Phrase("the bank answered \(code)") }
        return Phrase("the bank answered \(code) \"\(message)\"")
    }
}
