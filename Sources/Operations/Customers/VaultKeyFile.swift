internal import FoundationEssentials
internal import Glibc
internal import PayoutFile
internal import Vault
internal import Wording

/// The file with the keys of the vault (`vault.keyFile`): one key a line, the newest first.
package struct VaultKeyFile: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// The keys as they are in the file now; a rotation may have renewed them since the last time.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/badSettings``.
    func read() throws(CommandFailure) -> Vault {
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(data: data, encoding: .utf8)
        else {
            throw CommandFailure(
                .badSettings, Phrase("The key file \(path) (vault.keyFile) is missing or cannot be read."))
        }
        do { return try Vault(text: text) } catch {
            throw CommandFailure(.badSettings, Phrase("The key file \(path) (vault.keyFile) does not fit: \(error)."))
        }
    }

    /// Writes a new file with one new key, which only its owner can read. It is on the disk when this returns.
    ///
    /// - Returns: false where there is a file already, which is left as it is.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/cannotWrite``.
    package func create() throws(CommandFailure) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return false }
            throw cannotWrite(errno)
        }
        defer { close(descriptor) }
        let text = Array(Vault.generate().reveal().utf8)
        let isWritten = text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == text.count
        guard isWritten, fsync(descriptor) == 0 else {
            let code = errno
            unlink(path)
            throw cannotWrite(code)
        }
        return true
    }

    /// Puts other keys in the place of those in the file, which holds the one or the other at every moment.
    ///
    /// - Throws: `OutputError`.
    func replace(with vault: Vault) throws(OutputError) {
        // A link keeps pointing where it did.
        let real = URL(filePath: path).resolvingSymlinksInPath().path
        let file = try AtomicFile(path: real)
        try file.write(vault.reveal())
        try file.commit()
    }

    private func cannotWrite(_ code: Int32) -> CommandFailure {
        CommandFailure(
            .cannotWrite, Phrase("The key file \(path) could not be written: \(String(cString: strerror(code)))."))
    }
}
