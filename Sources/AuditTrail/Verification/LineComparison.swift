internal import PayoutFile
internal import Wording

/// Compares a document of a report folder, line by line, with the same document as the ledger gives it.
struct LineComparison {
    /// Longer lines are compared up to here.
    private static let lineBytesMax = 1 << 20
    /// What depends on who signed, and not on the ledger.
    private static let signedKeys = ["key_fingerprint", "public_key", "signature"]

    let folder: String
    /// The folder with the same document from the ledger.
    let expected: String
    let file: String

    /// Names the first line that differs; after a line too many, every other would.
    func run(_ findings: inout Findings) throws(FileError) {
        var ledger = try ByteLines(path: expected + "/" + file, lineBytesMax: Self.lineBytesMax)
        var report = try ByteLines(path: folder + "/" + file, lineBytesMax: Self.lineBytesMax)
        var line = 0
        while true {
            let (ours, theirs) = (try ledger.next()?.text, try report.next()?.text)
            line += 1
            if ours == nil, theirs == nil { return }
            guard ours != theirs else { continue }
            let (expected, found) = (Member(ours ?? ""), Member(theirs ?? ""))
            if let key = expected.key, key == found.key, Self.signedKeys.contains(key) { continue }
            return findings.add(
                file, line, column: expected.key ?? found.key, ledger: expected.value, report: found.value)
        }
    }

    /// A line such as `"sum" : 5,`.
    private struct Member {
        let key: String?
        let value: String

        init(_ line: String) {
            let text = line.drop { $0 == " " }
            guard let colon = text.firstRange(of: "\" : "), text.first == "\"" else {
                (key, value) = (nil, String(text))
                return
            }
            key = String(text[text.index(after: text.startIndex)..<colon.lowerBound])
            let rest = text[colon.upperBound...]
            value = String(rest.hasSuffix(",") ? rest.dropLast() : rest)
        }
    }
}

extension ByteLines.Line {
    /// The line as text; empty where it is too long to be compared.
    fileprivate var text: String {
        switch self {
        case .whole(let bytes): String(decoding: bytes, as: UTF8.self)
        case .cut: "…"
        case .tooLong: ""
        }
    }
}
