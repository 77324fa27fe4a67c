internal import NIOCore
internal import NIOHTTP1

/// A request as far as it has come in.
struct CallbackRequest {
    let route: CallbackRoute
    /// The request target: what was signed.
    let target: String
    private(set) var body = ByteBuffer()
    /// Whether the connection ends with the answer.
    var isLast: Bool
    /// Whether the answer is to have no body.
    let wantsHeadOnly: Bool
    /// What the sender says of the length of the body; nil where it says nothing.
    let announcedBytes: Int?
    /// Whether the sender keeps the body until it is told to go on.
    let waitsForContinue: Bool
    private let headers: HTTPHeaders

    init(_ head: HTTPRequestHead) {
        target = Self.path(of: head.uri)
        route = CallbackRoute(method: head.method.rawValue, target: target)
        isLast = !head.isKeepAlive || head.version != .http1_1
        wantsHeadOnly = head.method == .HEAD
        announcedBytes = head.headers.first(name: "Content-Length").flatMap { Int($0) }
        // HTTP/1.0 knows no interim answers, and a sender of it waits for none.
        waitsForContinue =
            head.version == .http1_1
            && head.headers[canonicalForm: "Expect"].contains { $0.lowercased() == "100-continue" }
        headers = head.headers
    }

    /// The value of a header; several of one name are one value, which then proves nothing.
    func header(_ name: String) -> String? {
        let values = headers[name]
        return values.count > 1 ? values.joined(separator: ", ") : values.first
    }

    /// Takes in a part of the body; false, with nothing kept, where it becomes longer than `bytesMax`.
    mutating func append(_ part: ByteBuffer, bytesMax: Int) -> Bool {
        guard body.readableBytes + part.readableBytes <= bytesMax else {
            body.clear()
            return false
        }
        if body.readableBytes == 0 {
            body = part
        } else {
            var part = part
            body.writeBuffer(&part)
        }
        return true
    }

    /// A proxy may name the whole address (RFC 9112, section 3.2.2); its path is what counts.
    private static func path(of target: String) -> String {
        guard !target.hasPrefix("/") else { return target }
        for scheme in ["http://", "https://"] where target.lowercased().hasPrefix(scheme) {
            return String(target.dropFirst(scheme.count).drop { $0 != "/" })
        }
        return target
    }
}

/// What a request is answered with.
struct CallbackAnswer {
    let status: HTTPResponseStatus
    let headers: HTTPHeaders
    let body: String

    private init(_ status: HTTPResponseStatus, _ headers: HTTPHeaders, _ body: String) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    static func empty(_ status: HTTPResponseStatus, allow: String? = nil) -> CallbackAnswer {
        var headers: HTTPHeaders = ["Content-Length": "0"]
        if let allow { headers.add(name: "Allow", value: allow) }
        return CallbackAnswer(status, headers, "")
    }

    static func text(_ status: HTTPResponseStatus, _ text: String) -> CallbackAnswer {
        of(status, type: "text/plain; charset=utf-8", text)
    }

    static func json(_ text: String) -> CallbackAnswer { of(.ok, type: "application/json", text) }

    private static func of(_ status: HTTPResponseStatus, type: String, _ text: String) -> CallbackAnswer {
        CallbackAnswer(status, ["Content-Type": type, "Content-Length": String(text.utf8.count)], text)
    }
}
