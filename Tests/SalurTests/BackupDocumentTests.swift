import PayoutCore
import PayoutLedger
import Testing

@testable import Operations
@testable import salur

/// The documents of `backup` and `restore` have the keys that their schemas demand, and no others.
@Suite struct BackupDocumentTests {
    @Test func `A copy that was made`() throws {
        let made = LedgerBackup.Made(path: "a.db", digest: "ab", bytes: 1, batches: 2, events: 3, removed: ["b.db"])
        try checkKeys(of: BackupDocument(made), in: "backup")
    }

    @Test(arguments: [nil, "salur.db.replaced-2026-11-30-200000"])
    func `A copy that took the place of the ledger`(movedAside: String?) throws {
        let extent = LedgerExtent(batches: 1, events: 2, lastEventAt: nil)
        let plan = LedgerRestore.Plan(copy: "a.db", digest: "ab", extent: extent, path: "salur.db", present: nil)
        let result = LedgerRestore.Result(plan: plan, batches: [], movedAside: movedAside)
        try checkKeys(of: RestoreDocument(result), in: "restore")
    }
}
