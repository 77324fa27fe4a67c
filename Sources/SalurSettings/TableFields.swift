internal import PayoutCore
internal import Wording

/// Takes the texts of one table of the settings apart, such as a watched folder, and collects everything that is wrong
/// with them.
struct TableFields {
    /// The longest purpose, in characters.
    private static let purposeMax = 200

    private enum Approval: String, CaseIterable {
        case person, auto
    }

    let table: SettingsTables.Table
    private let base: String?
    private(set) var problems: [Phrase] = []

    /// - Parameters:
    ///   - base: what a relative path is relative to; nil for the working directory.
    ///   - names: the fields that there are.
    init(_ table: SettingsTables.Table, in base: String?, names: [String]) {
        (self.table, self.base) = (table, base)
        var seen: Set<String> = []
        for (name, text) in table.fields {
            if !names.contains(name) {
                let nearest = NearestWord.find(name, among: names)
                complain(
                    nearest.map { Phrase("there is no setting \"\(name)\"; did you mean \"\($0)\"?") }
                        ?? Phrase("there is no setting \"\(name)\""))
            } else if !seen.insert(name).inserted {
                complain(Phrase("\(name) stands there more than once"))
            } else if text == nil {
                complain(Phrase("\(name) is not one value"))
            }
        }
    }

    mutating func complain(_ problem: Phrase) { problems.append(Phrase("\(table.origin): \(problem)")) }

    /// A path, without slashes at its end; one in a settings file is relative to that file.
    func resolved(_ text: String) -> String {
        var path = text
        if let base, !path.hasPrefix("/") { path = base + "/" + path }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// What the payments are for, in words; nil where nothing is said.
    mutating func purpose() -> String? {
        guard let purpose = table["purpose"] else { return nil }
        if !purpose.contains(where: { $0.isLetter || $0.isNumber }) || purpose.count > Self.purposeMax {
            complain(Phrase("purpose needs words, \(Self.purposeMax) characters at most"))
        }
        return purpose
    }

    /// Who says that a batch may be paid; nil where that is not understood.
    mutating func approval(_ fourEyes: FourEyes) -> InboxFolder.Approval? {
        let approval: Approval? = table["approval"] == nil ? .person : word("approval")
        let ceiling = number("ceiling", in: 1...Settings.rupiahMax).map { Rupiah(Int64($0)) }
        switch approval {
        case nil: return nil
        case .person:
            if table["ceiling"] != nil { complain(Phrase("a ceiling is for approval: auto alone")) }
            return .person
        case .auto:
            if table["ceiling"] == nil { complain(Phrase("approval: auto needs a ceiling in whole rupiah")) }
            if fourEyes != .off {
                complain(Phrase("approval: auto needs approval.fourEyes: off, since nobody else approves the batch"))
            }
            return ceiling.map { .automatic(ceiling: $0) }
        }
    }

    /// One of the words of a type; nil where it is missing or none of them.
    mutating func word<Word: RawRepresentable & CaseIterable>(_ name: String) -> Word?
    where Word.RawValue == String {
        guard let text = table[name] else { return nil }
        if let word = Word(rawValue: text) { return word }
        complain(Phrase("\(name) is \"\(text)\": expected one of \(Self.words(Word.self))"))
        return nil
    }

    static func words<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> String
    where Word.RawValue == String { type.allCases.map(\.rawValue).joined(separator: ", ") }

    /// A whole number; nil where it is missing or not in the range.
    mutating func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = table[name] else { return nil }
        if SettingsReader.isDigits(text), let number = Int(text), range.contains(number) { return number }
        complain(
            Phrase("\(name) is \"\(text)\": expected a whole number from \(range.lowerBound) to \(range.upperBound)"))
        return nil
    }
}
