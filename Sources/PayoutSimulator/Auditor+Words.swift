internal import BankAPI
internal import LedgerAPI
internal import PayoutCore
internal import PayoutEngine

// What the bank says, and what persons decide.
extension Auditor {
    /// An answer has reached the process that asked.
    func answered(_ call: BankCall, _ answer: CallAnswer, _ id: CallID, file: Int?) {
        inFlightCount -= 1
        waiting.append((file, call, answer))
    }

    /// The engine hears these now.
    func hear(_ inputs: [EngineInput], at now: Timestamp) {
        for (file, call, answer) in waiting { take(answer, to: call, file, at: now) }
        waiting = []
        for (id, status) in waitingSayings {
            memory.sendings[id]?.sayings.append(Saying(status: status, isInquiry: false, at: now))
            adoptedSayings[id, default: []].append(status)
        }
        waitingSayings = []
        for reported in waitingVerdicts where verdicts[reported.beneficiary] == nil {
            verdicts[reported.beneficiary] = Verdict(validation: reported.validation, name: reported.name, at: now)
        }
        waitingVerdicts = []
    }

    /// The engine's step is durable: what it heard cannot be forgotten any more.
    func stepWasCommitted() {
        for id in newConflicts { memory.sendings[id]?.isConflict = true }
        newConflicts = []
    }

    private func take(_ answer: CallAnswer, to call: BankCall, _ file: Int?, at now: Timestamp) {
        hearPause(answer, at: now)
        if answer.bringsNothing { passedOver = passedOver.mapValues { max(0, $0 - 1) } }
        switch (call, answer) {
        case (.validation(let request), .validation(let outcome)):
            switch outcome {
            case .refused: invalidAccounts.insert(request.account.accountNumber)
            case .refusedForAll(let answer, _): stop(file, answer)
            case .accepted, .doubtful, .unsent, .deferred: break
            }
        case (.movement(let request), .movement(let outcome)): take(outcome, to: request, file, at: now)
        case (.inquiry(let request), .inquiry(let outcome)):
            reported(outcome, about: request.externalID, file: file, at: now)
        case (.validation, _), (.movement, _), (.inquiry, _): complain("an answer of another kind than its request")
        }
    }

    private func stop(_ file: Int?, _ answer: BankAnswer) {
        if let file { stopReasons[file] = answer.code }
    }

    private func take(_ outcome: MovementOutcome, to request: MovementRequest, _ file: Int?, at now: Timestamp) {
        switch outcome {
        case .refused:
            memory.sendings[request.externalID]?.isRefused = true
            memory.sendings[request.externalID]?.isRefusedForGood = true
        case .deferred, .unsent: memory.sendings[request.externalID]?.isRefused = true
        case .refusedForAll(let answer, _):
            memory.sendings[request.externalID]?.isRefused = true
            stop(file, answer)
        case .partnerReferenceUsed: newConflicts.append(request.externalID)
        case .reported(_, let report):
            memory.sendings[request.externalID]?.sayings.append(
                Saying(status: report.status, isInquiry: true, at: now))
            adoptedSayings[request.externalID, default: []].append(report.status)
        case .received, .awaitsCustomer, .doubtful, .refusedInDoubt, .alreadyReceived: break
        }
    }

    /// An inquiry was answered; `file` is nil of a person's.
    func reported(_ outcome: InquiryOutcome, about externalID: ExternalID, file: Int? = nil, at now: Timestamp) {
        if case .disagrees = outcome, let file, !isPerson { knownAnswers.insert(file) }
        if case .undecided(.unprovenNotFound) = outcome, let file, !isPerson {
            clearAnswers[file, default: []].insert(externalID)
        }
        guard case .reported(let report) = outcome else { return }
        let status = report.status
        memory.sendings[externalID]?.sayings.append(Saying(status: status, isInquiry: true, at: now))
        adoptedSayings[externalID, default: []].append(status)
        switch status {
        case .succeeded, .pending, .refunded, .failed, .authorised, .voided: knownTransfers.insert(externalID)
        case .notFound, .unrecognised: break
        }
        if isPerson {
            switch status {
            case .notFound, .failed, .refunded, .voided: clearedForPerson.insert(externalID)
            case .succeeded, .pending, .authorised, .unrecognised: clearedForPerson.remove(externalID)
            }
        }
        guard let file, !isPerson else { return }
        switch status {
        case .notFound: clearAnswers[file, default: []].insert(externalID)
        case .succeeded, .pending, .refunded, .failed, .authorised, .voided, .unrecognised: knownAnswers.insert(file)
        }
    }

    /// A callback has come. Only what is proven and agrees with the request that it names counts as said.
    func heard(_ draft: CallbackDraft, proof: CallbackProof) {
        let content = draft.content
        guard draft.isGenuine, let externalID = content.originalExternalID else { return }
        switch draft.kind {
        case .accountValidation:
            guard let asking = askings[externalID], let status = content.verification else { return }
            heardOfValidation(asking, externalID, content, status)
        case .transfer, .directDebit, .card:
            guard let status = content.status, proof == .body, let request = requests[externalID],
                agrees(content, request)
            else { return }
            waitingSayings.append((externalID, status))
        case .binding, .cardRegistration: break
        }
    }

    /// A callback had come, but the step that was to record it is not durable: nobody has heard it.
    func lost(_ draft: CallbackDraft, proof: CallbackProof) {
        guard draft.isGenuine, draft.kind != .accountValidation, let externalID = draft.content.originalExternalID,
            let status = draft.content.status, proof == .body, let request = requests[externalID],
            agrees(draft.content, request)
        else { return }
        if let index = memory.sendings[externalID]?.sayings.lastIndex(where: { $0.status == status && !$0.isInquiry }) {
            memory.sendings[externalID]?.sayings.remove(at: index)
        }
        if let index = adoptedSayings[externalID]?.lastIndex(of: status) {
            adoptedSayings[externalID]?.remove(at: index)
        }
    }

    private func heardOfValidation(
        _ asking: Asking, _ externalID: ExternalID, _ content: CallbackContent, _ status: VerificationStatus
    ) {
        let request = asking.request
        guard content.accountNumber == request.account.accountNumber, content.bankCode == request.account.bankCode,
            content.originalPartnerReferenceNo == request.partnerReferenceNo
        else { return }
        if status == .invalid { invalidAccounts.insert(asking.request.account.accountNumber) }
        guard status == .valid, let id = content.customerReference, let name = content.accountName else { return }
        waitingVerdicts.append((id, externalID, name))
    }

    private func agrees(_ content: CallbackContent, _ request: MovementRequest) -> Bool {
        (content.accountNumber ?? request.account?.accountNumber) == request.account?.accountNumber
            && (content.bankCode ?? request.account?.bankCode) == request.account?.bankCode
            && (content.amount ?? request.amount) == request.amount && !content.amountIsMalformed
            && (content.originalPartnerReferenceNo ?? request.partnerReferenceNo) == request.partnerReferenceNo
    }

    /// A callback was answered 2xx: then it is durable, unless it is unproven and of a transaction that is not ours.
    func acknowledged(_ draft: CallbackDraft, proof: CallbackProof, reader: any LedgerQueries) throws {
        if proof == .bodyNotSigned {
            guard let id = draft.content.originalExternalID, askings[id] != nil || requests[id] != nil else { return }
            if forgotten.contains(id), try reader.validation(id) == nil, try reader.transfer(id) == nil { return }
        }
        if try reader.callbackCount(naming: draft.content.originalExternalID) == 0 {
            complain("P8: a callback was acknowledged that the ledger does not hold")
        }
    }

    /// The bank's books have a new transfer: the last one.
    func booked(_ bookings: [SimulatedBank.Booking], at moment: Timestamp) {
        guard let new = bookings.last, let key = owners[new.request.externalID] else {
            return complain("the bank booked a transfer that was never seen on the wire")
        }
        let live = bookings.filter { owners[$0.request.externalID] == key && $0.isLive(at: moment) }
        if live.count > 1 { complain("P1: \(key.reference) has \(live.count) live transfers at the bank") }
    }

    /// Whether a person may take it that no money moves under this identifier. Where the bank may not look at our
    /// numbers, it can say nothing of what it has refused before processing.
    private func isClear(_ id: ExternalID) -> Bool {
        clearedForPerson.contains(id)
            || !scenario.rail.isFoundByOurNumbers && memory.sendings[id]?.isRefused == true
    }

    /// A person's decision stands.
    ///
    /// - Parameter shown: the payments of other files that the row was held against.
    func decided(_ act: PersonalAct, file: Int, reference: String, shown: Set<Key>, at now: Timestamp) {
        let key = Key(file: file, reference: reference)
        let sendings = memory.order[key, default: []]
        switch act {
        case .release: memory.released[key] = (now, shown)
        case .cancel: memory.cancelled.insert(key)
        case .resolve:
            memory.resolved.insert(key)
            for id in sendings { memory.sendings[id]?.isGivenUp = true }
        case .retry(let newReference):
            if !sendings.allSatisfy(isClear) {
                complain("P1: \(reference) was freed to go again without a clear word about every earlier transfer")
            }
            for id in sendings { memory.sendings[id]?.isFreed = true }
            if newReference, let last = sendings.last { memory.sendings[last]?.isGivenUp = true }
        }
    }
}

extension CallAnswer {
    /// Whether the call must be made once more: a payout in the window takes more calls then than it needs.
    fileprivate var bringsNothing: Bool {
        switch self {
        case .validation(.deferred), .validation(.unsent), .validation(.doubtful), .movement(.deferred),
            .movement(.unsent):
            true
        case .validation, .movement, .inquiry: false
        }
    }
}
