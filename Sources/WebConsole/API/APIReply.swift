internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Operations
internal import PayoutCore
internal import Presentation
internal import Wording

/// Makes answers of documents and of failures.
struct APIReply: Sendable {
    let isEncrypted: Bool

    private static let problemType = "application/problem+json"

    /// The answer to a request that only reads.
    func document(_ document: some Encodable) throws -> Response {
        response(.ok, try VersionedDocument(document).documentText())
    }

    /// An answer with the text of a document, or of a problem where the status says so.
    func response(_ status: HTTPResponse.Status, _ text: String, _ more: [HTTPField.Name: String] = [:]) -> Response {
        var headers: HTTPFields = [
            .contentType: status.code < 400 ? "application/json" : Self.problemType, .cacheControl: "no-store",
            .xContentTypeOptions: "nosniff",
        ]
        if isEncrypted { headers[.strictTransportSecurity] = "max-age=31536000" }
        for (name, value) in more { headers[name] = value }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// The answer to a request that failed.
    func problem(_ error: any Error, in language: Language) -> Response {
        let problem = Problem(error, in: language)
        return response(problem.status, problem.text, problem.headers)
    }
}

/// What went wrong with a request, as RFC 9457 has it.
struct Problem {
    struct Document: Encodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
        let code: String
        let whatToDo: String
    }

    let status: HTTPResponse.Status
    let text: String
    private(set) var headers: [HTTPField.Name: String] = [:]
    /// Whether the same request must be refused in the same way from now on.
    let isFinal: Bool

    init(_ error: any Error, in language: Language) {
        let (code, phrase, whatToDo): (String, Phrase, Phrase)
        switch Self.known(error) {
        case let fault as RequestFault:
            (code, phrase, whatToDo) = (fault.code.rawValue, fault.phrase, fault.code.whatToDo)
            status = fault.code.status
            isFinal = true
            if let allowed = fault.allowed { headers[.allow] = allowed }
            switch fault.code {
            case .unauthorized: headers[.wwwAuthenticate] = "Bearer realm=\"salur\""
            case .requestUnderWay, .tooManyRequests: headers[.retryAfter] = "1"
            case _: break
            }
        case let error:
            let failure = CommandFailure(error)
            (code, phrase, whatToDo) = (failure.code.rawValue, failure.phrase, failure.whatToDo)
            status = failure.status.httpStatus
            // Whatever another process or the disk has kept from being done is tried again.
            isFinal = status.code < 500 && failure.code != .ledgerLocked
        }
        let document = Document(
            type: "urn:salur:problem:\(code)", title: code.replacing("_", with: " "), status: status.code,
            detail: phrase.text(in: language), code: code, whatToDo: whatToDo.text(in: language))
        text = (try? document.documentText()) ?? ""
    }

    /// What the server or a decoder says, as a fault of the request.
    private static func known(_ error: any Error) -> any Error {
        switch error {
        case let error as HTTPError where error.status == .contentTooLarge:
            RequestFault(.tooLarge, Phrase("The request is too large. Nothing was changed."))
        case is HTTPError: RequestFault.badRequest(Phrase("The request cannot be read. Nothing was changed."))
        case is DecodingError:
            RequestFault.badRequest(
                Phrase("The body is no JSON object with the fields that this address needs. Nothing was changed."))
        default: error
        }
    }
}
