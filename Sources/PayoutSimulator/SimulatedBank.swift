internal import BankAPI
internal import PayoutCore
internal import PayoutEngine
internal import TestSupport

/// The simulated bank: it keeps its own books by its own clock, misbehaves as far as the contract allows, and outlives
/// every process and every ledger.
final class SimulatedBank {
    /// A transfer on the bank's books: the truth about money.
    struct Booking {
        let request: MovementRequest
        let bookedAt: Timestamp
        /// Until then an inquiry says 07.
        var visibleAt: Timestamp
        /// Until then the bank says 03; then the fate.
        var settlesAt: Timestamp
        /// The status that it ends in: 00, 04 or 06.
        let fate: TransactionStatus
        /// Where the fate is 04: until then it is 00.
        var refundedAt: Timestamp

        /// What the bank says of it.
        func status(at moment: Timestamp) -> TransactionStatus {
            if moment < settlesAt { return .pending }
            return fate == .refunded && moment < refundedAt ? .succeeded : fate
        }

        /// Whether its money moves, has moved or may yet.
        func isLive(at moment: Timestamp) -> Bool {
            switch status(at: moment) {
            case .pending, .succeeded, .authorised: true
            case .refunded, .failed, .voided, .notFound, .unrecognised: false
            }
        }
    }

    /// What the bank does about one request.
    struct Reaction {
        var answer: CallAnswer
        var callbacks: [(after: Duration, draft: CallbackDraft)] = []
    }

    let rail: Rail
    let habits: BankHabits
    let names: [String: String]
    private(set) var bookings: [Booking] = []
    /// The bank does all it should from here on.
    private(set) var isCalm = false
    var random: SeededRandom
    let faultsOneIn: Int
    let callbackFaultsOneIn: Int
    private var funds: Int64?
    /// The day on which an X-EXTERNAL-ID was last seen: the bank remembers no longer than that (contract: section 4).
    private var seenOnDay: [ExternalID: Int64] = [:]
    private var references: Set<PartnerReferenceNo> = []
    private var ghosts: Set<String> = []
    private var throttledUntil: Timestamp?
    /// Whether a 07 is believed: at a bank that wants fresh X-EXTERNAL-IDs, only once an inquiry has found a transfer.
    var isInquiryProven: Bool
    private var tokenSerial = 0

    /// - Parameter rows: the accounts that the bank knows, with their owners.
    init(rows: [SimulatedRow], scenario: Scenario, random: SeededRandom) {
        rail = scenario.rail
        habits = scenario.bank
        names = Dictionary(rows.map { ($0.account, $0.name) }) { first, _ in first }
        faultsOneIn = scenario.faultsOneIn
        callbackFaultsOneIn = scenario.callbackFaultsOneIn
        funds = scenario.bank.funds
        isInquiryProven = !scenario.bank.wantsFreshInquiries
        self.random = random
    }

    func isFaulty() -> Bool { !isCalm && random.chance(faultsOneIn) }

    /// A bank that has found its peace: nothing new goes wrong, and what hung comes to its end.
    func calmDown(at now: Timestamp) {
        isCalm = true
        throttledUntil = nil
        funds = nil
        for index in bookings.indices {
            bookings[index].visibleAt = min(bookings[index].visibleAt, now)
            bookings[index].settlesAt = min(bookings[index].settlesAt, now + .seconds(60))
            bookings[index].refundedAt = min(bookings[index].refundedAt, now + .seconds(120))
        }
    }

    /// Money comes in.
    func topUp() { funds = funds.map { _ in Int64(100_000_000) } }

    // MARK: What every request meets

    /// Refused before processing: 429 in storms, 401 where the token has expired meanwhile.
    func deferral(_ externalID: ExternalID, at now: Timestamp) -> Deferral? {
        guard let deferral = drawDeferral(at: now) else { return nil }
        if habits.remembersDeferred { markSeen(externalID, at: now) }
        return deferral
    }

    private func drawDeferral(at now: Timestamp) -> Deferral? {
        if let until = throttledUntil, now < until {
            let busy = BankAnswer(code: "4291800", message: "Too Many Requests")
            let isReported = habits.hasLongStorms || random.chance(3)
            return .throttled(busy, retryAfter: isReported ? until - now : random.pick([nil, .seconds(1)]))
        }
        guard isFaulty(), random.chance(6) else { return nil }
        if random.chance(3) {
            let isLong = habits.hasLongStorms || random.chance(6)
            throttledUntil = now + random.pause(isLong ? 600_000...1_500_000 : random.pick([1...5000, 1...60_000]))
            return drawDeferral(at: now)
        }
        defer { tokenSerial += random.chance(5) ? 0 : 1 }
        return .unauthorized(BankAnswer(code: "4011800", message: "Unauthorized"), tokenSerial: tokenSerial)
    }

    /// Whether this X-EXTERNAL-ID was used before, on this day in Jakarta.
    func wasSeen(_ externalID: ExternalID, at now: Timestamp) -> Bool { seenOnDay[externalID] == Self.day(now) }

    func markSeen(_ externalID: ExternalID, at now: Timestamp) { seenOnDay[externalID] = Self.day(now) }

    private static func day(_ moment: Timestamp) -> Int64 { (moment.milliseconds + 7 * 3_600_000) / 86_400_000 }

    // MARK: The books

    func isKnown(_ number: PartnerReferenceNo) -> Bool { references.contains(number) }

    func remember(_ number: PartnerReferenceNo) { references.insert(number) }

    /// A row of which the bank claims to know an earlier transfer that it never finds.
    func isGhost(_ reference: String) -> Bool { ghosts.contains(reference) }

    func haunt(_ reference: String) { ghosts.insert(reference) }

    /// Takes the amount from the account; false where there is not enough.
    func withdraw(_ amount: Rupiah) -> Bool {
        guard let left = funds else { return true }
        guard left >= amount.whole else { return false }
        funds = left - amount.whole
        return true
    }

    func book(_ booking: Booking) {
        bookings.append(booking)
        references.insert(booking.request.partnerReferenceNo)
    }

    func booking(_ externalID: ExternalID) -> Booking? { bookings.last { $0.request.externalID == externalID } }
}
