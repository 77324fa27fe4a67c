import Ayoconnect
import BankAPI
import Logging
import PayoutCore
import Synchronization

/// A book of customers in memory, which remembers what was lost.
final class CustomerShelf: CustomerBook {
    struct Loss: Equatable {
        let means: CustomerMeans
        let customer: String
        let token: String
        let cause: LossCause
    }

    private let mandates: [String: Mandate]
    private let stored: [String: StoredCard]
    private let noted = Mutex<[Loss]>([])

    init(mandates: [Mandate] = [Customers.mandate], cards: [StoredCard] = [Customers.card]) {
        self.mandates = Dictionary(uniqueKeysWithValues: mandates.map { ($0.customer, $0) })
        stored = Dictionary(uniqueKeysWithValues: cards.map { ($0.customer, $0) })
    }

    var losses: [Loss] { noted.withLock { $0 } }

    func mandate(of customer: String) async -> Mandate? { mandates[customer] }

    func card(of customer: String) async -> StoredCard? { stored[customer] }

    func cardCustomerID(of customer: String) async -> String? { stored[customer]?.customerID }

    func lost(_ means: CustomerMeans, of customer: String, token: Secret, because cause: LossCause) async {
        noted.withLock { losses in
            losses.append(Loss(means: means, customer: customer, token: token.reveal(), cause: cause))
        }
    }

    func seal(_ secret: Secret) async -> SealedText? { SealedText("sealed(\(secret.reveal().count))") }
}

/// Customers, and what is asked of them.
enum Customers {
    static let authCode = "8ecx3bnfk9bu2o4y0z8ur8pfhH12eltF"
    static let accountToken = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
    static let cardToken = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"
    static let mandate = mandate("C-1001", authCode: authCode)
    static let card = StoredCard(customer: "C-1001", customerID: "CUST1001", cardToken: Secret(cardToken))
    /// Of the payment that is refunded.
    static let payment = PaymentKey(
        customer: "C-1001", externalID: ExternalID("aaaa1111bbbb2222cccc3333dddd4444"),
        partnerReferenceNo: PartnerReferenceNo("eeee1111ffff2222aaaa3333bbbb4444"), providerReferenceNo: "PAY-1")

    static func mandate(_ customer: String, authCode: String) -> Mandate {
        Mandate(
            customer: customer, bankCode: "002", publicUserID: "AYOPOP-XU56ZX", accountToken: Secret(accountToken),
            authCode: Secret(authCode))
    }

    static func request(
        _ instruction: MovementRequest.Instruction, note: String = "Cicilan 3", reference: String = "INV-1"
    ) -> MovementRequest {
        MovementRequest(
            externalID: Fixtures.externalID, partnerReferenceNo: Fixtures.partnerReferenceNo, instruction: instruction,
            amount: Rupiah(150_000), note: note, reference: reference, intendedAt: Fixtures.now)
    }

    static let collection = request(.collection(customer: "C-1001"))
    static let refund = request(.refund(of: payment))
    static let charge = request(.charge(customer: "C-1001"))

    static func inquiry(
        _ subject: InquiryRequest.Subject, number: String? = "R-1", isNumberHinted: Bool = false
    ) -> InquiryRequest {
        InquiryRequest(
            externalID: Fixtures.externalID, partnerReferenceNo: Fixtures.partnerReferenceNo, subject: subject,
            amount: Rupiah(150_000), providerReferenceNo: number, isNumberHinted: isNumberHinted)
    }
}

extension Fixtures {
    /// Runs `body` with a gateway for direct debit and shuts the gateway down afterwards.
    static func withDebitGateway<Success>(
        url: String, book: CustomerShelf = CustomerShelf(), clock: any WallClock = ManualClock(),
        directDebit: DirectDebitConfiguration = DirectDebitConfiguration(),
        spacing: InquirySpacing = InquirySpacing(interval: .milliseconds(1)),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        configure: (inout AyoconnectConfiguration) -> Void = { _ in },
        _ body: (DirectDebitGateway) async throws -> Success
    ) async throws -> Success {
        var configuration = try configuration(url: url)
        configure(&configuration)
        let gateway = DirectDebitGateway(
            configuration: configuration, directDebit: directDebit, book: book, spacing: spacing, clock: clock,
            logger: logger)
        return try await using(gateway, body) { await $0.shutdown() }
    }

    /// The same with a gateway for cards.
    static func withCardGateway<Success>(
        url: String, book: CustomerShelf = CustomerShelf(), clock: any WallClock = ManualClock(),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: (CardGateway) async throws -> Success
    ) async throws -> Success {
        let gateway = CardGateway(
            configuration: CardConfiguration(try configuration(url: url)), book: book,
            spacing: InquirySpacing(interval: .milliseconds(1)), clock: clock, logger: logger)
        return try await using(gateway, body) { await $0.shutdown() }
    }

    private static func using<Gateway, Success>(
        _ gateway: Gateway, _ body: (Gateway) async throws -> Success, end: (Gateway) async -> Void
    ) async throws -> Success {
        do {
            let value = try await body(gateway)
            await end(gateway)
            return value
        } catch {
            await end(gateway)
            throw error
        }
    }
}

extension PaymentGateway {
    /// The outcome of a movement.
    func moved(_ request: MovementRequest) async -> MovementOutcome {
        guard case .movement(let outcome) = await call(.movement(request)) else { return .unsent(.notStarted) }
        return outcome
    }
}
