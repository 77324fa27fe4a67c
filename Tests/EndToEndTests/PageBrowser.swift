import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

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
        let process = Process()
        process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "TMPDIR": folder]
        process.executableURL = URL(filePath: driver)
        process.arguments = ["--port=\(port)"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer {
            _ = try? PlainGet.body(port: port, path: "/shutdown")
            // By force: a signal that this process ignores is ignored by what it starts as well.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        try await waitUntil("the browser is ready") { (try? PlainGet.body(port: port, path: "/status")) != nil }
        let started = try JSONSerialization.jsonObject(
            with: PlainGet.body(port: port, path: "/session", posting: options))
        let value = (started as? [String: Any])?["value"] as? [String: Any]
        let browser = PageBrowser(port: port, session: "/session/\(value?["sessionId"] as? String ?? "none")")
        try await body(browser)
        // The browser itself ends with its last window; the driver is shut down afterwards.
        _ = try? browser.command("/execute/sync", #"{"script":"window.close()","args":[]}"#)
    }

    func open(_ address: String) throws { try command("/url", #"{"url":"\#(address)"}"#) }

    /// Presses what a CSS selector finds.
    func click(_ selector: String) throws {
        let found = try JSONSerialization.jsonObject(
            with: PlainGet.body(
                port: port, path: session + "/element",
                posting: #"{"using":"css selector","value":"\#(selector)"}"#))
        let value = (found as? [String: Any])?["value"] as? [String: Any]
        try command("/element/\(value?[Self.elementKey] as? String ?? "none")/click", "{}")
    }

    private func command(_ path: String, _ body: String) throws {
        _ = try PlainGet.body(port: port, path: session + path, posting: body)
    }
}
