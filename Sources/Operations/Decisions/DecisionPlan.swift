package import PayoutCore
package import PayoutLedger

/// What a decision would do, shown before anything is changed.
package struct DecisionPlan: Sendable {
    /// One of the payouts meant, for the eye.
    package struct Sample: Sendable {
        package let reference: String
        package let line: Int
        package let amount: Rupiah
        package let status: PayoutStatus
        package let reasonCode: String?
        /// Why it is held, such as the payment that it looks like; nil where it is not.
        package let heldFor: Reason?

        init(rejected reference: String, line: Int, _ amount: Rupiah) {
            (self.reference, self.line, self.amount) = (reference, line, amount)
            (status, reasonCode, heldFor) = (.rejected, nil, nil)
        }

        init(_ stored: StoredPayout, _ reader: LedgerReader) throws {
            let payout = stored.payout
            (reference, line, amount) = (payout.order.reference, stored.line, payout.order.amount)
            (status, reasonCode) = (payout.status, payout.reason?.code)
            heldFor = try payout.status == .held ? payout.reason.map { try reader.present($0, of: stored.id) } : nil
        }
    }

    /// Why a payout is not decided.
    package enum Barrier: Hashable, Sendable {
        /// The act is not allowed for a payout of this status.
        case refused(Refusal, PayoutStatus)
        /// It is not as it was shown any more.
        case changed

        /// Like reasons have the same code, whatever moment or attempt they name.
        fileprivate var code: String {
            switch self {
            case .refused(let refusal, let status): "\(refusal.code) \(status.rawValue)"
            case .changed: "changed"
            }
        }
    }

    /// Payouts that are not decided, all for the same reason.
    package struct Refusals: Sendable {
        /// What a row is found by.
        package struct Row: Sendable {
            /// Empty where the file has none.
            package let reference: String
            package let line: Int
        }

        /// Why it cannot be, as it is with the last of them.
        package internal(set) var why: Barrier
        package internal(set) var count: Int
        /// The first of them.
        package internal(set) var rows: [Row]
    }

    /// A rejected row that is cancelled: it is not due.
    struct Dismissed: Sendable {
        let id: PayoutID
        let sample: Sample

        var tally: Tally { Tally(count: 1, sum: sample.amount) }
    }

    /// Samples, and references of each kind of refusal, that are kept.
    static let samplesMax = 10

    package let act: PersonalAct
    package let batch: Batch
    /// Which payouts of the batch are meant.
    let selection: PayoutSelection
    package internal(set) var tally = Tally.zero
    /// The payouts of ``tally``, as they were shown.
    var rows = ShownRows()
    /// The rejected rows of ``tally``.
    private(set) var dismissed: [Dismissed] = []
    package internal(set) var samples: [Sample] = []
    /// How many are held since they look like other payments.
    package internal(set) var likenessCount = 0
    package internal(set) var refusals: [Refusals] = []
    /// Whether the bank must be asked about earlier transfers first.
    package internal(set) var asksBank = false
    /// How many of them older reports show as sent.
    package internal(set) var wasSentBefore = 0
    /// Whether its rows have become too old, instead of a person deciding about them.
    var isExpiry = false
    /// Whether the bank must be asked about each payout to be cancelled.
    var asksAboutEach = false

    init(act: PersonalAct, batch: Batch, selection: PayoutSelection) {
        self.act = act
        self.batch = batch
        self.selection = selection
    }

    /// Whether there are more payouts than ``samples``.
    package var hasMore: Bool { tally.count > samples.count }

    /// Whether a person has said since that the batch is to be paid: then nothing of it expires.
    func isExpiryOverruled(by status: BatchStatus?) -> Bool {
        switch status {
        case .approved, .running: status != batch.status
        case .importing, .submitted, .stopped, .paused, .settled, .closed, nil: false
        }
    }

    /// What was shown, so that an answer to another plan is found out. It holds within one process alone.
    package var mark: String { String(rows.mark, radix: 36) }

    /// How many cannot be.
    package var refusedCount: Int { refusals.reduce(0) { $0 + $1.count } }

    mutating func refuse(_ why: Barrier, _ row: Refusals.Row) {
        guard let index = refusals.firstIndex(where: { $0.why.code == why.code }) else {
            return refusals.append(Refusals(why: why, count: 1, rows: [row]))
        }
        refusals[index].count += 1
        refusals[index].why = why
        guard refusals[index].rows.count < Self.samplesMax else { return }
        refusals[index].rows.append(row)
    }

    mutating func dismiss(_ id: PayoutID, _ sample: Sample) {
        let row = Dismissed(id: id, sample: sample)
        dismissed.append(row)
        tally += row.tally
        if samples.count < Self.samplesMax { samples.append(sample) }
    }

    mutating func refuse(_ why: Barrier, _ stored: StoredPayout) {
        refuse(why, Refusals.Row(reference: stored.payout.order.reference, line: stored.line))
    }

    mutating func refuse(_ refusal: Refusal, _ stored: StoredPayout) {
        refuse(.refused(refusal, stored.payout.status), stored)
    }
}

/// The rows that a person was shown and says yes to, each with a mark of the state in which it was shown. Only these
/// rows are decided, and only while they are as they were shown:
///
///     var rows = ShownRows()
///     rows.add(stored)                                          // the plan
///     guard rows.isAsShown(stored, at: 0) else { ... }          // under the transaction that decides: refused
///
/// A row takes 16 bytes, so that a million rows are no burden.
struct ShownRows: Sendable {
    private(set) var ids: [PayoutID] = []
    /// Compared within one process alone, since every process hashes in a way of its own.
    private var marks: [Int] = []

    var count: Int { ids.count }

    mutating func add(_ stored: StoredPayout) {
        ids.append(stored.id)
        marks.append(Self.mark(stored.payout))
    }

    /// Of all of them together.
    fileprivate var mark: UInt {
        var hasher = Hasher()
        hasher.combine(ids)
        hasher.combine(marks)
        return UInt(bitPattern: hasher.finalize())
    }

    /// Whether a row is in the state in which it was added as number `index`.
    func isAsShown(_ stored: StoredPayout, at index: Int) -> Bool { marks[index] == Self.mark(stored.payout) }

    /// Some of the rows, spread over all of them: at least `countMin`, if there are as many.
    func spread(_ countMin: Int) -> [PayoutID] {
        stride(from: 0, to: count, by: max(1, count / countMin)).map { ids[$0] }
    }

    /// Everything of a payout that a decision is about.
    private static func mark(_ payout: Payout) -> Int {
        var hasher = Hasher()
        hasher.combine(payout.status)
        hasher.combine(payout.reason)
        hasher.combine(payout.transfers.count)
        hasher.combine(payout.isContradictionOpen)
        return hasher.finalize()
    }
}
