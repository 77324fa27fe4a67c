internal import Crypto
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Operations
internal import PayoutCore
internal import Wording

/// Finds out who asks, before any page does.
struct Gate: RouterMiddleware {
    static let session = "salur_session"
    static let languageChoice = "salur_language"

    let people: People
    let reply: PageReply
    let api: APIReply

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        var context = context
        // Only a method that nobody knows comes past the addresses of the API.
        guard !request.uri.path.hasPrefix(APIRoute.root + "/") else {
            return api.problem(APIRoute.unknown(request.method), in: Self.preferredLanguage(of: request))
        }
        context.language = Self.language(of: request)
        do {
            if let token = request.cookies[Self.session]?.value {
                context.person = try await people.signedIn(token: token)
            }
            return try await next(request, context)
        } catch let failure as CommandFailure {
            return reply.failure(failure, context)
        } catch let fault as RequestFault {
            return reply.message(
                fault.phrase, title: Phrase("That did not work"), status: fault.code.status, context)
        } catch let error as HTTPError {
            return reply.message(
                Phrase("The request could not be read. Go back and try again."), title: Phrase("Not understood"),
                status: error.status, context)
        }
    }

    /// The language that was chosen, else that of the browser.
    private static func language(of request: Request) -> Language {
        if let chosen = request.cookies[languageChoice]?.value, let language = Language(rawValue: chosen) {
            return language
        }
        return preferredLanguage(of: request)
    }

    /// The first language that the browser or program names.
    static func preferredLanguage(of request: Request) -> Language {
        let wanted = request.headers[.acceptLanguage]?.split(separator: ",").first.map(String.init) ?? ""
        return Language(locale: wanted)
    }
}

/// Lets in whoever has signed in and has the right, and no form from elsewhere.
struct Guarded: RouterMiddleware {
    let right: Right
    let reply: PageReply

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        guard context.person != nil else {
            return request.method == .get || request.method == .head
                ? .redirect(to: "/sign-in") : reply.forbidden(context)
        }
        guard context.may(right) else { return reply.forbidden(context) }
        return try await next(request, context)
    }
}

extension Visitor {
    /// Whether a form was made for this session.
    func isOwnForm(_ token: String) -> Bool {
        guard let person else { return false }
        // Compared in a time that says nothing about how much of it was right.
        return SHA256.hash(data: Array(token.utf8)) == SHA256.hash(data: Array(person.formToken.utf8))
    }

    /// The form of a request that changes something.
    ///
    /// - Throws: an `HTTPError` where it was made for another session, or comes from another site.
    func ownForm(_ request: Request, bytesMax: Int = Form.bytesMax) async throws -> Form {
        try Self.requireSameSite(request)
        let form = try await Form(request, bytesMax: bytesMax)
        guard isOwnForm(form.exact("form_token")) else { throw HTTPError(.forbidden) }
        return form
    }

    /// Refuses what a page of another site has sent: browsers name that site.
    static func requireSameSite(_ request: Request) throws {
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name], site == "cross-site" {
            throw HTTPError(.forbidden)
        }
        guard let origin = request.headers[.origin], origin != "null" else { return }
        guard let host = request.head.authority, origin.hasSuffix("//" + host) else { throw HTTPError(.forbidden) }
    }
}
