internal import ArgumentParser
internal import Operations
internal import PayoutRules
internal import SalurSettings
internal import Wording

struct BanksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "banks",
        abstract: "List the banks and e-wallets that money can be sent to, with their codes.",
        discussion: """
            EXAMPLES
              salur banks
              salur banks mandiri      those with this in their code or name
              salur banks line bank    the bank behind a name that people use
              salur banks --json 014

            A payout file may name a bank by its code, its name, another usual name, or \
            its SWIFT code. "checks.banksFile" in the settings puts another list in the place of \
            the one that is built in.

            EXIT CODES
              0   something is listed
              1   nothing has this in its code or name
              78  the list in the settings cannot be read
            """)

    @Argument(help: ArgumentHelp("A part of a code or a name. Default: all.", valueName: "text"))
    var text: [String] = []

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let directory = try BankDirectory(settings: try await settings.load(writesLedger: false))
            let words = text.joined(separator: " ").lowercased()
            let found = directory.banks.filter { bank in
                let names = [bank.code, bank.shortName, bank.name, bank.swift] + bank.aliases
                return words.isEmpty || names.contains { $0.lowercased().contains(words) }
            }
            if settings.json {
                try Output.json(BanksDocument(banks: found.map(BanksDocument.Bank.init)))
            } else {
                for bank in found { Output.result(.verbatim(Self.line(bank))) }
                if found.isEmpty {
                    Output.message(
                        Phrase(
                            """
                            No bank and no e-wallet has this in its code or name, so no money can be sent to it: \
                            ask the payee for another account.
                            """))
                }
            }
            return found.isEmpty ? .notAllPaid : .success
        }
    }

    private static func line(_ bank: BankDirectory.Bank) -> String {
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        let (codeWidth, shortWidth, swiftWidth) = (5, 22, 10)
        return padded(bank.code, codeWidth) + padded(bank.shortName, shortWidth) + padded(bank.swift, swiftWidth)
            + bank.name
    }
}

/// What `banks --json` writes (`schemas/banks.schema.json`).
struct BanksDocument: Encodable {
    struct Bank: Encodable {
        let code: String
        let shortName: String
        let name: String
        let kind: String
        let usualAccountDigits: Int?
        let swift: String?
        let aliases: [String]

        init(_ bank: BankDirectory.Bank) {
            (code, shortName, name, kind) = (bank.code, bank.shortName, bank.name, bank.kind.rawValue)
            usualAccountDigits = bank.usualAccountDigits
            swift = bank.swift.isEmpty ? nil : bank.swift
            aliases = bank.aliases
        }
    }

    let banks: [Bank]
}
