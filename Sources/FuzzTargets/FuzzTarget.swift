/// One way in for foreign bytes, with what must hold whatever they are.
///
/// A check reads the bytes as the product would, and throws where something does not hold that must. A trap of the
/// product is a finding of its own: the process ends.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// Rows, dialects, encodings, quotes; written and read again.
    case csv
    /// Compressed content: cut short, damaged, in several members, with something after it.
    case gzip
    /// Workbooks: the archive and the XML of its parts.
    case workbook
    /// Rows to payouts or violations.
    case rows
    /// `salur.yaml` and the environment.
    case settings
    /// What the bank answers to each of the five requests.
    case answers
    /// Callbacks with their headers.
    case callbacks
    /// A folder of reports, as `salur verify` is given it.
    case journal
    /// Amounts, moments, identifiers, addresses: the small texts.
    case texts

    /// Reads `input`.
    ///
    /// - Throws: ``BrokenProperty``.
    package func check(_ input: [UInt8]) throws(BrokenProperty) {
        switch self {
        case .csv: try CSVFuzzing.check(input)
        case .gzip: try GzipFuzzing.check(input)
        case .workbook: try WorkbookFuzzing.check(input)
        case .rows: try RowFuzzing.check(input)
        case .settings: try SettingsFuzzing.check(input)
        case .answers: try AnswerFuzzing.check(input)
        case .callbacks: try CallbackFuzzing.check(input)
        case .journal: try JournalFuzzing.check(input)
        case .texts: try TextFuzzing.check(input)
        }
    }
}
