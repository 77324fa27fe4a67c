package import PayoutCore

/// The state of the prior-transfer check of a batch.
package enum PriorTransfers: String, CaseIterable, Sendable {
    /// Not asked yet; nothing may be sent.
    case unasked
    /// The bank knows payouts that this ledger does not: every row is asked first.
    case lost
    /// Asked; the batch may begin.
    case clear
}

/// How a file writes its rows, so that they can be written again in the same way.
package struct FileForm: Hashable, Sendable {
    package let delimiter: UInt8
    package let lineEnding: String
    package let hasByteOrderMark: Bool
    /// Names that the user had given columns when the file came.
    package let columns: ColumnMapping

    package init(
        delimiter: UInt8, lineEnding: String, hasByteOrderMark: Bool, columns: ColumnMapping = .none
    ) {
        self.columns = columns
        self.delimiter = delimiter
        self.lineEnding = lineEnding
        self.hasByteOrderMark = hasByteOrderMark
    }
}

/// One payout file under one identity.
package struct Batch: Sendable {
    package let id: BatchID
    /// What it does with money.
    package let rail: Rail
    package var identity: BatchIdentity
    /// The `--batch` name, where there was one.
    package var name: String?
    /// SHA-256 of the decompressed file, lowercase hexadecimal.
    package var digest: String
    package let fileName: String
    /// The column names as the file writes them.
    package let header: [String]
    package let form: FileForm
    /// How far it has come; a ledger changes it by the events of its state machine alone.
    package var state: BatchState
    /// When a person first said that it may be paid; nil where nobody has.
    package var approvedAt: Timestamp?
    package var priorTransfers: PriorTransfers
    /// While transfers are missing in the ledger: every payout up to this one has been asked about.
    package var priorTransferCursor: PayoutID
    /// What its payments are for, in the words of who submitted it (`--purpose`).
    package var purpose: String?
    /// The rows and rupiah of the file, counted while it was read and never changed since (promise P6).
    package var input: Tally
    package let balanceBefore: Rupiah?
    package let balanceAfter: Rupiah?
    package let createdAt: Timestamp
    package var changedAt: Timestamp

    package init(
        id: BatchID, rail: Rail, identity: BatchIdentity, name: String?, digest: String, fileName: String,
        header: [String],
        form: FileForm, state: BatchState, approvedAt: Timestamp?, priorTransfers: PriorTransfers,
        priorTransferCursor: PayoutID,
        input: Tally, balanceBefore: Rupiah?, balanceAfter: Rupiah?, createdAt: Timestamp, changedAt: Timestamp,
        purpose: String? = nil
    ) {
        self.id = id
        self.rail = rail
        self.identity = identity
        self.name = name
        self.digest = digest
        self.fileName = fileName
        self.header = header
        self.form = form
        self.state = state
        self.approvedAt = approvedAt
        self.priorTransfers = priorTransfers
        self.priorTransferCursor = priorTransferCursor
        self.input = input
        self.balanceBefore = balanceBefore
        self.balanceAfter = balanceAfter
        self.createdAt = createdAt
        self.changedAt = changedAt
        self.purpose = purpose
    }
}

extension Batch {
    package var status: BatchStatus { state.status }

    /// Why it stopped, as the ledger and the reports have it.
    package var stoppedReason: String? { state.stopReason?.rawValue }
}
