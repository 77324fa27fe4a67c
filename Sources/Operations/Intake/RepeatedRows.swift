internal import PayoutCore
internal import PayoutEngine
internal import PayoutFile
internal import PayoutLedger

/// Finds the rows of a file that ask for bank, account and amount of an earlier row of it.
struct RepeatedRows: ~Copyable {
    /// Nil once the file has more rows than are looked at.
    private var repeats: DuplicateReferences?
    private var rowsLeft: Int
    /// Bank, account and amount of a row as text: other bytes would be taken for letters that can be written in several
    /// ways.
    private var payment: [UInt8] = []

    /// Whether the file has more rows than are looked at.
    var isGivenUp: Bool { repeats == nil }

    /// - Parameter rowsMax: a file with more rows is not looked at, which keeps `check` of a large file fast and small.
    init(rowsMax: Int = .max) {
        rowsLeft = rowsMax
        // One more than ever enters, so that nothing is spilled.
        let entriesMax = min(rowsMax, DuplicateReferences.entriesInMemoryMax - 1) + 1
        repeats = rowsMax > 0 ? DuplicateReferences(entriesMax: entriesMax) : nil
    }

    /// Takes in a row that can be paid.
    ///
    /// - Returns: the line that it repeats, where that is known by now.
    mutating func add(line: Int, amount: Rupiah, content: Span<UInt8>, order: OrderCells) throws -> Int? {
        guard let repeats else { return nil }
        rowsLeft -= 1
        guard rowsLeft >= 0 else {
            self.repeats = nil
            return nil
        }
        payment.removeAll(keepingCapacity: true)
        for range in [order.bankCode, order.accountNumber] {
            content.extracting(range).withUnsafeBufferPointer { payment.append(contentsOf: $0) }
            payment.append(UInt8(ascii: ","))
        }
        var rest = amount.whole.magnitude
        repeat {
            payment.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        let repetition = try payment.withUnsafeBytes { try repeats.insert(repeats.expect($0), line: line) }
        return repetition?.firstLine
    }

    /// The rows that ``add(line:amount:content:order:)`` did not report, at the end of the file.
    func finish() throws -> LateRepeats {
        var found = LateRepeats()
        try repeats?.finish { found.add($0) }
        return found
    }
}

/// Rows of a very large file that are known to repeat others only at its end.
struct LateRepeats {
    private var lines = LineSet()
    private var firstLines: [Int: Int] = [:]
    private(set) var count = 0

    fileprivate mutating func add(_ repetition: Repetition) {
        lines.insert(repetition.line)
        count += 1
        if firstLines.count < HeldRows.toldMax { firstLines[repetition.line] = repetition.firstLine }
    }

    /// Counts them with their amounts.
    ///
    /// - Parameter amounts: hands over the amount of each line that can be paid; of no line where the file cannot be
    ///   read again. Then all that is known of these rows is that they are there.
    func note(in held: inout UnfiledHeld, _ amounts: ((Int, Rupiah) -> Void) throws -> Void) rethrows {
        guard count > 0 else { return }
        var known = 0
        try amounts { line, amount in
            guard lines.contains(line) else { return }
            known += 1
            held.note(line, "", amount, .repeated(line: firstLines[line] ?? 0, reference: ""))
        }
        held.note(repeated: count - known)
    }
}

/// The rows of a file that would be held, counted by reason.
struct UnfiledHeld {
    private var tallies: [String: Tally] = [:]
    private var found: [HeldRow] = []
    /// Lines of rows that would be held, whatever they are held for.
    private var lines = LineSet()
    /// Those rows, each counted once.
    private(set) var tally = Tally.zero
    private let allowsRepeats: Bool
    /// Lines of rows that are held for their amount, before they would be for anything else.
    private var large = LineSet()

    /// - Parameter allowsRepeats: rows of the same account and amount are all meant.
    init(allowsRepeats: Bool = false) { self.allowsRepeats = allowsRepeats }

    /// The first of them in the order of the file.
    func rows(_ rail: Rail) -> HeldRows { HeldRows(rail, tallies: tallies, rows: found.sorted { $0.line < $1.line }) }

    /// - Parameter order: the payment; nil where only its `reference` is known.
    mutating func note(
        _ line: Int, _ reference: String, _ amount: Rupiah, _ likeness: Likeness, _ order: PaymentOrder? = nil
    ) {
        if allowsRepeats, case .repeated = likeness { return }
        guard !large.contains(line) else { return }
        count(line, amount, likeness.code)
        guard found.count < HeldRows.toldMax else { return }
        let order =
            order
            ?? PaymentOrder(reference: reference, bankCode: "", accountNumber: "", accountName: "", amount: amount)
        found.append(
            HeldRow(line: line, reference: reference, amount: amount, reason: .likeness(likeness, of: order)))
    }

    /// Notes a row that would be held for its amount.
    mutating func note(_ line: Int, _ reference: String, _ amount: Rupiah, above ceiling: Rupiah) {
        large.insert(line)
        let reason = Reason.ceiling(hit: CeilingHit(.row, ceiling: ceiling))
        count(line, amount, reason.code)
        guard found.count < HeldRows.toldMax else { return }
        found.append(HeldRow(line: line, reference: reference, amount: amount, reason: reason))
    }

    private mutating func count(_ line: Int, _ amount: Rupiah, _ code: String) {
        if !lines.contains(line) {
            lines.insert(line)
            tally += Tally(count: 1, sum: amount)
        }
        tallies[code, default: .zero] += Tally(count: 1, sum: amount)
    }

    /// Whether a row would be held.
    func contains(_ line: Int) -> Bool { lines.contains(line) }

    /// Counts repeated rows of which only the number is known.
    mutating func note(repeated count: Int) {
        guard count > 0, !allowsRepeats else { return }
        tallies[ReasonCode.repeatedInFile, default: .zero].count += count
    }
}
