internal import Ayoconnect
internal import BankAPI
internal import PayoutCore

/// The bank's products as one gateway: each request goes to the product that it is about.
struct RailGateway: PaymentGateway {
    let transfers: AyoconnectGateway
    /// Nil where no vault holds the secrets of customers.
    let debits: DirectDebitGateway?
    /// Likewise.
    let cards: CardGateway?
    /// Who confirms a charge on a page.
    var present: PresentCustomer? = nil

    func call(_ call: BankCall) async -> CallAnswer {
        if case .movement(let request) = call, case .charge = request.instruction, let cards, let present,
            request.reference == present.reference
        {
            let charge = await cards.chargePresent(request)
            if let page = charge.page { present.show(page) }
            return .movement(charge.outcome)
        }
        guard let gateway = gateway(for: call) else { return call.unsent(.notStarted) }
        return await gateway.call(call)
    }

    private func gateway(for call: BankCall) -> (any PaymentGateway)? {
        switch call {
        case .validation: transfers
        case .movement(let request):
            switch request.instruction {
            case .transfer: transfers
            case .collection, .refund: debits
            case .charge: cards
            }
        case .inquiry(let request):
            switch request.subject {
            case .transfer: transfers
            case .collection, .refund: debits
            case .charge: cards
            }
        }
    }

    func balance(_ request: BalanceRequest) async -> BalanceOutcome { await transfers.balance(request) }

    /// Waits for the calls in flight, then closes all connections.
    func shutdown() async {
        await transfers.shutdown()
        await debits?.shutdown()
        await cards?.shutdown()
    }

    /// How far our clock is ahead of the bank's; nil where they agree.
    var clockLead: Duration? { transfers.clockLead ?? debits?.clockLead ?? cards?.clockLead }

    /// When the certificate of the bank ends.
    var certificateEndsAt: Timestamp? {
        [transfers.certificateEndsAt, debits?.certificateEndsAt, cards?.certificateEndsAt].compactMap { $0 }.min()
    }
}
