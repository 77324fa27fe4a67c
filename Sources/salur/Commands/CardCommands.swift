internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

struct CardsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cards", abstract: "Customers' cards that can be charged.",
        discussion: """
            EXAMPLES
              salur cards import cards.csv   take over the cards of another system
              salur cards register C-1001    have a customer register a card
              salur cards list               who has a card, and where each stands

            The numbers that the bank gives for a card are secrets. They are kept \
            encrypted in the ledger; vault.keyFile names the key.
            """,
        subcommands: [
            CardsImportCommand.self, CardsListCommand.self, CardsRegisterCommand.self, CardsUnbindCommand.self,
            CardsRefreshCommand.self,
        ])
}

struct CardsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring registered cards into the ledger, encrypted. Asks no bank.",
        discussion: """
            EXAMPLES
              salur cards import cards.csv
              salur cards import --yes --by "Budi Hartono" cards.csv

            Columns, in any order: customer, customer_id (6 to 16 characters), card_token \
            (40 characters). A file with a wrong row is refused as a whole. The same file \
            again changes nothing. What a customer had before is replaced. Delete the file \
            afterwards: it holds the secrets in plain text.

            EXIT CODES
              0   imported
              65  the file is refused
              75  answered no
              78  vault.keyFile is missing or wrong
            """)

    @OptionGroup var options: CustomerImportOptions

    func run() async throws { try await options.run(.cards) }
}

struct CardsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the customers with a card, and where each stands. Shows no secret.",
        discussion: """
            EXAMPLES
              salur cards list
              salur cards list --json
            """)

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let control = CustomerControl(
                settings: try await settings.load(writesLedger: false), clock: SystemClock())
            let cards = try control.cards()
            if settings.json {
                try Output.json(CardsDocument(cards: cards.map(CardsDocument.Card.init)))
            } else if cards.isEmpty {
                Output.message(Phrase("No customer has a card. \"salur cards import FILE\" brings some in."))
            } else {
                for card in cards { Output.result(card.record.line) }
            }
            return .success
        }
    }
}

/// What `cards list --json` writes (`schemas/cards.schema.json`).
struct CardsDocument: Encodable {
    struct Card: Encodable {
        let customer: String
        let status: String
        let customerID: String?
        let maskedCard: String?
        let brand: String?
        let expiry: String?
        let changedAt: String

        enum CodingKeys: String, CodingKey {
            case customer, status, brand, expiry
            case customerID = "customer_id"
            case maskedCard = "masked_card"
            case changedAt = "changed_at"
        }

        init(_ stored: StoredBinding<CardRecord>) {
            let record = stored.record
            customer = record.customer
            status = record.status.rawValue
            customerID = record.customerID
            maskedCard = record.maskedCard
            brand = record.brand
            expiry = record.expiry
            changedAt = stored.changedAt.iso8601
        }
    }

    let cards: [Card]
}
