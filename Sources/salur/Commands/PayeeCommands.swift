internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

struct PayeesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payees", abstract: "The payee book: who was paid, accepted names, and the block list.",
        discussion: """
            EXAMPLES
              salur payees                   every account that was paid, the last payment first
              salur payees siti              those with this in a name or an account number
              salur payees block 1234567890 --bank 014 --reason "Left the company"
              salur payees block "Budi Santoso" --reason "Fraud, case 17"
              salur payees unblock 1234567890 --bank 014 --reason "Case closed"
              salur payees accept 1234567890 "Siti W." --reason "Seen the passbook"

            A name that a person accepted once for an account, by "salur release" or here, is \
            not asked about again as long as the bank says the same name. Rows to a blocked \
            account or name are rejected.
            """,
        subcommands: [
            PayeesListCommand.self, PayeesAcceptCommand.self, PayeesBlockCommand.self, PayeesUnblockCommand.self,
        ],
        defaultSubcommand: PayeesListCommand.self)
}

struct PayeesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the accounts that were paid, accepted names and the block list.",
        discussion: """
            EXAMPLES
              salur payees list
              salur payees list --json --whole-accounts 1234567890

            EXIT CODES
              0   something is listed
              1   nothing has this in a name or an account number
            """)

    @Argument(help: ArgumentHelp("A part of a name or of an account number. Default: all.", valueName: "text"))
    var text: String?

    @Option(help: ArgumentHelp("List so many accounts at most.", valueName: "count"))
    var limit = 1000

    @Flag(
        name: .customLong("whole-accounts"),
        help: "Show whole account numbers. Otherwise their last four digits.")
    var wholeAccounts = false

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
    }

    func run() async throws {
        try await Output.guarded {
            let book = PayeeBook(settings: try await settings.load(writesLedger: false), clock: SystemClock())
            let page = try book.entries(matching: text ?? "", limit: limit)
            let lines = page.lines(showsAccounts: wholeAccounts)
            if settings.json {
                try Output.json(PayeesDocument(page, showsAccounts: wholeAccounts))
            } else {
                for line in lines { Output.result(line) }
                if lines.isEmpty {
                    Output.message(
                        text == nil
                            ? Phrase("No account was paid yet, and nothing is blocked.")
                            : Phrase(
                                """
                                No payee and no entry of the block list has this in a name or an account number.
                                """))
                }
            }
            return lines.isEmpty && text != nil ? .notAllPaid : .success
        }
    }
}

struct PayeesAcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Accept the bank's name for an account and a name of your files.",
        discussion: """
            EXAMPLES
              salur payees accept 1234567890 "Siti W." --reason "Seen the passbook"
              salur payees accept 1234567890 "Siti W." --bank 014 --bank-name "SITI WIJAYA" --reason "Her husband"

            Rows with this account and this name are not held for their name, as long as the \
            bank says the same name. Without --bank-name it is the name that the bank \
            reported last for the account.

            EXIT CODES
              0   accepted
              64  the bank, or the bank's name, must be given
              75  answered no
            """)

    @Argument(help: ArgumentHelp("The account number.", valueName: "account"))
    var account: String

    @Argument(help: ArgumentHelp("The name as your files have it.", valueName: "name"))
    var name: String

    @Option(help: ArgumentHelp("The bank of the account, such as 014.", valueName: "code"))
    var bank: String?

    @Option(
        name: .customLong("bank-name"), help: ArgumentHelp("The name as the bank reports it.", valueName: "name"))
    var bankName: String?

    @OptionGroup var person: PersonOptions
    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        guard case .account = BlockedParty(text: account, bank: bank) else {
            throw ValidationError("An account number consists of digits, not \"\(account)\".")
        }
    }

    func run() async throws {
        try await Output.guarded {
            let book = PayeeBook(settings: try await settings.load(), clock: SystemClock())
            let decision = try person.decision()
            let masked = MaskedAccount.text(of: account)
            let question = Phrase("Accept that the bank knows the account \(masked) of \(name) under its own name?")
            guard await person.confirms(question) else {
                Output.message(Phrase("Nothing was changed."))
                return .notSettled
            }
            let accepted = try await book.accept(
                account: BlockedParty(text: account, bank: bank).text, bankCode: bank, fileName: name,
                bankName: bankName, decision)
            if settings.json {
                try Output.json(AcceptedNameDocument(accepted, showsAccount: false))
            } else {
                Output.result(accepted.sentence)
            }
            return .success
        }
    }
}

/// Whom an entry of the block list is about, as a person types it.
struct BlockedPartyOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("An account number, or a name.", valueName: "account|name"))
    var party: String

    @Option(help: ArgumentHelp("The bank of the account, such as 014. Default: any bank.", valueName: "code"))
    var bank: String?

    /// What was typed.
    var blocked: BlockedParty { BlockedParty(text: party, bank: bank) }

    func validate() throws {
        switch blocked {
        case .name(let name):
            if bank != nil { throw ValidationError("--bank goes with an account number, not with a name.") }
            if PayeeName.folded(name).isEmpty { throw ValidationError("Give an account number or a name.") }
        case .account: break
        }
    }
}

struct PayeesBlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "block", abstract: "Pay nothing more to an account or a name.",
        discussion: """
            EXAMPLES
              salur payees block 1234567890 --reason "Left the company"
              salur payees block "Budi Santoso" --yes --by "Ani Wijaya" --reason "Fraud, case 17"

            Rows to it are rejected: those of new files, and those of open batches that \
            nothing was sent for. What is on its way to the bank is not stopped. A name \
            blocks every spelling of it that the rules for names call the same: other \
            capitals, titles, order of words.

            EXIT CODES
              0   blocked
              64  it is blocked already
              75  answered no
            """)

    @OptionGroup var party: BlockedPartyOptions
    @OptionGroup var person: PersonOptions
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let book = PayeeBook(settings: try await settings.load(), clock: SystemClock())
            let blocked = party.blocked
            let decision = try person.decision()
            guard await person.confirms(Phrase("Block \(blocked.phrase)? Nothing more is paid to it.")) else {
                Output.message(Phrase("Nothing was changed."))
                return .notSettled
            }
            let blocking = try await book.block(blocked, decision)
            if settings.json {
                try Output.json(BlockingDocument(blocking))
            } else {
                Output.result(blocking.sentence)
            }
            return .success
        }
    }
}

struct PayeesUnblockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unblock", abstract: "Take an account or a name off the block list.",
        discussion: """
            EXAMPLES
              salur payees unblock 1234567890 --reason "Case closed"

            Name it as it was blocked: with --bank if the entry has a bank. Rows that were \
            rejected stay rejected; pay them in a new file.

            EXIT CODES
              0   off the list
              64  it is not on the list
              75  answered no
            """)

    @OptionGroup var party: BlockedPartyOptions
    @OptionGroup var person: PersonOptions
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let book = PayeeBook(settings: try await settings.load(), clock: SystemClock())
            let blocked = party.blocked
            let decision = try person.decision()
            guard await person.confirms(Phrase("Lift the block of \(blocked.phrase)?")) else {
                Output.message(Phrase("Nothing was changed."))
                return .notSettled
            }
            try await book.unblock(blocked, decision)
            let sentence = Phrase(
                "The block of \(blocked.phrase) is lifted. Rows that were rejected stay rejected.")
            if settings.json {
                try Output.json(UnblockingDocument(blocked, sentence))
            } else {
                Output.result(sentence)
            }
            return .success
        }
    }
}

extension PersonOptions {
    /// Whether the person says yes, now or with `--yes`.
    fileprivate func confirms(_ question: Phrase) async -> Bool {
        if yes { return true }
        return await Question.confirm(question)
    }
}

extension BlockedParty {
    /// What a person typed: digits, which may be grouped, are an account; anything else is a name.
    init(text: String, bank: String?) {
        let number = text.filter { !" .-".contains($0) }
        let isNumber = !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
        self = isNumber ? .account(number, bankCode: bank) : .name(text)
    }
}
