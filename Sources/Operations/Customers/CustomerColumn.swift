internal import Wording

/// A column of a file of customers, and what a cell of it must look like.
enum CustomerColumn: String, CaseIterable, Sendable {
    case customer
    case bankCode = "bank_code"
    case accountToken = "account_token"
    case authCode = "auth_code"
    case publicUserID = "public_user_id"
    case customerID = "customer_id"
    case cardToken = "card_token"

    /// The columns of a file of mandates (design: commands).
    static let ofMandates: [CustomerColumn] = [.customer, .bankCode, .accountToken, .authCode, .publicUserID]
    /// The columns of a file of cards (design: commands).
    static let ofCards: [CustomerColumn] = [.customer, .customerID, .cardToken]

    /// What is expected, for people.
    var expected: Phrase {
        switch self {
        case .customer:
            Phrase("your name of the customer: 1 to \(CustomerName.charactersMax) visible characters")
        case .bankCode:
            Phrase("3 letters or digits, such as 002 (a spreadsheet may have taken away the zeros in front)")
        case .accountToken: Phrase("exactly 32 characters without spaces")
        case .authCode: Phrase("exactly 32 letters and digits")
        case .publicUserID: Phrase("1 to 64 characters without spaces")
        case .customerID: Phrase("6 to 16 characters without spaces")
        case .cardToken: Phrase("exactly 40 characters without spaces")
        }
    }

    /// Whether a trimmed cell is as ``expected`` (Ayoconnect: Direct Debit, sections 2 and 4; Card Acceptance, section
    /// 11).
    func admits(_ cell: String) -> Bool {
        switch self {
        case .customer: CustomerName.isName(cell)
        case .bankCode: Self.isAlphanumeric(cell) && cell.utf8.count == 3
        case .accountToken: Self.isPlain(cell) && cell.utf8.count == 32
        case .authCode: Self.isAlphanumeric(cell) && cell.utf8.count == 32
        case .publicUserID: Self.isPlain(cell) && (1...64).contains(cell.utf8.count)
        case .customerID: Self.isPlain(cell) && (6...16).contains(cell.utf8.count)
        case .cardToken: Self.isPlain(cell) && cell.utf8.count == 40
        }
    }

    private static func isPlain(_ cell: String) -> Bool { cell.utf8.allSatisfy { 0x21...0x7E ~= $0 } }

    private static func isAlphanumeric(_ cell: String) -> Bool {
        cell.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
}
