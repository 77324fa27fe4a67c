internal import PayoutCore
internal import PayoutLedger
internal import TestSupport

/// What came of one history.
package struct Verdict: Sendable {
    package let seed: UInt64
    /// What the auditor found; empty where every promise held.
    package let complaints: [String]
    /// A fingerprint of everything that happened; 0 where it was not taken.
    package let fingerprint: UInt64
    /// The ledger was SQLite's, in a file.
    package let hasFile: Bool
    /// Durable steps of all processes.
    package let durableSteps: Int
    /// Processes that were killed.
    package let deaths: Int
    /// Transfers that the bank has booked.
    package let bookings: Int
}

/// Plays histories: one seed, one history.
package final class Simulator {
    /// Settings of the scenario that a seed draws, changed by a test.
    package var adjust: (inout Scenario) -> Void = { _ in }
    /// Broken parts for one history; they may hold a state of their own.
    package var seams: () -> Seams = { Seams() }
    package var trace = Trace.Mode.silent
    /// Whether the ledger that a history leaves behind must be proven by its journal; this takes a while.
    package var provesLedgers = false
    private let shelf: LedgerShelf

    /// - Throws: where no ledger can be made.
    package init() throws { shelf = try LedgerShelf() }

    /// Plays the history of a seed.
    ///
    /// - Throws: where the simulator itself fails; a broken promise is a complaint.
    package func play(_ seed: UInt64) throws -> Verdict { try play(seed, .random).verdict }

    /// Plays the history of a seed once without a crash, then once for every place where the process can die: before
    /// each commit, after it, and after each request that it lets go.
    ///
    /// - Returns: the histories with complaints, and how many places there are.
    /// - Throws: where the simulator itself fails.
    package func enumerateCrashes(_ seed: UInt64) throws -> (found: [Verdict], places: Int) {
        let whole = try play(seed, .none)
        var found = whole.verdict.complaints.isEmpty ? [] : [whole.verdict]
        var places = 0
        for (index, sends) in whole.sendCounts.enumerated() {
            for place in [CrashPlace.beforeCommit] + (0...sends).map({ .afterCommit(sends: $0) }) {
                places += 1
                let verdict = try play(seed, .exactly(step: index + 1, place)).verdict
                if !verdict.complaints.isEmpty || verdict.deaths == 0 {
                    found.append(verdict.adding("crash at durable step \(index + 1), \(place)"))
                }
            }
        }
        return (found, places)
    }

    private func play(_ seed: UInt64, _ plan: CrashPlan) throws -> (verdict: Verdict, sendCounts: [Int]) {
        var random = SeededRandom(seed: seed)
        var scenario = Scenario(&random)
        adjust(&scenario)
        if provesLedgers { scenario.hasFile = true }
        let world = try World(
            scenario, random: &random, seams: seams(), crashPlan: plan, trace: trace, shelf: shelf)
        do {
            try world.play()
        } catch is Endless {
            world.auditor.complain("the history does not come to its end")
        }
        if provesLedgers, let file = world.place.file {
            let proof = try LedgerCheck(file)
            if !proof.isProven { world.auditor.complain("the ledger is not what its journal says: \(proof.findings)") }
        }
        for complaint in world.auditor.complaints { world.note("!! \(complaint)") }
        let verdict = Verdict(
            seed: seed, complaints: world.auditor.complaints, fingerprint: world.trace.fingerprint,
            hasFile: scenario.hasFile, durableSteps: world.durableSteps, deaths: world.deaths,
            bookings: world.bank.bookings.count)
        try world.place.end()
        return (verdict, world.sendCounts)
    }
}

extension Verdict {
    fileprivate func adding(_ place: String) -> Verdict {
        let found = complaints.isEmpty ? ["the process did not die"] : complaints
        return Verdict(
            seed: seed, complaints: found.map { "\(place): \($0)" }, fingerprint: fingerprint, hasFile: hasFile,
            durableSteps: durableSteps, deaths: deaths, bookings: bookings)
    }
}
