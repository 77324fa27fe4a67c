internal import ArgumentParser
internal import Operations

struct MandatesBindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bind",
        abstract: "Have a customer bind a bank account on a page of the bank, and wait for the result.",
        discussion: """
            EXAMPLES
              salur mandates bind C-1001
              salur mandates bind C-1001 --bank 008 --email anna@example.com --open

            Prints the address of the page on standard output; send it to the customer. \
            The page is open for about 3 minutes. The result comes by callback; where it \
            is late, the bank is asked when the page is closed, and again after 1, 5 and \
            15 minutes. After Ctrl-C the page stays open: "salur mandates refresh" finds \
            out what became of it.

            EXIT CODES
              0   bound
              1   not bound
              64  the customer is blocked
              69  the bank did not open a page
              75  not known yet, or the customer has an open page already
              77  the bank refuses
              78  wrong settings
            """)

    @OptionGroup var binding: BindingOptions

    @Option(
        help: ArgumentHelp(
            "The bank that the page leads to, such as 008; else the customer chooses.", valueName: "code"))
    var bank: String?

    func validate() throws {
        if let bank, bank.utf8.count != 3 { throw ValidationError("--bank takes a code of 3 characters, such as 008.") }
    }

    func run() async throws {
        var order = binding.order
        order.bankCode = bank
        try await binding.run { [order] (job, person) async throws(CommandFailure) in
            try await job.bindAccount(order, by: person)
        }
    }
}

struct CardsRegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Have a customer register a card on a page of the bank, and wait for the result.",
        discussion: """
            EXAMPLES
              salur cards register C-1001 --name "Anna Wijaya" --email anna@example.com
              salur cards register C-1001 --name "Anna Wijaya" --open

            Prints the address of the page on standard output; send it to the customer, \
            who enters the card there. The page is open for about 5 minutes. The result \
            comes by callback; 15 minutes after the page is closed the card counts as not \
            registered. After Ctrl-C the page stays open: "salur cards refresh" finds out \
            what became of it.

            EXIT CODES
              0   registered
              1   not registered
              69  the bank did not open a page
              75  not known yet, or the customer has an open page already
              77  the bank refuses
              78  wrong settings
            """)

    @OptionGroup var binding: BindingOptions

    @Option(help: ArgumentHelp("The customer's name as people write it.", valueName: "name"))
    var name: String?

    func run() async throws {
        var order = binding.order
        order.name = name
        try await binding.run { [order] (job, person) async throws(CommandFailure) in
            try await job.registerCard(order, by: person)
        }
    }
}
