import PayoutCore

extension Bank {
    /// Where a customer confirms a charge.
    static let challengePagePath = "/mpgs/3ds"
    private static let challengeTitle = "Confirm a card payment"

    /// The 3DS page of a charge; a press of a button decides how that ends, and the result is called back.
    mutating func visitChallenge(_ request: IncomingRequest, at now: Timestamp) -> Reply {
        guard let index = request.parameters["session"].flatMap({ cards.chargesBySession[$0] }) else {
            return Page.message(status: 404, title: Self.challengeTitle, "There is no such page.")
        }
        guard let challenge = cards.charges[index].challenge, now < challenge.endsAt else {
            return Page.message(status: 410, title: Self.challengeTitle, "The payment has ended.")
        }
        guard request.method == .post, let choice = request.form["choice"] else { return challengeForm(index) }
        let done: Telling = cards.charges[index].operation == .authorize ? .chargeHeld : .charged
        switch choice {
        case "succeed":
            return end(index, done, "The payment is confirmed.")
        case "silent":
            return end(index, done.sent(0), "The payment is confirmed.")
        case "fail":
            return end(index, .chargeFailed, "The payment was refused.")
        default: return challengeForm(index)
        }
    }

    private mutating func end(_ index: Int, _ telling: Telling, _ sentence: String) -> Reply {
        cards.charges[index].challenge = nil
        var reply = Page.message(title: Self.challengeTitle, sentence)
        reply.early = [.card(.charge(index, telling))]
        if telling.status == ChargeStatus.authorized {
            let holdEnd = BankEvent.card(.holdEnd(charge: index))
            reply.appointments = [Appointment(after: settings.timing.holdLife, event: holdEnd)]
        }
        return reply
    }

    private func challengeForm(_ index: Int) -> Reply {
        let record = cards.charges[index]
        let fields = """
            <p>\(Page.escaped(record.amount.display)) for \(Page.escaped(record.transactionID))</p>
            """
        let buttons = [
            (choice: "succeed", text: "Confirm"), (choice: "fail", text: "Refuse"), (choice: "wait", text: "Wait"),
            (choice: "silent", text: "Confirm, and lose the callback"),
        ]
        return Page.reply(title: Self.challengeTitle, content: Page.form(fields: fields, buttons: buttons))
    }
}
