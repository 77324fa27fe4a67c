internal import PayoutCore

/// How far a file of a watched folder has come. The raw values are written to disk and never change.
package enum InboxState: String, Codable, CaseIterable, Sendable {
    /// It lies in the folder, and is not complete or cannot be moved.
    case incomplete
    /// It was taken, and is not submitted yet.
    case claimed
    /// It is a batch, and who approves it is not decided yet.
    case submitted
    case waitsForApproval = "waits_for_approval"
    /// It may be paid, and is not settled yet.
    case approved
    /// Its batch is over, and the file lies in `done`.
    case done
    /// Its content is a batch that the ledger had already, and the file lies in `done`.
    case duplicate
    /// It lies in `refused`, with the reason next to it.
    case refused
    /// Somebody has removed it after it was taken.
    case vanished

    /// Whether nothing more is done for the file.
    package var isFinal: Bool {
        switch self {
        case .incomplete, .claimed, .submitted, .waitsForApproval, .approved: false
        case .done, .duplicate, .refused, .vanished: true
        }
    }
}

/// What is known of one file that was taken: it survives a crash, and a page lists it.
struct InboxRecord: Codable {
    /// Where a file goes at its end.
    struct Filing: Codable {
        let state: InboxState
        /// Relative to the watched folder.
        var path: String
        let note: LocalizedWords
    }

    /// Begins with the time, so that names in order are moments in order.
    let id: String
    /// Its name in the watched folder.
    let name: String
    var state = InboxState.claimed
    let claimedAt: Timestamp
    var changedAt: Timestamp
    /// As it was when it was found complete.
    var content: InboxFace.Content
    /// Whether a control file came with it, without which it is not submitted.
    let hasControl: Bool
    /// Whether the ledger knew its content before it was submitted; nil before that.
    var isKnown: Bool?
    /// The identity of its batch.
    var batch: String?
    /// The name that people know the batch by.
    var batchName: String?
    /// What it waits for, or what became of it.
    var why: LocalizedWords?
    /// Set once it is decided where it goes.
    var filing: Filing?
}
