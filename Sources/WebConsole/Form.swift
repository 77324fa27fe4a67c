internal import Hummingbird
internal import NIOCore

/// The fields of a form without a file.
struct Form: Sendable {
    static let bytesMax = 64 << 10

    private let fields: [String: String]

    /// - Throws: an `HTTPError` where the form is too large or no form.
    init(_ request: Request, bytesMax: Int = Form.bytesMax) async throws {
        let buffer = try await request.shortBody(bytesMax: bytesMax)
        do {
            fields = try URLEncodedFormDecoder().decode([String: String].self, from: String(buffer: buffer))
        } catch {
            throw HTTPError(.badRequest)
        }
    }

    /// The fields of a form that stand in the address.
    init(queryOf request: Request) {
        fields = (try? URLEncodedFormDecoder().decode([String: String].self, from: request.uri.query ?? "")) ?? [:]
    }

    /// The field without spaces at its ends; empty where it is missing.
    subscript(_ name: String) -> String {
        let text = fields[name] ?? ""
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// A field as it is, such as a password.
    func exact(_ name: String) -> String { fields[name] ?? "" }

    /// The fields `cell_LINE_POSITION` as they are, by line and position.
    var cells: [Int: [Int: String]] {
        var cells: [Int: [Int: String]] = [:]
        for (name, text) in fields {
            let parts = name.split(separator: "_", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "cell", let line = Int(parts[1]), let position = Int(parts[2]) else {
                continue
            }
            cells[line, default: [:]][position] = text
        }
        return cells
    }

    /// The numbers of the boxes named `name` and a number that are ticked.
    func ticked(_ name: String) -> Set<Int> {
        Set(fields.keys.filter { $0.hasPrefix(name) }.compactMap { Int($0.dropFirst(name.count)) })
    }
}
