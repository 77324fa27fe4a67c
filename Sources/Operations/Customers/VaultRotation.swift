package import PayoutCore
internal import PayoutLedger
package import SalurSettings
internal import Vault

/// Renews the key of the vault: a new key, every secret of the ledger under it, and the old key gone.
///
/// | the process dies | key file | ledger | the next rotation |
/// |---|---|---|---|
/// | before the new key is in the file | old | old | begins |
/// | before the ledger has committed | new, old | old | goes on with this new key |
/// | before the old key is out of the file | new, old | new | removes the old key |
/// | afterwards | new | new | begins another renewal |
///
/// Each file and each commit is on the disk before the next step, so every secret opens at every moment. A key file
/// belongs to one ledger: the old key is not kept for others.
package struct VaultRotation: Sendable {
    /// What a rotation has done.
    package struct Result: Sendable {
        /// The path of the key file.
        package let keyFile: String
        /// How many secrets were sealed under the new key.
        package let secretCount: Int
        /// Whether an earlier rotation that was interrupted has come to its end.
        package let wasInterrupted: Bool
    }

    private let settings: Settings
    private let clock: any WallClock

    package init(settings: Settings, clock: any WallClock) {
        self.settings = settings
        self.clock = clock
    }

    /// Renews the key; other processes may use the ledger meanwhile.
    ///
    /// - Throws: ``CommandFailure``.
    package func run(by person: String) async throws(CommandFailure) -> Result {
        do {
            let file = VaultKeyFile(path: try settings.requireVaultKeyFile())
            return try await LedgerSession(making: settings.ledgerPath).run { ledger in
                // One rotation at a time.
                let lock = try ImportLock.wait(ledgerPath: settings.ledgerPath) {}
                defer { withExtendedLifetime(lock) {} }
                return try rotate(file, ledger, by: person)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func rotate(_ file: VaultKeyFile, _ ledger: Ledger, by person: String) throws -> Result {
        var keys = try file.read()
        let wasInterrupted = keys.hasOlderKeys
        if !wasInterrupted {
            keys = keys.addingKey()
            try file.replace(with: keys)
        }
        let count = try CustomerVault(file).sealAnew(in: ledger, by: person, at: clock.now())
        try file.replace(with: keys.withNewestKeyOnly)
        return Result(keyFile: file.path, secretCount: count, wasInterrupted: wasInterrupted)
    }
}
