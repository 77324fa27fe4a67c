package import PayoutCore

/// The banks and e-wallets that money can be sent to.
package struct BankDirectory: Sendable {
    /// What kind of account a code stands for.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case bank
        case ewallet

        /// The least and the most that one transfer may carry (Ayoconnect: Instant Transfers, limits).
        package var transferLimits: ClosedRange<Rupiah> {
            Rupiah(transferLimitsWhole.lowerBound)...Rupiah(transferLimitsWhole.upperBound)
        }

        /// The same in whole rupiah: cheaper to ask.
        var transferLimitsWhole: ClosedRange<Int64> {
            switch self {
            case .bank: 10_000...250_000_000
            case .ewallet: 15_000...20_000_000
            }
        }
    }

    /// A bank or e-wallet.
    package struct Bank: Hashable, Sendable {
        /// Three letters or digits, such as `014`.
        package let code: String
        /// What people call it, such as `BCA`.
        package let shortName: String
        package let name: String
        package let kind: Kind
        /// How many digits its account numbers usually have: good for a warning, not a rule.
        package let usualAccountDigits: Int?
        /// Its SWIFT code (BIC) without a branch; empty where none is known.
        package let swift: String
        /// Other names of it.
        package let aliases: [String]
    }

    /// How long a code is (Ayoconnect: beneficiaryBankCode).
    package static let codeBytes = 3

    /// All of them, in the order of the file.
    package let banks: [Bank]
    private let positions: [UInt32: Int]
    /// What the rules ask of each bank of every row, in the same order.
    private let traits: [Traits]
    private let names: BankNames

    /// What the rules ask of a bank, without its texts, which cost more to pass on than to read.
    struct Traits {
        let position: Int
        let kind: Kind
        let usualAccountDigits: Int?
    }

    /// The directory that is built in.
    package static let embedded: BankDirectory = {
        do throws(BankDirectoryError) {
            return try BankDirectory(csv: String(decoding: PackageResources.banks_csv, as: UTF8.self))
        } catch {
            preconditionFailure("the built-in bank directory: \(error)")
        }
    }()

    /// Reads a directory from CSV text with the columns `code, short_name, name, kind` and, optionally,
    /// `usual_account_digits`, `swift` and `aliases` (with `|` between two of them).
    ///
    /// - Throws: ``BankDirectoryError``, naming the line.
    package init(csv: String) throws(BankDirectoryError) {
        banks = try BankDirectoryParser.banks(in: csv)
        var positions: [UInt32: Int] = [:]
        for (position, bank) in banks.enumerated() {
            let bytes = Array(bank.code.utf8)
            if let key = Self.key(bytes.span) { positions[key] = position }
        }
        self.positions = positions
        names = BankNames(banks)
        traits = banks.enumerated().map {
            Traits(position: $0.offset, kind: $0.element.kind, usualAccountDigits: $0.element.usualAccountDigits)
        }
    }

    /// The bank with `code`, or nil.
    package func bank(code: String) -> Bank? {
        let bytes = Array(code.utf8)
        return position(of: bytes.span).map { banks[$0] }
    }

    /// The only bank that `text` can mean, by code, name, alias or SWIFT code; nil where there is none, or several.
    package func bank(meant text: String) -> Bank? { names.position(of: text).map { banks[$0] } }

    /// Where the bank stands whose code is the bytes of `cell`.
    private func position(of cell: Cell) -> Int? { Self.key(cell).flatMap { positions[$0] } }

    /// The traits of the bank whose code is the bytes of `cell`.
    func traits(of cell: Cell) -> Traits? { position(of: cell).map { traits[$0] } }

    /// The bank that has these `traits`.
    func bank(_ traits: Traits?) -> Bank? { traits.map { banks[$0.position] } }

    /// Three bytes as one number; nil where there are not three.
    private static func key(_ cell: Cell) -> UInt32? {
        guard cell.count == codeBytes else { return nil }
        return UInt32(cell[0]) << 16 | UInt32(cell[1]) << 8 | UInt32(cell[2])
    }
}
