import PayoutFile
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

    @Test(
        "are told exactly once each, in memory or spilled to disk",
        arguments: [
            (rows: 5000, values: 1000, inMemory: 100_000), (rows: 5000, values: 100_000, inMemory: 100),
            (rows: 20_000, values: 3000, inMemory: 2999), (rows: 20_000, values: 15_000, inMemory: 1),
            (rows: 400_000, values: 390_000, inMemory: 1000),
        ])
    func exactlyOnce(rows: Int, values: Int, inMemory: Int) throws {
        var random = SeededGenerator(seed: UInt64(rows &+ values &* 31 &+ inMemory))
        let duplicates = DuplicateReferences(entriesMax: inMemory, temporaryDirectory: "/tmp")
        var linesOfValue: [Int: [Int]] = [:]
        var told: [Repetition] = []
        for line in 2..<(rows + 2) {
            let value = Int.random(in: 0..<values, using: &random)
            linesOfValue[value, default: []].append(line)
            if let repetition = try duplicates.insert("REF-\(value)", line: line) { told.append(repetition) }
        }
        try duplicates.finish { told.append($0) }
        var expected: [Int: Int] = [:]
        var seconds: Set<Int> = []
        for lines in linesOfValue.values where lines.count > 1 {
            seconds.insert(lines[1])
            for line in lines.dropFirst() { expected[line] = lines[0] }
        }
        #expect(told.count == expected.count)
        #expect(told.allSatisfy { expected[$0.line] == $0.firstLine })
        #expect(Set(told.map(\.line)).count == told.count)
        #expect(Set(told.filter(\.isSecond).map(\.line)) == seconds)
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
