internal import Operations
internal import PayoutCore
package import PayoutLedger
package import Wording

extension MandateRecord {
    /// One line of a list: customer, bank, status, and what the bank shows of the account. No secret.
    package var line: Phrase {
        let shown = [maskedAccount, maskedHolder].compactMap { $0 }.map { Explanation.shown($0) }
        var line = Phrase("\(Explanation.shown(customer))  \(bankCode ?? "-")  \(status.words)")
        if !shown.isEmpty { line = .joined([line, .verbatim(shown.joined(separator: " "))], by: "  ") }
        guard let endsAt else { return line }
        return .joined([line, Phrase("consent until \(JakartaTime(endsAt).iso8601.prefix(10))")], by: "  ")
    }
}

extension CardRecord {
    /// One line of a list: customer, status, and what the bank shows of the card. No secret.
    package var line: Phrase {
        let shown = [brand, maskedCard, expiry].compactMap { $0 }.map { Explanation.shown($0) }
        let line = Phrase("\(Explanation.shown(customer))  \(status.words)")
        return shown.isEmpty ? line : .joined([line, .verbatim(shown.joined(separator: " "))], by: "  ")
    }
}
