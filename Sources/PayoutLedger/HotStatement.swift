/// A statement that every payout or every step costs: see ``StatementShelf``. Each stands next to what uses it.
struct HotStatement: Sendable {
    /// The place on the shelf.
    enum Place: Int, CaseIterable, Sendable {
        case dataVersion, term
        // Reading a payout.
        case payout, validations, transfers, payoutOfTransfer, payoutOfValidation, sameCallback
        // Writing a payout.
        case beginUndoable, undo, endUndoable
        case movePayout, movePayoutValidated, movePayoutTransferred, stayPayout, checkPayout, changePayout
        case insertValidation, updateValidation, keepAnswer
        case insertTransfer, answerTransfer, settleTransfer
        case addToTotal, insertTotal, addToShare, insertShare
        // Looking at a batch.
        case queued, totals
        case dueValidating, duePending, farValidating, farPending, nextValidating, nextPending
    }

    let place: Place
    let sql: String

    /// - Parameter place: its own alone.
    init(_ place: Place, _ sql: String) {
        self.place = place
        self.sql = sql
    }
}
