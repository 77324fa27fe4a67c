internal import PayoutCore

/// The second look: by account, amount and sum.
extension StatementMatching {
    /// Takes a row in the second look.
    mutating func lookAgain(at row: Row) {
        if row.status == .refunded, !returnedRows.contains(row.key) { refundedRows.append(row) }
        guard row.isExpected, rowVerdicts[row.key] == nil else { return }
        let tally = Tally(count: 1, sum: row.amount)
        isOutByBatch[row.group.batch] = row.isOut
        sums[row.group, default: .zero] += tally
        sums[Group(batch: row.group.batch, day: nil), default: .zero] += tally
        widen(row.group, by: row.days)
        widen(Group(batch: row.group.batch, day: nil), by: row.days)
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
                groups.contains { isOutByBatch[$0.batch] == lines[line].isOut && mayBook($0, lines[line].days) }
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
        findReturns()
    }

    /// Money that came back without a number of its row, where only one row and one booking have the amount.
    private mutating func findReturns() {
        let rows = refundedRows.filter { !returnedRows.contains($0.key) }
        for (amount, alike) in Dictionary(grouping: rows, by: \.amount).sorted(by: { $0.key < $1.key }) {
            guard alike.count == 1, let row = alike.first, rowVerdicts[row.key] != nil else { continue }
            let found = (openByAmount[amount.whole] ?? []).filter {
                verdicts[$0] == .open && lines[$0].isOut != row.isOut && row.mayComeBack(on: lines[$0].days)
            }
            guard found.count == 1, let line = found.first, !BookingText(lines[line].text).namesOther(than: row)
            else { continue }
            verdicts[line] = .returned
            returnedRows.insert(row.key)
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
        // A booking of another day or the other direction is none of these rows, and stays open.
        found = found.filter { line in rows.contains { fits($0, line) } }
        rows = rows.filter { row in found.contains { fits(row, $0) } }
        guard !rows.isEmpty, !found.isEmpty else { return }
        if rows.count == 1, found.count == 1 {
            guard BookingText(lines[found[0]].text).namesOther(than: rows[0]) else {
                return take(rows[0], found[0], .amount)
            }
            return leave(rows, found, .otherText)
        }
        leave(rows, found, .ambiguous)
    }

    /// Leaves rows and bookings to a person; a sum may still pay the rows.
    private mutating func leave(_ rows: [Row], _ found: [Int], _ verdict: Verdict) {
        for line in found { verdicts[line] = verdict }
        for row in rows {
            rowVerdicts[row.key] = Outcome(verdict: verdict, lines: found.filter { fits(row, $0) })
            undecided.insert(row.key)
        }
    }

    private mutating func widen(_ group: Group, by days: ClosedRange<Int64>?) {
        guard let days else { return }
        guard let known = daysOfGroup[group] else {
            daysOfGroup[group] = days
            return
        }
        daysOfGroup[group] = min(known.lowerBound, days.lowerBound)...max(known.upperBound, days.upperBound)
    }

    /// Whether a booking of one of `days` may pay the rows of a group.
    private func mayBook(_ group: Group, _ days: [Int64]) -> Bool {
        guard let own = daysOfGroup[group], !days.isEmpty else { return true }
        return days.contains(where: own.contains)
    }

    private mutating func take(_ row: Row, _ line: Int, _ basis: Basis) {
        verdicts[line] = .matched(basis)
        rowVerdicts[row.key] = Outcome(verdict: .matched(basis), lines: [line])
        for group in [row.group, Group(batch: row.group.batch, day: nil)] {
            guard let tally = sums[group] else { continue }
            sums[group] = Tally(count: tally.count - 1, sum: Rupiah(tally.sum.whole &- row.amount.whole))
        }
    }
}
