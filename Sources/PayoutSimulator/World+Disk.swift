internal import LedgerAPI
internal import TestSupport

// Durable steps: what may happen around each write of a process.
extension World {
    /// What befalls one durable step.
    struct Fate {
        var place: CrashPlace?
        var disk: DiskTrouble?
    }

    enum DiskTrouble {
        /// The transaction is rolled back.
        case failing
        /// The transaction is durable, but the process is not informed.
        case unsure
        /// The file cannot grow: SQLite itself fails, here or later, or has room enough.
        case full
    }

    /// Every write of a process goes through here: it is numbered, the disk may fail under it, and the process may die
    /// around it.
    ///
    /// - Parameters:
    ///   - sends: how many requests the commit lets go.
    ///   - write: one transaction, in the middle of which ``strike(_:)`` is called.
    /// - Returns: the result, and how many of the requests leave before the process dies; nil where it does not die.
    func durably<Result>(
        sends: (Result) -> Int, _ write: (Fate) throws -> Result
    ) throws -> (result: Result, leaving: Int?) {
        let fate = nextStep()
        lastStepStands = false
        let result: Result
        do {
            isCommitting = true
            defer { isCommitting = false }
            result = try write(fate)
        } catch let error as LedgerError {
            if fate.place != nil { throw Death() }
            throw error
        }
        lastStepStands = true
        if fate.disk == .unsure, fate.place == nil {
            throw LedgerError.failed(path: "simulated", why: "disk I/O error")
        }
        let count = sends(result)
        sendCounts[durableSteps - 1] = count
        guard case .afterCommit(let leaving) = fate.place else { return (result, nil) }
        return (result, min(leaving, count))
    }

    private func nothing<Result>(_: Result) -> Int { 0 }

    /// What befalls a transaction before it is committed.
    func strike(_ fate: Fate) throws {
        if fate.place == .beforeCommit { throw Death() }
        if fate.disk == .failing { throw LedgerError.failed(path: "simulated", why: "disk I/O error") }
    }

    /// A commit that lets nothing go.
    func commitAlone<Result>(_ body: (any LedgerWriting) throws -> Result) throws -> Result {
        let (result, leaving) = try durably(sends: nothing) { fate in
            try ledger.write { transaction in
                let result = try body(transaction)
                try strike(fate)
                return result
            }
        }
        if leaving != nil { throw Death() }
        return result
    }

    /// Numbers a durable step.
    func nextStep() -> Fate {
        sendCounts.append(0)
        return Fate(place: crashPlace(), disk: diskTrouble())
    }

    private func diskTrouble() -> DiskTrouble? {
        if isDiskFull, isCalm || fortune.chance(6) { fillDisk(false) }
        guard !isCalm, fortune.chance(scenario.diskFaultsOneIn) else { return nil }
        note("the disk fails")
        if place.file != nil, fortune.chance(2) {
            fillDisk(true)
            return .full
        }
        return fortune.chance(3) ? .unsure : .failing
    }

    private func fillDisk(_ isFull: Bool) {
        note(isFull ? "the disk is full" : "the disk has room again")
        isDiskFull = isFull
        do { try place.limitGrowth(isFull) } catch { auditor.complain("the size of the ledger cannot be limited") }
    }

    private func crashPlace() -> CrashPlace? {
        switch crashPlan {
        case .none: return nil
        case .exactly(let step, let place): return step == durableSteps ? place : nil
        case .random:
            guard !isCalm, deaths < scenario.deathsMax, fortune.chance(scenario.deathsOneIn) else { return nil }
            return fortune.chance(3) ? .beforeCommit : .afterCommit(sends: Int.random(in: 0...3, using: &fortune))
        }
    }
}
