import Foundation

/// Customers whose mandates and cards the simulated bank knows by their form (docs/simulated-bank.md).
struct Customers: Sendable {
    /// A customer, and the case in which the bank misbehaves; 0 is none.
    struct Customer: Sendable {
        let name: String
        var bank = "008"
        var trouble = 0

        private var number: String { trouble < 10 ? "0\(trouble)" : "\(trouble)" }

        private static func padded(_ text: String, _ count: Int) -> String {
            text + String(repeating: "0", count: max(0, count - text.count))
        }

        /// customer, bank_code, account_token, auth_code, public_user_id
        var mandate: String {
            let tail = "\(bank)\(number)" + Self.padded(name, 25)
            return "\(name),\(bank),MT\(tail),MA\(tail),MU\(tail)"
        }

        /// customer, customer_id, card_token
        var card: String {
            let identifier = Self.padded("MC\(number)\(name)", 16)
            return "\(name),\(identifier),\(Self.padded(identifier, 40))"
        }
    }

    let all: [Customer]

    /// So many customers without any trouble.
    init(_ count: Int) { all = (1...count).map { Customer(name: "C\($0)") } }

    init(_ all: Customer...) { self.all = all }

    private static let mandateHeader = "customer,bank_code,account_token,auth_code,public_user_id"
    private static let cardHeader = "customer,customer_id,card_token"

    var mandates: String { ([Self.mandateHeader] + all.map(\.mandate)).joined(separator: "\n") + "\n" }

    var cards: String { ([Self.cardHeader] + all.map(\.card)).joined(separator: "\n") + "\n" }

    /// A file that asks each customer for an amount of its own: `PREFIX-1` of the first, Rp 100.000 and more.
    func file(_ prefix: String) -> String {
        let rows = all.enumerated().map { "\(prefix)-\($0.offset + 1),\($0.element.name),\(100_000 + $0.offset),Iuran" }
        return (["reference,customer,amount,note"] + rows).joined(separator: "\n") + "\n"
    }
}

/// Files that stand in the repository.
enum Sample {
    static func text(_ name: String, source: String = #filePath) throws -> String {
        let folder = source.split(separator: "/").dropLast(3).joined(separator: "/")
        return try String(contentsOfFile: "/\(folder)/Samples/\(name)", encoding: .utf8)
    }
}
