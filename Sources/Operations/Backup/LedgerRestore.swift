internal import FoundationEssentials
internal import Glibc
package import PayoutCore
internal import PayoutFile
package import PayoutLedger
package import SalurSettings
internal import Wording

/// The job of `restore`: puts a proven copy in the place of the ledger, and has the bank asked about every open row
/// before anything is sent.
///
/// An old copy does not know what was sent after it. So each of its batches is marked as one of which the bank may know
/// more (``PriorTransfers/lost``), in the file that takes the place, before it is there.
///
///     let restore = LedgerRestore(settings: settings, clock: SystemClock())
///     let plan = try restore.plan("/var/backups/salur/salur-2026-11-30-200000.db", replaces: true)
///     // Whoever asks shows the plan, and a person says yes.
///     let result = try restore.apply(plan, decision)
package struct LedgerRestore: Sendable {
    /// What would be put where.
    package struct Plan: Sendable {
        /// The copy.
        package let copy: String
        /// The SHA-256 of the copy, lowercase hexadecimal.
        package let digest: String
        /// How far the copy has come.
        package let extent: LedgerExtent
        /// Where it will stand.
        package let path: String
        /// What stands there now; nil for nothing.
        package let present: Present?
    }

    /// The ledger that would have to give way.
    package struct Present: Sendable {
        /// How far it has come; nil where it cannot be read.
        package let extent: LedgerExtent?
    }

    /// What was done.
    package struct Result: Sendable {
        package let plan: Plan
        /// The batches about whose open rows the bank is asked before anything is sent, the newest first.
        package let batches: [Batch]
        /// Where the ledger lies that stood there; nil where none did.
        package let movedAside: String?
    }

    /// The word for a restored copy in the journal.
    static let eventKind = "ledger_restored"
    /// What belongs to a database under its name.
    private static let companions = ["-wal", "-shm", "-journal"]

    private let settings: Settings
    private let clock: any WallClock

    package init(settings: Settings, clock: any WallClock) { (self.settings, self.clock) = (settings, clock) }

    /// Proves the copy, and looks at what stands in its place. Changes nothing.
    ///
    /// - Parameter replaces: whether a ledger that stands there may be moved aside.
    /// - Throws: ``CommandFailure``.
    package func plan(_ copy: String, replaces: Bool) throws(CommandFailure) -> Plan {
        do {
            guard FileManager.default.fileExists(atPath: copy) else {
                throw CommandFailure(.badFile, Phrase("There is no file \(copy)."), code: .fileMissing)
            }
            try settings.requireLocalLedger()
            let proof = try ProvenCopy(path: copy, named: copy)
            try requireBank(of: proof, copy)
            let present = present()
            if let present, !replaces { throw Self.taken(settings.ledgerPath, present, proof.extent) }
            return Plan(
                copy: copy, digest: proof.digest, extent: proof.extent, path: settings.ledgerPath, present: present)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Does it. The copy itself stays where it is.
    ///
    /// - Throws: ``CommandFailure``: ``OutcomeKind/notSettled`` while another salur sends or receives callbacks.
    package func apply(_ plan: Plan, _ decision: PersonalDecision) throws(CommandFailure) -> Result {
        do {
            // Nobody sends, receives callbacks or imports while the file is exchanged.
            let lease = try Lease(ledgerPath: plan.path, since: clock.now())
            guard let receiver = try ReceiverLock.take(ledgerPath: plan.path),
                let importing = try ImportLock.take(ledgerPath: plan.path)
            else { throw LedgerError.locked(path: plan.path) }
            defer { withExtendedLifetime((lease, receiver, importing)) {} }
            let part = plan.path + ".restoring"
            let (batches, digest) = try prepare(plan, at: part, decision)
            guard digest == plan.digest else {
                throw CommandFailure(
                    .badFile, Phrase("\(plan.copy) has changed while it was read. Nothing was replaced."),
                    code: .fileChanged)
            }
            let aside = try moveAside(plan.path)
            do { try LedgerBackup.put(part, at: plan.path) } catch {
                // No ledger at all would look like a new one: the one that was there comes back.
                if let aside { for ending in [""] + Self.companions { rename(aside + ending, plan.path + ending) } }
                throw error
            }
            return Result(plan: plan, batches: batches, movedAside: aside)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Makes the file that will take the place: the copy, with the marks that have the bank asked first.
    private func prepare(
        _ plan: Plan, at part: String, _ decision: PersonalDecision
    ) throws -> (batches: [Batch], digest: String) {
        for ending in [""] + Self.companions { unlink(part + ending) }
        let source = try Ledger(path: plan.copy, readOnly: true)
        try source.copy(to: part)
        try source.close()
        let digest = try ContentStream.digest(path: plan.copy).hexadecimal
        let ledger = try Ledger(path: part)
        let now = clock.now()
        let batches = try ledger.write { transaction in
            try transaction.record(
                JournalEvent(
                    at: now, batch: nil, payout: nil, kind: Self.eventKind,
                    detail: "\(LedgerBackup.name(of: plan.copy)), SHA-256 \(digest): \(decision.reason)",
                    actor: decision.person))
            return try transaction.distrustBatches(at: now)
        }
        // The last connection brings everything into the one file.
        try ledger.close()
        for ending in Self.companions { unlink(part + ending) }
        return (batches, digest)
    }

    /// Moves what stands at `path` to a free name, with its write-ahead log: SQLite would apply that to the new file.
    ///
    /// - Returns: the new path of the database; nil where there was nothing.
    private func moveAside(_ path: String) throws(CommandFailure) -> String? {
        let files = FileManager.default
        let found = ([""] + Self.companions).filter { files.fileExists(atPath: path + $0) }
        guard !found.isEmpty else { return nil }
        let named = "\(path).replaced-\(LedgerBackup.stamp(clock.now()))"
        var (aside, number) = (named, 1)
        while ([""] + Self.companions).contains(where: { files.fileExists(atPath: aside + $0) }) {
            number += 1
            aside = "\(named)-\(number)"
        }
        for ending in found {
            guard rename(path + ending, aside + ending) == 0 else {
                let why = Phrase.verbatim(String(cString: strerror(errno)))
                throw CommandFailure(.cannotWrite, Phrase("\(path) cannot be moved to \(aside): \(why)."))
            }
        }
        return aside
    }

    private func present() -> Present? {
        let path = settings.ledgerPath
        guard ([""] + Self.companions).contains(where: { FileManager.default.fileExists(atPath: path + $0) }) else {
            return nil
        }
        let extent = try? Ledger(path: path, readOnly: true).read { try $0.extent() }
        return Present(extent: extent)
    }

    /// A copy of another bank's ledger would ask the wrong bank.
    private func requireBank(of proof: ProvenCopy, _ copy: String) throws {
        let expected = try BankLink(settings).binding
        if let bound = proof.binding, bound != expected { throw LedgerError.otherBank(path: copy, bound: bound) }
    }

    private static func taken(_ path: String, _ present: Present, _ copy: LedgerExtent) -> CommandFailure {
        let more = present.extent.map { $0.events - copy.events }
        let comparison =
            switch more {
            case nil: Phrase("It cannot be read.")
            case let more? where more > 0:
                Phrase("It has \(count: more) events that the copy does not have: what they tell would be missing.")
            case _?: Phrase("It has no events that the copy does not have.")
            }
        return CommandFailure(
            .usage,
            Phrase(
                """
                There is a ledger at \(path). \(comparison) To put the copy in its place, add --replace: the ledger \
                that is there is moved aside and kept. Nothing was changed.
                """))
    }
}
