import Foundation
import Subprocess
import SystemPackage

/// A headless Chromium that a test drives over WebDriver, as a customer uses the pages of the bank.
struct PageBrowser: Sendable {
    static let driver = "/usr/bin/chromedriver"

    /// Whether this machine has one (Debian: chromium and chromium-driver).
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: driver) }

    private static let elementKey = "element-6066-11e4-a52e-4f735466cecf"
    private static let options =
        #"{"capabilities":{"alwaysMatch":{"goog:chromeOptions":{"args":["--headless=new","--no-sandbox","#
        + #""--disable-gpu","--disable-dev-shm-usage"]}}}}"#

    private let port: UInt16
    private let session: String

    /// Runs a browser in a folder of its own for as long as `body` takes.
    static func withRunning(_ world: World, _ body: (PageBrowser) async throws -> Void) async throws {
        let folder = world.path("browser")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let port = UInt16(try Port.free())
        var session = PlatformOptions()
        session.createSession = true
        // What the driver prints goes nowhere: the browser outlives it by a moment, and would keep a pipe open.
        _ = try await Subprocess.run(
            .path(FilePath(driver)), arguments: ["--port=\(port)"],
            environment: .custom(["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "\(folder)", "TMPDIR": "\(folder)"]),
            platformOptions: session, input: .none, output: .discarded, error: .discarded
        ) { execution in
            // The browser is of the session of the driver.
            defer { try? execution.send(signal: .kill, toProcessGroup: true) }
            try await waitUntil("the browser is ready") { (try? PlainGet.body(port: port, path: "/status")) != nil }
            try await body(PageBrowser(port: port, session: try newWindow(port: port)))
            _ = try? PlainGet.body(port: port, path: "/shutdown")
        }
    }

    /// The path of the commands to a window that has been opened.
    private static func newWindow(port: UInt16) throws -> String {
        let started = try JSONSerialization.jsonObject(
            with: PlainGet.body(port: port, path: "/session", posting: options))
        let value = (started as? [String: Any])?["value"] as? [String: Any]
        return "/session/\(value?["sessionId"] as? String ?? "none")"
    }

    func open(_ address: String) throws { try command("/url", #"{"url":"\#(address)"}"#) }

    /// Presses what a CSS selector finds.
    func click(_ selector: String) throws { try command("/element/\(element(selector))/click", "{}") }

    /// Types into what a CSS selector finds; into a field for a file, its path.
    func type(_ text: String, into selector: String) throws {
        let json = String(decoding: try JSONEncoder().encode(["text": text]), as: UTF8.self)
        try command("/element/\(element(selector))/value", json)
    }

    /// Empties a field.
    func clear(_ selector: String) throws { try command("/element/\(element(selector))/clear", "{}") }

    /// The text of the page as a person sees it.
    func text() throws -> String { try value("/element/\(element("body"))/text") as? String ?? "" }

    /// How many parts of the page a CSS selector finds.
    func count(_ selector: String) throws -> Int {
        (try value("/elements", finding: selector) as? [Any])?.count ?? 0
    }

    /// Makes the window as wide as a phone, or as a screen.
    func resize(width: Int, height: Int) throws {
        try command("/window/rect", #"{"width":\#(width),"height":\#(height)}"#)
    }

    /// Whether the page is wider than its window, so that a person would have to push it sideways.
    func isWiderThanItsWindow() throws -> Bool {
        let script = "return document.documentElement.scrollWidth > document.documentElement.clientWidth"
        let json = String(decoding: try JSONEncoder().encode(Script(script: script)), as: UTF8.self)
        return try value("/execute/sync", posting: json) as? Bool ?? true
    }

    private struct Script: Encodable {
        let script: String
        let args: [String] = []
    }

    private func element(_ selector: String) throws -> String {
        let found = try value("/element", finding: selector) as? [String: Any]
        return found?[Self.elementKey] as? String ?? "none"
    }

    private func value(_ path: String, finding selector: String) throws -> Any? {
        let json = try JSONEncoder().encode(["using": "css selector", "value": selector])
        return try value(path, posting: String(decoding: json, as: UTF8.self))
    }

    private func value(_ path: String, posting json: String? = nil) throws -> Any? {
        let answer = try PlainGet.body(port: port, path: session + path, posting: json)
        return (try JSONSerialization.jsonObject(with: answer) as? [String: Any])?["value"]
    }

    private func command(_ path: String, _ body: String) throws {
        _ = try PlainGet.body(port: port, path: session + path, posting: body)
    }
}
