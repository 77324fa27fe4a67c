import PayoutCore

extension Bank {
    private static let bindingTitle = "Bind an account"

    /// The page on which a customer binds an account; a press of a button decides how that ends.
    mutating func visitBinding(_ request: IncomingRequest, at now: Timestamp) -> Reply {
        guard let authCode = request.parameters["authCode"],
            let index = debits.binding(authCode, as: .authCode, at: now), let session = debits.bindings[index].session
        else { return Page.message(status: 404, title: Self.bindingTitle, "There is no such page.") }
        switch debits.bindings[index].status {
        case .success: return Page.message(title: Self.bindingTitle, "The account is bound.")
        case .failed, .unbound: return Page.message(status: 410, title: Self.bindingTitle, "The binding has ended.")
        case .inProgress, .verificationPending: break
        }
        guard now < session.endsAt else {
            return Page.message(status: 410, title: Self.bindingTitle, "The time for the binding is over.")
        }
        guard request.method == .post else { return bindingForm(index) }
        return press(request.form, index, session)
    }

    private func bindingForm(_ index: Int, note: String = "") -> Reply {
        let record = debits.bindings[index]
        let options = DebitBank.all.map { bank in
            let mark = bank.code == record.bankCode ? " selected" : ""
            return "<option value=\"\(bank.code)\"\(mark)>\(Page.escaped(bank.name)) (\(bank.code))</option>"
        }
        let fields = """
            <p>Customer \(Page.escaped(record.session?.userID ?? ""))</p>
            <p id="status">\(record.status.rawValue)</p>\(note)
            <p><label>Bank <select name="bank">\(options.joined())</select></label></p>
            <p><label>Case of later payments <input name="case" size="2" maxlength="2" pattern="[0-9]{2}"></label></p>
            """
        let buttons = [
            (choice: "succeed", text: "Bind the account"), (choice: "fail", text: "Refuse"),
            (choice: "wait", text: "Wait for the code of the bank"),
            (choice: "silent", text: "Bind, and lose the callback"),
        ]
        return Page.reply(title: Self.bindingTitle, content: Page.form(fields: fields, buttons: buttons))
    }

    private mutating func press(_ form: FormFields, _ index: Int, _ session: BindingSession) -> Reply {
        guard let choice = form["choice"] else { return bindingForm(index) }
        let chosen = form["bank"] ?? debits.bindings[index].bankCode
        guard let bank = DebitBank.named(chosen) else {
            return bindingForm(index, note: "<p>Choose one of the banks.</p>")
        }
        debits.bindings[index].bankCode = bank.code
        debits.bindings[index].behaviour = form["case"].flatMap { Int($0) }.flatMap(DebitCase.init(rawValue:))
        switch choice {
        case "succeed", "silent":
            debits.bindings[index].status = .success
            let isReported = choice == "succeed" && !strikes(.lostCallback, session.externalID)
            let copies = strikes(.duplicateCallback, session.externalID) ? 2 : 1
            var reply = Page.end(at: session.successURL, title: Self.bindingTitle, "The account is bound.")
            if settings.proof != .none, strikes(.forgedCallback, session.externalID) {
                reply.early = [.debit(.forgedBindingReport(index))]
            }
            if isReported { reply.early.append(.debit(.bindingReport(index, copies: copies))) }
            return reply
        case "fail":
            debits.bindings[index].status = .failed
            var reply = Page.end(at: session.failureURL, title: Self.bindingTitle, "The bank refused the account.")
            reply.early = [.debit(.bindingReport(index, copies: 1))]
            return reply
        case "wait":
            debits.bindings[index].status = .verificationPending
            return bindingForm(index)
        default: return bindingForm(index)
        }
    }
}
