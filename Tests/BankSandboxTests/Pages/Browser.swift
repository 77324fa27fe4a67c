import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Subprocess
import SystemPackage

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
        let port = try await freePort()
        var session = PlatformOptions()
        session.createSession = true
        // What the driver prints goes nowhere: the browser outlives it by a moment, and would keep a pipe open.
        _ = try await Subprocess.run(
            .path(FilePath(driver)), arguments: ["--port=\(port)"],
            environment: .custom([
                "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "\(folder.path)", "TMPDIR": "\(folder.path)",
            ]),
            platformOptions: session, input: .none, output: .discarded, error: .discarded
        ) { execution in
            // By force, and with the browser, which is of the session of the driver.
            defer { try? execution.send(signal: .kill, toProcessGroup: true) }
            let base = "http://127.0.0.1:\(port)"
            try await waitUntilReady(http, base)
            let started = try await answer(http, .POST, base + "/session", options)
            let browser = Browser(
                http: http, session: "\(base)/session/\(JSONFields(started)["value.sessionId"] ?? "none")")
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

    /// The driver answers a moment after it has begun.
    private static func waitUntilReady(_ http: HTTPClient, _ base: String) async throws {
        for _ in 1...100 {
            if (try? await answer(http, .GET, base + "/status")) != nil { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Failure(description: "the driver of the browser does not answer at \(base)")
    }

    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// A port that is free on this machine: the driver, left to itself, may choose one that is not.
    private static func freePort() async throws -> Int {
        let group = MultiThreadedEventLoopGroup.singleton
        let channel = try await ServerBootstrap(group: group).bind(host: "127.0.0.1", port: 0).get()
        defer { channel.close(promise: nil) }
        guard let port = channel.localAddress?.port else { throw Failure(description: "no port is free") }
        return port
    }
}
