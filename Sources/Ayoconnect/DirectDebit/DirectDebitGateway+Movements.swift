internal import BankAPI
internal import PayoutCore

/// What is answered where nothing was sent, since there is no account to debit.
private let noMandate = BankAnswer(code: "no_mandate", message: "the customer has no bound account")

/// The same, since the bank must be given its own number of the payment.
private let noReferenceNo = BankAnswer(
    code: "no_reference_number", message: "ask for the status of the payment first: that brings the number of the bank")

extension DirectDebitGateway {
    /// Sends a payment or a refund.
    func move(_ request: MovementRequest) async -> MovementOutcome {
        switch request.instruction {
        case .collection(let customer):
            await withMandate(of: customer) { mandate, token in await collect(request, from: mandate, token) }
        case .refund(let payment):
            if let number = payment.providerReferenceNo {
                await withMandate(of: payment.customer) { mandate, token in
                    await refund(request, of: payment, number: number, mandate, token)
                }
            } else {
                .refused(noReferenceNo)
            }
        case .transfer, .charge: .unsent(.notStarted)
        }
    }

    /// Finds the bound account of a customer and a token for it, or says why there is none: nothing was sent then.
    private func withMandate(
        of customer: String, _ send: (Mandate, AccessToken) async -> MovementOutcome
    ) async -> MovementOutcome {
        guard let mandate = await book.mandate(of: customer) else { return .refused(noMandate) }
        switch await customers.token(for: mandate.authCode) {
        case .token(let token): return await send(mandate, token)
        case .unsent(let unsent): return .unsent(unsent)
        case .refusedForAll(let answer, let trouble): return .refusedForAll(answer, trouble)
        case .refused(let answer, let isGone):
            if isGone { await lost(mandate, because: .gone) }
            return .refused(answer)
        }
    }

    /// Payment, service 54 (Ayoconnect: Direct Debit, section 5).
    private func collect(
        _ request: MovementRequest, from mandate: Mandate, _ token: AccessToken
    ) async -> MovementOutcome {
        let body = DebitBody.payment(request, from: mandate, merchantID: configuration.merchantID)
        let result = await calls.send(.payment, externalID: request.externalID, body: body, customer: token)
        return await concluded(result, mandate, token) { answer, serial, _ in
            let read = PaymentAnswer(answer, to: request, tokenSerial: serial)
            if let loss = read.loss { await lost(mandate, because: loss) }
            guard case .awaitsCustomer(let said, let number, _) = read.outcome else { return read.outcome }
            let sealed: SealedText? = if let secret = read.confirmation { await book.seal(secret) } else { nil }
            return .awaitsCustomer(said, providerReferenceNo: number, confirmation: sealed?.text)
        }
    }

    /// Refund, service 58 (Ayoconnect: Direct Debit, section 7).
    private func refund(
        _ request: MovementRequest, of payment: PaymentKey, number: String, _ mandate: Mandate, _ token: AccessToken
    ) async -> MovementOutcome {
        let externalID =
            switch refundExternalID {
            case .fresh: request.externalID
            case .payment: payment.externalID
            }
        let body = DebitBody.refund(
            request, of: payment, number: number, merchantID: configuration.merchantID)
        let result = await calls.send(.refund, externalID: externalID, body: body, customer: token)
        return await concluded(result, mandate, token) { answer, serial, suspicion in
            RefundAnswer.outcome(answer, to: request, tokenSerial: serial, suspicion: suspicion)
        }
    }

    /// What came of a movement, with what its answer says about the customer token.
    private func concluded(
        _ result: DebitCalls.Result, _ mandate: Mandate, _ token: AccessToken,
        _ outcome: (DebitAnswer, Int, TokenRefusal?) async -> MovementOutcome
    ) async -> MovementOutcome {
        switch result {
        case .failed(.unsent(let unsent)): return .unsent(unsent)
        case .failed(.doubtful(let doubt)): return .doubtful(doubt)
        case .answered(let answer, let serial, let suspicion):
            if answer.refusesCustomerToken, await customers.refused(token, of: mandate.authCode) {
                // One customer's tokens are refused again and again: that is this row's trouble alone.
                return .refused(answer.said)
            }
            if answer.accepts { await customers.worked(for: mandate.authCode) }
            return await outcome(answer, serial, suspicion)
        }
    }

    func lost(_ mandate: Mandate, because cause: LossCause) async {
        await book.lost(.mandate, of: mandate.customer, token: mandate.accountToken, because: cause)
    }
}
