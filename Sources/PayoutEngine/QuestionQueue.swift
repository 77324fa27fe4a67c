internal import BankAPI
internal import DequeModule
internal import LedgerAPI
internal import PayoutCore

/// The rows that the bank is to be asked about. One that it gives no clear answer about waits ever longer for its next
/// turn, while the others go on: such an answer says nothing about how fast the bank may be asked.
struct QuestionQueue: Sendable {
    /// After the n-th answer that decided nothing, a row waits n times this.
    private static let pauseUnit = Duration.milliseconds(150)
    private static let pauseMax = Duration.seconds(30)
    /// How long a row waits whose question was refused as one too many.
    private static let refusalPause = Duration.milliseconds(300)

    private var ready: Deque<PayoutID>
    /// By the end of their waits.
    private var waiting: [(until: Timestamp, payout: PayoutID)] = []
    /// Answers in a row that decided nothing.
    private var undecided: [PayoutID: Int] = [:]

    init(_ payouts: [PayoutID] = []) { ready = Deque(payouts) }

    /// The next row that may be asked about.
    mutating func next(at now: Timestamp) -> PayoutID? {
        // A wait that would last longer than any can was begun under another clock: it is over.
        while let first = waiting.first, first.until <= now || first.until - now > Self.pauseMax {
            ready.prepend(first.payout)
            waiting.removeFirst()
        }
        return ready.popFirst()
    }

    /// A row that was drawn was not asked about.
    mutating func putBack(_ payout: PayoutID) { ready.prepend(payout) }

    /// Rows that may be asked about.
    func readyCount(at now: Timestamp) -> Int {
        ready.count + waiting.count { $0.until <= now || $0.until - now > Self.pauseMax }
    }

    /// When the first of the rows that wait may be asked about.
    var nextMoment: Timestamp? { waiting.first?.until }

    /// Has a row asked about again after an answer.
    mutating func add(_ payout: PayoutID, after outcome: InquiryOutcome, at now: Timestamp) {
        switch outcome {
        case .reported(let report) where report.status.isRecognised:
            undecided[payout] = nil
            // Its other attempts come at once: one row that is clear is worth more than many that are begun.
            ready.prepend(payout)
        case .reported, .disagrees, .undecided(.answered), .undecided(.unprovenNotFound):
            let count = undecided[payout, default: 0] + 1
            undecided[payout] = count
            wait(payout, until: now + min(Self.pauseMax, Self.pauseUnit * count))
        case .undecided(.deferred): wait(payout, until: now + Self.refusalPause)
        // The pace of all calls waits.
        case .undecided(.doubtful), .undecided(.unsent): ready.append(payout)
        }
    }

    private mutating func wait(_ payout: PayoutID, until: Timestamp) {
        waiting.insert((until, payout), at: waiting.firstIndex { $0.until > until } ?? waiting.endIndex)
    }
}
