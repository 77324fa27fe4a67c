import PayoutCore
import PayoutLedger
import Testing
import Wording

@testable import Operations

/// Batches that are paid from one balance, and how the work on a batch is noted in its journal.
@Suite struct SharedFundsTests {
    private static func batches(_ count: Int) throws -> [BatchID] {
        let life = try LifeFixture()
        return try (1...count).map { try life.batch(["a\($0)"], name: "batch-\($0)").id }
    }

    @Test func `Who came first has the balance first, whoever asks first`() throws {
        let batches = try Self.batches(3)
        let sums: [BatchID: Int64] = [batches[0]: 60, batches[1]: 50, batches[2]: 40]
        func need(_ batch: BatchID) -> SharedFunds.Need {
            SharedFunds.Need(sum: Rupiah(sums[batch] ?? 0), mustFit: true)
        }
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let funds = SharedFunds()
            for batch in batches { funds.enter(batch) }
            // The second one does not fit in addition to the first, and so takes nothing from the third.
            for index in order {
                let shortage = funds.promise(batches[index], of: Rupiah(100), need)
                #expect((shortage != nil) == (index == 1), "\(order)")
            }
        }
    }

    @Test func `A batch of which something was sent goes on, and counts`() throws {
        let batches = try Self.batches(2)
        let funds = SharedFunds()
        for batch in batches { funds.enter(batch) }
        let begun: (BatchID) -> SharedFunds.Need = { batch in
            SharedFunds.Need(sum: Rupiah(80), mustFit: batch == batches[1])
        }
        #expect(funds.promise(batches[1], of: Rupiah(100), begun) == Rupiah(80))
        #expect(funds.promise(batches[0], of: Rupiah(10), begun) == nil)
        funds.leave(batches[0])
        #expect(funds.promise(batches[1], of: Rupiah(100), begun) == nil)
    }

    @Test func `A balance is one batch's own where no other was paid meanwhile`() throws {
        let batches = try Self.batches(2)
        let funds = SharedFunds()
        let small: (BatchID) -> SharedFunds.Need = { _ in SharedFunds.Need(sum: Rupiah(1), mustFit: true) }
        funds.enter(batches[0])
        #expect(funds.isAlone(batches[0]))
        #expect(funds.promise(batches[0], of: Rupiah(9), small) == nil && funds.wasAlone(batches[0]))
        funds.enter(batches[1])
        #expect(!funds.isAlone(batches[0]) && funds.wasAlone(batches[0]) && !funds.wasAlone(batches[1]))
        #expect(funds.promise(batches[1], of: Rupiah(9), small) == nil)
        funds.leave(batches[1])
        #expect(funds.isAlone(batches[0]) && !funds.wasAlone(batches[0]))
        #expect(funds.isFirstToTell() && !funds.isFirstToTell())
    }

    @Test func `An error ends the run in the journal, and the next run finds none that was cut off`() throws {
        let life = try LifeFixture()
        let batch = try life.batch(["a"], name: "gaji")
        try life.takes(batch, .approved)
        func details(_ kind: String) throws -> String? {
            try life.ledger.read { try $0.lastEvent(kind, of: batch.id)?.detail }
        }
        func start() throws {
            try life.ledger.write { try $0.noteRunStarted(batch.id, by: "Ani", at: life.now) }
        }
        func fail(since begin: Timestamp) throws {
            try life.ledger.write { try $0.noteRunFailed(batch.id, .cannotWrite, since: begin, at: life.now) }
        }
        try start()
        try life.begins(batch)
        life.wait(.seconds(1))
        // What an earlier process has left open is not this one's.
        try fail(since: life.now)
        #expect(try details("run_ended") == nil)
        try fail(since: LifeFixture.start)
        #expect(try details("run_ended") == "failed: cannot_write")
        #expect(try life.ledger.read { try $0.batch(batch.id)?.status } == .approved)
        try start()
        #expect(try details("run_started")?.contains("cut off") == false)
        try start()
        #expect(try details("run_started")?.contains("cut off") == true)
    }
}
