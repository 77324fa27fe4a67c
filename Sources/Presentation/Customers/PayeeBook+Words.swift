package import Operations
internal import PayoutCore
package import PayoutLedger
package import Wording

extension PayeeBook.Page {
    /// The book, an account after the other.
    ///
    /// - Parameter showsAccounts: whether whole account numbers are shown.
    package func lines(showsAccounts: Bool) -> [Phrase] {
        func account(_ number: String) -> String { showsAccounts ? number : MaskedAccount.text(of: number) }
        var lines = payees.flatMap { payee, accepted, block in
            [payee.headline(account(payee.accountNumber))] + payee.names(accepted) + accepted.map(\.line)
                + (block.map { [$0.block.line] } ?? [])
        }
        lines += otherNames.map { $0.line(account($0.accountNumber)) }
        lines += blocked.map { $0.line(showsAccount: showsAccounts) }
        if isCut { lines.append(Phrase("… and more accounts: --limit lists more, a text fewer")) }
        return lines
    }
}

extension Payee {
    fileprivate func headline(_ account: String) -> Phrase {
        let name = Explanation.shown(bankName ?? fileNames.first ?? "")
        let (first, last) = (firstPaidAt.day, lastPaidAt.day)
        guard payments.count > 1 else {
            return Phrase("\(bankCode) \(account)  \(name)  1 payment, \(payments.sum.display), \(last)")
        }
        return Phrase(
            """
            \(bankCode) \(account)  \(name)  \(count: payments.count) payments, \(payments.sum.display), \
            \(first) to \(last)
            """)
    }

    /// The names of the files where they are not the one above.
    fileprivate func names(_ accepted: [AcceptedName]) -> [Phrase] {
        let others = fileNames.filter { $0 != bankName && !accepted.map(\.fileName).contains($0) }
        return others.isEmpty || bankName == nil
            ? [] : [Phrase("  in files: \(Explanation.shown(others.joined(separator: ", ")))")]
    }
}

extension AcceptedName {
    fileprivate var line: Phrase {
        let (bank, file) = (Explanation.shown(bankName), Explanation.shown(fileName))
        return Phrase("  accepted: \(bank) for \(file), by \(by.person) on \(acceptedAt.day): \(by.reason)")
    }

    /// The same with the account, which is not listed.
    fileprivate func line(_ account: String) -> Phrase {
        let (bank, file) = (Explanation.shown(bankName), Explanation.shown(fileName))
        return Phrase(
            """
            \(bankCode) \(account)  accepted: \(bank) for \(file), by \(by.person) on \(acceptedAt.day): \
            \(by.reason)
            """)
    }

    /// What is said once it is accepted.
    package var sentence: Phrase {
        let masked = MaskedAccount.text(of: accountNumber)
        return Phrase(
            """
            \(Explanation.shown(bankName)) is accepted for account \(masked) and the name \
            \(Explanation.shown(fileName)): such rows are not held for their name.
            """)
    }
}

extension PayeeBlock {
    fileprivate var line: Phrase { Phrase("  BLOCKED by \(by.person) on \(blockedAt.day): \(by.reason)") }
}

extension BlockedPayee {
    fileprivate func line(showsAccount: Bool) -> Phrase {
        let (party, day) = (party.phrase(showsAccount: showsAccount), block.blockedAt.day)
        return Phrase("blocked: \(party), by \(block.by.person) on \(day): \(block.by.reason)")
    }
}

extension BlockedParty {
    /// Whom it is about, an account masked.
    package var phrase: Phrase { phrase(showsAccount: false) }

    fileprivate func phrase(showsAccount: Bool) -> Phrase {
        switch self {
        case .account(let number, let bank):
            let shown = showsAccount ? number : MaskedAccount.text(of: number)
            return bank.map { Phrase("account \(shown) at bank \($0)") } ?? Phrase("account \(shown)")
        case .name(let name): return Phrase("name \(Explanation.shown(name))")
        }
    }
}

extension PayeeBook.Blocking {
    /// What is said once it is blocked.
    package var sentence: Phrase {
        rejected.count == 0
            ? Phrase("\(entry.party.phrase) is blocked.")
            : Phrase(
                """
                \(entry.party.phrase) is blocked. \(count: rejected.count) rows of open batches were rejected, \
                \(rejected.sum.display).
                """)
    }
}

extension Timestamp {
    /// The day in Jakarta.
    fileprivate var day: String { String(JakartaTime(self).iso8601.prefix(10)) }
}
