package import Operations
internal import PayoutCore
package import Wording

extension HoldJob.HeldCharge {
    /// What would be done with the hold.
    package func line(_ act: HoldAct) -> Phrase {
        let name = Explanation.shown(customer)
        switch act {
        case .capture: return Phrase("\(reference), customer \(name): takes the \(amount.display) that are held.")
        case .void: return Phrase("\(reference), customer \(name): releases the \(amount.display) that are held.")
        }
    }
}
