package import Wording

/// How far the clock of this machine is from the bank's, in words that say which of the two is ahead.
package struct ClockDifference: Equatable {
    /// How far ours is ahead; negative where it is behind.
    private let lead: Duration

    package init(lead: Duration) { self.lead = lead }

    /// The difference as a sentence without its end.
    package var words: Phrase {
        lead >= .zero
            ? Phrase("the clock of this machine is \(time) ahead of the bank's")
            : Phrase("the clock of this machine is \(time) behind the bank's")
    }

    private var time: Phrase {
        let seconds = abs(lead.components.seconds)
        return seconds < 60
            ? Phrase("\(Int(seconds)) seconds") : Phrase("\(Int(seconds / 60)) min \(Int(seconds % 60)) s")
    }
}
