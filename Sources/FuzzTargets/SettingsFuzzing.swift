internal import Ayoconnect
internal import Dispatch
internal import PayoutCore
internal import SNAP
internal import SalurSettings
internal import Synchronization
internal import Wording

/// Settings: all that is wrong is named at once, in sentences, without the secret; what is right lies within limits.
/// The text before the first zero byte is `salur.yaml`; after it come lines of NAME=VALUE, the environment.
enum SettingsFuzzing {
    static func check(_ input: [UInt8]) throws(BrokenProperty) {
        let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        let path = try Scratch.write("salur.yaml", parts.first ?? [])
        try Scratch.write("client-secret.txt", Array(secret.utf8))
        let environment = environment(in: parts.count > 1 ? parts[1] : [])
        let outcome = load(environment: environment, path: path)
        let mayShowSecret = String(decoding: input, as: UTF8.self).contains(secret)
        switch outcome {
        case .failure(let error):
            try demand(!error.problems.isEmpty, "settings are refused without a reason")
            try demandSentence(error.phrase)
            try demand(mayShowSecret || !error.phrase.english.contains(secret), "the client secret is shown")
        case .success(let settings):
            try demandSense(of: settings)
            var shown = settings.warnings.map(\.english).joined(separator: "\n") + String(reflecting: settings)
            if case .failure(let error) = settings.bank { shown += error.phrase.english }
            try demand(mayShowSecret || !shown.contains(secret), "the client secret is shown")
        }
    }

    private static let secret = "zQ7-not-to-be-shown-9Kx"

    private static func environment(in text: ArraySlice<UInt8>) -> [String: String] {
        let lines = text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        let pairs = lines.compactMap { line -> (String, String)? in
            line.firstIndex(of: "=").map { (String(line[..<$0]), String(line[line.index(after: $0)...])) }
        }
        // Where the input sets no secret, there is one all the same, so that it could be shown by mistake.
        return Dictionary([("SALUR_AYOCONNECT_CLIENT_SECRET", secret)] + pairs) { _, last in last }
    }

    private static func demandSense(of settings: Settings) throws(BrokenProperty) {
        try demand((1...1024).contains(settings.concurrency), "concurrency \(settings.concurrency)")
        let windows = settings.concurrency...max(settings.concurrency, 100_000)
        try demand(windows.contains(settings.window), "window \(settings.window)")
        if let rate = settings.ratePerSecond { try demand((1...100_000).contains(rate), "rate \(rate)") }
        let policy = settings.policy
        let waits = [
            policy.validationWait, policy.transferWait, policy.pollInterval, policy.notFoundAfter,
            settings.settleTimeout, settings.duplicateWindow, settings.expireAfter ?? .seconds(1),
        ]
        let isSensible = waits.allSatisfy { $0 > .zero && $0 <= .seconds(366 * 86_400) }
        try demand(isSensible, "waits of \(waits)")
        try demand((1...100).contains(policy.validationAttempts), "\(policy.validationAttempts) attempts")
        if let window = settings.cutOff {
            try demand(CutOffWindow(window.description) == window, "the cut-off window \(window) is read differently")
        }
        try demand((0...65_535).contains(settings.callbacks.port), "port \(settings.callbacks.port)")
        try demand(!settings.callbacks.host.isEmpty && !settings.ledgerPath.isEmpty, "an empty host or path")
        switch settings.callbacks.proof {
        case .symmetric, .asymmetric: break
        case .asymmetricTimestamp, .none:
            let isGuarded = settings.callbacks.isLoopback || settings.callbacks.allowFrom != nil
            try demand(isGuarded, "anyone may send callbacks that prove nothing")
        }
    }

    /// Loading is asynchronous and the search for inputs is not: this thread, which has nothing else to do, waits.
    private static func load(environment: [String: String], path: String) -> Result<Settings, SettingsError> {
        let box = Box()
        let done = DispatchSemaphore(value: 0)
        Task {
            do throws(SettingsError) {
                box.put(.success(try await Settings.load(environment: environment, file: path)))
            } catch {
                box.put(.failure(error))
            }
            done.signal()
        }
        done.wait()
        return box.take()
    }

    /// What the loading task leaves for the waiting thread.
    private final class Box: Sendable {
        private let outcome = Mutex<Result<Settings, SettingsError>?>(nil)

        func put(_ result: Result<Settings, SettingsError>) { outcome.withLock { $0 = result } }

        func take() -> Result<Settings, SettingsError> {
            guard let result = outcome.withLock({ $0 }) else { preconditionFailure("taken before it was put") }
            return result
        }
    }
}
