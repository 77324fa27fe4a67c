internal import PayoutCore

/// What persons decided about rows by the journal: the newest decision of each row, with each text held once.
struct DecisionTable {
    /// What many rows share.
    struct Words: Hashable {
        let kind: String
        let person: String
        let reason: String
    }

    /// The newest decision about a row.
    struct Decision {
        let words: Words
        let at: Timestamp
        /// The line of `audit.jsonl` that has it.
        let reported: Int
    }

    private struct Entry {
        let words: Int32
        let reported: UInt32
        let at: Timestamp
    }

    private var texts: [Words] = []
    private var indices: [Words: Int32] = [:]
    private var entries: [Int: Entry] = [:]

    /// Notes an event that is a decision about a row, and passes by every other.
    mutating func note(_ entry: JournalEntry, reported: Int) {
        guard let line = entry.line, JournalEntry.decisionKinds.contains(entry.kind) else { return }
        let words = Words(kind: entry.kind, person: entry.actor, reason: RecordedReason.words(in: entry.detail))
        let index = indices[words] ?? Int32(texts.count)
        if index == texts.count {
            indices[words] = index
            texts.append(words)
        }
        entries[line] = Entry(words: index, reported: UInt32(clamping: reported), at: entry.at)
    }

    subscript(line: Int) -> Decision? {
        entries[line].map { Decision(words: texts[Int($0.words)], at: $0.at, reported: Int($0.reported)) }
    }
}

/// Rows that one person decided in the same way for the same reason, as `reconciliation.json` lists them.
struct DecisionGroups {
    struct Group: Decodable, Equatable {
        let decision: String
        let by: String
        let reason: String
        var count: Int
        let firstAt: String
        var lastAt: String

        enum CodingKeys: String, CodingKey {
            case decision, by, reason, count
            case firstAt = "first_at"
            case lastAt = "last_at"
        }
    }

    /// How many groups are listed.
    private static let groupsMax = 100

    private(set) var groups: [Group] = []
    private var indices: [DecisionTable.Words: Int] = [:]

    /// Adds a row of `results.csv`, in the order of the table.
    mutating func add(_ words: DecisionTable.Words, at moment: String) {
        guard let index = indices[words] else {
            guard groups.count < Self.groupsMax else { return }
            indices[words] = groups.count
            groups.append(
                Group(
                    decision: words.kind, by: words.person, reason: words.reason, count: 1, firstAt: moment,
                    lastAt: moment))
            return
        }
        groups[index].count += 1
        let first = min(groups[index].firstAt, moment)
        groups[index] = Group(
            decision: words.kind, by: words.person, reason: words.reason, count: groups[index].count, firstAt: first,
            lastAt: max(groups[index].lastAt, moment))
    }
}
