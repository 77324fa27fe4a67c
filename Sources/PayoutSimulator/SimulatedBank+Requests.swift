internal import BankAPI
internal import PayoutCore
internal import PayoutEngine
internal import TestSupport

// How the bank answers each kind of request.
extension SimulatedBank {
    func receive(_ call: BankCall, at now: Timestamp, isLate: Bool) -> Reaction {
        if let deferral = deferral(call.externalID, at: now) { return Reaction(answer: call.deferred(deferral)) }
        switch call {
        case .validation(let request): return validate(request, at: now)
        case .movement(let request): return transfer(request, at: now, isLate: isLate)
        case .inquiry(let request): return Reaction(answer: .inquiry(inquire(request, at: now)))
        }
    }

    // MARK: Validation

    private func validate(_ request: ValidationRequest, at now: Timestamp) -> Reaction {
        if wasSeen(request.externalID, at: now) {
            return Reaction(answer: .validation(.deferred(.conflict(BankAnswer(code: "4091600", message: "Conflict")))))
        }
        markSeen(request.externalID, at: now)
        var draft = CallbackDraft(validation: request, status: .valid)
        draft.content.accountName = names[request.account.accountNumber] ?? "NOBODY"
        draft.content.customerReference = "B-\(request.externalID)"
        let accepted = CallAnswer.validation(
            .accepted(BankAnswer(code: "2001600", message: "Successful"), providerReferenceNo: nil))
        var reaction = Reaction(answer: accepted, callbacks: [(random.pause(1...3000), draft)])
        guard isFaulty() else { return reaction }
        let broken = Doubt.serverError(BankAnswer(code: "5001600", message: "General Error"))
        let wrong = BankAnswer(code: "4041611", message: "Invalid Account")
        switch Int.random(in: 0..<15, using: &random) {
        case 0: reaction.callbacks = []
        case 10, 11:
            var untrue = CallbackDraft(validation: request, status: random.pick([.valid, .invalid]))
            untrue.content.accountName = draft.content.accountName
            untrue.content.customerReference = "X-\(request.externalID)"
            untrue.spoil(&random)
            reaction.callbacks.append((random.pause(1...5000), untrue))
            if random.chance(2) { reaction.callbacks.removeFirst() }
        case 1: reaction.answer = .validation(.doubtful(broken))
        case 2: return Reaction(answer: .validation(.doubtful(broken)))
        case 3: return Reaction(answer: .validation(.refused(wrong)))
        case 4:
            reaction.callbacks[0].draft.content.verification = .invalid
            reaction.callbacks[0].draft.content.responseCode = wrong.code
        case 5: reaction.callbacks[0].after = random.pause(3000...700_000)
        case 6: reaction.callbacks[0].draft.content.accountName = "SOMEBODY ELSE"
        case 7:
            reaction.callbacks.append((random.pause(1...1000), CallbackDraft(validation: request, status: .initiated)))
        case 8 where random.chance(6):
            let unknown = BankAnswer(code: "4031601", message: "Feature Not Allowed")
            return Reaction(answer: .validation(.refusedForAll(unknown, .unknownPartner)))
        case 12: reaction.callbacks[0].draft.content.verification = .error
        case 13: reaction.callbacks[0].draft.content.verification = random.pick([.initiated, .unrecognised("9")])
        case 14:
            // A transfer's status in the place of a verification's.
            reaction.callbacks[0].draft.content.verification = nil
            reaction.callbacks[0].draft.content.status = .succeeded
        default: reaction.callbacks.append((random.pause(1...200_000), draft))
        }
        reaction.callbacks = reaction.callbacks.flatMap(courierTrouble)
        return reaction
    }

    // MARK: Transfer

    private func transfer(_ request: MovementRequest, at now: Timestamp, isLate: Bool) -> Reaction {
        guard rail == .payout else { return move(request, at: now, isLate: isLate) }
        if let refusal = refusal(of: request, at: now) { return Reaction(answer: .movement(refusal)) }
        let received = MovementOutcome.received(
            BankAnswer(code: "2021800", message: "Successful"), providerReferenceNo: nextNumber)
        let booking = newBooking(request, at: now, isLate: isLate)
        book(booking)
        let isBroken = isFaulty() && random.chance(4)
        let broken = MovementOutcome.doubtful(.serverError(BankAnswer(code: "5001800", message: "General Error")))
        return Reaction(answer: .movement(isBroken ? broken : received), callbacks: reports(booking, at: now))
    }

    /// The second request under an identifier of the first.
    private func conflict(of request: MovementRequest, at now: Timestamp) -> MovementOutcome? {
        if wasSeen(request.externalID, at: now) {
            return .alreadyReceived(BankAnswer(code: "4091800", message: "Conflict"))
        }
        markSeen(request.externalID, at: now)
        guard isKnown(request.partnerReferenceNo) else { return nil }
        return .partnerReferenceUsed(BankAnswer(code: "4091801", message: "Duplicate"))
    }

    private func refusal(of request: MovementRequest, at now: Timestamp) -> MovementOutcome? {
        if let conflict = conflict(of: request, at: now) { return conflict }
        let number = request.partnerReferenceNo
        if Self.cutOff?.contains(now) == true {
            return refuse(number, .deferred(.cutOff(BankAnswer(code: "4051800", message: "Cut Off In Progress"))))
        }
        if !isCalm, !isGhost(request.reference), random.chance(habits.hauntsOneIn) {
            haunt(request.reference)
            remember(number)
            return .partnerReferenceUsed(BankAnswer(code: "4091801", message: "Duplicate"))
        }
        guard withdraw(request.amount) else {
            let poor = BankAnswer(code: "4031814", message: "Insufficient Funds")
            return refuse(number, .refusedForAll(poor, .insufficientFunds))
        }
        guard isFaulty() else { return nil }
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return refuse(number, .refused(BankAnswer(code: "4041811", message: "Invalid Account")))
        case 1: return .doubtful(.serverError(BankAnswer(code: "5001800", message: "General Error")))
        default: return nil
        }
    }

    /// Banks refuse transfers in this window whether we heed it or not.
    static let cutOff = CutOffWindow("23:30-00:00")

    private func refuse(_ number: PartnerReferenceNo, _ outcome: MovementOutcome) -> MovementOutcome {
        if habits.remembersRefused { remember(number) }
        return outcome
    }

    private func newBooking(_ request: MovementRequest, at now: Timestamp, isLate: Bool) -> Booking {
        let fate = random.pick([TransactionStatus.succeeded, .succeeded, .succeeded, .succeeded, .failed, .refunded])
        let isSlow = isFaulty() && random.chance(5)
        let hides = isFaulty() && random.chance(4)
        let settlesAt = now + random.pause(isSlow ? 1_000_000...9_000_000 : 1...20_000)
        // The contract: after 15 minutes from the send a transfer that arrived is found.
        let late = habits.findsLate ? 1_000_000...20_000_000 : 1...(isLate ? 90_000 : 800_000)
        let found = now + random.pause(late)
        return Booking(
            request: request, bookedAt: now, visibleAt: hides ? found : now, settlesAt: settlesAt, fate: fate,
            refundedAt: settlesAt + random.pause(1...100_000))
    }

    // MARK: Collections and charges

    /// Whatever the answer is, the movement may stand on the books: no refusal proves that it was not made.
    private func move(_ request: MovementRequest, at now: Timestamp, isLate: Bool) -> Reaction {
        if let conflict = conflict(of: request, at: now) { return Reaction(answer: .movement(conflict)) }
        let number = nextNumber
        var booking = newBooking(request, at: now, isLate: isLate)
        if random.chance(3) { booking.settlesAt = now }
        book(booking)
        let status = booking.status(at: now)
        let accepted = BankAnswer(code: "2005400", message: "Successful")
        let answer: MovementOutcome
        switch isFaulty() ? Int.random(in: 0..<6, using: &random) : -1 {
        case 0: answer = .doubtful(.serverError(BankAnswer(code: "5005400", message: "General Error")))
        case 1, 2:
            answer = .refusedInDoubt(
                BankAnswer(code: "4035414", message: "Insufficient Funds"),
                providerReferenceNo: random.pick([nil, number]))
        case 3: answer = .received(accepted, providerReferenceNo: nil)
        case _ where status == .pending: answer = .received(accepted, providerReferenceNo: number)
        case _:
            answer = .reported(accepted, StatusReport(status: status, source: .answer, providerReferenceNo: number))
        }
        return Reaction(answer: .movement(answer), callbacks: reports(booking, at: now))
    }

    /// The bank's own number of the movement that is booked next.
    private var nextNumber: String { "R-\(bookings.count)" }

    // MARK: Inquiry

    private func inquire(_ request: InquiryRequest, at now: Timestamp) -> InquiryOutcome {
        if isFaulty(), random.chance(2) {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: return .undecided(.answered(BankAnswer(code: "4003600", message: "Bad Request")))
            case 1: return .reported(StatusReport(status: .unrecognised("99"), source: .inquiry))
            case 2: return .disagrees(what: "amount")
            default: return .undecided(.doubtful(.serverError(BankAnswer(code: "5003600", message: "Error"))))
            }
        }
        guard let found = booking(request.externalID), now >= found.visibleAt else {
            return isInquiryProven && (rail.isFoundByOurNumbers || request.providerReferenceNo != nil)
                ? .reported(StatusReport(status: .notFound, source: .inquiry)) : .undecided(.unprovenNotFound)
        }
        if habits.echoesReference, found.request.partnerReferenceNo != request.partnerReferenceNo {
            return .disagrees(what: "originalPartnerReferenceNo")
        }
        if let amount = request.amount, amount != found.request.amount { return .disagrees(what: "amount") }
        isInquiryProven = true
        return .reported(StatusReport(status: found.status(at: now), source: .inquiry, providerReferenceNo: "R"))
    }
}
