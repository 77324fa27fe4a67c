/// The words of a line of code: names, keywords and attributes, in order. Marks between them are left out.
enum Words {
    static func of(_ code: String) -> [String] {
        code.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "@") }.map(String.init)
    }
}

/// Finds out from its words whether a line begins a declaration.
enum Declaration {
    static let kinds: Set<String> = [
        "func", "init", "subscript", "deinit", "var", "let", "struct", "class", "enum", "actor", "protocol",
        "extension", "typealias", "associatedtype", "case", "import", "macro",
    ]

    private static let modifiers: Set<String> = [
        "package", "public", "internal", "private", "fileprivate", "open", "static", "class", "final", "mutating",
        "nonmutating", "nonisolated", "isolated", "override", "required", "convenience", "lazy", "weak", "unowned",
        "indirect", "prefix", "postfix", "infix", "set", "unsafe", "consuming", "borrowing", "distributed", "dynamic",
    ]

    /// Whether the line is a declaration: modifiers and attributes, then the word for a kind.
    static func begins(with words: [String]) -> Bool { kind(of: words) != nil }

    /// The word for the kind of declaration (`func`, `struct`), and the word after it, where the line begins one.
    static func kind(of words: [String]) -> (kind: String, name: String?)? {
        var rest = words[...]
        while let word = rest.first {
            let isClass = word == "class" && rest.dropFirst().first.map { !kinds.contains($0) } ?? false
            if kinds.contains(word), word != "class" || isClass { return (word, rest.dropFirst().first) }
            guard modifiers.contains(word) || word.hasPrefix("@") else { return nil }
            rest = rest.dropFirst()
        }
        return nil
    }
}
