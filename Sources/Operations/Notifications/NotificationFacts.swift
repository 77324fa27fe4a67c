internal import FoundationEssentials
package import PayoutCore
package import PayoutLedger
internal import SalurSettings
package import Wording

/// What a notification is about, as the ledger has it at the moment when it is sent.
package enum NotificationFacts: Sendable {
    /// - Parameter reports: the folder of its reports.
    case batch(LedgerStatus.Entry, reports: String)
    case file(SetAsideFile)
    case balance(BalanceShortage)
    case run(FailedRun)
    case day(DayDigest)
    case receipt(PaymentReceipt)
}

/// What a payee is told of a payment: of this row alone.
package struct PaymentReceipt: Sendable {
    /// Who has paid.
    package let company: String
    package let amount: Rupiah
    package let paidAt: Timestamp
    package let reference: String
    package let bankName: String
    /// The account number, all but its last four digits hidden.
    package let maskedAccount: String
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

    /// So many files of a folder are looked at.
    private static let countMax = 50

    /// The files of a watched folder that were set aside since a moment.
    static func all(in folder: InboxFolder, since moment: Timestamp) -> [SetAsideFile] {
        InboxHistory(of: folder, limit: countMax).entries.compactMap { entry in
            guard entry.state == .refused || entry.state == .duplicate, entry.since >= moment, let path = entry.path
            else { return nil }
            return SetAsideFile(
                folder: folder.path, name: entry.name, path: path, isDuplicate: entry.state == .duplicate,
                reason: entry.reason)
        }
    }
}

/// A run of a schedule of which nothing was paid.
package struct FailedRun: Sendable {
    package let run: ScheduleRun
    package let reason: LocalizedWords?

    init(_ run: ScheduleRun) {
        (self.run, reason) = (run, NotificationWords.read(run.words, as: LocalizedWords.self))
    }
}

/// The time that a digest is about: it ends when the digest is sent.
struct DigestSpan: Codable, Sendable {
    let since: Timestamp
}

/// Everything of a day, or of a night.
package struct DayDigest: Sendable {
    package let since: Timestamp
    /// Batches that something happened to, and those that are not done.
    package let batches: [LedgerStatus.Entry]
    package let files: [SetAsideFile]
    /// Runs of schedules that were missed, or whose file could not be submitted.
    package let runs: [FailedRun]

    /// Rows that need a person, of all batches.
    package var needsCount: Int { batches.reduce(0) { $0 + $1.needsCount } }
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
