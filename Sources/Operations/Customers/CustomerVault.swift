internal import PayoutCore
internal import PayoutLedger
internal import Synchronization
internal import Vault
internal import Wording

/// Seals and opens the secrets of customers in a ledger, under the keys in the file of the vault.
///
/// A rotation may renew the keys at any time, also while this process runs: what does not open under the keys known so
/// far is tried again under those in the file.
final class CustomerVault: Sendable {
    private let file: VaultKeyFile
    private let known: Mutex<Vault>

    /// - Throws: ``CommandFailure`` where the file holds no keys.
    init(_ file: VaultKeyFile) throws(CommandFailure) {
        self.file = file
        known = Mutex(try file.read())
    }

    /// Opens a sealed text of the ledger.
    ///
    /// - Throws: ``CommandFailure``.
    func open(_ sealed: SealedText, at place: SecretPlace) throws(CommandFailure) -> Secret {
        do throws(VaultError) { return try known.withLock { $0 }.open(sealed, at: place) } catch {
            guard error == .unknownKey else { throw failure(error) }
        }
        let renewed = try renew()
        do throws(VaultError) { return try renewed.open(sealed, at: place) } catch { throw failure(error) }
    }

    /// Checks that the secrets of the ledger lie under one of the keys.
    ///
    /// - Throws: ``CommandFailure`` where it is not; `LedgerError`.
    func requireKey(of ledger: Ledger) throws {
        guard let mark = try ledger.read({ try $0.keyMark() }) else { return }
        guard try known.withLock({ $0 }).knows(keyMark: mark) || renew().knows(keyMark: mark) else {
            throw failure(.unknownKey)
        }
    }

    /// Seals a text under the newest key.
    ///
    /// - Throws: ``CommandFailure``.
    func seal(_ secret: Secret, at place: SecretPlace) throws(CommandFailure) -> SealedText {
        let vault = try renew()
        do throws(VaultError) { return try vault.seal(secret, at: place) } catch { throw failure(error) }
    }

    /// Runs one transaction that may seal secrets: every secret of the ledger lies under the newest key when it ends.
    ///
    /// - Throws: what `body` throws, `LedgerError`, ``CommandFailure``.
    func write<Result>(
        in ledger: Ledger, by actor: String, at now: Timestamp,
        _ body: (LedgerTransaction, Vault) throws -> Result
    ) throws -> Result {
        func attempt() throws -> Result {
            let vault = try renew()
            return try ledger.write { transaction in
                try Self.align(transaction, vault, by: actor, at: now)
                return try body(transaction, vault)
            }
        }
        do {
            do { return try attempt() } catch VaultError.unknownKey {
                // A rotation has ended between the reading of the file and the transaction.
                return try attempt()
            }
        } catch let error as VaultError {
            throw failure(error)
        }
    }

    /// Brings every secret of the ledger under the newest key.
    ///
    /// - Returns: how many were sealed anew.
    /// - Throws: `LedgerError`, ``CommandFailure``.
    func sealAnew(in ledger: Ledger, by actor: String, at now: Timestamp) throws -> Int {
        let vault = try renew()
        do {
            return try ledger.write { try Self.align($0, vault, by: actor, at: now) }
        } catch let error as VaultError {
            throw failure(error)
        }
    }

    /// Brings every secret of the ledger under the newest key, where it is not: after a rotation that was interrupted,
    /// and after a person has put another key on top of the file.
    ///
    /// - Returns: how many were sealed anew.
    @discardableResult
    private static func align(
        _ transaction: LedgerTransaction, _ vault: Vault, by actor: String, at now: Timestamp
    ) throws -> Int {
        guard let mark = try transaction.reader.keyMark() else {
            try transaction.setFirstKeyMark(vault.keyMark)
            return 0
        }
        guard mark != vault.keyMark else { return 0 }
        guard vault.knows(keyMark: mark) else { throw VaultError.unknownKey }
        return try transaction.sealAnew(under: vault.keyMark, by: actor, at: now) { sealed, place in
            do { return try vault.seal(vault.open(sealed, at: place), at: place) } catch {
                // A confirmation of a payment long ago that nobody can open is no reason to keep an old key.
                guard place == .confirmation else { throw error }
                return sealed
            }
        }
    }

    private func renew() throws(CommandFailure) -> Vault {
        let vault = try file.read()
        known.withLock { $0 = vault }
        return vault
    }

    private func failure(_ error: VaultError) -> CommandFailure {
        CommandFailure(.badSettings, Phrase("The key file \(file.path) (vault.keyFile) does not fit: \(error)."))
    }
}

extension Vault {
    func seal(_ secret: Secret, at place: SecretPlace) throws(VaultError) -> SealedText {
        try seal(secret, as: place.purpose, of: place.customer)
    }

    func open(_ sealed: SealedText, at place: SecretPlace) throws(VaultError) -> Secret {
        try open(sealed, as: place.purpose, of: place.customer)
    }
}

extension SecretPlace {
    fileprivate var purpose: Vault.Purpose {
        switch self {
        case .accountToken: .accountToken
        case .authCode: .authCode
        case .cardToken: .cardToken
        case .confirmation: .later
        }
    }

    fileprivate var customer: String {
        switch self {
        case .accountToken(let customer), .authCode(let customer), .cardToken(let customer): customer
        case .confirmation: ""
        }
    }
}
