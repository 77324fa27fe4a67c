internal import Mustache
internal import Wording

/// The templates of the pages, in each language.
///
/// A template holds its labels in English between double brackets, `[[Waits for you]]`; they are translated once, when
/// the shelf is made. Everything that comes from a file, the bank or a person stands in `{{…}}`, which escapes it.
struct TemplateShelf: Sendable {
    private static let sources: [(name: String, bytes: [UInt8])] = [
        ("layout", PackageResources.layout_mustache), ("sign_in", PackageResources.sign_in_mustache),
        ("overview", PackageResources.overview_mustache), ("upload", PackageResources.upload_mustache),
        ("checked", PackageResources.checked_mustache), ("mend", PackageResources.mend_mustache),
        ("corrections", PackageResources.corrections_mustache), ("batch", PackageResources.batch_mustache),
        ("rows", PackageResources.rows_mustache), ("row", PackageResources.row_mustache),
        ("decide", PackageResources.decide_mustache), ("search", PackageResources.search_mustache),
        ("message", PackageResources.message_mustache), ("service", PackageResources.service_mustache),
        ("schedules", PackageResources.schedules_mustache), ("payees", PackageResources.payees_mustache),
        ("mandates", PackageResources.mandates_mustache),
    ]

    private let libraries: [Language: MustacheLibrary]

    /// - Throws: an error of a template that cannot be read, which a test finds before anybody else does.
    init() throws {
        var libraries: [Language: MustacheLibrary] = [:]
        for language in Language.allCases {
            var library = MustacheLibrary()
            for (name, bytes) in Self.sources {
                let text = Self.translated(String(decoding: bytes, as: UTF8.self), language)
                try library.register(text, named: name)
            }
            libraries[language] = library
        }
        self.libraries = libraries
    }

    /// The page in a language; nil where there is no such template.
    func page(_ name: String, _ content: [String: Any], in language: Language) -> String? {
        libraries[language]?.render(content, withTemplate: name)
    }

    /// A template with its labels in one language.
    static func translated(_ template: String, _ language: Language) -> String {
        var text = ""
        var rest = template[...]
        while let start = rest.range(of: "[["), let end = rest[start.upperBound...].range(of: "]]") {
            text += rest[..<start.lowerBound]
            text += escaped(language.label(String(rest[start.upperBound..<end.lowerBound])))
            rest = rest[end.upperBound...]
        }
        return text + rest
    }

    private static func escaped(_ label: String) -> String {
        var text = ""
        for character in label {
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case _: text.append(character)
            }
        }
        return text
    }
}

extension StringProtocol {
    /// Where `text` stands first; nil where it does not.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
