package import PayoutCore
package import PayoutLedger
internal import PayoutRules
package import Wording

/// The life of one payout: what was asked, what the bank said, who decided, what happens next.
package struct Explanation: Sendable {
    package let row: RowSummary
    package let batch: Batch
    /// The bank's name; empty where its code is none.
    package let bankName: String
    package let history: BatchHistory
    /// Every account check, oldest first.
    package let validations: [ValidationRecord]
    /// Every transfer intent, oldest first.
    package let transfers: [Transfer]
    /// The journal of the payout, oldest first.
    package let events: [JournalEvent]
    /// Receipts to the payee, the oldest first.
    package let receipts: [NotificationRecord]
    /// The batch's name where a command must say it, since the ledger holds several.
    package let namedBatch: String?
    /// What became of a rejected row by the rows that mend it; nil of any other row.
    package let mending: MendingState?
    /// When the ledger was read.
    package let readAt: Timestamp

    init(
        of row: RowSummary, in batch: Batch, isOnlyBatch: Bool, banks: BankDirectory, reader: LedgerReader,
        at now: Timestamp
    ) throws {
        self.row = row
        self.batch = batch
        bankName = banks.bank(code: row.bankCode)?.shortName ?? ""
        history = try reader.history(of: batch.id)
        validations = try reader.validations(ofEveryAttemptOf: row.id)
        transfers = try reader.payout(row.id)?.payout.transfers ?? []
        events = try reader.events(of: row.id)
        receipts = try reader.receipts(of: row.id)
        mending = row.status == .rejected ? try reader.mendingState(of: row.id) : nil
        (namedBatch, readAt) = (isOnlyBatch ? nil : batch.folderName, now)
    }

    /// The account number, all but its last four digits hidden; never more than half of it.
    package var maskedAccount: String { Self.masked(row.accountNumber) }

    /// An account number, all but its last four digits hidden; never more than half of it.
    package static func masked(_ account: String) -> String {
        let seen = account.suffix(min(4, account.count / 2))
        return seen.isEmpty ? "***" : "*** \(shown(String(seen)))"
    }

    /// A text of the file or the bank as it can stand in a line on a terminal.
    package static func shown(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }

    /// The same of every text in a sentence.
    package static func shown(_ phrase: Phrase) -> Phrase { phrase.changing { shown($0) } }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        case _: false
        }
    }
}

extension Batch {
    /// The name of its file without the folder, as it can be shown.
    package var shownFileName: String {
        Explanation.shown(fileName.split(separator: "/").last.map(String.init) ?? fileName)
    }
}
