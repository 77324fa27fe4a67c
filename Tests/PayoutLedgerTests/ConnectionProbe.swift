import GRDBSQLite
import Synchronization

/// Sees every SQLite connection of this process as it is opened, and every statement that it runs: what the ledger's
/// own connections do cannot be seen from outside.
enum ConnectionProbe {
    private struct Seen {
        /// The addresses of the connections to a file, in the order of their opening.
        var connections: [String: [UInt]] = [:]
        /// The texts of the statements that were run on a file.
        var statements: [String: Set<String>] = [:]
    }

    private static let seen = Mutex(Seen())

    private typealias Entry =
        @convention(c) (OpaquePointer?, UnsafePointer<UnsafeMutablePointer<CChar>?>?, OpaquePointer?)
        -> Int32

    /// Begins to look; once for the process, whoever asks.
    static let isInstalled: Bool = {
        let entry: Entry = { connection, _, _ in
            ConnectionProbe.opened(connection)
            return SQLITE_OK
        }
        let untyped = unsafeBitCast(entry, to: (@convention(c) () -> Void).self)
        return sqlite3_auto_extension(untyped) == SQLITE_OK
    }()

    private static func opened(_ connection: OpaquePointer?) {
        guard let connection, let name = sqlite3_db_filename(connection, "main") else { return }
        let path = String(cString: name)
        seen.withLock { $0.connections[path, default: []].append(UInt(bitPattern: connection)) }
        let trace:
            @convention(c) (UInt32, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?)
                -> Int32 = { event, _, subject, _ in
                    if event == UInt32(SQLITE_TRACE_CLOSE) {
                        ConnectionProbe.closes(OpaquePointer(subject))
                    } else {
                        ConnectionProbe.ran(OpaquePointer(subject))
                    }
                    return 0
                }
        sqlite3_trace_v2(connection, UInt32(SQLITE_TRACE_STMT | SQLITE_TRACE_CLOSE), trace, nil)
    }

    private static func closes(_ connection: OpaquePointer?) {
        guard let connection, let name = sqlite3_db_filename(connection, "main") else { return }
        let path = String(cString: name)
        seen.withLock { $0.connections[path]?.removeAll { $0 == UInt(bitPattern: connection) } }
    }

    private static func ran(_ statement: OpaquePointer?) {
        guard let statement, let text = sqlite3_sql(statement), let connection = sqlite3_db_handle(statement),
            let name = sqlite3_db_filename(connection, "main")
        else { return }
        let (path, sql) = (String(cString: name), String(cString: text))
        _ = seen.withLock { $0.statements[path, default: []].insert(sql) }
    }

    /// The statements that were run on `path` while `body` ran.
    static func statements(on path: String, during body: () throws -> Void) rethrows -> Set<String> {
        seen.withLock { $0.statements[path] = [] }
        try body()
        return seen.withLock { $0.statements[path] ?? [] }
    }

    /// The number that a pragma answers on the connection of `path` that writes. To be called while it is not in use.
    static func writerPragma(_ name: String, on path: String) -> Int? {
        let connections = seen.withLock { $0.connections[path] ?? [] }.compactMap { OpaquePointer(bitPattern: $0) }
        guard let writer = connections.first(where: { sqlite3_db_readonly($0, "main") == 0 && isWriter($0) }) else {
            return nil
        }
        return number("PRAGMA \(name)", writer)
    }

    /// GRDB's readers are connections like any other, kept from writing by a pragma.
    private static func isWriter(_ connection: OpaquePointer) -> Bool { number("PRAGMA query_only", connection) == 0 }

    private static func number(_ sql: String, _ connection: OpaquePointer) -> Int? {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK else { return nil }
        defer { sqlite3_finalize(statement) }
        return sqlite3_step(statement) == SQLITE_ROW ? Int(sqlite3_column_int64(statement, 0)) : nil
    }
}
