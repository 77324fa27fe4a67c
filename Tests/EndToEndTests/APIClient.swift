import Foundation
import FoundationNetworking
import Testing

/// A program that uses the HTTP API of `salur serve` with a key.
struct APIClient: Sendable {
    /// What came back, with what tests look at again and again.
    struct Answer: Sendable {
        let status: Int
        let text: String
        let headers: [String: String]

        var object: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
        }
        /// The code of a problem.
        var code: String? { object["code"] as? String }

        /// The object in these fields, one in the other.
        func object(_ path: String...) -> [String: Any] {
            path.reduce(object) { object, field in object[field] as? [String: Any] ?? [:] }
        }
    }

    let port: Int
    let key: String?
    private let session = URLSession(configuration: .ephemeral)

    init(port: Int, key: String?) {
        self.port = port
        self.key = key
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, nil, headers)
    }

    /// - Parameter once: the idempotency key; nil sends none.
    func post(
        _ path: String, _ body: [String: Any], once: String? = UUID().uuidString, headers: [String: String] = [:]
    ) async throws -> Answer {
        var all = ["Content-Type": "application/json"]
        all["Idempotency-Key"] = once
        let data = try JSONSerialization.data(withJSONObject: body, options: .sortedKeys)
        return try await send("POST", path, data, all.merging(headers) { _, new in new })
    }

    func upload(
        _ content: String, _ query: String = "fileName=gaji.csv", once: String? = UUID().uuidString,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        var all = ["Content-Type": "text/csv"]
        all["Idempotency-Key"] = once
        return try await send(
            "POST", "/batches?" + query, Data(content.utf8), all.merging(headers) { _, new in new })
    }

    func send(_ method: String, _ path: String, _ body: Data?, _ headers: [String: String]) async throws -> Answer {
        guard let url = URL(string: "http://127.0.0.1:\(port)/api/v1\(path)") else {
            throw PlainGet(description: "\(path) is no path")
        }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body
        if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await session.data(for: request)
        let answer = response as? HTTPURLResponse
        let fields = (answer?.allHeaderFields ?? [:]).map { ("\($0.key)".lowercased(), "\($0.value)") }
        return Answer(
            status: answer?.statusCode ?? 0, text: String(decoding: data, as: UTF8.self),
            headers: Dictionary(fields) { first, _ in first })
    }
}

extension World {
    /// Adds a key.
    ///
    /// - Returns: what a program sends.
    func key(_ name: String, _ rights: String..., options: [String] = []) async throws -> String {
        struct Added: Decodable {
            let key: String
        }
        let words = ["key", "add", name] + rights.flatMap { ["--right", $0] } + options + ["--json"]
        return try await salur(words).json(Added.self).key
    }
}
