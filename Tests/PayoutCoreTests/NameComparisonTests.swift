import Foundation
import PayoutCore
import TestSupport
import Testing

@Suite("Names of file and bank")
struct NameComparisonTests {
    @Test("Every pair of the table has its verdict and its rules", arguments: try NamePair.load())
    func table(pair: NamePair) {
        let found = NameComparison(file: pair.file, bank: pair.bank)
        #expect(found.verdict.rawValue == pair.verdict)
        #expect(found.rules.map(\.rawValue).joined(separator: " ") == pair.rules)
    }

    @Test("The table has more than 200 pairs, all verdicts and all rules")
    func completeness() throws {
        let pairs = try NamePair.load()
        #expect(pairs.count > 200)
        #expect(Set(pairs.map(\.verdict)) == Set(NameVerdict.allCases.map(\.rawValue)))
        let rules = Set(pairs.flatMap { $0.rules.split(separator: " ").map(String.init) })
        #expect(rules == Set(NameRule.allCases.map(\.rawValue)))
    }

    @Test("Which name is the bank's matters only where the bank has cut it off, hides letters or has none")
    func symmetry() throws {
        for pair in try NamePair.load() {
            let found = NameComparison(file: pair.file, bank: pair.bank)
            guard found.verdict != .unavailable, found.rules.allSatisfy({ $0 != .cutByBank && $0 != .masked }) else {
                continue
            }
            let back = NameComparison(file: pair.bank, bank: pair.file)
            guard !back.rules.contains(.cutByBank) else { continue }
            #expect(back.verdict == found.verdict && back.rules == found.rules, "\(pair.file) | \(pair.bank)")
        }
    }
}

/// A line of `Vectors/names.txt`.
struct NamePair: Sendable, CustomTestStringConvertible {
    let file: String
    let bank: String
    let verdict: String
    let rules: String

    var testDescription: String { "\(file) | \(bank)" }

    static func load(file: String = #filePath) throws -> [NamePair] {
        let folder = URL(filePath: file).deletingLastPathComponent()
        let text = try String(contentsOf: folder.appending(path: "Vectors/names.txt"), encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: [" "])
            }
            return NamePair(file: cells[0], bank: cells[1], verdict: cells[2], rules: cells[3])
        }
    }
}
