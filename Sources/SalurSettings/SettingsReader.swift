internal import FoundationEssentials
internal import PayoutCore
internal import Wording

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Takes texts apart, strictly, and collects everything that is wrong instead of stopping at the first.
struct SettingsReader {
    let source: SettingsSource
    private(set) var problems: [SettingsError.Problem] = []
    /// What a person should know, but need not act on.
    private(set) var warnings: [Phrase] = []

    init(source: SettingsSource) { self.source = source }

    /// The value of `key`, or nil where it is unset or malformed; the latter is recorded.
    mutating func value<Value>(
        _ key: SettingKey, expected: Phrase, _ parse: (String) -> Value?
    ) -> Value? {
        guard let found = source.find(key) else {
            if key.isSafeguard, let origin = source.originOfNothing(key) {
                complain(Phrase("\(origin) has no value: expected \(expected), or no such line"))
            }
            return nil
        }
        if let value = parse(found.text) { return value }
        // An address with a password in it is not shown either.
        let isShown = !key.isSecret && !found.text.contains("@")
        complain(
            isShown
                ? Phrase("\(found.origin) is \"\(found.text)\": expected \(expected)")
                : Phrase("\(found.origin) is not understood: expected \(expected)"))
        return nil
    }

    /// As ``value(_:expected:_:)``; a missing value is recorded too.
    mutating func required<Value>(_ key: SettingKey, expected: Phrase, _ parse: (String) -> Value?) -> Value? {
        guard source.find(key) != nil else {
            complain(Phrase("\(key.rawValue) (\(key.environmentName)) is missing: expected \(expected)"))
            return nil
        }
        return value(key, expected: expected, parse)
    }

    mutating func duration(_ key: SettingKey, default usual: Duration) -> Duration {
        value(key, expected: Phrase("a duration such as 500ms, 2s, 15m, 2h or 7d"), Self.duration) ?? usual
    }

    mutating func number(_ key: SettingKey, in range: ClosedRange<Int>) -> Int? {
        value(key, expected: Phrase("a whole number from \(range.lowerBound) to \(range.upperBound)")) { text in
            guard Self.isDigits(text), let number = Int(text) else { return nil }
            return range.contains(number) ? number : nil
        }
    }

    /// Yes or no; no where it is unset.
    mutating func flag(_ key: SettingKey) -> Bool {
        value(key, expected: Phrase("true or false")) { ["true": true, "false": false][$0] } ?? false
    }

    mutating func word<Word: RawRepresentable & CaseIterable>(_ key: SettingKey, default usual: Word) -> Word
    where Word.RawValue == String {
        word(key, as: Word.self) ?? usual
    }

    /// One of the words of `type`; nil where it is not set.
    mutating func word<Word: RawRepresentable & CaseIterable>(_ key: SettingKey, as type: Word.Type) -> Word?
    where Word.RawValue == String {
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        return value(key, expected: Phrase("one of \(words)")) { Word(rawValue: $0) }
    }

    /// A path; one from the settings file is relative to that file.
    func path(_ key: SettingKey) -> String? {
        guard let found = source.find(key) else { return nil }
        guard let folder = found.folder, !found.text.hasPrefix("/") else { return found.text }
        return folder + "/" + found.text
    }

    /// The text of the file that `key` names, without one line break at its end. Nil where there is none; why is
    /// recorded.
    mutating func contents(_ key: SettingKey) -> String? {
        guard let path = path(key) else { return nil }
        let name = "\(key.rawValue) (\(key.environmentName))"
        guard let data = FileManager.default.contents(atPath: path) else {
            complain(Phrase("\(name): the file \(path) is missing or cannot be read"))
            return nil
        }
        guard var text = String(data: data, encoding: .utf8) else {
            complain(Phrase("\(name): the file \(path) is not text"))
            return nil
        }
        // CR LF is one Character, so both ends of line go here.
        if text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty else {
            complain(Phrase("\(name): the file \(path) is empty"))
            return nil
        }
        if key.isSecretFile { warnOfReaders(path) }
        return text
    }

    /// The secret of two keys, from whichever stands in the stronger place; nil where neither is set, or something
    /// is wrong, which is recorded.
    mutating func secret(_ key: SettingKey, orIn fileKey: SettingKey) -> Secret? {
        switch (source.find(key), source.find(fileKey)) {
        case (nil, nil): return nil
        case (.some(let plain), .some(let file)) where plain.place == file.place:
            complain(Phrase("\(plain.origin) and \(file.origin) are both set: keep one of them"))
            return nil
        case (.some(let plain), .some(let file)) where plain.place > file.place: return Secret(plain.text)
        case (.some(let plain), nil): return Secret(plain.text)
        case (_, .some): return contents(fileKey).map { Secret($0) }
        }
    }

    mutating func complain(_ text: Phrase) { problems.append(.init(text: text)) }

    /// Says so where others than the owner may read a file.
    private mutating func warnOfReaders(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return }
        warnings.append(Phrase("Other users of this machine may read \(path); protect it: chmod 600 \(path)"))
    }

    private static let units: [(suffix: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]
    /// The longest duration: a leap year.
    private static let durationDaysMax: Int64 = 366

    /// Reads `500ms`, `2s`, `15m`, `2h`, `7d`; at least one millisecond, at most a year.
    static func duration(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, let count = Int64(digits),
            let unit = units.first(where: { $0.suffix == text.dropFirst(digits.count) })
        else { return nil }
        let (milliseconds, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds)
        guard !overflow, milliseconds > 0, milliseconds <= durationDaysMax * 86_400_000 else { return nil }
        return .milliseconds(milliseconds)
    }

    /// Whether `text` is ASCII digits alone, and not empty.
    static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }
}
