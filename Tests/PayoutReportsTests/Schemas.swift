import FoundationEssentials
import Testing

/// A value of a JSON document.
enum JSONValue: Decodable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    init(path: String) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: URL(filePath: path)))
    }

    init(text: String) throws { self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) }

    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    var string: String? { if case .string(let value) = self { value } else { nil } }
    var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
}

/// The files in `schemas/`.
enum Schemas {
    static func path(_ name: String, source: String = #filePath) -> String {
        let folders = source.split(separator: "/").dropLast(3)
        return "/" + folders.joined(separator: "/") + "/schemas/" + name
    }
}

/// As much of Table Schema as our schemas use; a keyword that this does not know is a fault.
struct TableSchema {
    struct Field {
        let name: String
        let type: String
        let constraints: [String: JSONValue]
    }

    let fields: [Field]
    let missingValues: Set<String>
    let fieldsMatch: String
    let primaryKey: [String]

    private static let knownConstraints: Set<String> = [
        "required", "unique", "minimum", "enum", "pattern", "minLength", "maxLength",
    ]

    init(_ name: String) throws {
        let schema = try JSONValue(path: Schemas.path(name))
        fields = try #require(schema["fields"]?.array).map { field in
            let constraints: [String: JSONValue]
            if case .object(let members)? = field["constraints"] { constraints = members } else { constraints = [:] }
            try #require(Self.knownConstraints.isSuperset(of: constraints.keys), "\(constraints.keys)")
            return Field(
                name: try #require(field["name"]?.string), type: try #require(field["type"]?.string),
                constraints: constraints)
        }
        missingValues = Set(schema["missingValues"]?.array?.compactMap(\.string) ?? [""])
        fieldsMatch = schema["fieldsMatch"]?.string ?? "exact"
        primaryKey = schema["primaryKey"]?.array?.compactMap(\.string) ?? []
    }

    /// Everything in which `table` is not as this schema says.
    func faults(of table: ReadTable) throws -> [String] {
        try headerFaults(table.header) + fields.flatMap { try faults(of: $0, in: table) } + keyFaults(table)
    }

    private func headerFaults(_ header: [String]) -> [String] {
        let names = fields.map(\.name)
        let shared = header.map { $0.lowercased() }.filter(names.contains)
        switch fieldsMatch {
        case "exact": return header == names ? [] : ["the columns are \(header)"]
        case "subset": return shared == names ? [] : ["of the columns, \(shared) are ours"]
        case "partial": return shared.isEmpty || Set(shared).count < shared.count ? ["no or repeated columns"] : []
        case _: return ["fieldsMatch \(fieldsMatch) is not known"]
        }
    }

    private func faults(of field: Field, in table: ReadTable) throws -> [String] {
        guard let index = table.header.firstIndex(where: { $0.lowercased() == field.name }) else { return [] }
        var faults: [String] = []
        var seen: Set<String> = []
        for (number, row) in table.rows.enumerated() {
            let cell = row.indices.contains(index) ? row[index] : ""
            let place = "row \(number + 1), \(field.name) \"\(cell)\""
            if missingValues.contains(cell) {
                if field.constraints["required"] == .bool(true) { faults.append("\(place) is missing") }
                continue
            }
            if try !field.allows(cell) { faults.append("\(place) is no \(field.type) within \(field.constraints)") }
            if field.constraints["unique"] == .bool(true), !seen.insert(cell).inserted {
                faults.append("\(place) is repeated")
            }
        }
        return faults
    }

    private func keyFaults(_ table: ReadTable) throws -> [String] {
        guard !primaryKey.isEmpty else { return [] }
        let columns = try primaryKey.map { try table.column($0) }
        let keys = table.rows.indices.map { row in columns.map { $0[row] } }
        return Set(keys).count == keys.count ? [] : ["the primary key \(primaryKey) is repeated"]
    }
}

extension TableSchema.Field {
    fileprivate func allows(_ cell: String) throws -> Bool {
        switch type {
        case "string": break
        case "integer":
            guard let number = Int64(cell) else { return false }
            if let minimum = constraints["minimum"]?.integer, number < minimum { return false }
        case "datetime":
            guard try cell.wholeMatch(of: Regex(#"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00"#)) != nil else {
                return false
            }
        case _: return false
        }
        if let words = constraints["enum"]?.array, !words.contains(.string(cell)) { return false }
        if let pattern = constraints["pattern"]?.string, try cell.wholeMatch(of: Regex(pattern)) == nil { return false }
        if let least = constraints["minLength"]?.integer, cell.unicodeScalars.count < least { return false }
        if let most = constraints["maxLength"]?.integer, cell.unicodeScalars.count > most { return false }
        return true
    }
}
