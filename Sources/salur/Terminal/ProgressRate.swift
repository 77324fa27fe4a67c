/// How fast something goes at present, from the counts of the last seconds.
struct ProgressRate {
    /// The counts that are looked back at, in seconds.
    static let lookBackSeconds = 15.0
    /// Below this there is too little to compute a rate from, in seconds.
    static let lookBackSecondsMin = 0.5
    /// Counts are kept this far apart, in seconds.
    static let samplePauseSeconds = 0.25

    private var samples: [(seconds: Double, done: Int)] = []

    /// Takes note that at `seconds` so much was done.
    mutating func note(done: Int, at seconds: Double) {
        if let last = samples.last, seconds - last.seconds < Self.samplePauseSeconds { return }
        samples.append((seconds, done))
        // The one before the window stays, so that the window is always spanned.
        while samples.count > 2, seconds - samples[1].seconds >= Self.lookBackSeconds { samples.removeFirst() }
    }

    /// What is done in a second; nil while it is not known yet.
    func perSecond(done: Int, at seconds: Double) -> Double? {
        guard let first = samples.first, seconds - first.seconds >= Self.lookBackSecondsMin, done > first.done else {
            return nil
        }
        return Double(done - first.done) / (seconds - first.seconds)
    }
}
