internal import CallbackServer
package import PayoutCore
package import PayoutLedger
internal import Wording

/// What came of a key that a request brought.
package enum KeyOutcome: Sendable {
    case accepted(KeyRecord)
    /// Nobody has it, or it was removed.
    case unknown
    /// Its end has passed.
    case ended
    /// The request comes from an address that the key does not allow.
    case elsewhere
}

extension People {
    /// What every key begins with, so that programs that search for lost secrets know it.
    private static let keyMark = "salur_"
    /// How seldom uses and refusals of a key are written down.
    private static let noteStep = Duration.seconds(60)

    /// Adds a key for a program. The ledger is made where it is missing.
    ///
    /// - Parameters:
    ///   - addresses: addresses and networks from which requests may come; empty for all.
    ///   - endsAt: the first moment at which the key is refused; nil for never.
    /// - Returns: the key, which nobody can show again.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where the terms will not do.
    package func addKey(
        _ name: String, rights: Set<KeyRight>, from addresses: [String] = [], endsAt: Timestamp? = nil,
        by actor: String
    ) async throws(CommandFailure) -> Secret {
        let now = clock.now()
        guard !rights.isEmpty else {
            throw CommandFailure(.usage, Phrase("A key has at least one right. Nothing was changed."))
        }
        if let endsAt, endsAt <= now {
            throw CommandFailure(.usage, Phrase("The key would have ended already. Nothing was changed."))
        }
        let networks = addresses.joined(separator: ",").filter { $0 != " " }
        if !networks.isEmpty {
            do { _ = try AddressList(networks) } catch { throw CommandFailure(.usage, error.phrase) }
        }
        let terms = KeyTerms(
            name: try Self.checked(name), rights: rights.union([.view]), networks: networks.isEmpty ? nil : networks,
            endsAt: endsAt)
        let token = SessionToken(random: random)
        try await write(makes: true) { transaction in
            guard try transaction.addKey(terms, digest: token.digest, by: actor, at: now) else {
                throw CommandFailure(
                    .usage, Phrase("There is a key with the name \(terms.name.text) already. Nothing was changed."))
            }
        }
        return Secret(Self.keyMark + token.text)
    }

    /// Removes a key, which is refused from now on.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where no key has the name.
    package func removeKey(_ name: String, by actor: String) async throws(CommandFailure) {
        let name = try Self.checked(name)
        let now = clock.now()
        try await write { transaction in
            guard let key = try transaction.reader.key(named: name) else {
                throw CommandFailure(
                    .usage,
                    Phrase("No key has the name \(name.text). \"salur key list\" shows all. Nothing was changed."))
            }
            try transaction.remove(key, by: actor, at: now)
        }
    }

    /// Every key, by name.
    ///
    /// - Throws: ``CommandFailure``.
    package func keys() throws(CommandFailure) -> [KeyRecord] { try read { try $0.keys() } }

    /// Whose key a request brought. Its use is written down once a minute; so is a refusal, as an event.
    ///
    /// - Parameter address: where the request came from.
    /// - Throws: ``CommandFailure``.
    package func accept(key text: String, from address: String) async throws(CommandFailure) -> KeyOutcome {
        let now = clock.now()
        guard text.hasPrefix(Self.keyMark), let token = SessionToken(String(text.dropFirst(Self.keyMark.count))),
            let key = try read({ try $0.key(digest: token.digest) })
        else { return .unknown }
        if let endsAt = key.terms.endsAt, endsAt <= now {
            try await refuse(key, "it has ended", at: now)
            return .ended
        }
        guard try Self.allows(key.terms, address) else {
            try await refuse(key, "not allowed from \(address)", at: now)
            return .elsewhere
        }
        if key.usedAt.map({ now - $0 >= Self.noteStep }) ?? true {
            try await write { try $0.noteUse(of: key, at: now) }
        }
        return .accepted(key)
    }

    private func refuse(_ key: KeyRecord, _ why: String, at now: Timestamp) async throws(CommandFailure) {
        if let last = key.refusedAt, now - last < Self.noteStep { return }
        try await write { try $0.noteRefusal(of: key, why, at: now) }
    }

    private static func allows(_ terms: KeyTerms, _ address: String) throws(CommandFailure) -> Bool {
        guard let networks = terms.networks else { return true }
        do {
            let list = try AddressList(networks)
            return IPAddress(address).map(list.contains) ?? false
        } catch {
            throw CommandFailure(.badSettings, error.phrase)
        }
    }
}
