internal import Ayoconnect
internal import BankAPI
internal import CallbackServer
internal import Logging
internal import PayoutCore
internal import PayoutLedger
internal import SalurSettings
internal import Wording

/// Makes the parts that talk to the bank from the settings.
struct BankLink: Sendable {
    let bank: Settings.Bank
    let settings: Settings

    /// - Throws: ``SettingsError``.
    init(_ settings: Settings) throws(SettingsError) {
        self.settings = settings
        bank = try settings.requireBank()
    }

    /// The bank that a ledger is bound to.
    var binding: BankBinding { BankBinding(baseURL: bank.baseURL.text, merchantID: bank.merchantID) }

    /// A gateway that knows nothing of earlier ones.
    func gateway(clock: any WallClock, logger: Logger) -> AyoconnectGateway {
        gateway(knowing: nil, clock: clock, logger: logger)
    }

    /// A gateway that goes on from what the ledger holds about its bank's status inquiries;
    /// ``keepInquiryHeader(of:in:)`` puts back what it has found out.
    ///
    /// Collections, refunds and charges go nowhere where no vault holds the secrets of customers.
    ///
    /// - Parameter present: who confirms a charge on a page.
    func gateway(
        for ledger: Ledger, clock: any WallClock, logger: Logger, present: PresentCustomer? = nil
    ) throws -> RailGateway {
        let (vault, header) = (try vault(), try ledger.read { try $0.inquiryHeader() })
        try vault?.requireKey(of: ledger)
        // From here on nothing fails: a gateway that nobody shuts down ends the process.
        let transfers = gateway(knowing: header, clock: clock, logger: logger)
        guard let vault else { return RailGateway(transfers: transfers, debits: nil, cards: nil) }
        let book = LedgerCustomerBook(ledger: ledger, vault: vault, clock: clock, logger: logger)
        // The bank allows so many status inquiries a second in all.
        let spacing = InquirySpacing(startsAt: .now + InquirySpacing.interval)
        return RailGateway(
            transfers: transfers, debits: debits(book, spacing, clock: clock, logger: logger),
            cards: cards(book, spacing, clock: clock, logger: logger), present: present)
    }

    /// The vault with the secrets of customers; nil where none is set.
    func vault() throws -> CustomerVault? {
        guard settings.vaultKeyFile != nil else { return nil }
        return try CustomerVault(VaultKeyFile(path: settings.requireVaultKeyFile()))
    }

    /// The gateway for direct debit.
    func debits(
        _ book: LedgerCustomerBook, _ spacing: InquirySpacing = InquirySpacing(), clock: any WallClock, logger: Logger
    ) -> DirectDebitGateway {
        DirectDebitGateway(
            configuration: bankAtWork, directDebit: DirectDebitConfiguration(prefix: settings.directDebit.prefix),
            book: book, spacing: spacing, clock: clock, logger: logger, eventLoops: EventLoops.ofARun)
    }

    /// The gateway for cards.
    func cards(
        _ book: LedgerCustomerBook, _ spacing: InquirySpacing = InquirySpacing(), clock: any WallClock, logger: Logger
    ) -> CardGateway {
        CardGateway(
            configuration: cards, book: book, spacing: spacing, clock: clock, logger: logger,
            eventLoops: EventLoops.ofARun)
    }

    /// The bank with as many connections as the dispatcher uses.
    private var bankAtWork: AyoconnectConfiguration {
        var configuration = bank
        configuration.callsInFlightMax = settings.concurrency
        return configuration
    }

    private var cards: CardConfiguration {
        var configuration = CardConfiguration(bankAtWork)
        let cards = settings.cards
        configuration.baseURL = cards.baseURL ?? configuration.baseURL
        configuration.prefix = cards.prefix
        configuration.tokenPath = cards.tokenPath
        if let clientID = cards.clientID { configuration.clientID = clientID }
        if let secret = cards.clientSecret { configuration.clientSecret = secret }
        return configuration
    }

    /// Keeps in the ledger what a gateway has found out about status inquiries.
    func keepInquiryHeader(of gateway: RailGateway, in ledger: Ledger) throws {
        guard let finding = gateway.transfers.inquiryHeader, try ledger.read({ try $0.inquiryHeader() }) != finding
        else {
            return
        }
        try ledger.write { try $0.keep(finding) }
    }

    private func gateway(
        knowing finding: InquiryHeaderFinding?, clock: any WallClock, logger: Logger
    ) -> AyoconnectGateway {
        AyoconnectGateway(
            configuration: bankAtWork, inquiryHeader: finding, clock: clock, logger: logger,
            eventLoops: EventLoops.ofARun)
    }

    /// - Throws: ``SettingsError`` where the proof lacks its key.
    func verifier() throws(SettingsError) -> AyoconnectCallbackVerifier {
        AyoconnectCallbackVerifier(
            rule: try rule(settings.callbacks.proof), directDebit: try rule(settings.directDebit.callbackProof),
            encoding: bank.signatureEncoding)
    }

    private func rule(_ proof: CallbackProofKind) throws(SettingsError) -> CallbackProofRule {
        switch (proof, settings.callbacks.providerPublicKey) {
        case (.symmetric, _): return .symmetric(clientSecret: bank.clientSecret)
        case (.none, _): return .none
        case (.asymmetric, .some(let key)): return .asymmetric(providerKey: key)
        case (.asymmetricTimestamp, .some(let key)):
            return .asymmetricTimestamp(clientID: bank.clientID, providerKey: key)
        case (.asymmetric, nil), (.asymmetricTimestamp, nil):
            throw SettingsError(Phrase("callbacks.providerPublicKeyFile is missing"))
        }
    }

    /// Where callbacks are taken, and from whom: where the proof does not cover the body, from this machine alone
    /// unless `callbacks.allowFrom` says otherwise.
    func callbackAddress() -> CallbackServerConfiguration {
        let callbacks = settings.callbacks
        var allowed = callbacks.allowFrom.flatMap { try? AddressList($0) }
        switch callbacks.proof {
        case .none, .asymmetricTimestamp: allowed = allowed ?? .loopback
        case .symmetric, .asymmetric: break
        }
        return CallbackServerConfiguration(host: callbacks.host, port: callbacks.port, allowFrom: allowed)
    }

    /// The available balance, asked at most `questionsMax` times; nil if the bank does not report it.
    static func balance(
        of gateway: some PaymentGateway, clock: any WallClock, questionsMax: Int = 2
    ) async -> Rupiah? {
        for _ in 0..<questionsMax {
            let random = SystemRandomSource()
            let request = BalanceRequest(
                externalID: ExternalID(UUIDv7.hexadecimal(at: clock.now(), random: random)),
                partnerReferenceNo: PartnerReferenceNo(UUIDv7.hexadecimal(at: clock.now(), random: random)))
            if case .balance(let balance) = await gateway.balance(request) { return balance }
        }
        return nil
    }
}
