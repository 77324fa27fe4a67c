import PayoutCore
import TestSupport
import Testing

/// Properties of all pairs of names, of names that are made of the words that such names are made of.
@Suite("Properties of the comparison of names")
struct NamePropertyTests {
    private static let pairsMax = 20_000

    private static let parts = [
        "Budi", "Santoso", "Siti", "Aminah", "Muhammad", "Moh.", "M.", "Rizki", "Ahmad", "Achmad", "Nur", "Noor",
        "H.", "Hj.", "Dr.", "R.", "B.", "S.", "bin", "binti", "S.E.", "SE", "MM", "Djoko", "Joko", "Annisa", "Anisa",
        "PT", "CV", "Tbk", "Nuraini", "Aini", "2", "II", ",", "Ibu", "Bapak", "Soeharto", "Suharto", "Jusuf", "Yusuf",
    ]

    private static func name(_ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 1...5, using: &random)).map { _ in random.pick(parts) }.joined(separator: " ")
    }

    /// A pair of names that share words more often than not.
    private static func pair(_ random: inout SeededRandom) -> (String, String) {
        let first = name(&random)
        guard !random.chance(3) else { return (first, name(&random)) }
        var words = first.split(separator: " ").map(String.init)
        if random.chance(2) { words.shuffle(using: &random) }
        if random.chance(2) { words[Int.random(in: words.indices, using: &random)] = random.pick(parts) }
        if random.chance(3) { words.append(random.pick(parts)) }
        return (first, words.joined(separator: " "))
    }

    private func forAllPairs(_ name: String, _ body: (String, String) -> Bool) {
        let seed = printedSeed(of: name)
        var random = SeededRandom(seed: seed)
        for _ in 0..<Self.pairsMax {
            let (file, bank) = Self.pair(&random)
            guard body(file, bank) else {
                Issue.record("TEST_SEED=\(seed): \(file) | \(bank)")
                return
            }
        }
    }

    @Test("A name is the same as itself")
    func reflexivity() {
        forAllPairs("itself") { file, _ in
            file.contains { $0.isLetter } == (NameComparison(file: file, bank: file).verdict == .same)
        }
    }

    @Test("The verdict is the same both ways, unless the bank has cut the name off or gave none")
    func symmetry() {
        forAllPairs("both ways") { file, bank in
            let there = NameComparison(file: file, bank: bank)
            let back = NameComparison(file: bank, bank: file)
            let isOneWay = [there, back].contains { $0.verdict == .unavailable || $0.rules.contains(.cutByBank) }
            return isOneWay || there.verdict == back.verdict
        }
    }

    @Test("Names without a common whole word are never the same")
    func commonWord() {
        func words(_ name: String) -> Set<String> {
            Set(name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
        }
        forAllPairs("common word") { file, bank in
            !words(file).isDisjoint(with: words(bank)) || NameComparison(file: file, bank: bank).verdict != .same
        }
    }

    @Test("Letter case and spaces change no verdict")
    func writing() {
        forAllPairs("writing") { file, bank in
            let verdict = NameComparison(file: file, bank: bank).verdict
            let spaced = "  " + bank.split(separator: " ").joined(separator: "\u{A0} ") + "\t"
            return [(file.uppercased(), bank), (file, bank.lowercased()), (file, spaced)].allSatisfy {
                NameComparison(file: $0.0, bank: $0.1).verdict == verdict
            }
        }
    }

    @Test("Any text is compared, and never the same as a name that shares no letter with it")
    func anyText() {
        let seed = printedSeed(of: "any text")
        var random = SeededRandom(seed: seed)
        for _ in 0..<Self.pairsMax {
            let scalars = (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...(random.chance(2) ? 0x10FFFF : 0x24F), using: &random))
            }
            let text = String(String.UnicodeScalarView(scalars))
            #expect(NameComparison(file: "Budi Santoso", bank: text).verdict != .same, "TEST_SEED=\(seed)")
            let itself = NameComparison(file: text, bank: text)
            let mayDiffer = itself.rules.contains(.masked)
            #expect(itself.verdict != .different || mayDiffer, "TEST_SEED=\(seed): \(text.debugDescription)")
        }
    }

    @Test("The longest names are compared in linear time, and are the same only if they are equal")
    func length() {
        let long = String(repeating: "Budi Santoso ", count: 200_000)
        #expect(NameComparison(file: long, bank: long).verdict == .same)
        #expect(NameComparison(file: long, bank: long + "Wijaya").verdict == .different)
        let word = String(repeating: "e\u{301}", count: 500_000)
        #expect(NameComparison(file: word, bank: "Budi").verdict == .different)
        let masked = String(repeating: "A*", count: 500_000)
        #expect(NameComparison(file: long, bank: masked).verdict == .different)
    }
}
