package import Wording

/// One thing that a program logs where `log.format` is `json`: what people read, and what programs filter by.
///
///     LogEntry(.warning, "row_held", Phrase("line 7: …"), batch: "gaji", line: 7, reference: "GAJI-7")
///
/// No entry names a payee or an account.
package struct LogEntry: Sendable {
    /// How much it matters. The raw values are written.
    package enum Level: String, Sendable {
        case info
        /// A person should know, although nothing went wrong.
        case warning
        case error
    }

    package let level: Level
    /// What happened, in one stable word.
    package let event: String
    /// What a person reads.
    package let message: Phrase
    /// The folder name of the batch; nil where it is about none.
    package var batch: String?
    /// The payout file as it was named.
    package var file: String?
    /// The line of a row in its file.
    package var line: Int?
    package var reference: String?
    /// The stable code of a reason.
    package var reasonCode: String?
    package var rows: Int?
    /// In whole rupiah.
    package var sum: Int64?

    package init(
        _ level: Level, _ event: String, _ message: Phrase, batch: String? = nil, file: String? = nil,
        line: Int? = nil, reference: String? = nil, reasonCode: String? = nil, rows: Int? = nil, sum: Int64? = nil
    ) {
        (self.level, self.event, self.message) = (level, event, message)
        (self.batch, self.file, self.line, self.reference) = (batch, file, line, reference)
        (self.reasonCode, self.rows, self.sum) = (reasonCode, rows, sum)
    }
}
