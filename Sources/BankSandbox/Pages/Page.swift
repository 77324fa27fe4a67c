import PayoutCore

/// A page of the simulated bank for a browser: plain HTML, no script.
enum Page {
    private static let head = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <style>body{font:16px sans-serif;max-width:32em;margin:2em auto;padding:0 1em}
        button,select,input{font:inherit;margin:.3em .3em .3em 0;padding:.4em .8em}</style>
        """

    /// A whole page. `content` is HTML: texts in it must be escaped.
    static func reply(status: Int = 200, title: String, content: String) -> Reply {
        let html = """
            \(head)<title>\(escaped(title))</title></head>
            <body><h1>\(escaped(title))</h1>
            \(content)
            <p><small>The simulated bank of Salur. No money moves.</small></p></body></html>

            """
        return Reply(status: status, body: Array(html.utf8), contentType: "text/html; charset=utf-8")
    }

    /// A page that says one sentence.
    static func message(status: Int = 200, title: String, _ sentence: String) -> Reply {
        reply(status: status, title: title, content: "<p id=\"message\">\(escaped(sentence))</p>")
    }

    /// A form that sends the pressed button as `choice`. `fields` is HTML.
    static func form(fields: String = "", buttons: [(choice: String, text: String)]) -> String {
        let buttons = buttons.map {
            "<button id=\"\($0.choice)\" name=\"choice\" value=\"\($0.choice)\">\(escaped($0.text))</button>"
        }
        return "<form method=\"post\">\n\(fields)\n<p>\(buttons.joined(separator: "\n"))</p>\n</form>"
    }

    /// Sends the browser to an address of the merchant, or says how it ended where there is none.
    static func end(at address: String?, title: String, _ sentence: String) -> Reply {
        guard let address else { return message(title: title, sentence) }
        var reply = message(status: 303, title: title, sentence)
        reply.location = address
        return reply
    }

    /// Text as HTML shows it.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}

extension Bank {
    /// Answers a browser on one of the bank's pages; nil where the path is none.
    mutating func visit(_ request: IncomingRequest, at now: Timestamp) -> Reply? {
        switch request.path {
        case Self.bindingPagePath: visitBinding(request, at: now)
        case Self.registrationPagePath: visitRegistration(request, at: now)
        case Self.challengePagePath: visitChallenge(request, at: now)
        default: nil
        }
    }
}
