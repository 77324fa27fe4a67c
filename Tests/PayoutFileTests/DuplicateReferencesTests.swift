import PayoutFile
import TestSupport
import Testing
import Wording

@Suite("References that occur twice")
struct DuplicateReferencesTests {
    @Test("are told at the second occurrence, with the first line")
    func atOnce() throws {
        let duplicates = DuplicateReferences()
        #expect(try duplicates.insert("A", line: 2) == nil)
        #expect(try duplicates.insert("B", line: 3) == nil)
        #expect(try duplicates.insert("a", line: 4) == nil)
        let second = try #require(try duplicates.insert("A", line: 5))
        #expect(second.firstLine == 2)
        #expect(second.isSecond)
        let third = try #require(try duplicates.insert("A", line: 9))
        #expect(third.firstLine == 2)
        #expect(!third.isSecond)
        try duplicates.finish { _ in Issue.record("all was told already") }
    }

    @Test("are compared in NFC, and otherwise exactly") func normalized() throws {
        let duplicates = DuplicateReferences()
        #expect(try duplicates.insert("Ren\u{E9}-12345678", line: 2) == nil)
        #expect(try duplicates.insert("Rene-12345678", line: 3) == nil)
        #expect(try duplicates.insert("Rene\u{301}-12345678", line: 4)?.firstLine == 2)
        #expect(try duplicates.insert("REN\u{C9}-12345678", line: 5) == nil)
    }

    /// The look-alikes among `references`, which stand in the lines from 2 on, as pairs of lines.
    private func lookAlikes(_ references: [String], inMemory: Int = 100_000) throws -> Set<LookAlike> {
        let duplicates = DuplicateReferences(entriesMax: inMemory, temporaryDirectory: "/tmp")
        var found: Set<LookAlike> = []
        for (line, reference) in zip(2..., references) {
            let bytes = Array(reference.utf8)
            let fingerprint = bytes.withUnsafeBytes { duplicates.expect($0) }
            guard try duplicates.insert(fingerprint, line: line) == nil, fingerprint.mayHaveSkeleton else { continue }
            if let pair = try duplicates.insertSkeleton(of: reference, line: line) { found.insert(pair) }
        }
        try duplicates.finish({ _ in }, lookAlike: { found.insert($0) })
        return found
    }

    @Test("Look-alikes are told with both lines, in memory or spilled to disk", arguments: [100_000, 1, 3, 40])
    func lookAlikesFound(inMemory: Int) throws {
        let others = (0..<60).map { "OTHER-\($0)" } + (0..<30).map { "Andere-\($0)" }
        let first = ["PAY-001", "pay-002", "GAJI \u{2013} 7", "PAY-004"]
        let last = ["pay-001", "PAY-002", "gaji-7", "PAY-\u{FF10}\u{FF10}4", "PAY-005"]
        let pairs = try lookAlikes(first + others + last, inMemory: inMemory).map { [$0.otherLine, $0.line] }
        let shift = first.count + others.count
        #expect(Set(pairs) == [[2, 2 + shift], [3, 3 + shift], [4, 4 + shift], [5, 5 + shift]])
    }

    @Test("The same reference twice is no look-alike of itself, and capitals cost no second table")
    func noLookAlikes() throws {
        #expect(try lookAlikes(["pay-1", "pay-1", "PAY-2", "PAY-2", "PAY-3"]).isEmpty)
        let duplicates = DuplicateReferences()
        for reference in ["PAY-0000001", "2026/02/17_A.B", "12345678", "A"] {
            let bytes = Array(reference.utf8)
            #expect(!bytes.withUnsafeBytes { duplicates.expect($0) }.mayHaveSkeleton, "\(reference)")
        }
        for reference in ["PAY-000000a", "PAY 0000001", "A b", "é", "PAY-00000000000001 2"] {
            let bytes = Array(reference.utf8)
            #expect(bytes.withUnsafeBytes { duplicates.expect($0) }.mayHaveSkeleton, "\(reference)")
        }
    }

    @Test(
        "are told exactly once each, in memory or spilled to disk",
        arguments: [
            (rows: 5000, values: 1000, inMemory: 100_000), (rows: 5000, values: 100_000, inMemory: 100),
            (rows: 20_000, values: 3000, inMemory: 2999), (rows: 20_000, values: 15_000, inMemory: 1),
            (rows: 400_000, values: 390_000, inMemory: 1000),
        ])
    func exactlyOnce(rows: Int, values: Int, inMemory: Int) throws {
        var random = SeededRandom(seed: UInt64(rows &+ values &* 31 &+ inMemory))
        let duplicates = DuplicateReferences(entriesMax: inMemory, temporaryDirectory: "/tmp")
        var linesOfValue: [Int: [Int]] = [:]
        var reported: [Repetition] = []
        for line in 2..<(rows + 2) {
            let value = Int.random(in: 0..<values, using: &random)
            linesOfValue[value, default: []].append(line)
            if let repetition = try duplicates.insert("REF-\(value)", line: line) { reported.append(repetition) }
        }
        try duplicates.finish { reported.append($0) }
        var expected: [Int: Int] = [:]
        var seconds: Set<Int> = []
        for lines in linesOfValue.values where lines.count > 1 {
            seconds.insert(lines[1])
            for line in lines.dropFirst() { expected[line] = lines[0] }
        }
        #expect(reported.count == expected.count)
        #expect(reported.allSatisfy { expected[$0.line] == $0.firstLine })
        #expect(Set(reported.map(\.line)).count == reported.count)
        #expect(Set(reported.filter(\.isSecond).map(\.line)) == seconds)
    }

    @Test("one reference in every row takes no more than a line each")
    func allTheSame() throws {
        let duplicates = DuplicateReferences(entriesMax: 1)
        for line in 2..<10_000 { #expect(try duplicates.insert("same", line: line) == nil) }
        var lines: [Int] = []
        try duplicates.finish { lines.append($0.line) }
        #expect(lines == Array(3..<10_000))
    }

    @Test("a folder for temporary data that is not there is told in words")
    func noTemporaryFolder() throws {
        let duplicates = DuplicateReferences(entriesMax: 1, temporaryDirectory: "/nowhere")
        let error = #expect(throws: OutputError.self) { try duplicates.insert("A", line: 2) }
        #expect(error?.description.hasPrefix("/nowhere could not be used for temporary data") == true)
    }
}
