internal import Wording
internal import Yams

/// A list of tables in the settings, such as `inbox.folders`.
struct SettingsTables {
    /// One of the tables: texts by their names.
    struct Table {
        /// In the order in which they stand; nil for what is neither empty nor one value.
        let fields: [(name: String, text: String?)]
        /// Where it stands, in words for messages.
        let origin: Phrase

        /// The text of a field; nil where it is missing or empty.
        subscript(name: String) -> String? {
            fields.first { $0.name == name }?.text.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    /// Where the list stands, in words for messages.
    let origin: Phrase
    /// What a relative path in it is relative to; nil for the working directory.
    let folder: String?
    /// Nil where it is something else than a list of tables.
    let tables: [Table]?

    /// - Parameters:
    ///   - node: nil where the text is not YAML.
    ///   - item: where the table of this number stands, counted from 1, in words for messages.
    init(_ node: Node?, origin: Phrase, folder: String?, item: (Int) -> Phrase) {
        (self.origin, self.folder) = (origin, folder)
        guard let sequence = node?.sequence else {
            tables = nil
            return
        }
        let found = sequence.enumerated().map { index, node -> Table? in
            guard let mapping = node.mapping else { return nil }
            let fields = mapping.map { name, value in
                (name: name.string ?? "?", text: value.null == nil ? value.scalar?.string : "")
            }
            return Table(fields: fields, origin: item(index + 1))
        }
        tables = found.contains { $0 == nil } ? nil : found.compactMap(\.self)
    }
}
