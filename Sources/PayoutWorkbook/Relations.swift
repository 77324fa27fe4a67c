internal import PayoutFile

/// The relations of one part of a package to others (ECMA-376, part 2, section 9.3).
struct Relations {
    struct Relation {
        /// The last word of its type; those of the strict and of the transitional kind end alike.
        let kind: String
        /// The name of the part that it leads to.
        let target: String
    }

    /// More relations than a workbook has.
    private static let relationsMax = 8192

    private let list: [(id: String, relation: Relation)]

    /// The relations of `part`, or of the whole package for an empty name; nil where it has none.
    init?(of part: String, in archive: ZipArchive) throws(FileError) {
        let folder = part.split(separator: "/").dropLast().joined(separator: "/")
        let file = part.split(separator: "/").last.map(String.init) ?? ""
        guard let document = try archive.part((folder.isEmpty ? "" : folder + "/") + "_rels/\(file).rels") else {
            return nil
        }
        let reading = RelationList()
        try document.parse(reading)
        guard reading.found.count <= Self.relationsMax else { throw archive.error(.tooComplex(part: document.name)) }
        list = reading.found.map { found in
            let kind = found.type.split(separator: "/").last.map(String.init) ?? ""
            return (found.id, Relation(kind: kind, target: Self.path(found.target, from: folder)))
        }
    }

    subscript(id: String) -> Relation? { list.first { $0.id == id }?.relation }

    func first(of kind: String) -> String? { list.first { $0.relation.kind == kind }?.relation.target }

    /// The parts that relations of this kind lead to, in their order.
    func all(of kind: String) -> [String] { list.filter { $0.relation.kind == kind }.map(\.relation.target) }

    /// The name of a part, by its path from `folder` or from the root.
    private static func path(_ target: String, from folder: String) -> String {
        var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(separator: "/") {
            switch step {
            case ".": break
            case "..": _ = steps.popLast()
            case _: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }

    private final class RelationList: XMLHandler {
        private(set) var found: [(id: String, type: String, target: String)] = []

        func begin(_ name: XMLName, _ attributes: XMLAttributes) {
            // A part outside the package is never looked for.
            guard name == "Relationship", attributes["TargetMode"] != "External",
                found.count <= Relations.relationsMax
            else { return }
            found.append((attributes["Id"] ?? "", attributes["Type"] ?? "", attributes["Target"] ?? ""))
        }

        func end(_ name: XMLName) {}

        func take(text: UnsafeBufferPointer<UInt8>) {}
    }
}
