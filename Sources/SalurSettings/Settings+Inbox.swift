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
            var fields = TableFields(table, in: found.folder, names: inboxFields)
            let folder = fields.folder(fourEyes)
            if let folder, folders.contains(where: { $0.path == folder.path }) {
                fields.complain(Phrase("the folder \(folder.path) is watched already"))
            }
            for problem in fields.problems { reader.complain(problem) }
            if let folder { folders.append(folder) }
        }
        return folders
    }

    private static let inboxFields = ["path", "kind", "approval", "ceiling", "purpose", "settleSeconds"]
}

extension TableFields {
    private static let secondsMax = 86_400

    /// The folder; nil where something that it needs is missing or not understood.
    fileprivate mutating func folder(_ fourEyes: FourEyes) -> InboxFolder? {
        let path = path()
        let kind: Rail? = word("kind")
        if table["kind"] == nil { complain(Phrase("kind is missing: expected one of \(Self.words(Rail.self))")) }
        let approval = approval(fourEyes)
        let seconds = number("settleSeconds", in: 1...Self.secondsMax) ?? 30
        let purpose = purpose()
        guard let path, let kind, let approval else { return nil }
        return InboxFolder(
            path: path, kind: kind, approval: approval, purpose: purpose, settleTime: .seconds(seconds))
    }

    private mutating func path() -> String? {
        guard let text = table["path"] else {
            complain(Phrase("path is missing: expected the path of a folder"))
            return nil
        }
        let path = resolved(text)
        guard path != "/" else {
            complain(Phrase("path is \"/\": expected a folder of its own"))
            return nil
        }
        return path
    }
}
