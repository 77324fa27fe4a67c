internal import GRDB

extension LedgerSchema {
    /// Makes constraints and indexes compare a word with one after the other instead of looking it up in a list.
    ///
    /// For `x IN ('a', 'b', 'c')` SQLite fills a table of its own anew in every statement, some 1.5 µs each time; a row
    /// that came in or moved on paid that for two constraints and an index. The meaning stays and nothing stored is
    /// touched: this is the way that SQLite's manual shows for constraints (ALTER TABLE, section 8).
    static func compareWordByWord(_ database: Database) throws {
        let listed = try Row.fetchAll(
            database,
            sql: "SELECT name, sql FROM sqlite_schema WHERE type <> 'trigger' AND sql LIKE '% IN (%'")
        try database.execute(sql: "PRAGMA writable_schema = ON")
        for row in listed {
            try database.execute(
                sql: "UPDATE sqlite_schema SET sql = ? WHERE name = ?",
                arguments: [spelledOut(row[1]), row[0] as String])
        }
        // Other connections read the tables again once this number has changed, this one where it is told to.
        let version = try Int.fetchOne(database, sql: "PRAGMA schema_version") ?? 0
        try database.execute(sql: "PRAGMA schema_version = \(version + 1)")
        try database.execute(sql: "PRAGMA writable_schema = RESET")
        database.clearSchemaCache()
    }

    /// `sql` with `x = 'a' OR x = 'b' OR x = 'c'` for each `x IN ('a', 'b', 'c')`. SQLite makes no table of two words.
    static func spelledOut(_ sql: String) -> String {
        let parts = sql.split(separator: " IN (", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(into: String(parts.first ?? "")) { result, part in
            let list = part.prefix { $0 != ")" }
            let words = list.split(separator: ",")
            let column = String(result.reversed().prefix { $0.isLetter || $0 == "_" }.reversed())
            guard words.count > 2 else {
                result += " IN (" + part
                return
            }
            let comparisons = words.map { word in "\(column) = \(word.drop { $0.isWhitespace })" }
            result.removeLast(column.count)
            result += "(" + comparisons.joined(separator: " OR ") + part.dropFirst(list.count)
        }
    }
}
