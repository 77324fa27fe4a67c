import Foundation
import FoundationNetworking
import Subprocess

/// A person at the console who has no browser: pages and forms over HTTP, with the cookies of a session.
struct ConsoleClient: Sendable {
    struct Page: Sendable {
        let status: Int
        let text: String
        /// Where the answer came from, after redirections.
        let path: String
        let headers: [String: String]
    }

    static func password(of name: String) -> String { "a long secret of \(name)" }

    private let session = URLSession(configuration: .ephemeral)
    private let port: Int

    init(port: Int) { self.port = port }

    /// Signs in with the password of ``password(of:)``.
    init(port: Int, as name: String) async throws {
        self.port = port
        _ = try await post("/sign-in", ["name": name, "password": Self.password(of: name)], token: "")
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Page {
        try await send("GET", path, nil, headers)
    }

    /// - Parameter token: of the form; nil takes that of the session.
    func post(
        _ path: String, _ fields: [String: String], token: String? = nil, headers: [String: String] = [:]
    ) async throws -> Page {
        var fields = fields
        fields["form_token"] = if let token { token } else { try await formToken() }
        let body = fields.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
        let type = ["Content-Type": "application/x-www-form-urlencoded"].merging(headers) { _, new in new }
        return try await send("POST", path, Data(body.utf8), type)
    }

    func upload(
        _ content: Data, named fileName: String, _ fields: [String: String] = [:], token: String? = nil
    ) async throws -> Page {
        var fields = fields
        fields["form_token"] = if let token { token } else { try await formToken() }
        var body = Data()
        for (name, value) in fields {
            body += Data("--x7\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        let header = "Content-Disposition: form-data; name=\"file\"; filename=\"\(fileName)\""
        body += Data("--x7\r\n\(header)\r\nContent-Type: text/csv\r\n\r\n".utf8)
        body += content + Data("\r\n--x7--\r\n".utf8)
        return try await send("POST", "/upload", body, ["Content-Type": "multipart/form-data; boundary=x7"])
    }

    func formToken() async throws -> String {
        let page = try await get("/").text
        guard let start = page.range(of: "name=\"form_token\" value=\"") else { return "" }
        return String(page[start.upperBound...].prefix { $0 != "\"" })
    }

    private func send(
        _ method: String, _ path: String, _ body: Data?, _ headers: [String: String]
    ) async throws -> Page {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else {
            throw PlainGet(description: "\(path) is no path")
        }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await session.data(for: request)
        let answer = response as? HTTPURLResponse
        let fields = (answer?.allHeaderFields ?? [:]).map { ("\($0.key)".lowercased(), "\($0.value)") }
        return Page(
            status: answer?.statusCode ?? 0, text: String(decoding: data, as: UTF8.self),
            path: response.url?.path ?? "", headers: Dictionary(fields) { first, _ in first })
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension World {
    /// Runs `salur serve` for as long as `body` takes, with people who may sign in.
    ///
    /// - Parameter people: each with a role.
    func withService<Result: Sendable>(
        _ bank: Bank, people: KeyValuePairs<String, String>, settings: [String: String?] = [:],
        _ body: (_ port: Int, Running) async throws -> Result
    ) async throws -> Result? {
        for (name, role) in people {
            try write(ConsoleClient.password(of: name) + "\n", to: "password")
            _ = try await salur(
                ["user", "add", name, "--role", role, "--password-file", "password"], bank: bank, settings: settings)
        }
        let port = try Port.free()
        let all = Self.patient.merging(settings) { _, new in new }
            .merging(["SALUR_SERVICE_LISTEN": "127.0.0.1:\(port)"]) { _, new in new }
        var result: Result?
        let ended = try await salur(["serve"], bank: bank, settings: all) { running in
            try await waitUntil("the console is there") {
                (try? PlainGet.body(port: UInt16(port), path: "/healthz")) != nil || running.hasEnded
            }
            guard !running.hasEnded else { return }
            // A service that a failing test leaves running would keep the test from ever ending.
            defer { running.send(.terminate) }
            result = try await body(port, running)
        }
        if result == nil { throw PlainGet(description: "the service did not begin: \(ended)") }
        return result
    }
}
