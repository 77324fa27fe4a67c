/// The targets of Package.swift and what each depends on, read from its text.
struct Manifest {
    struct Target: Equatable {
        let name: String
        let isTest: Bool
        /// Names of targets and of products.
        let dependencies: Set<String>
        /// The index of the line where its name stands.
        let line: Int
    }

    let targets: [Target]

    /// Reads `file`. A dependency is a name in quotes, `.target(name:)`, `.product(name:package:)`, or a constant that
    /// holds a product.
    init(_ file: SourceFile) {
        let text = file.lines.indices.map { Self.withoutComment(file.lines[$0], code: file.code[$0]) }
            .joined(separator: "\n")
        let products = Dictionary(
            text.matches(of: /let (\w+): Target\.Dependency = \.product\(\s*name: "(\w+)"/)
                .map { (String($0.output.1), String($0.output.2)) }, uniquingKeysWith: { first, _ in first })
        let opening = /\.(target|executableTarget|systemLibrary|testTarget)\(\s*name: "([^"]+)"\s*,/
        targets = text.matches(of: opening).map { match in
            let call = Self.balanced(text[match.range.lowerBound...], "(", ")")
            let list = call.firstRange(of: "dependencies:").map { Self.balanced(call[$0.upperBound...], "[", "]") }
            return Target(
                name: String(match.output.2), isTest: match.output.1 == "testTarget",
                dependencies: Self.names(in: list ?? "", products: products),
                line: text[..<match.range.lowerBound].count { $0 == "\n" })
        }
    }

    private static func names(in list: Substring, products: [String: String]) -> Set<String> {
        let calls = /\.(?:product|target)\(\s*name: "([^"]+)"[^)]*\)/
        let quoted = /"([^"]+)"/
        var names = Set(list.matches(of: calls).map { String($0.output.1) })
        let rest = list.replacing(calls, with: "")
        names.formUnion(rest.matches(of: quoted).map { String($0.output.1) })
        names.formUnion(Words.of(String(rest.replacing(quoted, with: ""))).compactMap { products[$0] })
        return names
    }

    /// From the beginning of `text` to the `close` that belongs to the first `open`.
    private static func balanced(_ text: Substring, _ open: Character, _ close: Character) -> Substring {
        var depth = 0
        for index in text.indices {
            if text[index] == open { depth += 1 }
            if text[index] == close {
                depth -= 1
                if depth == 0 { return text[...index] }
            }
        }
        return text
    }

    /// The line up to its last mark of code: comments are blank in `code`, the quotes of strings are not.
    private static func withoutComment(_ line: String, code: String) -> String {
        let end = code.utf8.lastIndex { $0 != UInt8(ascii: " ") }
        return end.map { String(decoding: line.utf8.prefix(code.utf8[...$0].count), as: UTF8.self) } ?? ""
    }
}
