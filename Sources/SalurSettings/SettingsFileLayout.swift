internal import FoundationEssentials
internal import Wording
internal import Yams

/// What stands under a key of a settings file.
enum SettingsTexts {
    case one(String)
    case list([String])
}

/// Which keys a settings file holds, and in which lines: for messages, and to refuse keys that are no setting.
struct SettingsFileLayout {
    let path: String
    /// Keys that are no setting, and sections that hold a value.
    let problems: [SettingsError.Problem]
    private let entries: [String: Entry]

    private struct Entry {
        /// Counted from 1.
        let line: Int
        let value: Node
        var isNull: Bool { value.null != nil }
    }

    /// - Throws: ``SettingsError`` where the file is missing, is not YAML, or holds no keys but something else. The
    ///   text of the file is never quoted, since it may hold a secret.
    init(path: String) throws(SettingsError) {
        self.path = path
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsError(Phrase("\(path): the file is missing or cannot be read"))
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw SettingsError(Phrase("\(path): the file is not text in UTF-8"))
        }
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch { throw SettingsError(Self.fault(error, path)) }
        guard let root, root.null == nil else {
            (problems, entries) = ([], [:])
            return
        }
        guard let mapping = root.mapping else {
            throw SettingsError(
                Phrase("\(path): the file must hold settings, such as \"ledger:\" and below it \"path: …\""))
        }
        let leaves = Self.leaves(of: mapping, prefix: "")
        entries = Dictionary(leaves) { first, _ in first }
        problems = leaves.compactMap { Self.problem($0.key, $0.entry, path: path) }
        let isPlain = leaves.allSatisfy { Self.isTables($0.key) || Self.texts(of: $0.entry.value) != nil }
        guard isPlain else {
            throw SettingsError(
                Phrase("\(path): a setting is one value, or a list of values such as [10.0.0.1, 10.0.0.2]"))
        }
    }

    /// All settings that are a value or a list of values, by their keys.
    var texts: [(key: String, texts: SettingsTexts)] {
        entries.compactMap { key, entry in
            Self.isTables(key) ? nil : Self.texts(of: entry.value).map { (key, $0) }
        }
    }

    /// The list of tables under `key`; nil where nothing stands there.
    func tables(_ key: SettingKey) -> Node? {
        guard let entry = entries[key.rawValue], !entry.isNull else { return nil }
        return entry.value
    }

    private static func isTables(_ key: String) -> Bool { SettingKey(rawValue: key)?.isTables ?? false }

    private static func texts(of node: Node) -> SettingsTexts? {
        if let scalar = node.scalar { return .one(scalar.string) }
        guard let sequence = node.sequence else { return nil }
        let texts = sequence.compactMap { $0.scalar?.string }
        return texts.count == sequence.count ? .list(texts) : nil
    }

    /// What a relative path in the file is relative to; nil for the working directory.
    var folder: String? { path.lastIndex(of: "/").map { String(path[..<$0]) } }

    /// Where `key` stands, in words for messages.
    func origin(of key: SettingKey) -> Phrase {
        guard let entry = entries[key.rawValue] else { return Phrase("\(key.rawValue) in \(path)") }
        return Phrase("\(key.rawValue) in \(path), line \(entry.line)")
    }

    /// Whether `key` stands there without a value, or with `null` or `~`.
    func isNull(_ key: SettingKey) -> Bool { entries[key.rawValue]?.isNull ?? false }

    /// Whether `key` stands there and says nothing.
    func isEmpty(_ key: SettingKey) -> Bool {
        guard let entry = entries[key.rawValue] else { return false }
        switch Self.texts(of: entry.value) {
        case .one(let text): return entry.isNull || text.isEmpty
        case .list(let list): return list.isEmpty
        case nil: return false
        }
    }

    private static func leaves(of mapping: Node.Mapping, prefix: String) -> [(key: String, entry: Entry)] {
        mapping.flatMap { name, value -> [(key: String, entry: Entry)] in
            let key = prefix + (name.string ?? "?")
            if let inner = value.mapping, !isTables(key) { return leaves(of: inner, prefix: key + ".") }
            return [(key, Entry(line: name.mark?.line ?? 1, value: value))]
        }
    }

    private static func problem(_ key: String, _ entry: Entry, path: String) -> SettingsError.Problem? {
        let known = SettingKey.allCases.map(\.rawValue)
        if known.contains(key) { return nil }
        let place = Phrase("\(path), line \(entry.line)")
        if let example = known.first(where: { $0.hasPrefix(key + ".") }) {
            // A section without values, as where every line in it is a comment.
            if entry.isNull { return nil }
            return .init(
                text: Phrase("\(place): \"\(key)\" is a section; write its settings below it, such as \(example)"))
        }
        guard let nearest = NearestWord.find(key, among: known) else {
            return .init(text: Phrase("\(place): there is no setting \"\(key)\""))
        }
        return .init(text: Phrase("\(place): there is no setting \"\(key)\"; did you mean \"\(nearest)\"?"))
    }

    /// What the parser says, without the line that it quotes.
    private static func fault(_ error: any Error, _ path: String) -> Phrase {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Phrase("\(path), line \(mark.line): this is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, _):
            Phrase("\(path): \(keys.joined(separator: ", ")) stands there more than once")
        case .some, nil: Phrase("\(path): this is not YAML")
        }
    }
}
