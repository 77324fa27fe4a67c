internal import BankAPI
internal import LedgerAPI
internal import PayoutCore
internal import PayoutEngine

// What leaves.
extension Auditor {
    /// This request leaves now.
    ///
    /// - Parameters:
    ///   - file: whose payout it is about.
    ///   - now: by our wall clock.
    ///   - trueTime: by the bank's.
    func sending(
        _ call: BankCall, file: Int, at now: Timestamp, trueTime: Timestamp, reader: any LedgerQueries
    ) throws {
        if !isRunning, !isPerson { return complain("a request leaves although nothing runs") }
        if !isPerson { checkLimits(at: now, trueTime: trueTime) }
        switch call {
        case .inquiry: break
        case .validation(let request):
            mayMoveMoney("validation", file, at: now)
            useOnce(request.externalID)
            if try reader.validation(request.externalID) == nil { complain("P2: a validation left before its intent") }
            askings[request.externalID] = Asking(run: run, request: request)
        case .movement(let request):
            mayMoveMoney("transfer", file, at: now)
            useOnce(request.externalID)
            try checkIntent(request, reader)
            try check(request, Key(file: file, reference: request.reference), at: now, trueTime)
        }
    }

    /// This inquiry leaves now; it moves no money.
    func asking(_ request: InquiryRequest, at now: Timestamp, trueTime: Timestamp) {
        guard !isPerson else { return }
        if let inquiriesQuietUntil, now < inquiriesQuietUntil {
            complain("an inquiry leaves before the bank's Retry-After is over")
        }
        checkLimits(at: now, trueTime: trueTime)
        askedAt[request.externalID] = trueTime
    }

    private func mayMoveMoney(_ what: String, _ file: Int, at now: Timestamp) {
        if isPerson { complain("a person's act sent a \(what)") }
        if isOver { complain("P7: everything is settled, yet a \(what) leaves") }
        if let reason = stopReasons[file] { complain("a \(what) leaves although this run met \(reason)") }
        if scenario.limits.cutOff?.contains(now) == true { complain("a \(what) leaves within the cut-off window") }
    }

    private func useOnce(_ externalID: ExternalID) {
        if !memory.used.insert(externalID).inserted { complain("P5: the X-EXTERNAL-ID \(externalID) was used twice") }
    }

    private func checkLimits(at now: Timestamp, trueTime: Timestamp) {
        if let quietUntil, now < quietUntil { complain("a request leaves before the bank's Retry-After is over") }
        inFlightCount += 1
        if inFlightCount > scenario.limits.concurrency {
            complain("\(inFlightCount) calls are in flight, over \(scenario.limits.concurrency)")
        }
        guard let rate = scenario.limits.ratePerSecond else { return }
        sends = sends.filter { trueTime - $0 < .seconds(1) } + [trueTime]
        if sends.count > rate { complain("\(sends.count) calls within a second, over \(rate)") }
    }

    private func checkIntent(_ request: MovementRequest, _ reader: any LedgerQueries) throws {
        guard let known = try reader.transfer(request.externalID), let stored = try reader.payout(known.payout),
            let transfer = stored.payout.transfers.first(where: { $0.attempt == known.attempt })
        else { return complain("P2: a transfer left before its intent was durable") }
        if transfer.partnerReferenceNo != request.partnerReferenceNo {
            complain("P2: the partnerReferenceNo on the wire is not that of the intent")
        }
    }

    private func check(_ request: MovementRequest, _ key: Key, at now: Timestamp, _ trueTime: Timestamp) throws {
        guard let row = scenario.files[key.file].rows.first(where: { $0.reference == key.reference }) else {
            return complain("\(key.reference): a transfer for no row of the file")
        }
        let isRow = request.amount.whole == row.amount && request.instruction.isFor(row) && !row.isRejected
        if !isRow { complain("\(key.reference): the transfer is not what the row asks for") }
        if row.rail.isValidated { checkValidation(of: request, at: now) }
        checkEarlier(request, key)
        checkDuplicates(row, key, at: now)
        memory.sendings[request.externalID] = Sending(key: key, request: request, sentAt: now, trueTime: trueTime)
        memory.order[key, default: []].append(request.externalID)
        checkCeilings(request)
        checkFirstRows(key)
        owners[request.externalID] = key
        requests[request.externalID] = request
    }

    /// P4: each transfer has a good validation of its own, of this run, not older than ten minutes.
    private func checkValidation(of request: MovementRequest, at now: Timestamp) {
        let who = request.reference
        guard let customerReference = request.customerReference, let verdict = verdicts[customerReference],
            let asking = askings[verdict.validation]
        else {
            return complain("P4: \(who): a transfer without a validation that the bank called good")
        }
        if max(now - verdict.at, verdict.at - now) >= .seconds(600) {
            complain("P4: \(who): the validation of a transfer is too old")
        }
        if verdict.name != request.beneficiaryName { complain("P4: \(who): the name is not that of the validation") }
        if asking.request.account != request.account { complain("P4: \(who): the validation is of another account") }
        if asking.run != run { complain("P4: \(who): the validation is of an earlier run") }
        if !usedVerdicts.insert(customerReference).inserted {
            complain("P4: \(who): one validation served two transfers")
        }
    }

    /// P1 and P3: every earlier transfer of the payout has ended without money, and its partnerReferenceNo is handed on
    /// unless the bank ended it.
    private func checkEarlier(_ request: MovementRequest, _ key: Key) {
        let earlier = memory.order[key, default: []].compactMap { memory.sendings[$0] }
        for sending in earlier {
            if !hasEnded(sending) {
                let why = sending.isConflict ? "a conflict was released" : "an earlier transfer may be live"
                complain("P1: \(key.reference) is sent again: \(why)")
            }
            if isContradicted(sending) { complain("P1: \(key.reference) is sent after a contradiction") }
        }
        if knownTransfers.contains(request.externalID) {
            complain("P1: \(key.reference): a transfer is sent that the bank has said it knows")
        }
        guard let last = earlier.last else { return }
        let needsPerson = last.isRefusedForGood || isEndedByBank(last) && !last.isRefused
        if needsPerson, !last.isFreed, !last.isGivenUp {
            complain("P7: \(key.reference) goes again after its end, which only a person may decide")
        }
        let wasEnded = earlier.contains { sending in
            sending.request.partnerReferenceNo == last.request.partnerReferenceNo && isEndedByBank(sending)
        }
        let isSame = last.request.partnerReferenceNo == request.partnerReferenceNo
        if !isSame, !wasEnded, !hasAdoptedEnd(of: last.request.partnerReferenceNo),
            !earlier.contains(where: \.isGivenUp)
        {
            complain("P1: \(key.reference): a new partnerReferenceNo, although the bank has not ended the last one")
        }
        if isSame, wasEnded {
            complain("P1: \(key.reference): the partnerReferenceNo of a transfer that the bank has ended")
        }
    }

    /// Whether the bank has ended a transfer of this number that only an earlier copy of the ledger sent. This copy may
    /// have adopted the transfer from an inquiry.
    private func hasAdoptedEnd(of number: PartnerReferenceNo) -> Bool {
        requests.contains { id, request in
            request.partnerReferenceNo == number && memory.sendings[id] == nil
                && adoptedSayings[id, default: []].contains { $0 == .failed || $0 == .refunded }
        }
    }

    func isEndedByBank(_ sending: Sending) -> Bool {
        sending.sayings.contains { $0.status == .failed || $0.status == .refunded }
    }

    /// Whether the auditor has seen a reason to believe that no money moves, or that it came back.
    func hasEnded(_ sending: Sending) -> Bool {
        // A conflict says that something exists: finding nothing does not end it.
        sending.isRefused || sending.isGivenUp || isEndedByBank(sending)
            || isNotFound(sending) && !sending.isConflict
    }

    /// 07 is believed only long after the send, from two inquiries a pause apart.
    func isNotFound(_ sending: Sending) -> Bool {
        let late = sending.sayings.filter {
            $0.status == .notFound && $0.isInquiry && $0.at - sending.sentAt >= scenario.policy.notFoundAfter
        }
        return late.indices.contains { first in
            late[first...].contains { $0.at - late[first].at >= scenario.policy.pollInterval }
        }
    }

    /// Whether proven callbacks, which are durable, contradict each other.
    func isContradicted(_ sending: Sending) -> Bool {
        let reported = sending.sayings.filter { !$0.isInquiry }.map(\.status)
        return reported.contains(.failed) && (reported.contains(.succeeded) || reported.contains(.refunded))
    }

    /// P11: a row that looks like a payment of another file waits for a person: the same amount to the same account
    /// within the window, or the same reference ever.
    private func checkDuplicates(_ row: SimulatedRow, _ key: Key, at now: Timestamp) {
        guard clockDrift == .zero, !isOldCopy else { return }
        let release = memory.released[key]
        for (other, file) in scenario.files.enumerated() where file.digest != scenario.files[key.file].digest {
            for twin in file.rows where !twin.isRejected && twin.isAlike(row) {
                let twinKey = Key(file: other, reference: twin.reference)
                // Who released one of them against the other saw both, and wants both paid.
                let isShown = release?.shown.contains(twinKey) ?? false
                guard !isShown, !(memory.released[twinKey]?.shown.contains(key) ?? false) else { continue }
                let sent = memory.order[twinKey, default: []]
                let counts = sent.compactMap { memory.sendings[$0] }.contains { sending in
                    let isRecent = now - sending.sentAt < scenario.limits.duplicateWindow - .seconds(60)
                    // With the last payment that it looks like, a person sees that there may be more of them.
                    let isSeen = release.map { sending.sentAt <= $0.at } ?? false
                    return !hasEnded(sending) && !isSeen && (isRecent || twin.reference == row.reference)
                }
                if counts { complain("P11: \(row.reference) is not held, although another file has sent it") }
            }
        }
    }
}

extension MovementRequest.Instruction {
    /// Whether it moves the money of the row to or from whom the row names.
    fileprivate func isFor(_ row: SimulatedRow) -> Bool {
        switch self {
        case .transfer(let account, _, _):
            row.rail == .payout && account == BeneficiaryAccount(bankCode: row.bankCode, accountNumber: row.account)
        case .collection(let customer): row.rail == .collection && customer == row.account
        case .charge(let customer): row.rail == .charge && customer == row.account
        case .refund: false
        }
    }
}
