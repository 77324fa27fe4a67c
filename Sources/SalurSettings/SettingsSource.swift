internal import Configuration
internal import CrashPoints
internal import FoundationEssentials
internal import Wording
internal import Yams

/// Where settings come from: flags over environment over `salur.yaml`.
///
/// Values are read as text; parsing is strict and ours, since the library turns a malformed value into its default.
struct SettingsSource {
    /// The places of a value, the weakest first.
    enum Place: Int, Comparable {
        case file
        case environment
        case flag

        static func < (left: Place, right: Place) -> Bool { left.rawValue < right.rawValue }
    }

    /// A value and where it stood.
    struct Found {
        let text: String
        let place: Place
        /// In words for messages.
        let origin: Phrase
        /// What a relative path is relative to; nil for the working directory.
        let folder: String?
    }

    private let flags: [SettingKey: String]
    private let environment: ConfigReader
    private let file: ConfigReader?
    private let layout: SettingsFileLayout?
    /// Names in the environment that stand there without a value.
    private let emptyNames: Set<String>
    /// Unknown keys of the file and of the environment.
    let problems: [SettingsError.Problem]
    /// Names in the environment that begin like ours and resemble none of them.
    let strangers: [String]
    /// The proxy that the environment names for every program (`HTTPS_PROXY`); nil where there is none.
    let usualProxy: String?
    /// The hosts that are reached without it (`NO_PROXY`).
    let usualProxyExceptions: ProxyExceptions

    static let usualFile = "salur.yaml"

    /// - Parameters:
    ///   - environment: the whole environment; an empty value means unset.
    ///   - file: the value of `--config`; nil takes ``usualFile`` of the working directory if it is there.
    /// - Throws: ``SettingsError`` where the file cannot be read at all.
    init(flags: [SettingKey: String], environment: [String: String], file: String?) async throws(SettingsError) {
        self.flags = flags
        usualProxy = Self.usual("HTTPS_PROXY", in: environment)
        usualProxyExceptions = ProxyExceptions(Self.usual("NO_PROXY", in: environment) ?? "")
        let ours = environment.filter {
            $0.key.hasPrefix("SALUR_") && !$0.value.isEmpty && !CrashPoint.understands($0.key)
                && !FileSystem.understands($0.key)
        }
        emptyNames = Set(environment.filter(\.value.isEmpty).keys)
        self.environment = ConfigReader(
            provider: EnvironmentVariablesProvider(environmentVariables: ours).prefixKeys(with: "salur"))
        let names = UnknownNames(ours.keys)
        strangers = names.strangers
        let path = file ?? (FileManager.default.fileExists(atPath: Self.usualFile) ? Self.usualFile : nil)
        guard let path else {
            (self.file, layout, problems) = (nil, nil, names.problems)
            return
        }
        let layout = try SettingsFileLayout(path: path)
        self.layout = layout
        problems = names.problems + layout.problems
        // The library's own reader of YAML refuses lists of tables.
        let values = layout.texts.map { key, texts -> (AbsoluteConfigKey, ConfigValue) in
            let content: ConfigContent =
                switch texts {
                case .one(let text): .string(text)
                case .list(let list): .stringArray(list)
                }
            let isSecret = SettingKey(rawValue: key)?.isSecret ?? false
            return (
                AbsoluteConfigKey(key.split(separator: ".").map(String.init)), ConfigValue(content, isSecret: isSecret)
            )
        }
        self.file = ConfigReader(
            provider: InMemoryProvider(name: "settings", values: Dictionary(values) { first, _ in first }))
    }

    /// A variable that many programs know, in either of its spellings.
    private static func usual(_ name: String, in environment: [String: String]) -> String? {
        [name, name.lowercased()].compactMap { environment[$0] }.first { !$0.isEmpty }
    }

    /// The value of `key` from the strongest place that has one; empty means unset.
    func find(_ key: SettingKey) -> Found? {
        if let text = flags[key], !text.isEmpty {
            return Found(text: text, place: .flag, origin: Phrase("\(key.rawValue) from the command line"), folder: nil)
        }
        let name = ConfigKey(key.rawValue)
        if let text = environment.string(forKey: name, isSecret: key.isSecret), !text.isEmpty {
            return Found(
                text: text, place: .environment, origin: Phrase("\(key.environmentName) in the environment"),
                folder: nil)
        }
        guard let file, let layout, !key.isTables, !layout.isNull(key) else { return nil }
        let text =
            file.string(forKey: name, isSecret: key.isSecret)
            ?? file.stringArray(forKey: name, isSecret: key.isSecret)?.joined(separator: ",")
        guard let text, !text.isEmpty else { return nil }
        return Found(text: text, place: .file, origin: layout.origin(of: key), folder: layout.folder)
    }

    /// Where `key` stands without a value, in words for messages; nil where it does not.
    func originOfNothing(_ key: SettingKey) -> Phrase? {
        if emptyNames.contains(key.environmentName) { return Phrase("\(key.environmentName) in the environment") }
        guard let layout, layout.isEmpty(key) else { return nil }
        return layout.origin(of: key)
    }

    /// The list of tables under `key`, from the strongest place that has one; nil where there is none. In the
    /// environment it is YAML in one line.
    func tables(_ key: SettingKey) -> SettingsTables? {
        if let found = find(key) {
            return tables(key, try? Yams.compose(yaml: found.text), origin: found.origin, folder: nil)
        }
        guard let layout, let node = layout.tables(key) else { return nil }
        return tables(key, node, origin: layout.origin(of: key), folder: layout.folder)
    }

    private func tables(_ key: SettingKey, _ node: Node?, origin: Phrase, folder: String?) -> SettingsTables {
        SettingsTables(node, origin: origin, folder: folder) { number in
            switch key {
            case .schedules: Phrase("\(origin), schedule \(count: number)")
            case .approvalLevels: Phrase("\(origin), level \(count: number)")
            case _: Phrase("\(origin), folder \(count: number)")
            }
        }
    }
}

/// Names in the environment that begin with `SALUR_` and are no setting.
private struct UnknownNames {
    /// Those that somebody meant as a setting: in one of our sections, or nearly written like one of ours.
    let problems: [SettingsError.Problem]
    /// All others, such as one that a script of the operator uses for itself.
    let strangers: [String]

    init(_ names: some Sequence<String>) {
        let known = SettingKey.allCases.map(\.environmentName)
        var problems: [SettingsError.Problem] = []
        var strangers: [String] = []
        for name in names.filter({ !known.contains($0) }).sorted() {
            let nearest = NearestWord.find(name, among: known, changesMax: name.count / 6)
            let isInSection = SettingKey.environmentSections.contains { name.hasPrefix($0) }
            guard isInSection || nearest != nil else {
                strangers.append(name)
                continue
            }
            if let meant = nearest ?? NearestWord.find(name, among: known) {
                problems.append(
                    .init(text: Phrase("\(name) in the environment: there is no such setting; did you mean \(meant)?")))
            } else {
                problems.append(.init(text: Phrase("\(name) in the environment: there is no such setting")))
            }
        }
        (self.problems, self.strangers) = (problems, strangers)
    }
}
