internal import Vault
internal import Wording

extension Settings {
    /// The path of the file with the keys of the vault, for commands that need the secrets of customers.
    ///
    /// - Throws: ``SettingsError`` where it is not set, or the file holds no keys.
    package func requireVaultKeyFile() throws(SettingsError) -> String {
        guard let vaultKeyFile else {
            throw SettingsError(
                Phrase(
                    """
                    vault.keyFile (\(SettingKey.vaultKeyFile.environmentName)) is missing: expected the file of the \
                    key that the secrets of customers are encrypted under ("salur init" makes it)
                    """))
        }
        return try vaultKeyFile.get()
    }

    /// Where `vault.keyFile` points to, whether or not the file is there: for the command that makes it. Nil where it
    /// is not set.
    ///
    /// - Parameters:
    ///   - environment: the whole environment of the process.
    ///   - file: the settings file; nil where there is none.
    /// - Throws: ``SettingsError`` where the file cannot be read at all.
    package static func vaultKeyPath(
        environment: [String: String], file: String?
    ) async throws(SettingsError) -> String? {
        let source = try await SettingsSource(flags: [:], environment: environment, file: file)
        return SettingsReader(source: source).path(.vaultKeyFile)
    }

    static func vaultKeyFile(_ reader: inout SettingsReader) -> Result<String, SettingsError>? {
        guard let path = reader.path(.vaultKeyFile) else { return nil }
        if let text = reader.contents(.vaultKeyFile) {
            do { _ = try Vault(text: text) } catch {
                let key = SettingKey.vaultKeyFile
                reader.complain(Phrase("\(key.rawValue) (\(key.environmentName)): \(error)"))
            }
        }
        return reader.problems.isEmpty ? .success(path) : .failure(SettingsError(problems: reader.problems))
    }
}
