internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Operations
internal import PayoutCore
internal import Wording

/// Makes answers of templates, each with the headers that keep a page from being misused.
struct PageReply: Sendable {
    let shelf: TemplateShelf
    /// Whether people reach the console through TLS.
    let isEncrypted: Bool

    /// Nothing from outside, nothing inline, no frames, no forms to elsewhere.
    static let policy = """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
        form-action 'self'; frame-ancestors 'none'; base-uri 'none'
        """

    /// - Parameters:
    ///   - content: what the template shows; texts are escaped by it.
    ///   - isLive: whether the page is loaded again every few seconds where scripts are off.
    func page(
        _ template: String, title: Phrase, _ visitor: Visitor, status: HTTPResponse.Status = .ok,
        isLive: Bool = false, _ content: [String: Any] = [:]
    ) -> Response {
        var content = content
        content["title"] = visitor.text(title)
        content["language"] = visitor.language.rawValue
        content["isEnglish"] = visitor.language == .english
        content["isLive"] = isLive
        if let person = visitor.person {
            content["person"] = person.name
            content["roles"] = person.roles.map(\.rawValue).sorted().joined(separator: ", ")
            content["formToken"] = person.formToken
            content["maySubmit"] = visitor.may(.submit)
            content["mayApprove"] = visitor.may(.approve)
            content["mayOperate"] = visitor.may(.operate)
        }
        let html = shelf.page(template, content, in: visitor.language) ?? ""
        return Response(
            status: status, headers: headers(contentType: "text/html; charset=utf-8"),
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// A page that says in one sentence what happened, and where to go on.
    func message(
        _ phrase: Phrase, title: Phrase, status: HTTPResponse.Status, back: String = "/", _ visitor: Visitor
    ) -> Response {
        page("message", title: title, visitor, status: status, ["message": visitor.text(phrase), "back": back])
    }

    /// The page of a failure.
    func failure(_ failure: CommandFailure, back: String = "/", _ visitor: Visitor) -> Response {
        message(
            failure.phrase, title: Phrase("That did not work"), status: failure.status.httpStatus, back: back, visitor)
    }

    func forbidden(_ visitor: Visitor) -> Response {
        let seesNothing = visitor.person != nil && !visitor.may(.look)
        return message(
            seesNothing
                ? Phrase("Your role manages people with: salur user. It sees no payments.")
                : Phrase("Your role does not allow this. Nothing was changed. Ask who manages the accounts of Salur."),
            title: Phrase("Not allowed"), status: .forbidden, visitor)
    }

    func notFound(_ visitor: Visitor) -> Response {
        message(Phrase("There is no such page."), title: Phrase("Not found"), status: .notFound, visitor)
    }

    func headers(contentType: String, policy: String = PageReply.policy) -> HTTPFields {
        var headers: HTTPFields = [
            .contentType: contentType, .cacheControl: "no-store", .contentSecurityPolicy: policy,
            .xContentTypeOptions: "nosniff",
        ]
        for (name, value) in [("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin")] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        if isEncrypted { headers[.strictTransportSecurity] = "max-age=31536000" }
        return headers
    }
}

extension OutcomeKind {
    /// What a program that reads the answer of a page is to make of it.
    var httpStatus: HTTPResponse.Status {
        switch self {
        case .success: .ok
        case .usage, .badFile: .unprocessableContent
        case .notSettled, .notAllPaid, .stopped: .conflict
        case .bankUnreachable, .ledgerFailed, .cannotWrite: .serviceUnavailable
        case .internalError, .badSettings: .internalServerError
        }
    }
}
