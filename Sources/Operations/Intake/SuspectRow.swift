internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules

/// A row that can be paid, as it is compared with the other rows of its file.
struct SuspectRow {
    let line: Int
    /// Folded, so that case and marks do not matter.
    let name: String
    let bank: String
    let account: String
    let amount: Rupiah
    let shown: RowName

    init(line: Int, _ cells: ShownCells, amount: Rupiah) {
        self.line = line
        name = PayeeName.folded(cells.accountName)
        (bank, account, self.amount) = (cells.bankCode, cells.accountNumber, amount)
        shown = RowName(reference: cells.reference, accountName: cells.accountName)
    }

    /// Rows of one name that have the same amount, or nearly the same account or amount. A row that is the same in
    /// account and amount is held anyway.
    static func personsTwice(_ rows: [SuspectRow]) -> [Violation] {
        var last: [String: SuspectRow] = [:]
        return rows.compactMap { row in
            defer { last[row.name] = row }
            guard let earlier = last[row.name], let isSame = row.isTwice(as: earlier) else { return nil }
            return row.warning(.accountName, .personTwice(line: earlier.line, isSameAmount: isSame))
        }
    }

    /// Whether the amount is the same where both may be one payment; nil where they are two.
    private func isTwice(as other: SuspectRow) -> Bool? {
        let isSameAccount = bank == other.bank && account == other.account
        if amount == other.amount { return isSameAccount ? nil : true }
        if isSameAccount { return amount.isNearly(other.amount) ? false : nil }
        return Self.areNearly(account, other: other.account) ? false : nil
    }

    /// Whether one digit differs, or is missing.
    static func areNearly(_ account: String, other: String) -> Bool {
        let (short, long) = account.utf8.count < other.utf8.count ? (account, other) : (other, account)
        let (first, second) = (Array(short.utf8), Array(long.utf8))
        guard second.count - first.count <= 1, first != second else { return false }
        let start = zip(first, second).prefix { $0 == $1 }.count
        let skipped = first.count == second.count ? start + 1 : start
        return first.dropFirst(skipped).elementsEqual(second.dropFirst(start + 1))
    }

    /// Rows to an account that an earlier row has under another name.
    static func accountsOfTwo(_ rows: [SuspectRow]) -> [Violation] {
        var firsts: [String: SuspectRow] = [:]
        return rows.compactMap { row in
            guard let first = firsts[row.account] else {
                firsts[row.account] = row
                return nil
            }
            guard !PayeeName.isSame(row.name, as: first.name) else { return nil }
            return row.warning(
                .accountNumber, .accountOfOther(line: first.line, name: first.shown.accountName))
        }
    }

    /// The first line from which most accounts stand above it as well, and how many do: at least two.
    ///
    /// - Parameter marks: lines between lists, such as titles and totals.
    static func secondList(_ rows: [SuspectRow], after marks: [Int]) -> (line: Int, count: Int)? {
        let countMin = 2
        var above: Set<String> = []
        var rest = rows[...]
        for (place, mark) in marks.enumerated() {
            above.formUnion(rest.prefix { $0.line < mark }.map(\.place))
            rest = rest.drop { $0.line < mark }
            let next = place + 1 < marks.count ? marks[place + 1] : .max
            let list = Set(rest.prefix { $0.line < next }.map(\.place))
            let count = list.intersection(above).count
            if count >= countMin, count * 2 > list.count { return (mark, count) }
        }
        return nil
    }

    private var place: String { bank + " " + account }

    /// Rows from which the accounts, or the amounts, count on by one: at least three of them.
    static func filledDown(_ rows: [SuspectRow]) -> [Violation] {
        let rowsMin = 3
        func runs(_ column: Column, _ follows: (SuspectRow, SuspectRow) -> Bool) -> [Violation] {
            var found: [Violation] = []
            var start = 0
            for index in rows.indices {
                let goesOn = index + 1 < rows.count && follows(rows[index], rows[index + 1])
                if goesOn { continue }
                if index - start + 1 >= rowsMin {
                    found.append(rows[start].warning(column, .filledDown(lastLine: rows[index].line)))
                }
                start = index + 1
            }
            return found
        }
        return runs(.accountNumber) { Self.countsOn($0.account, to: $1.account) }
            + runs(.amount) { $0.amount.adding(Rupiah(1)) == $1.amount }
    }

    private static func countsOn(_ account: String, to next: String) -> Bool {
        // Longer numbers do not fit, and their last digits count as well.
        let digits = 18
        guard account.utf8.count == next.utf8.count, let number = Int(account.suffix(digits)),
            let following = Int(next.suffix(digits))
        else { return false }
        return account.dropLast(digits) == next.dropLast(digits) && number + 1 == following
    }

    private func warning(_ column: Column, _ suspicion: RowFault.Suspicion) -> Violation {
        Violation(line: line, RowFault(column, "", .suspicion(of: suspicion)), row: shown)
    }
}

extension Rupiah {
    /// Whether the two differ by no more than one in a thousand.
    fileprivate func isNearly(_ other: Rupiah) -> Bool {
        let difference = abs(whole - other.whole)
        return difference <= max(whole, other.whole) / 1_000
    }
}
