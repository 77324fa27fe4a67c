internal import PayoutFile
internal import PayoutRules

/// What the amounts of a whole file show about their separators. The file is read once more for it, and only where an
/// amount can be read in two ways.
final class AmountColumn<Source: RowSource> {
    private let checker: RowChecker
    private let reopen: (() throws -> Source?)?
    private var known: AmountStyle?
    private var digest: ContentDigest?

    /// - Parameter reopen: opens the file once more; nil, or returning nil, where it can be read only once.
    init(_ checker: RowChecker, _ reopen: (() throws -> Source?)?) {
        self.checker = checker
        self.reopen = reopen
    }

    /// Nil where the file can be read only once.
    func style() throws -> AmountStyle? {
        if let known { return known }
        guard let again = try reopen?() else { return nil }
        var style = AmountStyle()
        while let row = try again.nextRow() {
            row.withCells { content, cells in
                style.add(content.extracting(checker.locate(content: content, cells: cells).amount))
            }
        }
        known = style
        digest = again.digest
        return style
    }

    /// - Throws: `FileError` where the amounts were those of other content than `source`, read to its end.
    func requireSameContent(as source: Source) throws {
        guard let digest, digest != source.digest else { return }
        throw FileError(file: source.name, fault: .changed)
    }
}

extension ReadingKind {
    /// What was done with a whole file.
    init(_ kind: SourceStep.Kind) {
        self =
            switch kind {
            case .separatorLine: .separatorLine
            case .utf16: .utf16
            case .windows1252: .windows1252
            case .titleRow: .titleRow
            case .drawnTable: .drawnTable
            case .hiddenColumns: .hiddenColumns
            case .comment: .comment
            case .textBox: .textBox
            case .joinedHeader: .joinedHeader
            case .mandiriUpload: .mandiriUpload
            }
    }
}
