internal import Ayoconnect
internal import BankAPI
internal import Logging
internal import PayoutCore
internal import PayoutLedger
internal import SalurSettings

/// What a command about customers works with: the ledger bound to its bank, the vault, and the bank itself.
struct CustomerLink: Sendable {
    let link: BankLink
    let ledger: Ledger
    let vault: CustomerVault
    let book: LedgerCustomerBook
    let accounts: DirectDebitGateway
    let cards: CardGateway
    let identifiers: FreshIdentifiers
    let clock: any WallClock
    let logger: Logger

    /// Opens the ledger, and makes it if it is missing; connects to the bank for as long as `work` takes.
    ///
    /// - Throws: ``SettingsError``, `LedgerError`, ``CommandFailure``, what `work` throws.
    static func connected<Result>(
        _ settings: Settings, _ clock: any WallClock, _ logger: Logger,
        _ work: (CustomerLink) async throws -> Result
    ) async throws -> Result {
        let link = try BankLink(settings)
        let vault = try CustomerVault(VaultKeyFile(path: settings.requireVaultKeyFile()))
        return try await LedgerSession(making: settings.ledgerPath).run { ledger in
            try ledger.write { try $0.bind(to: link.binding, path: ledger.path, at: clock.now()) }
            let book = LedgerCustomerBook(ledger: ledger, vault: vault, clock: clock, logger: logger)
            let accounts = link.debits(book, clock: clock, logger: logger)
            let cards = link.cards(book, clock: clock, logger: logger)
            let connected = CustomerLink(
                link: link, ledger: ledger, vault: vault, book: book, accounts: accounts, cards: cards,
                identifiers: FreshIdentifiers(clock: clock), clock: clock, logger: logger)
            do {
                let result = try await work(connected)
                await connected.shutdown()
                return result
            } catch {
                await connected.shutdown()
                throw error
            }
        }
    }

    private func shutdown() async {
        await accounts.shutdown()
        await cards.shutdown()
    }

    var accountVisits: VisitSettlement<AccountVisit> {
        VisitSettlement(
            visit: AccountVisit(bank: accounts, identifiers: identifiers), ledger: ledger, vault: vault, clock: clock)
    }

    var cardVisits: VisitSettlement<CardVisit> {
        VisitSettlement(
            visit: CardVisit(bank: cards, identifiers: identifiers, returnTo: link.bank.baseURL.text),
            ledger: ledger, vault: vault, clock: clock)
    }
}
