internal import PayoutCore
internal import PayoutRules
internal import SalurSettings

/// What is needed to read a file as payments to one bank: the settings, that bank, the directory of banks, the time.
struct PaymentBasis: Sendable {
    let settings: Settings
    let link: BankLink
    let banks: BankDirectory
    let clock: any WallClock

    /// - Throws: ``CommandFailure`` where the settings do not suffice: a ledger belongs to one bank.
    init(settings: Settings, clock: any WallClock) throws(CommandFailure) {
        do {
            self.settings = settings
            link = try BankLink(settings)
            banks = try BankDirectory(settings: settings)
            self.clock = clock
        } catch {
            throw CommandFailure(error)
        }
    }

    /// What the rows of a file ask for.
    ///
    /// - Parameter parties: the customers and payments that rows may name.
    func form(_ order: Intake.Order, parties: (any PartyDirectory)?) -> RowForm {
        RowForm(order.rail, settings, banks: banks, parties: parties, sheet: order.sheet, expected: order.expected)
    }
}
