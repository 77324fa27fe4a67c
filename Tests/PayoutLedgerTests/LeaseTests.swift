import FoundationEssentials
import GRDB
import Glibc
import PayoutCore
import PayoutLedger
import Testing

/// The right to send, which one process has at a time.
@Suite struct LeaseTests {
    private static func lease(_ path: String) throws -> Lease {
        try Lease(ledgerPath: path, since: LedgerFixture.start)
    }

    private static func sending(_ path: String) throws -> Ledger { try Ledger(path: path, lease: lease(path)) }

    /// A step that notes something about a batch.
    private static func step(_ ledger: Ledger, _ batch: BatchID) throws {
        let needs = Needs(at: LedgerFixture.start, longestWait: PayoutPolicy().longestWait)
        _ = try ledger.perform(needs) { _ in
            var set = ChangeSet(at: LedgerFixture.start)
            set.changes = [.priorTransfers(.clear, cursor: .none, of: batch)]
            return .commit(set, true)
        }
    }

    private static func steps(_ fixture: LedgerFixture) throws -> Int {
        try fixture.rawCount("SELECT COUNT(*) FROM event WHERE kind = 'prior_transfers'")
    }

    @Test("One process sends at a time: the second is told, and may begin when the first has gone") func lock() throws {
        let fixture = try LedgerFixture()
        var first: Lease? = try Self.lease(fixture.path)
        #expect(throws: LedgerError.locked(path: fixture.path)) { _ = try Self.lease(fixture.path) }
        let other = try Self.lease(fixture.folder + "/other.db")
        withExtendedLifetime((first, other)) {}
        first = nil
        let second = try Self.lease(fixture.path)
        withExtendedLifetime(second) {}
    }

    @Test("The ledger names the process that sends") func holder() throws {
        let fixture = try LedgerFixture()
        let sending = try Self.sending(fixture.path)
        #expect(try fixture.ledger.leaseHolder()?.processID == Int(getpid()))
        withExtendedLifetime(sending) {}
    }

    @Test("A process that was killed holds no lease, though it is the last one in the ledger") func killed() throws {
        let fixture = try LedgerFixture()
        #expect(try fixture.ledger.leaseHolder() == nil)
        do { try Self.sending(fixture.path).close() }
        #expect(try fixture.ledger.leaseHolder() == nil)
        let holder = try LockHolder(path: fixture.path + ".lock")
        #expect(throws: LedgerError.locked(path: fixture.path)) { _ = try Self.lease(fixture.path) }
        #expect(try fixture.ledger.leaseHolder()?.since == LedgerFixture.start)
        holder.end()
        #expect(try fixture.ledger.leaseHolder() == nil)
        let lease = try Self.lease(fixture.path)
        withExtendedLifetime(lease) {}
    }

    @Test("The lock file can be read by its owner alone, and readers do not need it") func lockFile() throws {
        let fixture = try LedgerFixture()
        let lease = try Self.lease(fixture.path)
        var status = stat()
        #expect(stat(fixture.path + ".lock", &status) == 0)
        #expect(status.st_mode & 0o077 == 0)
        #expect(throws: Never.self) { try Ledger(path: fixture.path, readOnly: true) }
        withExtendedLifetime(lease) {}
    }

    @Test("Who asks whether a process sends keeps none from beginning") func asking() async throws {
        let fixture = try LedgerFixture()
        let ledger = fixture.ledger
        try await withThrowingTaskGroup { group in
            for _ in 1...3 { group.addTask { for _ in 1...300 { _ = try ledger.leaseHolder() } } }
            group.addTask { for _ in 1...100 { _ = try Self.lease(ledger.path) } }
            try await group.waitForAll()
        }
    }

    @Test("A process whose lock file was removed commits no step once another one sends") func takenOver() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let first = try Self.sending(fixture.path)
        try Self.step(first, batch)
        #expect(first.isOurs)
        try FileManager.default.removeItem(atPath: fixture.path + ".lock")
        let second = try Self.sending(fixture.path)
        #expect(!first.isOurs && second.isOurs)
        #expect(throws: LedgerError.leaseLost(path: fixture.path)) { try Self.step(first, batch) }
        #expect(try Self.steps(fixture) == 1)
        try Self.step(second, batch)
        #expect(try Self.steps(fixture) == 2)
    }

    @Test("A term that another process has raised ends the lease, whatever the lock file says") func raised() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let first = try Self.sending(fixture.path)
        #expect(throws: DatabaseError.self) { try fixture.raw { try $0.execute(sql: "UPDATE lease SET term = term") } }
        #expect(throws: DatabaseError.self) { try fixture.raw { try $0.execute(sql: "DELETE FROM lease") } }
        try fixture.raw { try $0.execute(sql: "UPDATE lease SET term = term + 1") }
        #expect(!first.isOurs)
        #expect(throws: LedgerError.leaseLost(path: fixture.path)) { try Self.step(first, batch) }
        #expect(try Self.steps(fixture) == 0)
        // What is no step is an ordinary transaction.
        try first.write { try $0.setBalance(before: nil, after: Rupiah(5), of: batch) }
    }

    @Test("One import at a time: another waits, and is told so") func imports() async throws {
        let fixture = try LedgerFixture()
        let path = fixture.path
        var first = try ImportLock.take(ledgerPath: path)
        #expect(first != nil)
        #expect(try ImportLock.take(ledgerPath: path) == nil)
        var isReported = false
        let second = try ImportLock.wait(ledgerPath: path) {
            isReported = true
            first = nil
        }
        #expect(isReported && first == nil)
        #expect(try ImportLock.take(ledgerPath: path) == nil)
        withExtendedLifetime(second) {}
    }

    @Test("Processes that find a new ledger at the same time make it once") func madeTogether() async throws {
        let fixture = try LedgerFixture()
        let path = fixture.folder + "/new.db"
        try await withThrowingTaskGroup { group in
            for _ in 1...4 { group.addTask { try Ledger(path: path).close() } }
            try await group.waitForAll()
        }
        #expect(try Ledger(path: path).read { try $0.batches() }.isEmpty)
    }
}

/// Another process that holds a lock file until it is ended.
private struct LockHolder {
    private let process: pid_t

    /// Returns when the other process has the lock.
    init(path: String) throws {
        // flock(1) of util-linux holds the lock while cat(1) waits for its input to end.
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        let words = ["sh", "-c", "exec 9>\"$0\"; flock -n 9 && echo held; exec sleep 600", path]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var process: pid_t = 0
        let outcome = posix_spawn(&process, "/bin/sh", &actions, nil, &arguments, environ)
        for argument in arguments { free(argument) }
        posix_spawn_file_actions_destroy(&actions)
        close(ends[1])
        defer { close(ends[0]) }
        try #require(outcome == 0)
        self.process = process
        var byte: UInt8 = 0
        try #require(read(ends[0], &byte, 1) == 1 && byte == UInt8(ascii: "h"))
    }

    func end() {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }
}
