import Ayoconnect
import FoundationEssentials
import Operations
import SNAP
import SalurSettings
import Testing
import Wording

/// A folder of its own for one test of settings, with a private key in it; removed at the end.
final class SettingsFixture: Sendable {
    let folder: String
    static let secret = "s3cret-that-nobody-may-see"
    private static let key = Result { try SNAPPrivateKey.generate() }

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "salur-settings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        folder = url.path
        try write("key.pem", Self.key.get().pem)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Writes a file that only we may read, and answers its path.
    @discardableResult func write(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        let path = folder + "/" + name
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    /// The least environment with which money can be sent.
    var environment: [String: String] { Self.environment(keyFolder: folder) }

    /// The same, with the private key in another folder.
    static func environment(keyFolder folder: String) -> [String: String] {
        [
            "SALUR_AYOCONNECT_BASE_URL": "https://bank.example", "SALUR_AYOCONNECT_CLIENT_ID": "client",
            "SALUR_AYOCONNECT_CLIENT_SECRET": secret, "SALUR_AYOCONNECT_PRIVATE_KEY_FILE": folder + "/key.pem",
            "SALUR_AYOCONNECT_PARTNER_ID": "PART01", "SALUR_AYOCONNECT_MERCHANT_ID": "MERC01",
            "SALUR_AYOCONNECT_CHANNEL_ID": "95221", "SALUR_AYOCONNECT_LATITUDE": "-6.2088",
            "SALUR_AYOCONNECT_LONGITUDE": "106.8456", "SALUR_AYOCONNECT_IP_ADDRESS": "203.0.113.7",
            "PATH": "/usr/bin",
        ]
    }

    /// Loads settings from the full environment with `changes`; a value of nil removes a name.
    func load(
        _ changes: [String: String?] = [:], yaml: String? = nil, ledgerPath: String? = nil,
        outputDirectory: String? = nil
    ) async throws -> Settings {
        let file = try write("settings.yaml", yaml ?? "# nothing\n")
        var environment = environment
        for (name, value) in changes { environment[name] = value }
        return try await Settings.load(
            ledgerPath: ledgerPath, outputDirectory: outputDirectory, environment: environment, file: file)
    }

    /// The whole text of the error that loading ends in.
    func problems(
        _ changes: [String: String?] = [:], yaml: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        do {
            _ = try await load(changes, yaml: yaml)
        } catch let error as SettingsError {
            return error.description
        }
        Issue.record("the settings were accepted", sourceLocation: sourceLocation)
        return ""
    }

    /// The whole text of the error that asking for the bank's settings ends in.
    func bankProblems(
        _ changes: [String: String?] = [:], yaml: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let settings = try await load(changes, yaml: yaml)
        do throws(SettingsError) {
            _ = try settings.requireBank()
        } catch {
            return error.description
        }
        Issue.record("the bank's settings were accepted", sourceLocation: sourceLocation)
        return ""
    }
}
