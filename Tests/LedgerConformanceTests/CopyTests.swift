import LedgerAPI
import LedgerMemory
import PayoutCore
import Testing

/// What only a ledger in memory can do: its content is a value.
@Suite struct CopyTests {
    @Test func `A ledger made of an older content knows nothing of what came since`() throws {
        let test = try LedgerUnderTest(.memory)
        let ledger = try #require(test.ledger as? MemoryLedger)
        let batch = try test.batch(of: 1)
        let payout = try test.queued(batch)[0]
        let copy = ledger.content
        let transfer = try test.becomesPending(payout)
        let later = try test.batch(of: 1)
        let restored = MemoryLedger(copy)
        #expect(try restored.read { $0.payout(payout)?.payout.status } == .queued)
        #expect(try restored.read { $0.transfer(transfer)?.payout } == nil)
        #expect(try restored.read { $0.batch(later)?.id } == nil)
        // The ledger itself goes on.
        #expect(try test.load(payout).payout.status == .pending)
    }
}
