internal import PayoutCore
package import PayoutRules

/// How a file was read where it is not plain, in JSON.
package struct ReadingDocument: Encodable {
    private struct Column: Encodable {
        let column: String
        let name: String
    }

    private struct Step: Encodable {
        let kind: String
        let rows: Int
        let firstLine: Int
        let written: String?
        let readAs: String?

        enum CodingKeys: String, CodingKey {
            case kind, rows, written
            case firstLine = "first_line"
            case readAs = "read_as"
        }
    }

    private let columns: [Column]
    private let steps: [Step]

    package init(_ reading: FileReading) {
        columns = reading.columns.map { Column(column: $0.column.rawValue, name: $0.shown) }
        steps = reading.steps.map { step in
            Step(
                kind: step.kind.rawValue, rows: step.rows, firstLine: step.firstLine, written: step.example?.written,
                readAs: step.example?.readAs)
        }
    }
}
