internal import FoundationEssentials
package import PayoutCore
internal import PayoutFile
internal import PayoutRules
internal import Wording

/// How many rows a file must have and what they must amount to, by somebody other than its rows.
///
/// Whoever makes a file states them in the options of the command, in a file `FILE.control.json` next to it
/// (`{"rows": 120, "total": 250000000}`), or in a line above the column names. A file with other totals is refused.
package struct ControlTotals: Hashable, Sendable {
    /// Where the totals stand.
    fileprivate enum Origin: Hashable {
        case options
        case controlFile(String)
        case line(Int)
        case file
    }

    private let origin: Origin
    private let rows: Int?
    private let total: Rupiah?

    /// Those of `--expect-rows` and `--expect-total`; nil where neither is given.
    package init?(expectedRows rows: Int?, total: Rupiah?) {
        guard rows != nil || total != nil else { return nil }
        (origin, self.rows, self.total) = (.options, rows, total)
    }

    /// Those of the line of a summary; nil where the cells of the line are something else.
    init?(line: Int, _ cells: [String]) {
        guard let summary = SummaryLine(cells) else { return nil }
        (origin, rows, total) = (.line(line), summary.rowCount, summary.sum)
    }

    /// Those that the form of a file demands, as a payment message does; nil where it says nothing.
    init?(_ claims: ControlClaims?) {
        guard let claims, claims.rowCount != nil || claims.sum != nil else { return nil }
        (origin, rows, total) = (.file, claims.rowCount, claims.sum)
    }

    /// What a control file may hold.
    private struct Document: Decodable {
        let rows: Int?
        let total: Int64?

        private struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            if let other = values.allKeys.first(where: { !["rows", "total"].contains($0.stringValue) }) {
                throw DecodingError.dataCorrupted(
                    DecodingError.Context(codingPath: [other], debugDescription: "no such total"))
            }
            rows = try values.decodeIfPresent(Int.self, forKey: Key(stringValue: "rows"))
            total = try values.decodeIfPresent(Int64.self, forKey: Key(stringValue: "total"))
        }
    }

    /// Those of the control file next to the file at `path`; nil where there is none.
    ///
    /// - Throws: ``CommandFailure`` where it cannot be read.
    init?(nextToFileAt path: String) throws(CommandFailure) {
        let control = path + ".control.json"
        guard path != "-", FileManager.default.fileExists(atPath: control) else { return nil }
        guard let data = FileManager.default.contents(atPath: control),
            let document = try? JSONDecoder().decode(Document.self, from: data),
            document.rows != nil || document.total != nil
        else {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(control) is no control file: it should read like {"rows": 120, "total": 250000000}. Nothing was \
                    sent. Correct it, or delete it
                    """), code: .totalsDiffer)
        }
        (origin, rows, total) = (.controlFile(control), document.rows, document.total.map { Rupiah($0) })
    }

    /// Refuses a file whose rows are others: it was cut off or altered.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/badFile``.
    func demand(_ found: Tally, of file: String) throws(CommandFailure) {
        if let rows, rows != found.count {
            let stated = origin.phrase(option: "--expect-rows")
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(file): \(stated) \(rows) rows, and the file has \(found.count). Nothing was sent. Compare \
                    the file with its source: rows are missing, or there are too many
                    """), code: .totalsDiffer)
        }
        if let total, total != found.sum {
            let stated = origin.phrase(option: "--expect-total")
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(file): \(stated) \(total.display) in all, and the rows of the file are \
                    \(found.sum.display). Nothing was sent. Compare the file with its source: rows are missing, or an \
                    amount is wrong
                    """), code: .totalsDiffer)
        }
    }
}

extension ControlTotals.Origin {
    /// The beginning of a sentence that goes on with what was said.
    ///
    /// - Parameter option: the one that states this total.
    fileprivate func phrase(option: String) -> Phrase {
        switch self {
        case .options: Phrase("\(option) demands")
        case .controlFile(let path): Phrase("\(path) says")
        case .line(let line): Phrase("line \(line) says")
        case .file: Phrase("the file itself says")
        }
    }
}
