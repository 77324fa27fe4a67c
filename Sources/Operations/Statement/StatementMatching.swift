internal import PayoutCore

/// Finds for each booking of a statement the rows that it pays, in two looks at the rows. Nothing is guessed: what can
/// be matched in two ways stays open.
///
/// | step | a booking and a row belong together where |
/// |---|---|
/// | reference | the text has a number of the row, and the amounts are equal; or several rows add up to the booking |
/// | account | the text has the row's account, the amounts are equal, and nothing else fits either of them |
/// | amount | the amounts are equal, and no other booking and no other row has that amount |
/// | sum | all rows of a batch, or of one of its days, that have no booking of their own add up to it |
///
/// A booking of charges is set apart. Memory grows with the bookings, not with the rows.
struct StatementMatching {
    /// How a row and a booking were found to belong together.
    enum Basis: String, CaseIterable {
        case reference
        case account
        case amount
        case sum
    }

    /// What came of a row or of a booking.
    enum Verdict: Equatable {
        case matched(Basis)
        /// The payment came back, and the ledger knows it.
        case returned
        case fee
        /// The text names the row, and the amounts are not equal.
        case differs
        /// The bank has booked what the ledger does not call paid, or given back what it calls paid.
        case contradicts
        case ambiguous
        case open
    }

    /// A row of a batch, as far as it is compared.
    struct Row {
        let key: Int64
        /// Its batch and its day, for bookings of sums.
        let group: Group
        let amount: Rupiah
        let status: PayoutStatus
        let account: String
        /// The numbers that a booking may carry.
        let numbers: [String]
        /// Whether the company pays it; else it is paid to the company.
        let isOut: Bool

        /// Whether the ledger says that money moved.
        var isExpected: Bool { status == .succeeded || status == .refunded }
    }

    /// The rows of a batch that were settled on one day, or all of them.
    struct Group: Hashable {
        let batch: Int
        /// Days since 1970 in Jakarta; nil for the whole batch.
        let day: Int64?
    }

    private static let feeWords: Set<String> = [
        "BIAYA", "ADM", "ADMIN", "ADMINISTRASI", "FEE", "CHARGE", "CHARGES", "PROVISI", "PAJAK", "TAX", "BEA",
    ]
    /// Larger charges are looked at by a person, whatever they are called.
    private static let feeMax = Rupiah(1_000_000)
    /// Rows of one amount that are kept; more of them are ambiguous whatever they are.
    private static let alikeMax = 64

    let lines: [StatementLine]
    private let index: BookingIndex
    /// What came of each booking.
    private(set) var verdicts: [Verdict]
    /// What came of rows that any booking names, by their keys.
    private(set) var rowVerdicts: [Int64: (verdict: Verdict, line: Int)] = [:]
    /// The bookings of sums, by what they pay.
    private(set) var groupLines: [Group: Int] = [:]

    private var named: [Row] = []
    private var linesOfNamed: [[Int]] = []
    private var rowsOfLine: [Int: [Int]] = [:]
    private var openByAmount: [Int64: [Int]] = [:]
    private var alike: [Int64: [Row]] = [:]
    /// Rows that fit several bookings of their amount; a sum may still pay them.
    private var undecided: Set<Int64> = []
    private var sums: [Group: Tally] = [:]
    /// Whether the rows of a batch are paid by the company.
    private var isOutByBatch: [Int: Bool] = [:]

    init(_ lines: [StatementLine]) {
        self.lines = lines
        index = BookingIndex(lines)
        verdicts = Array(repeating: .open, count: lines.count)
    }

    // MARK: The first look: by numbers

    /// Takes a row in the first look.
    mutating func look(at row: Row) {
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
            if isFee(line) {
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
        let isWhole = found.allSatisfy { $0.isExpected && $0.isOut == lines[line].isOut }
        let verdict: Verdict =
            isOwn && isWhole && lines[line].amount == Rupiah(sum) ? .matched(.reference) : .ambiguous
        verdicts[line] = verdict
        for row in found { rowVerdicts[row.key] = (verdict, line) }
    }

    private mutating func settle(_ row: Row, _ found: [Int]) {
        let free = found.filter { verdicts[$0] == .open }
        let paying = free.filter { lines[$0].isOut == row.isOut && lines[$0].amount == row.amount }
        let returning = free.filter { lines[$0].isOut != row.isOut && lines[$0].amount == row.amount }
        for line in free where isFee(lines[line]) && lines[line].amount.rupiah < row.amount { verdicts[line] = .fee }
        if let line = paying.first {
            let verdict: Verdict =
                paying.count > 1 ? .ambiguous : row.isExpected ? .matched(.reference) : .contradicts
            for line in paying { verdicts[line] = verdict }
            rowVerdicts[row.key] = (verdict, line)
        }
        for line in returning { verdicts[line] = row.status == .refunded ? .returned : .contradicts }
        if let line = returning.first, row.status != .refunded { rowVerdicts[row.key] = (.contradicts, line) }
        guard rowVerdicts[row.key] == nil, let line = free.first(where: { verdicts[$0] == .open }) else { return }
        for line in free where verdicts[line] == .open { verdicts[line] = .differs }
        rowVerdicts[row.key] = (.differs, line)
    }

    private func isFee(_ line: StatementLine) -> Bool {
        guard line.isOut == true, line.amount.rupiah <= Self.feeMax else { return false }
        return line.text.uppercased().split { !$0.isLetter }.contains { Self.feeWords.contains(String($0)) }
    }

    // MARK: The second look: by account, amount and sum

    /// Takes a row in the second look.
    mutating func lookAgain(at row: Row) {
        guard row.isExpected, rowVerdicts[row.key] == nil else { return }
        let tally = Tally(count: 1, sum: row.amount)
        isOutByBatch[row.group.batch] = row.isOut
        sums[row.group, default: .zero] += tally
        sums[Group(batch: row.group.batch, day: nil), default: .zero] += tally
        guard openByAmount[row.amount.whole] != nil else { return }
        if alike[row.amount.whole, default: []].count <= Self.alikeMax {
            alike[row.amount.whole, default: []].append(row)
        }
    }

    /// Decides what the second look has found.
    mutating func finish() {
        for (amount, rows) in alike.sorted(by: { $0.key < $1.key }) { settle(rows, openByAmount[amount] ?? []) }
        let open = lines.indices.filter { verdicts[$0] == .open && lines[$0].amount.sen == 0 }
        var linesBySum: [Int64: [Int]] = [:]
        for line in open { linesBySum[lines[line].amount.rupiah.whole, default: []].append(line) }
        var groupsBySum: [Int64: [Group]] = [:]
        for (group, tally) in sums where tally.count > 1 { groupsBySum[tally.sum.whole, default: []].append(group) }
        for (sum, groups) in groupsBySum.sorted(by: { $0.key < $1.key }) {
            let found = (linesBySum[sum] ?? []).filter { line in
                groups.contains { isOutByBatch[$0.batch] == lines[line].isOut }
            }
            guard !found.isEmpty else { continue }
            // A batch of one day is the same rows twice: as a day and as a whole.
            let batches = Set(groups.map(\.batch))
            guard batches.count == 1, found.count == 1, let line = found.first, let batch = batches.first else {
                for line in found { verdicts[line] = .ambiguous }
                continue
            }
            let whole = Group(batch: batch, day: nil)
            let days = groups.filter { $0.day != nil }
            guard groups.contains(whole) || days.count == 1 else {
                verdicts[line] = .ambiguous
                continue
            }
            verdicts[line] = .matched(.sum)
            groupLines[groups.contains(whole) ? whole : days[0]] = line
        }
    }

    /// Rows and bookings of one amount.
    private mutating func settle(_ rows: [Row], _ found: [Int]) {
        guard rows.count <= Self.alikeMax else {
            for line in found { verdicts[line] = .ambiguous }
            return
        }
        var (rows, found) = (rows, found.filter { verdicts[$0] == .open })
        rows = rows.filter { row in
            let fitting = index.bookings(with: [row.account]).filter { found.contains($0) && fits(row, $0) }
            let sharing = rows.filter { $0.account == row.account }
            guard fitting.count == 1, sharing.count == 1 else { return true }
            take(row, fitting[0], .account)
            found.removeAll { $0 == fitting[0] }
            return false
        }
        if rows.count == 1, found.count == 1, fits(rows[0], found[0]) { return take(rows[0], found[0], .amount) }
        guard !rows.isEmpty else { return }
        for line in found where rows.contains(where: { fits($0, line) }) { verdicts[line] = .ambiguous }
        guard let line = found.first else { return }
        for row in rows {
            rowVerdicts[row.key] = (.ambiguous, line)
            undecided.insert(row.key)
        }
    }

    private func fits(_ row: Row, _ line: Int) -> Bool { lines[line].isOut == row.isOut }

    private mutating func take(_ row: Row, _ line: Int, _ basis: Basis) {
        verdicts[line] = .matched(basis)
        rowVerdicts[row.key] = (.matched(basis), line)
        for group in [row.group, Group(batch: row.group.batch, day: nil)] {
            guard let tally = sums[group] else { continue }
            sums[group] = Tally(count: tally.count - 1, sum: Rupiah(tally.sum.whole &- row.amount.whole))
        }
    }

    /// What came of a row, and its booking; nil where no booking is expected of it and none names it.
    func outcome(of row: Row) -> (verdict: Verdict, line: Int?)? {
        let own = rowVerdicts[row.key]
        if let own, !undecided.contains(row.key) { return (own.verdict, own.line) }
        guard row.isExpected else { return own.map { ($0.verdict, $0.line) } }
        if let line = groupLines[row.group] ?? groupLines[Group(batch: row.group.batch, day: nil)] {
            return (.matched(.sum), line)
        }
        return own.map { ($0.verdict, $0.line) } ?? (.open, nil)
    }
}

extension StatementAmount {
    fileprivate static func == (amount: StatementAmount, rupiah: Rupiah) -> Bool {
        amount.rupiah == rupiah && amount.sen == 0
    }
}
