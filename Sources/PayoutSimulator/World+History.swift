internal import BankAPI
internal import LedgerAPI
internal import PayoutCore
internal import PayoutEngine
internal import TestSupport

// One history from the first file to the day on which nothing is left to do.
extension World {
    /// Rounds in which things go wrong, and rounds after them in which all must come to its end.
    private static let troubledRoundsMax = 4
    private static let calmRoundsMax = 8

    func play() throws {
        for _ in 0..<Int.random(in: 1...Self.troubledRoundsMax, using: &will) {
            try troubledRound()
            guard auditor.complaints.isEmpty else { return }
        }
        isCalm = true
        // A person has looked at every batch that has stopped itself, and has resumed it.
        limits.canary = 0
        auditor.watchesFirstRows = false
        bank.calmDown(at: steady)
        note("the faults stop")
        if scenario.clockJumpsOneIn > 0 {
            // The clock that went wrong is set right at last: every stored deadline may now lie far ahead.
            agenda.plan(.clockSet(.zero - will.pause(10_000_000...90_000_000)), at: steady)
        }
        for round in 1...Self.calmRoundsMax {
            try payAll()
            if try isAtRest() { return try finish() }
            try pass(scenario.limits.ceilings.day == nil ? .seconds(1200) : .seconds(86_400))
            if round >= Self.calmRoundsMax / 2 { try resolveByTelephone() }
        }
        auditor.complain("the faults have stopped, and yet it does not come to an end: \(try openStatuses())")
    }

    private func troubledRound() throws {
        if will.chance(8) { agenda.plan(.stopRequested(life: life), at: steady + will.pause(1...5000)) }
        if will.chance(scenario.clockJumpsOneIn) {
            let jump = will.pause(will.pick([-4_000_000...4_000_000, -90_000_000...90_000_000]))
            agenda.plan(.clockSet(jump), at: steady + will.pause(1...20_000))
        }
        try payAll()
        if scenario.hasForger { forge() }
        if scenario.hasPersons { try personsDecide() }
        try pass(will.pause(will.pick([0...100_000, 0...4_000_000])))
        if will.chance(scenario.lossesOneIn) { try loseLedger() }
        if scenario.lossesOneIn > 0, !place.hasCopy || will.chance(4) { try keepCopy() }
        if will.chance(scenario.lossesOneIn) { try restoreCopy() }
    }

    private func payAll() throws {
        let all = Array(scenario.files.indices)
        for indices in will.chance(4) ? all.map({ [$0] }) : [all] {
            let outcomes = try pay(indices)
            for index in indices {
                note("\(scenario.files[index].identity): \(outcomes[index] ?? .interrupted)")
                if !isCalm, outcomes[index] != .settled, will.chance(4) { bank.topUp() }
            }
        }
    }

    /// Whether every batch is settled, and nothing waits but persons.
    private func isAtRest() throws -> Bool {
        try ledger.read { reader in
            try batches.allSatisfy { batch in
                guard let batch else { return false }
                let totals = try reader.totals(batch)
                return totals.openCount == 0 && totals[.unverified, default: .zero].count == 0
            }
        }
    }

    private func openStatuses() throws -> String {
        try ledger.read { reader in
            try batches.compactMap { $0 }.map { batch in
                try PayoutStatus.allCases.compactMap { status in
                    try reader.totals(batch)[status].map { "\($0.count) \(status.rawValue)" }
                }.joined(separator: ", ")
            }.joined(separator: "; ")
        }
    }

    /// The same command once more sends nothing (promise P7), and the reports are true.
    private func finish() throws {
        try pass(.seconds(4000))
        auditor.expectNothingSent()
        for index in scenario.files.indices {
            _ = try pay([index])
            if let batch = batches[index] { try checkReports(index, batch) }
        }
        auditor.checkEnd(bank.bookings, at: steady)
    }

    // MARK: The auditor's looks at the ledger

    func checkLedger() throws {
        try ledger.read { reader in
            for (index, batch) in batches.enumerated() {
                guard let batch else { continue }
                try auditor.checkTotals(file: index, batch, reader)
            }
        }
    }

    /// Every payout in doubt is asked about in time, also where its stored deadline is that of another clock.
    func checkAsked(_ batch: BatchID) throws {
        try ledger.read { reader in
            for id in try reader.payouts(batch, .pending, after: .none, limit: 1000) {
                guard let payout = try reader.payout(id)?.payout, let live = payout.liveTransfer else { continue }
                auditor.checkAsked(payout, live, of: batch, trueTime: steady)
            }
        }
    }

    func checkReports(_ index: Int, _ batch: BatchID) throws {
        try ledger.read { reader in
            var results: [ResultRow] = []
            try reader.forEachResult(of: batch, onlyRejected: false) { results.append($0) }
            var attempts: [AttemptRow] = []
            try reader.forEachAttempt(of: batch) { attempts.append($0) }
            try trace.absorb { try "\(results) \(attempts) \(journal(of: batch, reader))" }
            let found = try reader.batch(batch)?.priorTransfers
            auditor.checkReports(
                file: index, seams.results(results), seams.attempts(attempts), isRestored: found == .clear,
                bank.bookings, at: steady)
        }
    }

    /// What the journal says of the payouts of a batch.
    private func journal(of batch: BatchID, _ reader: some PayoutQueries) throws -> [String] {
        try reader.payouts(of: batch, PayoutSelection(), after: .none, limit: 1000).flatMap { payout in
            try reader.events(of: payout).map { "\($0.at) \($0.kind) \($0.detail) \($0.actor)" }
        }
    }

    // MARK: Forgers

    /// Somebody who cannot sign says of a payout what he likes.
    private func forge() {
        guard let booking = bank.bookings.randomElement(using: &will) else { return }
        var draft = CallbackDraft(
            transfer: booking.request, status: will.pick([.succeeded, .failed, .refunded, .notFound]))
        draft.isGenuine = false
        agenda.plan(.callback(draft, tries: 0), at: steady + will.pause(1...200_000))
    }

    /// A forger who watches the wire calls at once.
    func forge(against request: MovementRequest) {
        guard scenario.hasForger, !isCalm, network.chance(3) else { return }
        var draft = CallbackDraft(transfer: request, status: network.pick([.succeeded, .failed, .refunded]))
        draft.isGenuine = false
        agenda.plan(.callback(draft, tries: 0), at: steady + network.pause(1...3000))
    }

    // MARK: Ledgers come and go

    /// The ledger's disk is gone; every file will be handed in again.
    private func loseLedger() throws {
        note("the ledger is lost")
        try place.lose()
        life += 1
        batches = scenario.files.map { _ in nil }
        auditor.ledgerWasLost()
    }

    private func keepCopy() throws {
        note("a copy of the ledger is kept")
        try place.keepCopy()
        auditor.copyWasKept()
    }

    private func restoreCopy() throws {
        guard place.hasCopy else { return }
        note("the old copy of the ledger is put back")
        try place.restoreCopy()
        life += 1
        batches = try scenario.files.map { file in try ledger.read { try $0.batch(file.identity)?.id } }
        auditor.copyWasRestored()
    }
}
