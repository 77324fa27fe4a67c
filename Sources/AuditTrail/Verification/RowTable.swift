internal import PayoutCore

/// Where each row of a batch stands by the journal: a few bytes a row, so that a million rows need a few megabytes.
struct RowTable {
    /// Lines beyond this are not followed; no batch that was ever paid comes near it.
    static let linesMax = 1 << 24

    private struct Entry {
        /// The status as its place among all plus 1; 0 where no event told one.
        var status: UInt8 = 0
        var isVisited = false
        var reference: UInt32 = 0
        /// The line of `audit.jsonl` that told it last.
        var told: UInt32 = 0
    }

    private var entries: [Entry] = []

    /// Notes what an event tells of a row; false where the row's reference was another before, or the line is absurd.
    mutating func note(line: Int, reference: String, status: PayoutStatus?, told: Int) -> Bool {
        guard line > 0, line <= Self.linesMax else { return false }
        if line >= entries.count {
            entries.append(contentsOf: repeatElement(Entry(), count: line + 1 - entries.count))
        }
        let hash = Self.hash(reference)
        let isSame = entries[line].told == 0 || entries[line].reference == hash
        entries[line].reference = hash
        entries[line].told = UInt32(clamping: told)
        if let status, let place = PayoutStatus.allCases.firstIndex(of: status) {
            entries[line].status = UInt8(place + 1)
        }
        return isSame
    }

    /// What the journal says of the row at `line`, which is asked once; nil where it says nothing.
    mutating func visit(line: Int, reference: String) -> (isSameReference: Bool, status: PayoutStatus?, told: Int)? {
        guard entries.indices.contains(line), entries[line].told > 0 else { return nil }
        entries[line].isVisited = true
        let entry = entries[line]
        let status = entry.status == 0 ? nil : PayoutStatus.allCases[Int(entry.status) - 1]
        return (entry.reference == Self.hash(reference), status, Int(entry.told))
    }

    /// The first line that events speak of and that was never visited.
    var firstUnvisited: (line: Int, told: Int)? {
        entries.firstIndex { $0.told > 0 && !$0.isVisited }.map { ($0, Int(entries[$0].told)) }
    }

    /// FNV-1a.
    private static func hash(_ text: String) -> UInt32 {
        text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}
