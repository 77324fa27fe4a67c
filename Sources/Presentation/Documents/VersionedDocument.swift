internal import FoundationEssentials

/// A document with the version of its form in addition to its own keys.
package struct VersionedDocument: Encodable {
    /// Grows when a key goes or changes its meaning; a new key leaves it as it is.
    package static let schemaVersion = 1

    private enum Key: String, CodingKey {
        case schemaVersion
    }

    private let document: any Encodable

    package init(_ document: any Encodable) { self.document = document }

    package func encode(to encoder: any Encoder) throws {
        try document.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.schemaVersion, forKey: .schemaVersion)
    }
}

extension Encodable {
    /// The value as the text of a document: names in snake case, keys in the order of the alphabet.
    package func documentText(isOnOneLine: Bool = false) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if !isOnOneLine { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
