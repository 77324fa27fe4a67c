internal import Hummingbird
internal import NIOCore

/// The fields of a form without a file.
struct Form: Sendable {
    private static let bytesMax = 64 << 10

    private let fields: [String: String]

    /// - Throws: an `HTTPError` where the form is too large or no form.
    init(_ request: Request) async throws {
        let buffer = try await request.body.collect(upTo: Self.bytesMax)
        do {
            fields = try URLEncodedFormDecoder().decode([String: String].self, from: String(buffer: buffer))
        } catch {
            throw HTTPError(.badRequest)
        }
    }

    /// The field without spaces at its ends; empty where it is missing.
    subscript(_ name: String) -> String {
        let text = fields[name] ?? ""
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// A field as it is, such as a password.
    func exact(_ name: String) -> String { fields[name] ?? "" }

    /// The numbers of the boxes named `name` and a number that are ticked.
    func ticked(_ name: String) -> Set<Int> {
        Set(fields.keys.filter { $0.hasPrefix(name) }.compactMap { Int($0.dropFirst(name.count)) })
    }
}
