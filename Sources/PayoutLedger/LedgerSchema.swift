internal import GRDB
internal import PayoutCore

/// The tables, with the promises as constraints: what Swift promises, SQLite enforces too. They stand in `schema.sql`.
///
/// A migration that was released is never edited; a change of the tables is a further migration with a file of its own.
enum LedgerSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: String(decoding: PackageResources.schema_sql, as: UTF8.self))
            try database.execute(sql: referenceIndex)
        }
        return migrator
    }

    /// The condition for all payouts of the batch with the key `?1`; `payout` is the name of the table there. The order
    /// of their keys is that of the file.
    static func isOfBatch(_ payout: String = "payout") -> String {
        "\(payout).id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1"
    }
}

extension PayoutID {
    /// The row at this place of its file: see the table `payout`.
    ///
    /// - Parameter place: counted from 1, over all rows of the file, also those that are wrong.
    init(_ batch: BatchID, place: Int) { self.init(key: batch.key << 32 | Int64(place)) }
}
