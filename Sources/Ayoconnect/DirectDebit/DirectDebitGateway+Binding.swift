package import BankAPI
package import PayoutCore

extension DirectDebitGateway: AccountBinding {
    /// Account binding, service 07 (Ayoconnect: Direct Debit, section 4).
    package func bind(_ request: BindingRequest) async -> CustomerAnswer<BindingPage> {
        let body = DebitBody.binding(request, merchantID: configuration.merchantID)
        return CustomerAnswer(await send(.binding, request.externalID, body)) { answer in
            let binding = answer.message.binding
            guard answer.accepts, answer.code != nil, let address = binding.redirectURL else { return nil }
            return BindingPage(
                address: address, providerReferenceNo: answer.message.referenceNo, report: binding.report)
        }
    }

    /// Account binding inquiry, service 08 (Ayoconnect: Direct Debit, section 4).
    package func boundAccounts(
        of publicUserID: String, externalID: ExternalID, number: PartnerReferenceNo
    ) async -> CustomerAnswer<[BoundAccount]> {
        let body = DebitBody.bindingInquiry(of: publicUserID, number: number, merchantID: configuration.merchantID)
        return CustomerAnswer(await send(.bindingInquiry, externalID, body)) { answer in
            let isUnknown =
                answer.http.status == 404 && answer.caseCode.map(DebitValue.casesOfNothingBound.contains) == true
            if isUnknown { return [] }
            guard answer.accepts, answer.code != nil else { return nil }
            return answer.message.binding.accounts?.compactMap(\.account)
        }
    }

    /// Account unbinding, service 09 (Ayoconnect: Direct Debit, section 4).
    package func unbind(_ request: UnbindingRequest) async -> CustomerAnswer<Unbinding> {
        let mandate = request.mandate
        let body = DebitBody.unbinding(request, merchantID: configuration.merchantID)
        return await confirmed(.unbinding, request.externalID, body, mandate) { answer in
            guard answer.accepts, answer.code != nil else { return nil }
            let binding = answer.message.binding
            let state = binding.latestBindingStatus.map(CustomerReport.State.init(binding:))
            if state == .unbound { return .unbound }
            guard binding.unlinkOTPToken != nil || answer.message.isCodeDue else { return .stillBound }
            return .codeDue(
                providerReferenceNo: answer.message.referenceNo, confirmation: binding.unlinkOTPToken)
        }
    }

    /// OTP verification, service 04, under the X-EXTERNAL-ID of the call that it verifies (Ayoconnect: Direct Debit,
    /// section 6). Three wrong codes block the customer, which is noted in the book.
    package func send(_ code: CustomerCode) async -> CustomerAnswer<CodeVerdict> {
        let body = DebitBody.code(code, merchantID: configuration.merchantID)
        let answer: CustomerAnswer<CodeVerdict> = await confirmed(.code, code.externalID, body, code.mandate) {
            answer in
            if answer.accepts, answer.code != nil { return .verified }
            if answer.refuses(404, DebitValue.caseCodeWrong) { return .wrong }
            if answer.refuses(403, DebitValue.caseCodeExpired) { return .expired }
            return answer.refuses(403, DebitValue.caseBlocked, DebitValue.caseDoNotHonour) ? .blocked : nil
        }
        if case .done(_, .blocked) = answer { await lost(code.mandate, because: .blocked) }
        return answer
    }

    private func send(
        _ service: DebitService, _ externalID: ExternalID, _ body: [UInt8], customer: AccessToken? = nil
    ) async -> DebitCalls.Result {
        guard gate.enter() else { return .failed(.unsent(.notStarted)) }
        defer { gate.leave() }
        return await calls.send(service, externalID: externalID, body: body, customer: customer)
    }

    /// Sends a request that the token of the customer confirms.
    private func confirmed<Success>(
        _ service: DebitService, _ externalID: ExternalID, _ body: [UInt8], _ mandate: Mandate,
        success: (DebitAnswer) -> Success?
    ) async -> CustomerAnswer<Success> {
        switch await customers.token(for: mandate.authCode) {
        case .unsent(let unsent): return .unsent(unsent)
        case .refusedForAll(let answer, _): return .refused(answer)
        case .refused(let answer, let isGone):
            if isGone { await lost(mandate, because: .gone) }
            return .refused(answer)
        case .token(let token):
            let result = await send(service, externalID, body, customer: token)
            if case .answered(let answer, _, _) = result {
                if answer.refusesCustomerToken, await customers.refused(token, of: mandate.authCode) {
                    return .refused(answer.said)
                }
                if answer.accepts { await customers.worked(for: mandate.authCode) }
            }
            return CustomerAnswer(result, success: success)
        }
    }
}
