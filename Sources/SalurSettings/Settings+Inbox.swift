package import PayoutCore
internal import Wording

/// A watched folder (`inbox.folders`).
package struct InboxFolder: Hashable, Sendable {
    /// Who says that a batch from this folder may be paid.
    package enum Approval: Hashable, Sendable {
        case person
        /// Nobody needs to, as long as the batch asks for no more than this and nothing about it is unusual.
        case automatic(ceiling: Rupiah)
    }

    /// Without a slash at its end.
    package var path: String
    /// What the rows of its files ask for.
    package var kind: Rail
    package var approval: Approval
    /// What its payments are for, in words.
    package var purpose: String?
    /// How long size and modification time of a file must stay the same before it is taken.
    package var settleTime: Duration

    package init(
        path: String, kind: Rail, approval: Approval = .person, purpose: String? = nil,
        settleTime: Duration = .seconds(30)
    ) {
        self.path = path
        self.kind = kind
        self.approval = approval
        self.purpose = purpose
        self.settleTime = settleTime
    }
}

extension Settings {
    /// Reads the watched folders. Everything that is wrong with each is recorded.
    static func inboxFolders(_ reader: inout SettingsReader, _ fourEyes: FourEyes) -> [InboxFolder] {
        guard let found = reader.source.tables(.inboxFolders) else { return [] }
        guard let tables = found.tables else {
            reader.complain(
                Phrase("\(found.origin) is not understood: expected a list of folders, each with path and kind"))
            return []
        }
        var folders: [InboxFolder] = []
        for table in tables {
            var fields = InboxFields(table, in: found.folder)
            let folder = fields.folder(fourEyes)
            if let folder, folders.contains(where: { $0.path == folder.path }) {
                fields.complain(Phrase("the folder \(folder.path) is watched already"))
            }
            for problem in fields.problems { reader.complain(problem) }
            if let folder { folders.append(folder) }
        }
        return folders
    }
}

/// Takes the texts of one watched folder apart, and collects everything that is wrong with them.
private struct InboxFields {
    private static let names = ["path", "kind", "approval", "ceiling", "purpose", "settleSeconds"]
    private static let secondsMax = 86_400
    /// The longest purpose, in characters.
    private static let purposeMax = 200

    private enum Approval: String, CaseIterable {
        case person, auto
    }

    private let table: SettingsTables.Table
    private let base: String?
    private(set) var problems: [Phrase] = []

    /// - Parameter base: what a relative path is relative to; nil for the working directory.
    init(_ table: SettingsTables.Table, in base: String?) {
        (self.table, self.base) = (table, base)
        var seen: Set<String> = []
        for (name, text) in table.fields {
            if !Self.names.contains(name) {
                let nearest = NearestWord.find(name, among: Self.names)
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

    /// The folder; nil where something that it needs is missing or not understood.
    mutating func folder(_ fourEyes: FourEyes) -> InboxFolder? {
        let path = path()
        let kind: Rail? = word("kind")
        if table["kind"] == nil { complain(Phrase("kind is missing: expected one of \(Self.words(Rail.self))")) }
        let approval = approval(fourEyes)
        let seconds = number("settleSeconds", in: 1...Self.secondsMax) ?? 30
        let purpose = table["purpose"]
        if let purpose, !purpose.contains(where: { $0.isLetter || $0.isNumber }) || purpose.count > Self.purposeMax {
            complain(Phrase("purpose needs words, \(Self.purposeMax) characters at most"))
        }
        guard let path, let kind, let approval else { return nil }
        return InboxFolder(
            path: path, kind: kind, approval: approval, purpose: purpose, settleTime: .seconds(seconds))
    }

    private mutating func path() -> String? {
        guard var path = table["path"] else {
            complain(Phrase("path is missing: expected the path of a folder"))
            return nil
        }
        if let base, !path.hasPrefix("/") { path = base + "/" + path }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard path != "/" else {
            complain(Phrase("path is \"/\": expected a folder of its own"))
            return nil
        }
        return path
    }

    private mutating func approval(_ fourEyes: FourEyes) -> InboxFolder.Approval? {
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

    private mutating func word<Word: RawRepresentable & CaseIterable>(_ name: String) -> Word?
    where Word.RawValue == String {
        guard let text = table[name] else { return nil }
        if let word = Word(rawValue: text) { return word }
        complain(Phrase("\(name) is \"\(text)\": expected one of \(Self.words(Word.self))"))
        return nil
    }

    private static func words<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> String
    where Word.RawValue == String { type.allCases.map(\.rawValue).joined(separator: ", ") }

    private mutating func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = table[name] else { return nil }
        if SettingsReader.isDigits(text), let number = Int(text), range.contains(number) { return number }
        complain(
            Phrase("\(name) is \"\(text)\": expected a whole number from \(range.lowerBound) to \(range.upperBound)"))
        return nil
    }
}
