import BankSandbox
import FoundationEssentials
import PayoutCore
import SNAP

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why a folder or file of the sandbox cannot be used.
struct KeyFolderError: Error, CustomStringConvertible {
    let description: String
}

/// A private folder (0700, files 0600) with the keys of both sides. Files that are there already are read, so that a
/// bank that is started again accepts the same client.
struct KeyFolder {
    /// The identifiers of the simulated merchant.
    enum Identity {
        static let clientID = "SalurSandboxClient00000000000001"
        static let partnerID = "SLRPRT"
        static let merchantID = "SLRMRC"
        static let channelID = "95221"
        static let latitude = "-6.2088"
        static let longitude = "106.8456"
        /// From the block that is kept for documentation (RFC 5737).
        static let ipAddress = "203.0.113.10"
    }

    /// From the root, since a client may run in another folder.
    let path: String
    let credentials: SandboxCredentials

    var clientPrivateKeyFile: String { path + "/client-private-key.pem" }
    var clientSecretFile: String { path + "/client-secret" }
    var providerPublicKeyFile: String { path + "/provider-public-key.pem" }

    /// Opens a folder, and makes it and what it lacks.
    init(path given: String) throws {
        let path = given.hasPrefix("/") ? given : FileManager.default.currentDirectoryPath + "/" + given
        self.path = path
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw KeyFolderError(description: "cannot make the folder \(path): \(systemReason())")
        }
        let client = try SNAPPrivateKey(
            pem: Self.content(path + "/client-private-key.pem") { try SNAPPrivateKey.generate().pem })
        let provider = try SNAPPrivateKey(
            pem: Self.content(path + "/provider-private-key.pem") { try SNAPPrivateKey.generate().pem })
        _ = try Self.content(path + "/client-public-key.pem") { client.publicKey.pem }
        _ = try Self.content(path + "/provider-public-key.pem") { provider.publicKey.pem }
        let secret = try Self.content(path + "/client-secret", make: Self.randomSecret)
        credentials = SandboxCredentials(
            clientID: Identity.clientID, clientSecret: Secret(secret), partnerID: Identity.partnerID,
            merchantID: Identity.merchantID, clientPublicKey: client.publicKey, providerPrivateKey: provider)
    }

    /// A new folder among the system's temporary files; nobody else can look into it.
    static func temporary() throws -> KeyFolder {
        let base = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        var template = Array("\(base)/salur-sandbox-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw KeyFolderError(description: "cannot make a temporary folder in \(base): \(systemReason())")
        }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return try KeyFolder(path: path)
    }

    /// Removes the folder and all that is in it.
    func remove() { try? FileManager.default.removeItem(atPath: path) }

    private static func content(_ file: String, make: () throws -> String) throws -> String {
        if let data = FileManager.default.contents(atPath: file) { return String(decoding: data, as: UTF8.self) }
        let text = try make()
        try writePrivately(text, to: file)
        return text
    }

    private static func randomSecret() -> String {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef")
        return String((0..<64).map { _ in digits[Int.random(in: 0..<16, using: &generator)] })
    }
}

/// Why the last system call failed, in the system's words.
func systemReason() -> String { String(cString: strerror(errno)) }

/// Writes a file that only its owner can read; it appears whole or not at all.
func writePrivately(_ text: String, to path: String) throws {
    let beside = path + ".part"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw KeyFolderError(description: "cannot write \(path): \(systemReason())") }
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
        let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else {
            close(descriptor)
            throw KeyFolderError(description: "cannot write \(path): \(systemReason())")
        }
        written += count
    }
    close(descriptor)
    guard rename(beside, path) == 0 else {
        throw KeyFolderError(description: "cannot write \(path): \(systemReason())")
    }
}
