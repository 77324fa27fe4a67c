internal import Configuration
internal import FoundationEssentials
internal import SystemPackage
internal import Yams

/// Where settings come from: flags over environment over `salur.yaml`. Values are read as text; parsing is strict and ours.
struct SettingsSource {
    /// A value and where it stood.
    struct Found {
        let text: String
        /// In words for messages.
        let origin: String
        /// What a relative path is relative to; nil for the working directory.
        let folder: String?
    }

    private let flags: [SettingKey: String]
    private let environment: ConfigReader
    private let file: ConfigReader?
    private let filePath: String?
    /// Unknown keys of the file and of the environment.
    let problems: [SettingsError.Problem]
    /// Names in the environment that begin like ours but belong to no section.
    let strangers: [String]

    static let usualFile = "salur.yaml"

    /// - Parameters:
    ///   - file: the value of `--config`; nil takes ``usualFile`` of the working directory if it is there.
    init(flags: [SettingKey: String], environment: [String: String], file: String?) async throws {
        self.flags = flags
        let ours = environment.filter { $0.key.hasPrefix("SALUR_") && !$0.value.isEmpty }
        self.environment = ConfigReader(
            provider: EnvironmentVariablesProvider(environmentVariables: ours).prefixKeys(with: "salur"))
        let path = file ?? (FileManager.default.fileExists(atPath: Self.usualFile) ? Self.usualFile : nil)
        filePath = path
        let contents = try path.map(Self.read)
        var problems = Self.unknownNames(ours.keys)
        strangers = ours.keys.filter { name in !SettingKey.environmentSections.contains { name.hasPrefix($0) } }
            .sorted()
        if let path, let contents {
            let (keys, isEmpty) = try Self.keys(of: contents, path: path)
            problems += Self.unknownKeys(keys, path: path)
            self.file =
                isEmpty
                ? nil : ConfigReader(provider: try await FileProvider<YAMLSnapshot>(filePath: FilePath(path)))
        } else {
            self.file = nil
        }
        self.problems = problems
    }

    /// The value of `key` from the highest place that has one; empty means unset.
    func find(_ key: SettingKey) -> Found? {
        if let text = flags[key], !text.isEmpty { return Found(text: text, origin: "the command line", folder: nil) }
        if let text = environment.string(forKey: ConfigKey(key.rawValue)), !text.isEmpty {
            return Found(text: text, origin: key.environmentName, folder: nil)
        }
        guard let file, let filePath else { return nil }
        let name = ConfigKey(key.rawValue)
        let text = file.string(forKey: name) ?? file.stringArray(forKey: name)?.joined(separator: ",")
        guard let text, !text.isEmpty else { return nil }
        return Found(text: text, origin: "\(key.rawValue) in \(filePath)", folder: Self.folder(of: filePath))
    }

    private static func folder(of path: String) -> String? {
        path.lastIndex(of: "/").map { String(path[..<$0]) }
    }

    private static func read(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsError(problems: [.init(text: "\(path): the file is missing or cannot be read")])
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// The keys of the file with their lines. Comments alone are no settings, and not an error.
    private static func keys(of text: String, path: String) throws -> (keys: [(key: String, line: Int)], isEmpty: Bool)
    {
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch {
            throw SettingsError(problems: [.init(text: "\(path): this is not YAML: \(error)")])
        }
        guard let root else { return ([], true) }
        if root.null != nil { return ([], true) }
        guard let mapping = root.mapping else {
            throw SettingsError(problems: [.init(text: "\(path): the file must hold settings such as \"ledger:\"")])
        }
        return (keys(of: mapping, prefix: ""), mapping.isEmpty)
    }

    private static func keys(of mapping: Node.Mapping, prefix: String) -> [(key: String, line: Int)] {
        mapping.flatMap { name, value -> [(key: String, line: Int)] in
            let key = prefix + (name.string ?? "?")
            if let inner = value.mapping { return keys(of: inner, prefix: key + ".") }
            return [(key, name.mark?.line ?? 0)]
        }
    }

    private static func unknownKeys(_ keys: [(key: String, line: Int)], path: String) -> [SettingsError.Problem] {
        keys.filter { key, _ in SettingKey(rawValue: key) == nil && !isSection(key) }.map { key, line in
            let nearest = NearestWord.find(key, among: SettingKey.allCases.map(\.rawValue))
            return .init(
                text: "\(path), line \(line): there is no setting \"\(key)\""
                    + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""))
        }
    }

    /// A section without values, as where every line in it is a comment.
    private static func isSection(_ key: String) -> Bool {
        SettingKey.allCases.contains { $0.rawValue.hasPrefix(key + ".") }
    }

    private static func unknownNames(_ names: some Sequence<String>) -> [SettingsError.Problem] {
        let known = SettingKey.allCases.map(\.environmentName)
        return names.filter { name in
            !known.contains(name) && SettingKey.environmentSections.contains { name.hasPrefix($0) }
        }.sorted().map { name in
            let nearest = NearestWord.find(name, among: known)
            return .init(
                text: "\(name) in the environment: there is no such setting"
                    + (nearest.map { "; did you mean \($0)?" } ?? ""))
        }
    }
}
