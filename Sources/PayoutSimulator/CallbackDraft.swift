internal import BankAPI
package import PayoutCore
internal import TestSupport

/// A callback on its way.
package struct CallbackDraft: Sendable {
    package let kind: CallbackKind
    package var content = CallbackContent()
    /// The bank sent it; where not, somebody who cannot sign.
    package var isGenuine = true

    init(kind: CallbackKind) { self.kind = kind }

    init(validation request: ValidationRequest, status: VerificationStatus) {
        kind = .accountValidation
        content.originalExternalID = request.externalID
        content.originalPartnerReferenceNo = request.partnerReferenceNo
        content.verification = status
        fill(request.account, service: "16")
    }

    init(transfer request: MovementRequest, status: TransactionStatus) {
        kind = request.instruction.callbacks
        content.originalExternalID = request.externalID
        content.originalPartnerReferenceNo = request.partnerReferenceNo
        content.amount = request.amount
        content.status = status
        if let account = request.account { fill(account, service: "18") }
    }

    private mutating func fill(_ account: BeneficiaryAccount, service: String) {
        content.responseCode = "200\(service)00"
        content.responseMessage = "Successful"
        content.bankCode = account.bankCode
        content.accountNumber = account.accountNumber
    }

    /// Makes it disagree with the request that it names.
    mutating func spoil(_ random: inout SeededRandom) {
        // No amount is asked for in a validation, and no account stands in what is reported of customers.
        let choices = kind == .transfer ? [0, 1, 2, 3, 4] : kind == .accountValidation ? [2, 3, 4] : [0, 1, 3]
        switch random.pick(choices) {
        case 0: content.amount = Rupiah((content.amount?.whole ?? 0) + 1)
        case 1:
            content.amount = nil
            content.amountIsMalformed = true
        case 2: content.accountNumber = "9999999999"
        case 3: content.originalPartnerReferenceNo = PartnerReferenceNo(String(repeating: "f", count: 32))
        default: content.bankCode = "999"
        }
    }
}

extension MovementRequest.Instruction {
    /// Where the bank reports on it.
    fileprivate var callbacks: CallbackKind {
        switch self {
        case .transfer: Rail.payout.callbacks
        case .collection: Rail.collection.callbacks
        case .refund: Rail.refund.callbacks
        case .charge: Rail.charge.callbacks
        }
    }
}

// What the bank reports of a transfer, and what goes wrong with its callbacks.
extension SimulatedBank {
    func reports(_ booking: Booking, at now: Timestamp) -> [(after: Duration, draft: CallbackDraft)] {
        func telling(_ status: TransactionStatus, at moment: Timestamp) -> (after: Duration, draft: CallbackDraft) {
            (moment - now, CallbackDraft(transfer: booking.request, status: status))
        }
        var reports = [telling(booking.fate == .refunded ? .succeeded : booking.fate, at: booking.settlesAt)]
        if booking.fate == .refunded { reports.append(telling(.refunded, at: booking.refundedAt)) }
        if !isCalm, random.chance(callbackFaultsOneIn) {
            reports.append(telling(.pending, at: now + random.pause(1...20_000)))
        }
        if !isCalm, random.chance(callbackFaultsOneIn) { reports.append(untruth(booking, at: now)) }
        return reports.flatMap(courierTrouble)
    }

    /// Something proven that is not to be believed.
    private func untruth(_ booking: Booking, at now: Timestamp) -> (after: Duration, draft: CallbackDraft) {
        let after = random.pause(1...40_000)
        let status = random.pick([TransactionStatus.succeeded, .failed, .refunded])
        var draft = CallbackDraft(transfer: booking.request, status: status)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: draft.content.status = .unrecognised("99")
        case 1: draft.content.status = nil
        case 2: draft.content.status = .notFound
        case 3: draft.content.originalExternalID = ExternalID(String(repeating: "e", count: 32))
        case 4, 5: break  // the bank contradicts itself
        default: draft.spoil(&random)
        }
        return (after, draft)
    }

    /// Callbacks are lost, doubled and late.
    func courierTrouble(
        _ telling: (after: Duration, draft: CallbackDraft)
    ) -> [(after: Duration, draft: CallbackDraft)] {
        guard !isCalm, random.chance(callbackFaultsOneIn) else { return [telling] }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return []
        case 1: return [telling, (telling.after + random.pause(0...100_000), telling.draft)]
        case 2: return [(telling.after + random.pause(1000...2_000_000), telling.draft)]
        default: return [telling, telling]
        }
    }
}
