package import Wording

/// Why a bank directory cannot be used (exit 78, since a settings key names it).
package struct BankDirectoryError: PhrasedError, Hashable {
    /// The line, counted from 1.
    package let line: Int
    /// What is wrong there and what to do, one sentence each.
    package let message: Phrase

    package var phrase: Phrase { Phrase("line \(line): \(message)") }
}

/// Reads the CSV of a bank directory: a small text of one row a line, without line breaks in cells.
enum BankDirectoryParser {
    private static let requiredNames = ["code", "short_name", "name", "kind"]
    private static let usualDigitsName = "usual_account_digits"
    private typealias Row = (line: Int, cells: [String])

    static func banks(in csv: String) throws(BankDirectoryError) -> [BankDirectory.Bank] {
        let rows = rows(of: csv)
        guard let header = rows.first else {
            throw BankDirectoryError(
                line: 1, message: Phrase("the bank directory is empty. Its first line names the columns."))
        }
        let names = header.cells.map { $0.lowercased() }
        for name in requiredNames where !names.contains(name) {
            throw BankDirectoryError(
                line: header.line,
                message: Phrase(
                    """
                    the column "\(name)" is missing. The columns are \(requiredNames.joined(separator: ", ")) \
                    and, if you like, \(usualDigitsName).
                    """))
        }
        var lines: [String: Int] = [:]
        var banks: [BankDirectory.Bank] = []
        for row in rows.dropFirst() {
            let bank = try bank(in: row, names: names)
            if let first = lines.updateValue(row.line, forKey: bank.code) {
                throw BankDirectoryError(
                    line: row.line,
                    message: Phrase("the code \(bank.code) is already in line \(first). Keep one of the two."))
            }
            banks.append(bank)
        }
        guard !banks.isEmpty else {
            throw BankDirectoryError(
                line: header.line, message: Phrase("no bank is listed. Add one row for each bank."))
        }
        return banks
    }

    private static func bank(in row: Row, names: [String]) throws(BankDirectoryError) -> BankDirectory.Bank {
        func fail(_ message: Phrase) -> BankDirectoryError { BankDirectoryError(line: row.line, message: message) }
        guard row.cells.count == names.count else {
            throw fail(
                Phrase("there are \(row.cells.count) cells, but the header has \(names.count). Add or delete cells."))
        }
        let cells = Dictionary(zip(names, row.cells)) { first, _ in first }
        let code = cells["code"] ?? ""
        let isPlain = code.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        guard code.utf8.count == BankDirectory.codeBytes, isPlain else {
            throw fail(
                Phrase("the code \"\(code)\" is not three digits or capital letters. Excel drops leading zeros."))
        }
        guard let kind = BankDirectory.Kind(rawValue: cells["kind"]?.lowercased() ?? "") else {
            throw fail(Phrase("the kind \"\(cells["kind"] ?? "")\" is unknown. Write bank or ewallet."))
        }
        let usual = cells[usualDigitsName] ?? ""
        guard usual.isEmpty || Int(usual).map({ AccountNumberRule.digits.contains($0) }) == true else {
            throw fail(
                Phrase(
                    """
                    \(usualDigitsName) "\(usual)" is not a number of digits from 10 to 20. Leave it empty if unknown.
                    """
                ))
        }
        return BankDirectory.Bank(
            code: code, shortName: cells["short_name"] ?? "", name: cells["name"] ?? "", kind: kind,
            usualAccountDigits: Int(usual), swift: cells["swift"] ?? "",
            aliases: (cells["aliases"] ?? "").split(separator: "|").map { String($0) })
    }

    /// The rows that are not blank, split at commas or semicolons, whichever the first line has.
    private static func rows(of csv: String) -> [Row] {
        let text = csv.unicodeScalars.first == "\u{FEFF}" ? String(csv.unicodeScalars.dropFirst()) : csv
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { Array($0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0) }
        let isSemicolon = lines.first.map { $0.contains(UInt8(ascii: ";")) && !$0.contains(UInt8(ascii: ",")) } ?? false
        let delimiter = UInt8(ascii: isSemicolon ? ";" : ",")
        return lines.enumerated().map { ($0.offset + 1, cells(of: $0.element, delimiter: delimiter)) }
            .filter { row in row.1.contains { !$0.isEmpty } }
    }

    private static func cells(of line: [UInt8], delimiter: UInt8) -> [String] {
        var cells: [[UInt8]] = [[]]
        var isQuoted = false
        for byte in line {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == delimiter, !isQuoted {
                cells.append([])
            } else {
                cells[cells.count - 1].append(byte)
            }
        }
        return cells.map { cell in
            let span = cell.span
            return span.extracting(span.trimmed(0..<span.count)).text
        }
    }
}
