import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A headless Chromium, driven over WebDriver by the chromedriver that comes with it.
struct Browser: Sendable {
    static let driver = "/usr/bin/chromedriver"

    /// Whether this machine has one.
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: driver) }

    private static let elementKey = "element-6066-11e4-a52e-4f735466cecf"
    private static let options =
        #"{"capabilities":{"alwaysMatch":{"goog:chromeOptions":{"args":["--headless=new","--no-sandbox","#
        + #""--disable-gpu","--disable-dev-shm-usage"]}}}}"#

    private let http: HTTPClient
    private let session: String

    /// Runs a browser for as long as `body` takes.
    static func withRunning(_ http: HTTPClient, _ body: (Browser) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "TMPDIR": folder.path]
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: driver)
        process.arguments = ["--port=0"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // By force: a signal that this process ignores is ignored by what it starts as well.
        defer {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            // The driver prints more, and would end if nobody could read that.
            withExtendedLifetime(output) {}
        }
        let base = "http://127.0.0.1:\(await port(from: output))"
        let started = try await answer(http, .POST, base + "/session", options)
        let identifier = JSONFields(started)["value.sessionId"] ?? "none"
        let browser = Browser(http: http, session: "\(base)/session/\(identifier)")
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(browser))
        } catch {
            result = .failure(error)
        }
        _ = try? await answer(http, .DELETE, browser.session)
        _ = try? await answer(http, .GET, base + "/shutdown")
        try result.get()
    }

    func open(_ address: String) async throws { try await command("/url", #"{"url":"\#(address)"}"#) }

    /// The address that the browser shows.
    func address() async throws -> String? { try await fields("/url")["value"] }

    /// Presses what a CSS selector finds.
    func click(_ selector: String) async throws {
        try await command("/element/\(try await find(selector))/click", "{}")
    }

    /// The text of what a CSS selector finds.
    func text(_ selector: String) async throws -> String? {
        try await fields("/element/\(try await find(selector))/text")["value"]
    }

    private func find(_ selector: String) async throws -> String {
        let body = #"{"using":"css selector","value":"\#(selector)"}"#
        let found = try await Self.answer(http, .POST, session + "/element", body)
        return JSONFields(found)["value.\(Self.elementKey)"] ?? "none"
    }

    private func command(_ path: String, _ body: String) async throws {
        _ = try await Self.answer(http, .POST, session + path, body)
    }

    private func fields(_ path: String) async throws -> JSONFields {
        JSONFields(try await Self.answer(http, .GET, session + path))
    }

    private static func answer(
        _ http: HTTPClient, _ method: HTTPMethod, _ address: String, _ body: String? = nil
    ) async throws -> String {
        var request = HTTPClientRequest(url: address)
        request.method = method
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(Array(body.utf8))
        }
        let response = try await http.execute(request, timeout: .seconds(60))
        return String(buffer: try await response.body.collect(upTo: 8 * 1024 * 1024))
    }

    /// The driver says on which port it listens.
    private static func port(from output: Pipe) async -> Int {
        let (pieces, feed) = AsyncStream.makeStream(of: String.self)
        output.fileHandleForReading.readabilityHandler = { handle in
            let piece = handle.availableData
            if piece.isEmpty { feed.finish() } else { feed.yield(String(decoding: piece, as: UTF8.self)) }
        }
        defer { output.fileHandleForReading.readabilityHandler = nil }
        var text = ""
        for await piece in pieces {
            text += piece
            if let match = text.firstMatch(of: /started successfully on port ([0-9]+)\./) { return Int(match.1) ?? 0 }
        }
        return 0
    }
}
