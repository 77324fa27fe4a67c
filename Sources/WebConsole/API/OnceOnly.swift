internal import Crypto
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Operations
internal import PayoutCore
internal import Presentation
internal import Wording

extension Console {
    /// The largest body of a request without a file.
    private static let bodyBytesMax = 256 << 10

    /// Answers a request that acts, once: repeated under the same idempotency key, it gets the same answer.
    ///
    /// - Parameters:
    ///   - parts: what the request asks for in addition to its address.
    ///   - act: does it, and returns the answer; is passed whether an earlier try has acted and could not answer.
    /// - Throws: ``RequestFault`` where the request has no idempotency key, or another request had it.
    func once(
        _ request: Request, _ context: Visitor, asking parts: [String],
        act: @escaping @Sendable (_ hasActed: Bool) async throws -> (HTTPResponse.Status, any Encodable)
    ) async throws -> Response {
        guard let key = context.key else { throw RequestFault(.unauthorized, Phrase("The request has no key.")) }
        let asked = [request.method.rawValue, request.uri.path, request.uri.query ?? ""] + parts
        let outcome = try await requests.once(try Self.idempotencyKey(request), Self.digest(asked), by: key) {
            hasActed in
            do {
                let (status, document) = try await act(hasActed)
                return RequestBook.Answer(status: status.code, text: try VersionedDocument(document).documentText())
            } catch {
                let problem = Problem(error, in: context.language)
                return RequestBook.Answer(status: problem.status.code, text: problem.text, isFinal: problem.isFinal)
            }
        }
        switch outcome {
        case .answered(let answer, let isRepeated):
            let repeated = HTTPField.Name("Idempotent-Replayed").map { [$0: "true"] } ?? [:]
            return api.response(
                HTTPResponse.Status(code: answer.status), answer.text, isRepeated ? repeated : [:])
        case .differs:
            throw RequestFault(
                .idempotencyKeyReused, Phrase("Another request was sent under this idempotency key."))
        case .underWay:
            throw RequestFault(.requestUnderWay, Phrase("The same request is being worked on."))
        }
    }

    /// - Throws: ``RequestFault`` where it is missing, or no text of 1 to 255 visible ASCII characters.
    static func idempotencyKey(_ request: Request) throws -> String {
        let key = HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] } ?? ""
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw RequestFault(
                .idempotencyKeyMissing,
                Phrase("A POST needs an Idempotency-Key of 1 to 255 visible ASCII characters. Nothing was changed."))
        }
        return key
    }

    /// The JSON object in a request, with its text.
    ///
    /// - Throws: ``RequestFault`` where it is something else or has another field, `DecodingError` where a field is
    ///   missing or wrong.
    func json<Body: APIBody>(_ type: Body.Type, of request: Request) async throws -> (Body, text: String) {
        let mediaType = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard mediaType?.filter({ $0 != " " }) == "application/json" else {
            throw RequestFault(
                .unsupportedMediaType, Phrase("This address takes application/json. Nothing was changed."))
        }
        let buffer: ByteBuffer
        do { buffer = try await request.shortBody(bytesMax: Self.bodyBytesMax) } catch let error as HTTPError {
            guard error.status == .contentTooLarge else { throw error }
            throw RequestFault(.tooLarge, Phrase("The request is too large. Nothing was changed."))
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let data = Data(buffer.readableBytesView)
        if let other = try decoder.decode(FieldNames.self, from: data).names.first(where: { !Body.fields.contains($0) })
        {
            throw RequestFault.badRequest(
                Phrase("This address takes no field \"\(other)\". Nothing was changed."))
        }
        return (try decoder.decode(type, from: data), String(buffer: buffer))
    }
}

/// What a program sends as a JSON object.
protocol APIBody: Decodable, Sendable {
    /// The names of its fields, as the properties have them.
    static var fields: Set<String> { get }
}

/// The fields of any object.
private struct FieldNames: Decodable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    let names: [String]

    init(from decoder: any Decoder) throws {
        names = try decoder.container(keyedBy: Name.self).allKeys.map(\.stringValue).sorted()
    }
}

/// Reads a parameter that is `true` or `false`.
///
/// - Throws: ``RequestFault`` where it is anything else.
func flag(_ name: String, of uri: URI) throws -> Bool {
    switch uri.queryParameters[Substring(name)] {
    case nil, "", "false": return false
    case "true": return true
    case let other?: throw RequestFault.badRequest(Phrase("\(name) is true or false, not \"\(other)\"."))
    }
}
