internal import FoundationEssentials
internal import GRDB
internal import PayoutCore

/// Walks through the sorted entries of one part of a batch; one chunk of them is in memory.
struct FingerprintCursor {
    private let database: Database
    private let batch: Int64
    private let kind: FingerprintKind
    private let part: Int
    private var chunk: [Int64] = []
    private var index = 0

    /// Stands at the first entry.
    init(_ reader: LedgerReader, _ batch: BatchID, _ kind: FingerprintKind, part: Int) throws {
        database = reader.database
        self.batch = batch.key
        self.kind = kind
        self.part = part
        try load("first >= ? ORDER BY first LIMIT 1", 0)
    }

    /// The entry that it stands at; nil after the last.
    var entry: Int64? { index < chunk.count ? chunk[index] : nil }

    /// Goes on to the next entry.
    mutating func advance() throws {
        index += 1
        guard index >= chunk.count, let last = chunk.last else { return }
        try load("first > ? ORDER BY first LIMIT 1", last)
    }

    /// Goes on to the first entry of this hash or a higher one, and reads no chunk between.
    mutating func skip(to hash: Int64) throws {
        let target = RowFingerprints.first(of: hash)
        guard let last = chunk.last else { return }
        if last < target {
            // The chunk that begins before it, which is this one or one further on; perhaps it ends before it, too.
            try load("first <= ? ORDER BY first DESC LIMIT 1", target)
            if let last = chunk.last, last < target { try load("first > ? ORDER BY first LIMIT 1", last) }
        }
        index = Self.firstIndex(in: chunk, notBelow: target, from: index)
    }

    private mutating func load(_ condition: String, _ bound: Int64) throws {
        index = 0
        let statement = try database.cachedStatement(
            sql: "SELECT entries FROM fingerprint WHERE batch_id = ? AND kind = ? AND part = ? AND \(condition)")
        chunk =
            try Data.fetchOne(statement, arguments: [batch, kind.rawValue, part, bound])
            .map { RowFingerprints.decode($0) } ?? []
    }

    /// The first place from `start` on with an entry of at least `bound`: near ones are found in fewer steps.
    static func firstIndex(in entries: [Int64], notBelow bound: Int64, from start: Int) -> Int {
        var (lower, stride) = (start, 1)
        while lower + stride < entries.count, entries[lower + stride] < bound {
            lower += stride
            stride *= 2
        }
        var upper = min(lower + stride, entries.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if entries[middle] < bound { lower = middle + 1 } else { upper = middle }
        }
        return lower
    }
}

extension LedgerReader {
    /// How many parts the fingerprints of a batch have.
    func fingerprintParts(of batch: BatchID) throws -> Int {
        let last = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT MAX(part) FROM fingerprint WHERE batch_id = ? AND kind = ?"),
            arguments: [batch.key, FingerprintKind.payment.rawValue])
        return last.map { $0 + 1 } ?? 0
    }

    /// All entries of one part, sorted.
    func fingerprints(of batch: BatchID, _ kind: FingerprintKind, part: Int) throws -> [Int64] {
        var entries: [Int64] = []
        let chunks = try Data.fetchCursor(
            database.cachedStatement(
                sql: "SELECT entries FROM fingerprint WHERE batch_id = ? AND kind = ? AND part = ? ORDER BY first"),
            arguments: [batch.key, kind.rawValue, part])
        while let chunk = try chunks.next() { entries += RowFingerprints.decode(chunk) }
        return entries
    }
}
