internal import GRDB
internal import GRDBSQLite
internal import PayoutCore

/// The hot statements of one connection during one transaction: looked up by their text once, then by their number, and
/// bound and read through SQLite itself. GRDB's rows, arguments and look-ups cost several times what SQLite does.
///
/// Errors are those of GRDB. Not to be kept beyond the transaction.
final class StatementShelf {
    /// Bytes of text that one statement can be lent; SQLite copies what is longer.
    static let textBytesMax = 1024

    private let database: Database
    /// Held here, or SQLite's statements would be gone.
    private var cached = [(statement: Statement, sql: String)?](
        repeating: nil, count: HotStatement.Place.allCases.count)
    /// Texts that statements are bound to, ``textBytesMax`` for each.
    private let texts: UnsafeMutablePointer<UInt8>

    init(_ database: Database) {
        self.database = database
        texts = .allocate(capacity: HotStatement.Place.allCases.count * Self.textBytesMax)
    }

    deinit {
        // The texts go, and with them what the statements are bound to.
        for case .some(let known) in cached { sqlite3_clear_bindings(known.statement.sqliteStatement) }
        texts.deallocate()
    }

    /// A statement that waits for its values; all of them must be bound anew.
    func begin(_ hot: HotStatement) throws -> BoundStatement {
        let index = hot.place.rawValue
        let statement: Statement
        if let known = cached[index] {
            statement = known.statement
            assert(known.sql == hot.sql, "two statements share a place")
        } else {
            statement = try database.cachedStatement(sql: hot.sql)
            cached[index] = (statement, hot.sql)
        }
        return BoundStatement(handle: statement.sqliteStatement, texts: texts + index * Self.textBytesMax)
    }

    /// Runs a statement that has no values and answers no rows.
    func run(_ hot: HotStatement) throws { try begin(hot).run() }

    /// Rows that the last statement changed.
    var changesCount: Int { Int(sqlite3_changes(database.sqliteConnection)) }

    /// The key of the row that was inserted last.
    var lastInsertedKey: Int64 { sqlite3_last_insert_rowid(database.sqliteConnection) }
}

/// A statement that is given its values one after the other, and then run.
struct BoundStatement {
    private let handle: SQLiteStatement
    private let texts: UnsafeMutablePointer<UInt8>
    private var textBytes = 0
    private var position: Int32 = 0
    /// What went wrong while it was bound.
    private var code = SQLITE_OK

    fileprivate init(handle: SQLiteStatement, texts: UnsafeMutablePointer<UInt8>) {
        self.handle = handle
        self.texts = texts
    }

    mutating func add(_ number: Int64) {
        position += 1
        note(sqlite3_bind_int64(handle, position, number))
    }

    mutating func add(_ number: Int) { add(Int64(number)) }

    mutating func add(_ flag: Bool) { add(flag ? 1 : 0 as Int64) }

    mutating func add(_ number: Int64?) {
        if let number { add(number) } else { addNull() }
    }

    mutating func add(_ text: String?) {
        if let text { add(text) } else { addNull() }
    }

    mutating func add(_ text: String) {
        position += 1
        var text = text
        text.withUTF8 { bytes in
            let start = texts + textBytes
            let isLent = bytes.count <= StatementShelf.textBytesMax - textBytes
            if isLent {
                if let source = bytes.baseAddress { start.update(from: source, count: bytes.count) }
                textBytes += bytes.count
                bind(UnsafePointer(start), bytes.count, nil)
            } else if let source = bytes.baseAddress {
                bind(source, bytes.count, Self.copied)
            }
        }
    }

    /// Tells SQLite to copy what it is bound to.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private mutating func bind(_ start: UnsafePointer<UInt8>, _ count: Int, _ destructor: sqlite3_destructor_type?) {
        start.withMemoryRebound(to: CChar.self, capacity: count) { characters in
            note(sqlite3_bind_text(handle, position, characters, Int32(count), destructor))
        }
    }

    private mutating func addNull() {
        position += 1
        note(sqlite3_bind_null(handle, position))
    }

    private mutating func note(_ result: Int32) {
        if result != SQLITE_OK { code = result }
    }

    /// Runs a statement that answers no rows.
    func run() throws {
        defer { sqlite3_reset(handle) }
        guard code == SQLITE_OK else { throw failure(code) }
        let result = sqlite3_step(handle)
        guard result == SQLITE_DONE else { throw failure(result) }
    }

    /// Hands over each row that the statement answers.
    func forEachRow(_ body: (StatementRow) throws -> Void) throws {
        defer { sqlite3_reset(handle) }
        guard code == SQLITE_OK else { throw failure(code) }
        var result = sqlite3_step(handle)
        while result == SQLITE_ROW {
            try body(StatementRow(handle: handle))
            result = sqlite3_step(handle)
        }
        guard result == SQLITE_DONE else { throw failure(result) }
    }

    /// What `body` makes of the first row; nil where the statement answers none.
    func firstRow<Result>(_ body: (StatementRow) throws -> Result?) throws -> Result? {
        defer { sqlite3_reset(handle) }
        guard code == SQLITE_OK else { throw failure(code) }
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return try body(StatementRow(handle: handle))
        case SQLITE_DONE: return nil
        case let result: throw failure(result)
        }
    }

    private func failure(_ code: Int32) -> DatabaseError { DatabaseError(code, of: handle) }
}

/// The row at which a statement stands.
///
/// Not to be kept beyond the closure that it was handed to.
struct StatementRow {
    let handle: SQLiteStatement

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// The number in a column, 0 where there is none.
    func number(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func optionalNumber(_ column: Int32) -> Int64? { isNull(column) ? nil : number(column) }

    func flag(_ column: Int32) -> Bool { number(column) != 0 }

    func moment(_ column: Int32) -> Timestamp? { Timestamp(optionalNumber(column)) }

    /// The UTF-8 bytes in a column as they lie in SQLite's memory, empty where there are none.
    func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        guard let start = sqlite3_column_text(handle, column) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// The text in a column, empty where there is none.
    func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

    func optionalText(_ column: Int32) -> String? {
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }
}

extension DatabaseError {
    /// What SQLite says of a statement that has just failed.
    init(_ code: Int32, of statement: SQLiteStatement) {
        self.init(
            resultCode: ResultCode(rawValue: code),
            message: sqlite3_errmsg(sqlite3_db_handle(statement)).map { String(cString: $0) })
    }
}
