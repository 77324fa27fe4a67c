internal import Operations
internal import Wording

extension Payer {
    /// What comes next for a batch that may be paid; its name is written for a shell.
    func next(_ name: String) -> Phrase {
        switch self {
        case .nobody: Phrase("Next: salur process \(name)")
        case .atWork, .joining: Phrase("The process that is running pays it.")
        case .later: Phrase("Another run is sending; once it has ended: salur process \(name)")
        case .paused: Phrase("It is paused. Next: salur resume \(name)")
        case .stopped: Phrase("It has stopped. Next: mend the cause, then salur resume \(name)")
        }
    }

    /// The same for some rows of a batch.
    func nextOfRows(_ name: String) -> Phrase {
        switch self {
        case .nobody: Phrase("They are sent by: salur process \(name)")
        case .atWork, .joining: Phrase("The process that is running sends them.")
        case .later, .paused, .stopped: next(name)
        }
    }
}
