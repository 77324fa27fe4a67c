/// What the journal records of a submission besides the rows: the name of the file, the purpose, and why a file that
/// was paid before is paid again. Later payments are compared with the purpose, so the journal must know it too.
///
///     submitted "gaji.csv" for "gaji april", paid again: bonus
package struct SubmissionRecord: Hashable, Sendable {
    let fileName: String
    let purpose: String?
    let payAgainReason: String?

    package init(fileName: String, purpose: String?, payAgainReason: String?) {
        (self.fileName, self.purpose, self.payAgainReason) = (fileName, purpose, payAgainReason)
    }

    /// The detail of the event.
    package var detail: String {
        let purpose = purpose.map { " for \(Self.quoted($0))" } ?? ""
        let reason = payAgainReason.map { ", paid again: \($0)" } ?? ""
        return "submitted \(Self.quoted(fileName))\(purpose)\(reason)"
    }

    /// Whether an event with this detail recorded this submission. Ledgers of earlier versions have recorded the reason
    /// alone.
    package func fits(_ recorded: String) -> Bool {
        recorded == detail || recorded == payAgainReason.map { "paid again: \($0)" } ?? "submitted"
    }

    /// Quotes inside are doubled: no two submissions have the same detail.
    private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
}
