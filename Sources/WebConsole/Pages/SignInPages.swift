internal import HTTPTypes
internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import SalurSettings
internal import Wording

extension Console {
    /// Signing in and out, and the choice of the language: the pages that need no person.
    func addSignIn(to router: Router<Visitor>) {
        router.get("/sign-in") { _, context -> Response in
            context.person == nil ? signIn(context) : Response.redirect(to: "/")
        }
        router.post("/sign-in") { request, context -> Response in
            try Visitor.requireSameSite(request)
            let form = try await Form(request)
            let outcome = try await people.signIn(
                form["name"], password: form.exact("password"), code: form["code"].isEmpty ? nil : form["code"],
                from: addresses.counted(address(of: request, context)))
            switch outcome {
            case .signedIn(let token):
                var response = Response.redirect(to: "/")
                response.setCookie(cookie(Gate.session, value: token))
                return response
            case .needsCode: return signIn(context, name: form["name"], needsCode: true)
            case .refused:
                return signIn(
                    context, name: form["name"], Phrase("The name, the password or the code is wrong."),
                    needsCode: !form["code"].isEmpty)
            case .locked(let until):
                return signIn(
                    context, name: form["name"],
                    Phrase(
                        """
                        There were too many wrong passwords for this name, or from where you are. Try again after \
                        \(JakartaTime(until).display), or ask who manages the accounts of Salur to unlock you.
                        """))
            }
        }
        router.post("/sign-out") { request, context -> Response in
            _ = try await context.ownForm(request)
            if let token = request.cookies[Gate.session]?.value { try await people.signOut(token: token) }
            var response = Response.redirect(to: "/sign-in")
            response.setCookie(cookie(Gate.session, value: "", maxAge: 0))
            return response
        }
        router.get("/language/{language}") { request, context -> Response in
            guard let language = context.parameters.get("language").flatMap({ Language(rawValue: $0) }) else {
                return reply.notFound(context)
            }
            var response = Response.redirect(to: Self.localPath(request.headers[.referer]) ?? "/")
            response.setCookie(cookie(Gate.languageChoice, value: language.rawValue, maxAge: 31_536_000))
            return response
        }
    }

    private func signIn(
        _ context: Visitor, name: String = "", _ fault: Phrase? = nil, needsCode: Bool = false
    ) -> Response {
        reply.page(
            "sign_in", title: Phrase("Sign in"), context, status: fault == nil ? .ok : .unauthorized,
            [
                "name": name, "fault": fault.map { context.text($0) } ?? "", "hasFault": fault != nil,
                "needsCode": needsCode,
            ])
    }

    private func cookie(_ name: String, value: String, maxAge: Int? = nil) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: maxAge, path: "/", secure: settings.service.isEncrypted, httpOnly: true,
            sameSite: .strict)
    }

    /// The path of an address of ours, so that nobody is led elsewhere.
    private static func localPath(_ address: String?) -> String? {
        guard let address, let scheme = address.firstIndex(of: ":"),
            address[scheme...].hasPrefix("://")
        else { return nil }
        let path = address[scheme...].dropFirst(3).drop { $0 != "/" }
        // Browsers read a backslash as a slash.
        return path.hasPrefix("/") && !path.hasPrefix("//") && !path.contains("\\") ? String(path) : nil
    }
}
