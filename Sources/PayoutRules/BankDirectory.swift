package import PayoutCore

/// The banks and e-wallets that money can be sent to.
package struct BankDirectory: Sendable {
    /// What kind of account a code stands for.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case bank
        case ewallet

        /// The least and the most that one transfer may carry (Ayoconnect: Instant Transfers, limits).
        package var transferLimits: ClosedRange<Rupiah> {
            switch self {
            case .bank: Rupiah(10_000)...Rupiah(250_000_000)
            case .ewallet: Rupiah(15_000)...Rupiah(20_000_000)
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
    }

    /// How long a code is (Ayoconnect: beneficiaryBankCode).
    package static let codeBytes = 3

    /// All of them, in the order of the file.
    package let banks: [Bank]
    private let positions: [UInt32: Int]

    /// The directory that is built in.
    package static let embedded: BankDirectory = {
        do throws(BankDirectoryError) {
            return try BankDirectory(csv: String(decoding: PackageResources.banks_csv, as: UTF8.self))
        } catch {
            preconditionFailure("the built-in bank directory: \(error)")
        }
    }()

    /// Reads a directory from CSV text with the columns `code, short_name, name, kind` and, optionally,
    /// `usual_account_digits`.
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
    }

    /// The bank with `code`, or nil.
    package func bank(code: String) -> Bank? {
        let bytes = Array(code.utf8)
        return position(of: bytes.span).map { banks[$0] }
    }

    /// Where the bank stands whose code is the bytes of `cell`.
    func position(of cell: Cell) -> Int? { Self.key(cell).flatMap { positions[$0] } }

    /// Three bytes as one number; nil where there are not three.
    private static func key(_ cell: Cell) -> UInt32? {
        guard cell.count == codeBytes else { return nil }
        return UInt32(cell[0]) << 16 | UInt32(cell[1]) << 8 | UInt32(cell[2])
    }
}
