import Foundation
import Presentation
import Testing

/// Checks that a document has the keys that `schemas/NAME.schema.json` demands, and no others.
func checkKeys(of document: some Encodable, in name: String) throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let data = try encoder.encode(VersionedDocument(document))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let file = root.standardizedFileURL.appending(path: "schemas/\(name).schema.json")
    let schema = try JSONSerialization.jsonObject(with: try Data(contentsOf: file)) as? [String: Any]
    let required = Set(try #require(schema?["required"] as? [String]))
    let properties = Set(try #require(schema?["properties"] as? [String: Any]).keys)
    #expect(required.isSubset(of: object.keys), "\(name): \(object.keys.sorted())")
    #expect(Set(object.keys).isSubset(of: properties), "\(name): \(object.keys.sorted())")
}
