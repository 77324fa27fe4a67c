package import PayoutCore
package import PayoutLedger

/// What an operation reports while it works.
package enum Notice: Sendable {
    /// Another process reads a file into the ledger; this one waits.
    case waitsForImport
    /// A file is refused; the others go on.
    case refused(CommandFailure)
    /// A file is named twice, or has the content of another.
    case repeated(file: String, of: String)
    /// A file was checked and is in the ledger.
    case taken(file: String, Intake.Filed)
    /// More rows of a file are rejected than were shown.
    case rejected(file: String, count: Int)
    /// Who pays a batch that was submitted approves it.
    case approvesByPaying(Batch)
    /// What is about to be paid.
    case plan(RunPlan)
    /// Rows that look like other payments.
    case held(HeldRows)
    /// The reports of another ledger show rows as sent.
    case sentBefore(LostLedger.Finding)
    /// The bank knew rows that this ledger did not.
    case adopted(Batch)
    /// The balance that several batches share.
    case balance(Rupiah)
    /// A batch waits for a person; where nothing keeps it from being paid, it came too late for this run.
    case leftOut(Batch, BatchRefusal?)
    /// Rows have waited for too long and were cancelled.
    case expired(Expired)
    /// Rows have waited for too long, and the bank could not be asked about them.
    case notExpired(CommandFailure)
}
