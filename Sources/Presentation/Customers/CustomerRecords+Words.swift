internal import Operations
package import PayoutCore
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

extension MandateRecord {
    /// A consent that ends within this time is worth a word.
    private static let endingSoon = Duration.seconds(30 * 86_400)

    /// What has to happen before collections go on, or how long they can.
    package func waits(at now: Timestamp) -> Phrase {
        switch status {
        case .binding:
            guard let session, session.endsAt > now else {
                return Phrase("Nothing: the visit to the bank's page has ended. Send the customer a new link.")
            }
            return Phrase(
                "The customer, who has the bank's page open until \(JakartaTime(session.endsAt).display)")
        case .bound:
            guard let endsAt else { return Phrase("Nothing: collections go through") }
            let day = JakartaTime(endsAt).iso8601.prefix(10)
            if endsAt <= now { return Phrase("A new consent of the customer: this one ended on \(String(day))") }
            return endsAt - now < Self.endingSoon
                ? Phrase("Soon a new consent of the customer: this one ends on \(String(day))")
                : Phrase("Nothing: the consent goes until \(String(day))")
        case .blocked: return Phrase("A person who unblocks it: there were three wrong codes")
        case .expired: return Phrase("A new consent of the customer")
        case .gone, .unbound, .notBound: return Phrase("Nothing: to collect again, the customer binds an account anew")
        }
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
