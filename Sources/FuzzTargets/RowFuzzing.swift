internal import PayoutCore
internal import PayoutFile
internal import PayoutRules
internal import Wording

/// Rows to payouts: what is accepted can be paid as it stands, and its amount prints as it was written; what is
/// rejected says why.
enum RowFuzzing {
    static func check(_ input: [UInt8]) throws(BrokenProperty) {
        guard case .success(let table) = CSVFuzzing.outcome(of: input, source: ChunkedSource(input)) else { return }
        let checker: RowChecker
        do {
            checker = try RowChecker(headerNames: table.header, banks: .embedded)
        } catch {
            try demand(!error.faults.isEmpty, "a header is refused without a reason")
            return try demandHarmlessSentence(error.phrase(file: "input.csv", line: 1, .payout))
        }
        for (line, cells) in zip(table.lines, table.rows) { try check(cells, line: line, checker) }
    }

    private static func check(_ cells: [String], line: Int, _ checker: RowChecker) throws(BrokenProperty) {
        var content: [UInt8] = []
        var ranges: [Range<Int>] = []
        for cell in cells {
            let start = content.count
            content += Array(cell.utf8)
            ranges.append(start..<content.count)
        }
        let located = checker.locate(content: content.span, cells: ranges.span)
        func text(_ range: Range<Int>) -> String { String(decoding: content[range], as: UTF8.self) }
        let verdict = checker.check(line: line, content: content.span, cells: ranges.span, located: located)
        let again = checker.check(line: line, content: content.span, cells: ranges.span, located: located)
        try demand(
            (verdict.amount, verdict.violations, verdict.warnings())
                == (again.amount, again.violations, again.warnings()),
            "the same row is judged in two ways")
        try demand(verdict.line == line, "a row changes its line")
        if verdict.isPayable, let amount = verdict.amount {
            let order = PaymentOrder(
                reference: text(located.reference), bankCode: text(located.bankCode),
                accountNumber: text(located.accountNumber), accountName: text(located.accountName), amount: amount)
            try demandPayable(order, note: text(located.note))
        } else {
            try demand(!verdict.violations.isEmpty, "a row is rejected without a reason")
        }
        let account = text(located.accountNumber)
        for violation in verdict.violations {
            try demandHarmlessSentence(violation.text)
            guard violation.fault.column == .accountNumber, account.utf8.count >= 9, isDigits(account) else { continue }
            try demand(!violation.text.english.contains(account), "an account number is shown in full")
        }
        if let amount = verdict.amount { try demandSame(amount, text(located.amount)) }
    }

    private static func demandPayable(_ row: PaymentOrder, note: String) throws(BrokenProperty) {
        let bank = BankDirectory.embedded.bank(code: row.bankCode)
        guard let bank else { throw BrokenProperty("a row of an unknown bank is accepted") }
        try demand(bank.kind.transferLimits.contains(row.amount), "an amount outside of the limits is accepted")
        let number = row.accountNumber
        try demand(isDigits(number) && (10...20).contains(number.utf8.count), "account number \(number) is accepted")
        try demand((1...64).contains(row.reference.unicodeScalars.count), "a reference of wrong length is accepted")
        try demand((1...100).contains(row.accountName.unicodeScalars.count), "a name of wrong length is accepted")
        let noteIsPlain = note.utf8.allSatisfy { byte in
            isLetterOrDigit(byte) || " @.-_+*!~".utf8.contains(byte)
        }
        try demand(noteIsPlain && note.utf8.count <= 100, "a note that the bank refuses is accepted")
        for text in [row.reference, row.accountName] {
            let isPrintable = !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
            try demand(isPrintable, "a control character is accepted")
        }
    }

    /// Demands that `amount` is what `text` says, by the letters alone: no number is read here.
    private static func demandSame(_ amount: Rupiah, _ text: String) throws(BrokenProperty) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let digits = (parts.first ?? "").drop { $0 == "0" }
        let isSame = digits == (amount == .zero ? "" : String(amount.whole))
        let hasFraction = parts.count > 2 || (parts.count == 2 && !["0", "00"].contains(parts[1]))
        try demand(isSame && !hasFraction, "the amount \(text) is read as \(amount.whole)")
    }

    private static func isDigits(_ text: String) -> Bool { text.utf8.allSatisfy { 0x30...0x39 ~= $0 } }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case _: false
        }
    }
}
