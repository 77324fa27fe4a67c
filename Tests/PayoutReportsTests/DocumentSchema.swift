import Testing

/// As much of JSON Schema as ours uses; a keyword that this does not know is a fault.
struct DocumentSchema {
    private static let notes: Set<String> = ["$schema", "$defs", "title", "description"]

    private let root: JSONValue

    init(_ name: String) throws { root = try JSONValue(path: Schemas.path(name)) }

    /// Everything in which `document` is not as the schema says.
    func faults(of document: JSONValue) throws -> [String] { try faults(of: document, by: root, at: "$") }

    private func faults(of value: JSONValue, by schema: JSONValue, at place: String) throws -> [String] {
        guard case .object(let keywords) = schema else { return ["\(place): a schema that is no object"] }
        var faults: [String] = []
        for (keyword, rule) in keywords.sorted(by: { $0.key < $1.key }) where !Self.notes.contains(keyword) {
            switch keyword {
            case "anyOf":
                let choices = try (rule.array ?? []).map { try self.faults(of: value, by: $0, at: place) }
                if !choices.contains([]) { faults += choices.min { $0.count < $1.count } ?? [] }
            case "$ref": faults += try self.faults(of: value, by: referred(rule), at: place)
            case "type": if !types(rule).contains(where: value.hasType) { faults.append("\(place): not \(rule)") }
            case "enum":
                if rule.array?.contains(value) != true { faults.append("\(place): \(value) is not in the enum") }
            case "minimum":
                if let number = value.integer, let least = rule.integer, number < least {
                    faults.append("\(place): \(number) is below \(least)")
                }
            case "minLength":
                if let text = value.string, let least = rule.integer, text.unicodeScalars.count < least {
                    faults.append("\(place): too short")
                }
            case "pattern":
                if let text = value.string, try text.firstMatch(of: Regex(rule.string ?? "")) == nil {
                    faults.append("\(place): \"\(text)\" does not match")
                }
            case "items":
                for (index, item) in (value.array ?? []).enumerated() {
                    faults += try self.faults(of: item, by: rule, at: "\(place)[\(index)]")
                }
            case "required":
                for name in rule.array?.compactMap(\.string) ?? [] where value[name] == nil {
                    faults.append("\(place): \(name) is missing")
                }
            case "properties": faults += try memberFaults(of: value, by: rule, at: place)
            case "additionalProperties":
                guard rule == .bool(false), case .object(let members) = value else { continue }
                for name in members.keys where keywords["properties"]?[name] == nil {
                    faults.append("\(place): \(name) is not in the schema")
                }
            case _: faults.append("\(place): the keyword \(keyword) is not known")
            }
        }
        return faults
    }

    private func memberFaults(of value: JSONValue, by properties: JSONValue, at place: String) throws -> [String] {
        guard case .object(let members) = value else { return [] }
        return try members.sorted { $0.key < $1.key }.flatMap { name, member in
            try properties[name].map { try faults(of: member, by: $0, at: "\(place).\(name)") } ?? []
        }
    }

    private func referred(_ rule: JSONValue) throws -> JSONValue {
        let path = try #require(rule.string).split(separator: "/").dropFirst().map(String.init)
        return try path.reduce(root) { try #require($0[$1]) }
    }

    private func types(_ rule: JSONValue) -> [String] { rule.array?.compactMap(\.string) ?? [rule.string ?? ""] }
}

extension JSONValue {
    fileprivate func hasType(_ type: String) -> Bool {
        switch self {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .integer: type == "integer" || type == "number"
        case .number: type == "number"
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }
}
