package import PayoutCore
package import PayoutLedger

extension People {
    /// A person, as others may see him or her.
    package struct Entry: Sendable {
        package let name: String
        package let roles: Set<Role>
        /// Whether the person signs in with one-time codes.
        package let hasCode: Bool
        package let addedAt: Timestamp
        package let passwordSetAt: Timestamp
        /// Nil where the person has never signed in.
        package let signedInAt: Timestamp?
        /// Nil where the person is not locked out.
        package let lockedUntil: Timestamp?
        /// Browsers in which the person is signed in.
        package let sessions: Int
    }

    /// Everybody, by name.
    ///
    /// - Throws: ``CommandFailure``.
    package func list() throws(CommandFailure) -> [Entry] {
        let now = clock.now()
        return try read { reader in
            try reader.people().map { person in
                let failures = try reader.signInFailures(of: SignInFailures.digest(of: person.name.folded))
                return Entry(
                    name: person.name.text, roles: person.roles, hasCode: person.codeSecret != nil,
                    addedAt: person.addedAt, passwordSetAt: person.passwordSetAt, signedInAt: person.signedInAt,
                    lockedUntil: failures.lockedUntil(at: now),
                    sessions: try reader.sessionCount(of: person.id, seenAfter: now - limits.idle, at: now))
            }
        }
    }

    /// What happened to people and how they signed in, the last event first.
    ///
    /// - Parameters:
    ///   - name: of one person; nil for all.
    ///   - number: only events before this one; nil for the last ones.
    /// - Throws: ``CommandFailure``.
    package func events(
        of name: String? = nil, before number: Int64? = nil, limit: Int
    ) throws(CommandFailure) -> [PersonEvent] {
        let name = try name.map { (name) throws(CommandFailure) in try Self.checked(name) }
        return try read { try $0.personEvents(of: name, before: number, limit: limit) }
    }
}
