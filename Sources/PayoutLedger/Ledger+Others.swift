internal import GRDB
internal import Synchronization

/// What one process knows of the writes of others to the same ledger.
struct OtherWriters: Sendable {
    /// SQLite's number for the state of the file: it changes when another connection commits, and never by our own
    /// commits. Nil before the first transaction.
    var dataVersion: Int64?
    /// How often it was found changed.
    var changes = 0
}

extension HotStatement {
    fileprivate static let dataVersion = HotStatement(.dataVersion, "PRAGMA data_version")
}

// Several processes write one ledger, each by guarded transactions that begin with the write lock (BEGIN IMMEDIATE).
// What was read under that lock stays true until the commit; what was kept from an earlier transaction need not be.
extension Ledger {
    /// Finds out, under the write lock, whether another process has written since the last transaction. Then nothing
    /// that was kept in memory is true any more.
    func noticeOthers(_ transaction: LedgerTransaction) throws {
        let version = try transaction.statements.begin(.dataVersion).firstRow { $0.number(0) }
        transaction.changesByOthers = others.withLock { others in
            let isChanged = others.dataVersion != nil && others.dataVersion != version
            others.dataVersion = version
            if isChanged {
                others.changes += 1
                transaction.cache = LedgerCache()
            }
            return others.changes
        }
    }

    /// Whether another process has written since `changes` was what ``Facts/changesByOthers`` said; asked while nothing
    /// else is to be done.
    ///
    /// - Throws: ``LedgerError``.
    package func haveOthersWritten(since changes: Int) async throws -> Bool {
        do {
            let version = try await database.writeWithoutTransaction {
                try Int64.fetchOne($0, sql: HotStatement.dataVersion.sql)
            }
            // Another transaction of this process may have noticed it already.
            return others.withLock { others in
                others.changes != changes || others.dataVersion != nil && others.dataVersion != version
            }
        } catch let error as DatabaseError {
            throw failure(error)
        }
    }
}
