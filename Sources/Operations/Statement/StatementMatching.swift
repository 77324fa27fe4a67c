internal import PayoutCore

/// Finds for each booking of a statement the rows that it pays, in two looks at the rows. Nothing is guessed: what can
/// be matched in two ways stays open.
///
/// | step | a booking and a row belong together where |
/// |---|---|
/// | reference | the text has a number of the row, and the amounts are equal; or several rows add up to the booking |
/// | account | the text has the row's account, the amounts are equal, and nothing else fits either of them |
/// | amount | the amounts are equal, no other booking and no other row has the amount, and the text names nobody else |
/// | sum | all rows of a batch, or of one of its days, that have no booking of their own add up to it |
///
/// A booking that is left then, and names an unpaid row or has its account and amount, contradicts the ledger.
/// A booking of charges is set apart. A booking of a day before the row was sent, or long after it, is none of it.
/// Memory grows with the bookings, not with the rows.
struct StatementMatching {
    /// Larger charges are looked at by a person, whatever they are called: BI-FAST costs Rp 2,500, an online transfer
    /// Rp 6,500, RTGS Rp 25,000 to 35,000, and an account some Rp 30,000 a month.
    static let feeMax = Rupiah(50_000)
    /// Rows of one amount that are kept; more of them are ambiguous whatever they are.
    static let alikeMax = 64

    let lines: [StatementLine]
    let index: BookingIndex
    /// What came of each booking.
    var verdicts: [Verdict]
    /// What came of rows that any booking names, by their keys.
    var rowVerdicts: [Int64: Outcome] = [:]
    /// The bookings of sums, by what they pay.
    var groupLines: [Group: Int] = [:]

    /// Rows that came back, as far as the statement and the ledger say so.
    var returnedRows: Set<Int64> = []
    /// Rows of which the ledger says that they came back.
    var refundedRows: [Row] = []
    /// Rows that are not paid, and that a booking fits which fits nothing else.
    private(set) var unpaidRows: Set<Int64> = []
    private var unpaidLines: Set<Int> = []

    private var named: [Row] = []
    private var linesOfNamed: [[Int]] = []
    private var rowsOfLine: [Int: [Int]] = [:]
    var openByAmount: [Int64: [Int]] = [:]
    var alike: [Int64: [Row]] = [:]
    /// Rows that fit several bookings of their amount; a sum may still pay them.
    var undecided: Set<Int64> = []
    var sums: [Group: Tally] = [:]
    /// When the rows of a sum may be booked.
    var daysOfGroup: [Group: ClosedRange<Int64>] = [:]
    /// Whether the rows of a batch are paid by the company.
    var isOutByBatch: [Int: Bool] = [:]

    init(_ lines: [StatementLine]) {
        self.lines = lines
        index = BookingIndex(lines)
        verdicts = Array(repeating: .open, count: lines.count)
    }

    // MARK: The first look: by numbers

    /// Takes a row in the first look.
    mutating func look(at row: Row) {
        guard row.wasSent else { return }
        let found = index.bookings(with: row.numbers)
        guard !found.isEmpty else { return }
        for line in found { rowsOfLine[line, default: []].append(named.count) }
        named.append(row)
        linesOfNamed.append(found)
    }

    /// Decides what the first look has found.
    mutating func finishLook() {
        for (line, rows) in rowsOfLine.sorted(by: { $0.key < $1.key }) where rows.count > 1 { settle(line, rows) }
        for (row, found) in zip(named, linesOfNamed) where rowVerdicts[row.key] == nil { settle(row, found) }
        for (index, line) in lines.enumerated() where verdicts[index] == .open {
            if isFee(line), BookingText(line.text).namesNobody {
                verdicts[index] = .fee
            } else if line.amount.sen == 0 {
                openByAmount[line.amount.rupiah.whole, default: []].append(index)
            }
        }
    }

    /// A booking that names several rows pays all of them, or nobody knows which.
    private mutating func settle(_ line: Int, _ rows: [Int]) {
        let found = rows.map { named[$0] }
        let sum = found.reduce(Int64(0)) { $0 &+ $1.amount.whole }
        let isOwn = rows.allSatisfy { linesOfNamed[$0] == [line] }
        let isWhole = found.allSatisfy { $0.isExpected && fits($0, line) }
        let verdict: Verdict =
            isOwn && isWhole && lines[line].amount == Rupiah(sum) ? .matched(.reference) : .ambiguous
        verdicts[line] = verdict
        for row in found { rowVerdicts[row.key] = Outcome(verdict: verdict, lines: [line]) }
    }

    private mutating func settle(_ row: Row, _ found: [Int]) {
        let free = found.filter { verdicts[$0] == .open }
        let sameAmount = free.filter { lines[$0].amount == row.amount }
        let byNumber = sameAmount.filter { fits(row, $0) }
        let returning = sameAmount.filter {
            lines[$0].isOut != row.isOut && row.mayComeBack(on: lines[$0].days)
        }
        for line in free where isFee(lines[line]) && lines[line].amount.rupiah < row.amount { verdicts[line] = .fee }
        let paying = repeated(row, byNumber, cameBack: returning.count) ?? byNumber
        let isRepeated = row.isRepeated(paid: paying.count, cameBack: returning.count)
        if !paying.isEmpty {
            let isOne = paying.count == 1 || isRepeated
            let basis = byNumber.isEmpty ? Basis.account : .reference
            let verdict: Verdict = !isOne ? .ambiguous : row.isExpected ? .matched(basis) : .contradicts
            // Of a payment that was sent again the newest counts.
            conclude(row, verdict, isRepeated ? paying.reversed() : paying)
        }
        let isKnown = row.status == .refunded || isRepeated
        for line in returning { verdicts[line] = isKnown ? .returned : .contradicts }
        if !returning.isEmpty { returnedRows.insert(row.key) }
        if !returning.isEmpty, !isKnown {
            rowVerdicts[row.key] = Outcome(verdict: .contradicts, lines: returning)
        }
        let others = sameAmount.filter { verdicts[$0] == .open }
        if rowVerdicts[row.key] == nil {
            let rest = free.filter { verdicts[$0] == .open }
            if !others.isEmpty {
                conclude(row, .otherDay, others)
            } else if !rest.isEmpty {
                conclude(row, .differs, rest)
            }
        } else {
            for line in others { verdicts[line] = .otherDay }
            // Its payment is booked, and so is another amount under its number.
            let rest = free.filter { verdicts[$0] == .open }
            if !rest.isEmpty, rowVerdicts[row.key]?.verdict.isMatched == true {
                conclude(row, .differs, rest)
            }
        }
    }

    /// The bookings of a row that was paid, came back and was paid again, where some of its payments name the account
    /// alone; nil where they are not as many as that takes.
    private func repeated(_ row: Row, _ byNumber: [Int], cameBack: Int) -> [Int]? {
        guard cameBack > 0 else { return nil }
        let byAccount = index.bookings(with: [row.account]).filter {
            verdicts[$0] == .open && lines[$0].amount == row.amount && fits(row, $0)
        }
        let all = Set(byNumber).union(byAccount).sorted()
        return row.isRepeated(paid: all.count, cameBack: cameBack) ? all : nil
    }

    /// Takes a row in the third look, at the bookings that are left: the ledger says that it is not paid.
    mutating func lookAtUnpaid(_ row: Row) {
        guard !row.isExpected, rowVerdicts[row.key] == nil else { return }
        func isLeft(_ line: Int) -> Bool { verdicts[line] == .open || unpaidLines.contains(line) }
        let found = index.bookings(with: row.numbers).filter {
            isLeft($0) && lines[$0].isOut == row.isOut && (row.wasSent || row.mayBeBooked(on: lines[$0].days))
        }
        let same = found.filter { row.amount == .zero || lines[$0].amount == row.amount }
        guard same.isEmpty else { return takeUnpaid(row, .contradicts, same) }
        guard found.isEmpty else { return takeUnpaid(row, .differs, found) }
        let fitting = index.bookings(with: [row.account]).filter {
            isLeft($0) && lines[$0].amount == row.amount && fits(row, $0)
        }
        if !fitting.isEmpty { takeUnpaid(row, .contradicts, fitting) }
    }

    private mutating func takeUnpaid(_ row: Row, _ verdict: Verdict, _ found: [Int]) {
        conclude(row, verdict, found)
        unpaidRows.insert(row.key)
        unpaidLines.formUnion(found)
    }

    private mutating func conclude(_ row: Row, _ verdict: Verdict, _ found: [Int]) {
        for line in found { verdicts[line] = verdict }
        rowVerdicts[row.key] = Outcome(verdict: verdict, lines: found)
    }

    /// Whether a booking goes the way of the row, on a day on which it may be booked.
    func fits(_ row: Row, _ line: Int) -> Bool {
        lines[line].isOut == row.isOut && row.mayBeBooked(on: lines[line].days)
    }

    private func isFee(_ line: StatementLine) -> Bool {
        guard line.isOut == true, line.amount.rupiah <= Self.feeMax else { return false }
        return BookingText(line.text).saysCharge
    }

    /// What came of a row, and its booking; nil where no booking is expected of it and none names it.
    func outcome(of row: Row) -> Outcome? {
        let own = rowVerdicts[row.key]
        if let own, own.verdict.isMatched, row.status == .refunded, !returnedRows.contains(row.key) {
            return Outcome(verdict: .unreturned, lines: own.lines)
        }
        if let own, !undecided.contains(row.key) { return own }
        guard row.isExpected else { return own }
        if let line = groupLines[row.group] ?? groupLines[Group(batch: row.group.batch, day: nil)] {
            return Outcome(verdict: .matched(.sum), lines: [line])
        }
        return own ?? Outcome(verdict: .open, lines: [])
    }
}

extension StatementAmount {
    fileprivate static func == (amount: StatementAmount, rupiah: Rupiah) -> Bool {
        amount.rupiah == rupiah && amount.sen == 0
    }
}
