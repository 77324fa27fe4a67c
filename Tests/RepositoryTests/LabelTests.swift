import Testing

/// Arguments that could be swapped have labels: of two unlabelled ones of the same type, the compiler accepts both
/// orders, and a reference goes where a name belongs.
@Suite struct LabelTests {
    @Test func `Arguments that could be swapped have labels`() {
        report(Repository.sources.flatMap(Labels.findings))
    }

    @Test func `Unlabelled parameters of one type are found`() {
        let text = """
            func pay(_ account: String, _ amount: Rupiah, _ name: String?) {}
            init(
                _ line: Int,
                _ body: (Int, Int) throws -> Void, _ count: inout Int = 1
            ) {}
            func match(_ first: [Character], with other: [Character]) {}
            func note(_ tally: Tally, _ sums: [Tally], key: String, _ word: String) {}
            let pair = join(left, right)
            """
        let file = SourceFile(path: "Sources/A/A.swift", text: text)
        #expect(Labels.findings(in: file).map(\.line) == [1, 2])
    }
}

enum Labels {
    /// Where the order means nothing, or is that of a key and its value everywhere.
    private static let exempt: Set<String> = [
        "Sources/PayoutFile/ByteSearch.swift init", "Sources/PayoutFile/DuplicateReferences.swift init",
        "Sources/BankSandbox/JSONWriter.swift field",
    ]

    static func findings(in file: SourceFile) -> [Finding] {
        file.code.indices.compactMap { index in
            guard let found = Declaration.kind(of: Words.of(file.code[index])),
                ["func", "init", "subscript"].contains(found.kind),
                let parameters = parameters(from: index, in: file.code)
            else { return nil }
            let name = found.kind == "func" ? found.name ?? "" : found.kind
            let types = parameters.compactMap(unlabelledType)
            guard Set(types).count < types.count, !exempt.contains("\(file.path) \(name)") else { return nil }
            return file.finding(index, "\(name) has unlabelled parameters of one type: give all but the first a label")
        }
    }

    /// What stands between the parentheses that open on this line, a parameter each.
    private static func parameters(from index: Int, in code: [String]) -> [String]? {
        let text = code[index...].prefix(12).joined(separator: " ")
        guard let opening = text.firstIndex(of: "(") else { return nil }
        var parameters = [""]
        var depth = 0
        var before: Character = " "
        for character in text[text.index(after: opening)...] {
            defer { before = character }
            switch character {
            case "(", "[", "{", "<": depth += 1
            case ")" where depth == 0: return parameters
            case ")", "]", "}": depth -= 1
            case ">" where before != "-": depth -= 1
            case "," where depth == 0:
                parameters.append("")
                continue
            default: break
            }
            parameters[parameters.count - 1].append(character)
        }
        return nil
    }

    /// The type of a parameter without a label; whether it may be missing makes no difference to who confuses it.
    private static func unlabelledType(of parameter: String) -> String? {
        guard let match = parameter.wholeMatch(of: /\s*(?:@\w+\s+)*_\s+\w+\s*:\s*(.+?)(?:\s=\s.*)?\s*/) else {
            return nil
        }
        let qualifiers: Set<Substring> = ["inout", "consuming", "borrowing", "sending", "some", "any"]
        let words = match.1.split(separator: " ").filter { !qualifiers.contains($0) && !$0.hasPrefix("@") }
        let type = words.joined(separator: " ")
        return type.hasSuffix("?") ? String(type.dropLast()) : type
    }
}
