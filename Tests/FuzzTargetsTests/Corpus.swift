import FoundationEssentials
import FuzzTargets
import TestSupport
import Testing

/// The seeds of a target and the words that its inputs are made of, from Tests/Fuzz.
struct Corpus {
    let seeds: [(name: String, bytes: [UInt8])]
    let words: [[UInt8]]

    init(of target: FuzzTarget) throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let folder = tests.appending(path: "Fuzz/Corpus/\(target.rawValue)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        seeds = try names.map { ($0, Array(try Data(contentsOf: folder.appending(path: $0)))) }
        let dictionary = tests.appending(path: "Fuzz/Dictionaries/\(target.rawValue).dict")
        words = Self.words(in: try String(contentsOf: dictionary, encoding: .utf8))
    }

    /// Reads libFuzzer's form: a word in quotes a line, bytes as `\xAB`.
    private static func words(in text: String) -> [[UInt8]] {
        text.split(separator: "\n").filter { $0.hasPrefix("\"") }.map { line in
            var rest = Array(line.utf8.dropFirst().dropLast())[...]
            var word: [UInt8] = []
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
                    word.append(byte)
                    continue
                }
                if escaped == UInt8(ascii: "x") {
                    word.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                    rest = rest.dropFirst(2)
                } else {
                    word.append(escaped)
                }
            }
            return word
        }
    }
}

/// Changes seeds, the same way for the same seed number.
struct Mutator {
    private let corpus: Corpus
    private var random: SeededRandom
    private static let changesMax = 4
    private static let bytesMax = 16 * 1024

    init(corpus: Corpus, seed: UInt64) {
        self.corpus = corpus
        random = SeededRandom(seed: seed)
    }

    mutating func next() -> [UInt8] {
        var bytes = corpus.seeds.randomElement(using: &random)?.bytes ?? []
        for _ in 0..<Int.random(in: 1...Self.changesMax, using: &random) { change(&bytes) }
        return Array(bytes.prefix(Self.bytesMax))
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        let range = place..<min(bytes.count, place + Int.random(in: 1...16, using: &random))
        switch Int.random(in: 0..<7, using: &random) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1 where place < bytes.count: bytes[place] = .random(in: 0...255, using: &random)
        case 2: bytes.removeSubrange(range)
        case 3: bytes.insert(contentsOf: bytes[range], at: place)
        case 4: bytes.insert(contentsOf: corpus.words.randomElement(using: &random) ?? [], at: place)
        case 5:
            let other = corpus.seeds.randomElement(using: &random)?.bytes ?? []
            bytes = Array(bytes[..<place]) + other.suffix(other.count - min(other.count, place))
        case _: bytes.replaceSubrange(range, with: corpus.words.randomElement(using: &random) ?? [])
        }
    }
}
