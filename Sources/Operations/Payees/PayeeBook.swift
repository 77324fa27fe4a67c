package import PayoutCore
internal import PayoutEngine
package import PayoutLedger
internal import PayoutRules
package import SalurSettings
internal import Wording

/// The payee book: accounts that were paid, names that persons accepted, and the company's block list. The bank is not
/// asked.
///
///     let book = PayeeBook(settings: settings, clock: SystemClock())
///     try book.entries(matching: "siti", limit: 100)
///     try await book.block(.name("Siti Wijaya"), decision)
package struct PayeeBook: Sendable {
    /// What the ledger holds about payees.
    package struct Page: Sendable {
        /// Accounts that were paid, each with the names accepted for it, the last payment first.
        package let payees: [(payee: Payee, accepted: [AcceptedName], block: BlockedPayee?)]
        /// Names accepted for accounts that are not among ``payees``.
        package let otherNames: [AcceptedName]
        /// The block list, the last entry first.
        package let blocked: [BlockedPayee]
        /// Whether more accounts were paid than are listed.
        package let isCut: Bool
    }

    /// What came of a new entry of the block list.
    package struct Blocking: Sendable {
        package let entry: BlockedPayee
        /// Rows that are not paid for it, of batches that were not done yet.
        package let rejected: Tally
    }

    private let settings: Settings
    private let clock: any WallClock

    package init(settings: Settings, clock: any WallClock) {
        self.settings = settings
        self.clock = clock
    }

    /// The payees with this text in a name or an account number.
    ///
    /// - Parameter text: empty for all.
    /// - Throws: ``CommandFailure``.
    package func entries(matching text: String, limit: Int) throws(CommandFailure) -> Page {
        do {
            try LedgerSession.requireLedger(at: settings.ledgerPath)
            let ledger = try Ledger(path: settings.ledgerPath, readOnly: true)
            defer { try? ledger.close() }
            return try ledger.read { try page(matching: text, limit: limit, $0) }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func page(matching text: String, limit: Int, _ reader: LedgerReader) throws -> Page {
        let names = try reader.acceptedNames()
        let blocked = try reader.blockedPayees()
        var payees: [Payee] = []
        var isCut = false
        try reader.forEachPayee(matching: text) { payee in
            isCut = payees.count == limit
            if !isCut { payees.append(payee) }
            return !isCut
        }
        let byAccount = Dictionary(grouping: names) { [$0.bankCode, $0.accountNumber] }
        let listed = Set(payees.map { [$0.bankCode, $0.accountNumber] })
        return Page(
            payees: payees.map { payee in
                (
                    payee, byAccount[[payee.bankCode, payee.accountNumber]] ?? [],
                    blocked.first { $0.party.isAbout(payee) }
                )
            },
            otherNames: names.filter { name in
                !listed.contains([name.bankCode, name.accountNumber])
                    && [name.accountNumber, name.fileName, name.bankName].contains { text.isEmpty || $0.holds(text) }
            },
            blocked: blocked.filter { text.isEmpty || $0.party.text.holds(text) }, isCut: isCut)
    }

    /// Keeps that the bank's name is right for an account and a name of files, so that rows with both are not held.
    ///
    /// - Parameters:
    ///   - bankCode: nil where the ledger knows the account at one bank only.
    ///   - bankName: nil for the name that the bank reported last.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where bank or name cannot be found out.
    package func accept(
        account: String, bankCode: String?, fileName: String, bankName: String?, _ decision: PersonalDecision
    ) async throws(CommandFailure) -> AcceptedName {
        do {
            let bankCode = try bankCode.map(knownCode)
            let masked = MaskedAccount.text(of: account)
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                try ledger.write { transaction in
                    let bank = try bankCode ?? onlyBank(of: account, transaction.reader)
                    let reported = try transaction.reader.bankName(ofAccount: account, bankCode: bank)
                    guard let name = bankName ?? reported else {
                        throw CommandFailure(
                            .usage,
                            Phrase(
                                """
                                The bank has not reported a name for the account \(masked) yet. Add the name that \
                                the bank knows it under: --bank-name NAME. Nothing was changed.
                                """))
                    }
                    let accepted = AcceptedName(
                        bankCode: bank, accountNumber: account, fileName: fileName, bankName: name, by: decision,
                        acceptedAt: clock.now())
                    try transaction.accept(accepted)
                    for batch in try transaction.reader.batches() where batch.isOpen {
                        try handler.accept(
                            transaction.reader.rowsAcceptedBefore(in: batch.id), at: clock.now(), in: transaction)
                    }
                    return accepted
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Puts an account or a name on the block list, and rejects rows to it that nothing was sent for.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where it is on the list already.
    package func block(
        _ party: BlockedParty, _ decision: PersonalDecision
    ) async throws(CommandFailure) -> Blocking {
        do {
            let party = try withKnownBank(party)
            return try await LedgerSession(making: settings.ledgerPath).run { ledger in
                try ledger.write { transaction in
                    let now = clock.now()
                    guard let entry = try transaction.block(party, decision, at: now) else {
                        throw CommandFailure(
                            .usage, Phrase("\(party.shown) is blocked already. Nothing was changed."))
                    }
                    var rejected = Tally.zero
                    for batch in try transaction.reader.batches() where batch.isOpen {
                        let rows = try transaction.reader.blockedRows(of: batch.id, by: [entry])
                        let tally = try handler.reject(rows, at: now, in: transaction)
                        guard tally.count > 0 else { continue }
                        rejected += tally
                        try transaction.rowsDecided(of: batch.id, at: now)
                    }
                    return Blocking(entry: entry, rejected: rejected)
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Takes an account or a name off the block list. Rows that were rejected for it stay so.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where it is not on the list.
    package func unblock(_ party: BlockedParty, _ decision: PersonalDecision) async throws(CommandFailure) {
        do {
            let party = try withKnownBank(party)
            try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                try ledger.write { transaction in
                    guard try transaction.unblock(party, decision, at: clock.now()) else {
                        throw CommandFailure(
                            .usage,
                            Phrase(
                                """
                                \(party.shown) is not blocked. "salur payees" lists the block list. Nothing was changed.
                                """))
                    }
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private var handler: PayeeHandler { PayeeHandler(policy: settings.policy) }

    private func onlyBank(of account: String, _ reader: LedgerReader) throws -> String {
        let banks = try reader.bankCodes(ofAccount: account)
        let masked = MaskedAccount.text(of: account)
        if let only = banks.first, banks.count == 1 { return only }
        throw CommandFailure(
            .usage,
            banks.isEmpty
                ? Phrase("The ledger does not know the account \(masked). Add its bank: --bank CODE.")
                : Phrase("Several banks have the account \(masked). Say which one: --bank CODE."))
    }

    private func withKnownBank(_ party: BlockedParty) throws -> BlockedParty {
        switch party {
        case .account(let number, let bank?): .account(number, bankCode: try knownCode(bank))
        case .account(_, nil), .name: party
        }
    }

    private func knownCode(_ code: String) throws -> String {
        guard try BankDirectory(settings: settings).bank(code: code) != nil else {
            throw CommandFailure(
                .usage, Phrase("No bank has the code \(code). \"salur banks\" lists all. Nothing was changed."))
        }
        return code
    }
}

extension BlockedParty {
    /// The masked account, or the name.
    package var shown: String {
        switch self {
        case .account(let number, _): MaskedAccount.text(of: number)
        case .name(let name): name
        }
    }

    /// The account or the name.
    package var text: String {
        switch self {
        case .account(let number, _): number
        case .name(let name): name
        }
    }

    fileprivate func isAbout(_ payee: Payee) -> Bool {
        switch self {
        case .account(let number, let bank):
            number == payee.accountNumber && (bank == nil || bank == payee.bankCode)
        case .name(let name):
            payee.fileNames.contains { PayeeName.folded($0) == PayeeName.folded(name) }
        }
    }
}

extension Batch {
    /// Whether rows of it may still be sent without a decision about them.
    var isOpen: Bool {
        switch status {
        case .submitted, .approved, .running, .stopped, .paused: true
        case .importing, .settled, .closed: false
        }
    }
}

extension String {
    fileprivate func holds(_ text: String) -> Bool { lowercased().contains(text.lowercased()) }
}
