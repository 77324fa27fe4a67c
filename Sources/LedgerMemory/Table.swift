/// The rows of one table by their keys, which count from 1, and what a transaction has changed in them.
///
/// A transaction takes its changes back one by one, so that it costs what it changes, and not what the table holds.
struct Table<Row: Sendable>: Sendable {
    private var rows: [Row?] = []
    /// The rows as they were before each change of the transaction under way.
    private var before: [(key: Int64, row: Row?)] = []

    /// The key that the next row gets: one more than the highest there is.
    var nextKey: Int64 { Int64(rows.count) + 1 }

    var isEmpty: Bool { rows.isEmpty }

    /// The rows that meet a condition, with their keys and in the order of these.
    func all(after key: Int64 = 0, where isMeant: (Row) -> Bool = { _ in true }) -> [(key: Int64, row: Row)] {
        var found: [(key: Int64, row: Row)] = []
        for index in Int(key)..<max(Int(key), rows.count) {
            if let row = rows[index], isMeant(row) { found.append((Int64(index) + 1, row)) }
        }
        return found
    }

    /// The row with this key; nil where there is none.
    subscript(key: Int64) -> Row? {
        get { key > 0 && key < nextKey ? rows[Int(key) - 1] : nil }
        set {
            guard key > 0, key < nextKey else { return }
            before.append((key, rows[Int(key) - 1]))
            rows[Int(key) - 1] = newValue
            while let last = rows.last, last == nil { rows.removeLast() }
        }
    }

    /// Adds a row.
    ///
    /// - Returns: its key.
    @discardableResult mutating func add(_ row: Row) -> Int64 {
        before.append((nextKey, nil))
        rows.append(row)
        return Int64(rows.count)
    }

    /// The changes stand.
    mutating func commit() { before.removeAll(keepingCapacity: true) }

    /// Takes back all changes since the last commit.
    mutating func rollBack() {
        for (key, row) in before.reversed() {
            while nextKey <= key { rows.append(nil) }
            rows[Int(key) - 1] = row
            while let last = rows.last, last == nil { rows.removeLast() }
        }
        commit()
    }
}

/// Values that no two rows may share, each with the place of its row. What stands in it once is never taken out.
struct UniqueIndex<Value: Hashable & Sendable, Place: Sendable>: Sendable {
    private var places: [Value: Place] = [:]
    private var added: [Value] = []

    subscript(value: Value) -> Place? { places[value] }

    /// - Returns: false where another row has this value.
    mutating func add(_ value: Value, at place: Place) -> Bool {
        guard places[value] == nil else { return false }
        places[value] = place
        added.append(value)
        return true
    }

    /// The changes stand.
    mutating func commit() { added.removeAll(keepingCapacity: true) }

    /// Takes back all changes since the last commit.
    mutating func rollBack() {
        for value in added { places[value] = nil }
        commit()
    }
}
