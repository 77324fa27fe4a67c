internal import FoundationEssentials
internal import PayoutFile
internal import PayoutWorkbook
internal import Wording

/// What is no statement that can be compared.
extension BankStatement {
    /// Whether it is a `camt.053`. Messages of ISO 20022 are told apart by their first tags.
    static func isMessage(_ source: FileSource) throws -> Bool {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 2048, alignment: 16)
        defer { room.deallocate() }
        let head = String(decoding: room[..<(try source.read(into: room))], as: UTF8.self)
        guard head.drop(while: { $0 == "\u{FEFF}" || $0.isWhitespace }).first == "<" else { return false }
        if head.contains("camt.052") || head.contains("BkToCstmrAcctRpt") {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(source.name): this is a camt.052, a report during the day: its bookings may still change. Ask \
                    the bank for the statement of the end of the day (camt.053, or CSV).
                    """))
        }
        guard head.contains("camt.053") || head.contains("BkToCstmrStmt") else {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(source.name): this is a message, and no camt.053. Ask the bank for the statement of the end of \
                    the day (camt.053, or CSV).
                    """))
        }
        return true
    }

    /// The lines above the column names often say whose statement it is, and in which currency.
    func require(_ account: String?, _ columns: StatementColumns, _ source: InputFile) throws {
        for step in source.steps where step.kind == .titleRow {
            let text = step.cells.joined(separator: " ")
            if let currency = Self.foreignCurrency(in: text) { throw foreign(currency, line: step.line) }
            let isAboutAccount = ["rekening", "account"].contains { text.lowercased().contains($0) }
            let numbers = text.split { !$0.isNumber && $0 != "-" && $0 != "." }
                .map { $0.filter(\.isNumber) }.filter { $0.count >= 8 }
            guard let account, isAboutAccount, let other = numbers.first, !numbers.contains(account) else { continue }
            throw otherAccount(other, account, line: step.line)
        }
    }

    func otherAccount(_ other: some StringProtocol, _ account: String, line: Int) -> CommandFailure {
        CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(line): the statement is of account \(String(other)), and not of \(account) \
                (--account). Export the statement of the account that pays.
                """))
    }

    func foreign(_ currency: String, line: Int) -> CommandFailure {
        CommandFailure(
            .badFile,
            Phrase(
                """
                \(file), line \(line): the statement is in \(currency), and payments are in rupiah. Export the \
                statement of the rupiah account.
                """))
    }

    private static func foreignCurrency(in text: String) -> String? {
        let words = text.uppercased().split { !$0.isLetter }
        guard words.contains(where: { ["CURRENCY", "CCY", "VALUTA", "UANG"].contains($0) }) else { return nil }
        let foreign = ["USD", "SGD", "EUR", "JPY", "CNY", "AUD", "GBP", "HKD", "MYR", "SAR"]
        return words.first { foreign.contains(String($0)) }.map { String($0) }
    }
}
