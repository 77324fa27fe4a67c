/// A named moment at which a debug build can be made to die, as `kill -9` would have it, so that a test sees what the
/// next start makes of it. A release build carries the names and nothing that acts on them.
package enum CrashPoint: Hashable, Sendable {
    /// The transaction has done its work, and nothing of it is durable yet.
    case uncommitted(DurableStep)
    /// The commit has returned, and nothing has followed from it yet.
    case committed(DurableStep)
    /// Something is about to leave the process, or has just come in.
    case effect(Effect)
    /// A report file comes into being.
    case file(ReportFile, Stage)
    /// A file of a watched folder has come so far.
    case inbox(InboxStep)

    /// What a commit of the ledger makes durable; where it has an event in the journal, the event's kind.
    package enum DurableStep: String, CaseIterable, Sendable {
        case bankBound = "bank_bound"
        case importBegun = "import_begun"
        case rowsImported = "rows_imported"
        case rowsRejected = "rows_rejected"
        case batchSubmitted = "batch_submitted"
        case importRemoved = "import_removed"
        case importedRowsRemoved = "imported_rows_removed"
        case importForgotten = "import_forgotten"
        case batchApproved = "batch_approved"
        case batchStatus = "batch_status"
        case batchSettled = "batch_settled"
        case priorTransfers = "prior_transfers"
        case balanceNoted = "balance_noted"
        case runStarted = "run_started"
        case runEnded = "run_ended"
        case validationIntended = "validation_intended"
        case validationAnswered = "validation_answered"
        case validationReported = "validation_reported"
        case validationOverdue = "validation_overdue"
        case transferIntended = "transfer_intended"
        case transferAnswered = "transfer_answered"
        case statusReported = "status_reported"
        case hinted
        case inquiryIntended = "inquiry_intended"
        case inquiryUndecided = "inquiry_undecided"
        case callbackRecorded = "callback_recorded"
        case callbackProcessed = "callback_taken"
        case recalled
        case reopened
        case duplicateFound = "duplicate_found"
        case foundInReports = "found_in_reports"
        case adopted
        case released
        case retried
        case cancelled
        /// Every act of a person about payouts, `resolve` among them.
        case personDecided = "person_decided"
    }

    /// What crosses the border of the process.
    package enum Effect: String, CaseIterable, Sendable {
        case priorTransferSending = "prior_transfer.sending"
        case priorTransferAnswered = "prior_transfer.answered"
        case validationSending = "validation.sending"
        case validationAnswered = "validation.answered"
        case transferSending = "transfer.sending"
        case transferAnswered = "transfer.answered"
        case inquirySending = "inquiry.sending"
        case inquiryAnswered = "inquiry.answered"
        /// A callback has come, its proof holds, and it is not recorded yet.
        case callbackProven = "callback.proven"
        /// A callback is durable, and the 2xx is about to be written.
        case callbackAnswering = "callback.answering"
    }

    /// The files of a report folder, by their names.
    package enum ReportFile: String, CaseIterable, Sendable {
        case results = "results.csv"
        case attempts = "attempts.csv"
        case rejected = "rejected.csv"
        case reconciliationTable = "reconciliation.csv"
        case reconciliation = "reconciliation.json"
        case audit = "audit.jsonl"
    }

    /// What the inbox does with a file, one step after the other; each is passed once its step is done.
    package enum InboxStep: String, CaseIterable, Sendable {
        /// What is about to be taken is written down.
        case noted
        /// The file was moved out of the watched folder.
        case moved
        /// Its companions were moved as well.
        case claimed
        /// Whether the ledger knows its content is written down, and it is about to be submitted.
        case submitting
        case submitted
        case approved
        /// Where it goes is written down.
        case filing
        /// It stands there, without a note.
        case filed
        /// The note stands next to it.
        case archived
    }

    /// How far a file has come.
    package enum Stage: String, CaseIterable, Sendable {
        case begun
        case written
        case renamed
    }

    /// The name in ``switchName``, such as `transfer_intended.committed`.
    package var name: String {
        switch self {
        case .uncommitted(let step): "\(step.rawValue).uncommitted"
        case .committed(let step): "\(step.rawValue).committed"
        case .effect(let effect): effect.rawValue
        case .file(let file, let stage): "\(file.rawValue).\(stage.rawValue)"
        case .inbox(let step): "inbox.\(step.rawValue)"
        }
    }
}

extension CrashPoint: CaseIterable {
    package static var allCases: [CrashPoint] {
        DurableStep.allCases.flatMap { [.uncommitted($0), .committed($0)] } + Effect.allCases.map { .effect($0) }
            + ReportFile.allCases.flatMap { file in Stage.allCases.map { .file(file, $0) } }
            + InboxStep.allCases.map { .inbox($0) }
    }

    /// Those that a command passes which pays a file.
    package static var ofPayments: [CrashPoint] {
        allCases.filter { point in
            if case .inbox = point { false } else { true }
        }
    }
}
