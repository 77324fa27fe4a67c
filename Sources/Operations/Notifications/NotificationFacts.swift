internal import FoundationEssentials
package import PayoutCore
package import PayoutLedger
package import Wording

/// What a notification is about, as the ledger has it at the moment when it is sent.
package enum NotificationFacts: Sendable {
    /// - Parameter reports: the folder of its reports.
    case batch(LedgerStatus.Entry, reports: String)
    case file(SetAsideFile)
    case balance(BalanceShortage)
    case run(ScheduleRun, why: LocalizedWords?)
}

/// A file of a watched folder that was set aside.
package struct SetAsideFile: Codable, Sendable {
    /// The path of the watched folder.
    package let folder: String
    package let name: String
    /// Where it lies now, relative to the folder.
    package let path: String
    /// Whether the ledger knew its content already.
    package let isDuplicate: Bool
    package let reason: LocalizedWords?
}

/// A balance that does not cover what waits to be sent.
package struct BalanceShortage: Codable, Sendable {
    /// In whole rupiah, as the bank reported it.
    package let balance: Int64
    /// In whole rupiah: rows of payouts that may be sent, or wait for an approval.
    package let needed: Int64
    package let askedAt: Timestamp
}

/// A notification in words.
package struct NotificationText: Sendable {
    package let subject: Phrase
    /// Each a line or a paragraph.
    package let lines: [Phrase]

    package init(subject: Phrase, lines: [Phrase]) { (self.subject, self.lines) = (subject, lines) }
}

/// Puts a notification into words.
package typealias NotificationWriter = @Sendable (NotificationKind, NotificationFacts) -> NotificationText

/// What the words of a notification in the ledger say, as JSON.
enum NotificationWords {
    static func text(_ words: some Encodable) -> String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(words)).map { String(decoding: $0, as: UTF8.self) }
    }

    static func read<Words: Decodable>(_ text: String?, as type: Words.Type) -> Words? {
        text.flatMap { try? JSONDecoder().decode(type, from: Data($0.utf8)) }
    }
}

/// How many rows need a person for which reason, in a form in which two moments are compared:
/// `held/possible_duplicate=2 refunded/-=1`.
struct NeedsDigest {
    private let counts: [String: Int]

    init(_ needs: [LedgerStatus.Need]) {
        counts = needs.reduce(into: [:]) { counts, need in
            counts["\(need.status.rawValue)/\(need.reasonCode ?? "-")/\(need.item)", default: 0] += need.tally.count
        }
    }

    var text: String { counts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ") }

    var isEmpty: Bool { counts.isEmpty }

    /// Whether any reason has more rows than in each of these earlier digests.
    func hasGrown(since earlier: [String]) -> Bool {
        var known: [Substring: Int] = [:]
        for part in earlier.joined(separator: " ").split(separator: " ") {
            let halves = part.split(separator: "=")
            guard halves.count == 2, let count = Int(halves[1]) else { continue }
            known[halves[0]] = max(known[halves[0], default: 0], count)
        }
        return counts.contains { known[Substring($0.key), default: 0] < $0.value }
    }
}
