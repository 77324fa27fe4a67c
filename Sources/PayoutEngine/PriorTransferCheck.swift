internal import BankAPI
internal import LedgerAPI
internal import PayoutCore

/// The question, put at the beginning of every run, whether the bank knows what this ledger does not: then the ledger
/// was lost, or is an old copy (design: prior-transfer check).
struct PriorTransferCheck: Sendable {
    /// Clear answers of not found that let a batch begin; all of them, if there are fewer rows.
    static let clearAnswersMin = 3
    /// How often a row is asked about before its silence no longer holds the batch up.
    static let questionsMax = 3
    /// How many unknown statuses of one row show that the bank does know its transfer.
    static let strangeAnswersMax = 10
    /// Attempts of a row that are asked about one after the other where another copy of the ledger may have sent some:
    /// the bank knows nothing of one that it refused at once, and of the next it may know all.
    static let attemptsMax = 3
    /// How long it asks on where questions stay without an answer, once enough rows are clear.
    static let patience = Duration.seconds(6)

    private var toAsk: QuestionQueue
    private var ahead: [PayoutID: Int] = [:]
    private let needed: Int
    private var clear = 0
    private var open: Int
    private var questions: [PayoutID: Int] = [:]
    private var strange: [PayoutID: Int] = [:]
    private(set) var isKnown = false
    /// Whether a "not found" came that proves nothing, since no inquiry of this bank has found a transfer yet.
    private(set) var isUnproven = false
    private var began: Timestamp?
    /// Questions that the bank did not answer.
    private(set) var unansweredCount = 0

    init(_ samples: [PayoutID]) {
        toAsk = QuestionQueue(samples)
        open = samples.count
        needed = min(Self.clearAnswersMin, samples.count)
    }

    /// Whether the bank certainly knows nothing of this batch.
    func isClear(at now: Timestamp) -> Bool {
        guard !isKnown, clear >= needed else { return false }
        return open == 0 || (unansweredCount > 0 && began.map { now - $0 >= Self.patience || now < $0 } ?? false)
    }

    mutating func next(at now: Timestamp) -> PayoutID? {
        began = began ?? now
        return isClear(at: now) ? nil : toAsk.next(at: now)
    }

    /// A row that was drawn was not asked about.
    mutating func putBack(_ payout: PayoutID) { toAsk.putBack(payout) }

    /// Rows that may be asked about now.
    func readyCount(at now: Timestamp) -> Int { isClear(at: now) ? 0 : toAsk.readyCount(at: now) }

    /// When the next row may be asked about, where it is time that it waits for.
    var nextMoment: Timestamp? { toAsk.nextMoment }

    /// How many attempts after the next one of a row are asked about now.
    func attemptsAhead(of payout: PayoutID) -> Int { ahead[payout, default: 0] }

    mutating func answered(_ payout: PayoutID, _ outcome: InquiryOutcome, at now: Timestamp) {
        questions[payout, default: 0] += 1
        let isLast = questions[payout, default: 0] >= Self.questionsMax
        switch outcome {
        case .reported(let report)
        where report.status == .notFound && attemptsAhead(of: payout) + 1 < Self.attemptsMax:
            ahead[payout, default: 0] += 1
            questions[payout] = nil
            toAsk.add(payout, after: outcome, at: now)
        case .undecided(.unprovenNotFound):
            // The first payout alone can prove it: it goes alone, and the question is put again after it.
            isUnproven = true
            clear += 1
            open -= 1
        case .reported(let report) where report.status == .notFound:
            clear += 1
            open -= 1
        case .reported(let report) where report.status.namesTransfer:
            isKnown = true
        case .disagrees:
            // Something stands under our identifiers, and says so again and again.
            if isLast { isKnown = true } else { toAsk.add(payout, after: outcome, at: now) }
        case .reported:
            // Once, a status that nobody knows decides nothing. Time and again, it is the bank's report on a transfer.
            strange[payout, default: 0] += 1
            if strange[payout, default: 0] >= Self.strangeAnswersMax {
                isKnown = true
            } else {
                toAsk.add(payout, after: outcome, at: now)
            }
        case .undecided:
            unansweredCount += 1
            if isLast, clear >= needed { open -= 1 } else { toAsk.add(payout, after: outcome, at: now) }
        }
    }
}

/// The slow way back after a lost ledger: every row that is not known to be paid or on its way is asked about before
/// any is sent, in the order of the file.
struct Restoration: Sendable {
    /// Rows a step of the way; progress is noted after each.
    static let rowsMax = 256
    /// How often something else that stands under our identifiers is asked about before the row is taken for pending:
    /// then it is not sent, and a person finds it in the reports.
    static let questionsMax = 3

    private(set) var cursor: PayoutID
    private var toAsk = QuestionQueue()
    private var open: Set<PayoutID> = []
    private var last = PayoutID.none
    private var questions: [PayoutID: Int] = [:]
    private var disagreements: [PayoutID: Int] = [:]
    private var ahead: [PayoutID: Int] = [:]
    /// Rows about which the bank has said something that decides nothing.
    private var spokenOf: Set<PayoutID> = []
    /// Whether a "not found" came that proves nothing, since no inquiry of this bank has found a transfer yet.
    private(set) var isUnproven = false

    init(cursor: PayoutID) { self.cursor = cursor }

    var isIdle: Bool { open.isEmpty }

    /// The next row to ask about. A late answer to the prior-transfer check may have decided a row already.
    mutating func next(at now: Timestamp) -> PayoutID? {
        while let next = toAsk.next(at: now) {
            if open.contains(next) { return next }
        }
        return nil
    }

    /// A row that was drawn was not asked about.
    mutating func putBack(_ payout: PayoutID) { toAsk.putBack(payout) }

    /// Rows that may be asked about now.
    func readyCount(at now: Timestamp) -> Int { toAsk.readyCount(at: now) }

    /// When the next row may be asked about, where it is time that it waits for.
    var nextMoment: Timestamp? { toAsk.nextMoment }

    /// Every row of the stretch has been decided.
    mutating func finishStretch() {
        if last > cursor { cursor = last }
        questions = [:]
        disagreements = [:]
        spokenOf = []
        ahead = [:]
    }

    /// How many attempts after the next one of a row are asked about now.
    func attemptsAhead(of payout: PayoutID) -> Int { ahead[payout, default: 0] }

    /// How often the bank's answer described another transfer under the identifiers that were asked about.
    func disagreements(about payout: PayoutID) -> Int { disagreements[payout, default: 0] }

    mutating func begin(_ stretch: [PayoutID]) {
        toAsk = QuestionQueue(stretch)
        open = Set(stretch)
        last = stretch.last ?? cursor
    }

    /// - Returns: the report to adopt, where the bank knows the transfer.
    mutating func answered(_ payout: PayoutID, _ outcome: InquiryOutcome, at now: Timestamp) -> StatusReport? {
        questions[payout, default: 0] += 1
        switch outcome {
        case .reported(let report)
        where report.status == .notFound && attemptsAhead(of: payout) + 1 < PriorTransferCheck.attemptsMax:
            ahead[payout, default: 0] += 1
            questions[payout] = nil
            disagreements[payout] = nil
        case .reported(let report) where report.status == .notFound:
            open.remove(payout)
            return nil
        case .reported(let report) where report.status.isRecognised:
            if report.status.allowsAnotherAttempt {
                // A person may have tried it again: the next attempt is asked about as well.
                questions[payout] = nil
                disagreements[payout] = nil
                ahead[payout] = nil
                toAsk.add(payout, after: outcome, at: now)
            } else {
                open.remove(payout)
            }
            return report
        case .disagrees where questions[payout, default: 0] >= Self.questionsMax,
            .reported where questions[payout, default: 0] >= PriorTransferCheck.strangeAnswersMax:
            open.remove(payout)
            return StatusReport(status: .pending, source: .inquiry)
        case .undecided(.unprovenNotFound) where !spokenOf.contains(payout):
            // The first payout alone can prove it: it goes alone, and all rows are asked about again after it.
            isUnproven = true
            open.remove(payout)
            return nil
        case .disagrees:
            spokenOf.insert(payout)
            disagreements[payout, default: 0] += 1
        case .reported: spokenOf.insert(payout)
        case .undecided: break
        }
        toAsk.add(payout, after: outcome, at: now)
        return nil
    }
}

extension TransactionStatus {
    /// Whether a payout may have another attempt after one that ended so.
    fileprivate var allowsAnotherAttempt: Bool {
        switch self {
        case .failed, .refunded, .voided: true
        case .succeeded, .pending, .authorised, .notFound, .unrecognised: false
        }
    }

    /// Whether the bank knows a transfer: "not found" and unknown words do not say so.
    var namesTransfer: Bool {
        switch self {
        case .succeeded, .pending, .refunded, .failed, .authorised, .voided: true
        case .notFound, .unrecognised: false
        }
    }

    /// Whether it decides anything.
    var isRecognised: Bool {
        switch self {
        case .succeeded, .pending, .refunded, .failed, .authorised, .voided, .notFound: true
        case .unrecognised: false
        }
    }
}
