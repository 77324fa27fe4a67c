package import PayoutCore

/// Rows of a file that is in no ledger, to be compared with what a ledger has sent; a part of the file at a time.
package struct UnfiledRows {
    /// Rows held in memory at a time.
    private static let rowsMax = 1 << 16

    private var fingerprints = RowFingerprints()
    private var rows = PackedRows()
    private var lines: [Int] = []
    /// Where the texts of each row begin.
    private var starts: [Int] = []
    private let rail: Rail
    /// Which of the cells of a row holds the number of a person; nil where none does.
    package var personCell: Int?

    package init(rail: Rail) { self.rail = rail }

    /// Whether ``takeLikenesses(in:since:_:)`` is due before the next row comes.
    package var isFull: Bool { lines.count == Self.rowsMax }

    /// Adds a row that can be paid, as bytes in UTF-8.
    package mutating func add(
        line: Int, amount: Rupiah, content: Span<UInt8>, order: OrderCells, cells: Span<Range<Int>>
    ) {
        starts.append(rows.bytes.count)
        lines.append(line)
        rows.append(
            line: line, amount: amount.whole, content: content, order: order, cells: cells,
            others: personCell.map { [$0] } ?? [])
        fingerprints.add(
            reference: content.extracting(order.reference), bankCode: content.extracting(order.bankCode),
            accountNumber: content.extracting(order.accountNumber),
            accountName: content.extracting(order.accountName), amount: amount.whole)
        if let personCell, cells.indices.contains(personCell) {
            fingerprints.addPerson(number: content.extracting(cells[personCell]))
        }
    }

    /// Hands over the rows that look like payments of the ledger, in the order of the file, and forgets all rows.
    ///
    /// - Parameter survey: takes in the rows as well.
    package mutating func takeLikenesses(
        in reader: LedgerReader, since: Timestamp, _ survey: inout UnfiledSurvey?,
        _ body: (_ line: Int, PaymentOrder, Likeness) throws -> Void
    ) throws {
        defer { removeAll() }
        let part = fingerprints.takePart()
        let changes = try survey?.add(part, of: self, in: reader) ?? []
        let search = try LikenessSearch(reader, besides: nil, rail: rail, PaymentComparison(since: since))
        guard !search.isEmpty else { return }
        var found: [Int: Likeness] = [:]
        func index(_ entry: Int64) -> Int { RowFingerprints.rowsBefore(entry) }
        for kind in FingerprintKind.payments {
            try search.run(kind, part.entries(kind)) { entry in
                found[index(entry)] == nil ? (order(index(entry)), DuplicateReview()) : nil
            } _: { entry, likeness in
                found[index(entry)] = likeness
            }
        }
        for (entry, likeness) in changes where found[index(entry)] == nil { found[index(entry)] = likeness }
        for index in found.keys.sorted() {
            if let likeness = found[index] { try body(lines[index], order(index), likeness) }
        }
    }

    private mutating func removeAll() {
        fingerprints = RowFingerprints()
        rows.removeAll()
        lines.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
    }

    /// The amounts of the rows by place.
    var amounts: [Int64] { rows.entries.map(\.amount) }

    /// The row at a place as a survey shows it.
    func surveyRow(_ index: Int) -> PayeeSurvey.Row {
        let order = order(index)
        return PayeeSurvey.Row(
            line: lines[index], reference: order.reference, accountName: order.accountName, amount: order.amount)
    }

    /// The number that the file gives the payee of the row at a place.
    func number(_ index: Int) -> String? {
        guard personCell != nil, case .accepted(let row) = rows.entries[index] else { return nil }
        let end = starts[index] + row.byteCount
        let carried = rows.bytes[(end - Int(row.lengths[5]))..<end]
        return PersonNumber.number(in: String(decoding: carried, as: UTF8.self), column: 0)
    }

    func order(_ index: Int) -> PaymentOrder {
        guard case .accepted(let row) = rows.entries[index] else {
            return PaymentOrder(reference: "", bankCode: "", accountNumber: "", accountName: "", amount: .zero)
        }
        var start = starts[index]
        func next(_ length: UInt32) -> String {
            defer { start += Int(length) }
            return String(decoding: rows.bytes[start..<start + Int(length)], as: UTF8.self)
        }
        return PaymentOrder(
            reference: next(row.lengths[0]), bankCode: next(row.lengths[1]), accountNumber: next(row.lengths[2]),
            accountName: next(row.lengths[3]), amount: Rupiah(row.amount))
    }
}
