internal import FoundationEssentials
internal import PayoutLedger

/// The folder for the ledgers of histories that need a file. A new file is a copy of an empty ledger that was migrated
/// once.
///
/// The files lie on a RAM disk: processes die here, never a machine, so fsync need not wait.
package final class LedgerShelf {
    private let folder: String
    private var count = 0

    /// - Throws: where the folder or the empty ledger cannot be made.
    package init() throws {
        let disk = URL(filePath: "/dev/shm")
        let isWritable = FileManager.default.isWritableFile(atPath: disk.path)
        let place = isWritable ? disk : FileManager.default.temporaryDirectory
        let name = "salur-simulator-\(UInt64.random(in: 0 ... .max))"
        folder = place.appending(path: name).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Ledger(path: empty).close()
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private var empty: String { folder + "/empty.db" }

    /// The path of a new, empty ledger.
    func newLedger() throws -> String { try copy(empty) }

    /// A copy of a ledger that is closed.
    func copy(_ path: String) throws -> String {
        count += 1
        let new = folder + "/ledger-\(count).db"
        // A closed ledger may leave its newest pages in the log next to it.
        for part in ["", "-wal"] where FileManager.default.fileExists(atPath: path + part) {
            try FileManager.default.copyItem(atPath: path + part, toPath: new + part)
        }
        return new
    }

    func remove(_ path: String) {
        for part in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + part) }
    }
}
