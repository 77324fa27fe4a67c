internal import PayoutCore
internal import Wording

/// Finds a file that was cut off in its last row: the only one with fewer cells than columns, and without a line break.
struct ShortRows {
    private let columns: Int
    private var rows = 0
    private var shorter = 0
    /// The line of the last row, where it is shorter.
    private var lastLine: Int?
    /// The line of the last row; nil where there is none.
    private(set) var endLine: Int?

    init(columns: Int) { self.columns = columns }

    /// Counts a payment.
    mutating func count(cells: Int, line: Int) {
        rows += 1
        (lastLine, endLine) = (nil, line)
        guard cells < columns else { return }
        shorter += 1
        lastLine = line
    }

    /// - Throws: ``CommandFailure`` where the last row was cut off; asked only where no line break is at its end.
    func demandWhole(file: String) throws(CommandFailure) {
        guard let lastLine, shorter == 1, rows > 1 else { return }
        throw CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(lastLine): the last row has fewer cells than all others, and no line break at its end: \
                the file was probably cut off, and with it an amount or an account. Nothing was sent. Export or copy \
                the file once more; if the row is whole, add the cells that it lacks
                """), code: .fileRefused)
    }
}
