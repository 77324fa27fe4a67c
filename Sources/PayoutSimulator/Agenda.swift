internal import BankAPI
internal import PayoutCore
internal import PayoutEngine

/// What is still to happen, in the order of time; what happens at the same moment keeps the order of its planning.
struct Agenda {
    enum Happening {
        /// A request reaches the bank.
        case arrival(CallID, BankCall, Journey, life: Int)
        /// The answer to a request reaches the process that sent it, if that still lives.
        case answer(CallID, BankCall, CallAnswer, life: Int)
        /// The bank tries to deliver a callback; `tries` were in vain.
        case callback(CallbackDraft, tries: Int)
        case stopRequested(life: Int)
        /// The wall clock is set; the steady clock that sleeps are measured by is not.
        case clockSet(Duration)
    }

    private var entries: [(at: Timestamp, happening: Happening)] = []

    /// The moment of the next happening.
    var next: Timestamp? { entries.last?.at }

    mutating func plan(_ happening: Happening, at moment: Timestamp) {
        // Sorted with the earliest last, so that taking is cheap; the first index with an earlier or equal moment.
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].at > moment { low = middle + 1 } else { high = middle }
        }
        entries.insert((moment, happening), at: low)
    }

    /// The next happening that is due at `moment`.
    mutating func take(at moment: Timestamp) -> Happening? {
        guard let last = entries.last, last.at <= moment else { return nil }
        entries.removeLast()
        return last.happening
    }
}
