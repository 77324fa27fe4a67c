package import PayoutCore
package import PayoutLedger
package import Wording

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
        let heldFor: String?

        init(_ stored: StoredPayout) {
            let payout = stored.payout
            (reference, line, amount) = (payout.order.reference, stored.line, payout.order.amount)
            (status, reasonCode) = (payout.status, payout.reason?.code)
            heldFor = payout.status == .held ? payout.reason?.text : nil
        }

        /// What a person reads of it.
        package var lines: [Phrase] {
            let code = reasonCode.flatMap { $0 == status.rawValue ? nil : ", \($0)" } ?? ""
            var lines = [Phrase("  \(reference)  line \(line)  \(amount.display)  \(status.words)\(code)")]
            if let heldFor { lines.append(Phrase("    \(Phrase.recognised(Explanation.shown(heldFor)))")) }
            return lines
        }
    }

    /// Payouts that a person cannot have it for, all for the same reason.
    package struct Refusals: Sendable {
        /// Like reasons have the same code, whatever moment or attempt they name.
        let code: String
        /// Why it cannot be, and what to do instead.
        package internal(set) var why: Phrase
        package var count: Int
        package var references: [String]
        /// What people find them by: the reference, or the line where there is none.
        var names: [Phrase]
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
    package internal(set) var samples: [Sample] = []
    /// How many are held since they look like other payments.
    var likenessCount = 0
    package internal(set) var refusals: [Refusals] = []
    /// Whether the bank must be asked about earlier transfers first.
    package internal(set) var asksBank = false
    /// How many of them older reports show as sent.
    var wasSentBefore = 0
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

    /// How many cannot be.
    package var refusedCount: Int { refusals.reduce(0) { $0 + $1.count } }

    mutating func refuse(_ why: Phrase, code: String, _ reference: String, line: Int) {
        let name = reference.isEmpty ? Phrase("line \(line)") : .verbatim(reference)
        guard let index = refusals.firstIndex(where: { $0.code == code }) else {
            return refusals.append(
                Refusals(code: code, why: why, count: 1, references: [reference], names: [name]))
        }
        refusals[index].count += 1
        refusals[index].why = why
        guard refusals[index].references.count < Self.samplesMax else { return }
        refusals[index].references.append(reference)
        refusals[index].names.append(name)
    }

    mutating func refuse(_ refusal: Refusal, _ stored: StoredPayout) {
        let status = stored.payout.status
        refuse(
            refusal.phrase(status), code: "\(refusal.code) \(status.rawValue)", stored.payout.order.reference,
            line: stored.line)
    }

    /// Refuses a payout that is not as it was shown any more.
    mutating func refuseChanged(_ stored: StoredPayout) {
        refuse(
            Phrase("it has changed since it was shown, look at it again"), code: "changed_since_shown",
            stored.payout.order.reference, line: stored.line)
    }

    /// The preview: what would happen, and to how much money. What cannot be is told by ``refusalLines``.
    package var summary: [Phrase] {
        var lines = [Phrase("Batch \(batch.folderName): \(heading)")]
        lines += samples.flatMap(\.lines)
        if hasMore { lines.append(Phrase("  … and \(tally.count - samples.count) more")) }
        if act == .release, wasSentBefore > 0 {
            lines.append(
                Phrase(
                    """
                    CAREFUL: older reports show \(wasSentBefore) of these as sent, and the ledger was lost. Releasing \
                    them means paying them again if they were paid. Go on only if the bank has confirmed in writing \
                    that no money moved.
                    """))
        }
        if act == .release, likenessCount > 0 {
            lines.append(
                Phrase(
                    """
                    CAREFUL: \(Phrase.payouts(likenessCount)) of these may have been paid already; to release them is \
                    to pay them again.
                    """))
        }
        if act == .retry(newReference: true) {
            lines.append(
                Phrase(
                    """
                    CAREFUL: these may have been paid already, and under a new reference the bank no longer guards \
                    against paying twice. Go on only if the bank has confirmed in writing that no money moved.
                    """))
        }
        return lines
    }

    private var heading: Phrase {
        let money = tally.sum.display
        switch act {
        case .release: return Phrase("release \(payouts), \(money)")
        case .retry: return Phrase("try \(payouts) once more, \(money)")
        case .cancel: return Phrase("cancel \(payouts), \(money)")
        case .resolve: return Phrase("resolve \(payouts), \(money)")
        }
    }

    private var payouts: Phrase { Phrase.payouts(tally.count) }

    /// What cannot be, one line for each reason.
    package var refusalLines: [Phrase] { Self.lines(refusals, of: act) }

    static func lines(_ refusals: [Refusals], of act: PersonalAct) -> [Phrase] {
        refusals.map { refusal in
            let first = Phrase.joined(Array(refusal.names.prefix(3)), by: ", ")
            let names = refusal.count > 3 ? Phrase("\(first) and \(refusal.count - 3) more") : first
            return switch act {
            case .release: Phrase("\(names) cannot be released: \(refusal.why).")
            case .retry: Phrase("\(names) cannot be tried again: \(refusal.why).")
            case .cancel: Phrase("\(names) cannot be cancelled: \(refusal.why).")
            case .resolve: Phrase("\(names) cannot be resolved: \(refusal.why).")
            }
        }
    }
}

extension Phrase {
    /// "1 payout", "3 payouts".
    static func payouts(_ count: Int) -> Phrase { count == 1 ? Phrase("1 payout") : Phrase("\(count) payouts") }
}
