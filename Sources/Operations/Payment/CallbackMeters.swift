internal import CoreMetrics

/// Counts the callbacks of the bank, whoever receives them: a payment, or the receiver of `salur serve`.
struct CallbackMeters: Sendable {
    /// What became of a callback.
    enum Fate: String, CaseIterable {
        /// Recorded, to be looked at by the engine.
        case taken
        /// Its proof does not hold.
        case refused
        /// It could not be recorded; the bank was asked to send it again.
        case failed
    }

    private let counters: [Fate: Counter]

    init(factory: any MetricsFactory) {
        counters = Dictionary(
            uniqueKeysWithValues: Fate.allCases.map { fate in
                (
                    fate,
                    Counter(label: "salur_callbacks_total", dimensions: [("result", fate.rawValue)], factory: factory)
                )
            })
    }

    func count(_ fate: Fate, _ callbacks: Int = 1) { counters[fate]?.increment(by: callbacks) }
}
