package import PayoutCore
internal import PayoutLedger
internal import Wording

extension People {
    /// Adds a person. The ledger is made where it is missing.
    ///
    /// - Parameters:
    ///   - withCode: whether the person signs in with one-time codes too.
    ///   - actor: who does it, as the journal has it.
    /// - Returns: the secret of the codes, which nobody can show again; nil without codes.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where name, password or roles will not do.
    @discardableResult
    package func add(
        _ name: String, password: Secret, roles: Set<Role>, withCode: Bool = false, by actor: String
    ) async throws(CommandFailure) -> CodeEnrolment? {
        let name = try Self.checked(name)
        try Self.require(roles)
        let hash = try await hash(of: password, for: name)
        let secret = withCode ? CodeSecret(random: random) : nil
        let now = clock.now()
        try await write(makes: true) { transaction in
            guard
                let person = try transaction.addPerson(name, password: hash, roles: roles, by: actor, at: now)
            else {
                throw CommandFailure(
                    .usage, Phrase("There is a person with the name \(name.text) already. Nothing was changed."))
            }
            if let secret { try transaction.setCodeSecret(of: person, secret, by: actor, at: now) }
        }
        return secret.map { CodeEnrolment($0, of: name) }
    }

    /// Removes a person, who is signed out everywhere.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where nobody has the name.
    package func remove(_ name: String, by actor: String) async throws(CommandFailure) {
        let now = clock.now()
        try await change(name) { try $1.remove($0, by: actor, at: now) }
    }

    /// Gives a person another password, and signs the person out everywhere.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where nobody has the name, or the password will not do.
    package func setPassword(_ name: String, _ password: Secret, by actor: String) async throws(CommandFailure) {
        let hash = try await hash(of: password, for: try Self.checked(name))
        let now = clock.now()
        try await change(name) { try $1.setPassword(of: $0, hash, by: actor, at: now) }
    }

    /// Gives a person these roles and no others, and signs the person out everywhere.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where nobody has the name, or there is no role.
    package func setRoles(_ name: String, _ roles: Set<Role>, by actor: String) async throws(CommandFailure) {
        try Self.require(roles)
        let now = clock.now()
        try await change(name) { try $1.setRoles(of: $0, roles, by: actor, at: now) }
    }

    /// Has a person sign in with one-time codes from now on; those of an earlier secret are not taken any more.
    ///
    /// - Returns: the secret, which nobody can show again.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where nobody has the name.
    package func enrolCode(_ name: String, by actor: String) async throws(CommandFailure) -> CodeEnrolment {
        let secret = CodeSecret(random: random)
        let now = clock.now()
        return try await change(name) { person, transaction in
            try transaction.setCodeSecret(of: person, secret, by: actor, at: now)
            return CodeEnrolment(secret, of: person.name)
        }
    }

    /// Has a person sign in without one-time codes.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where nobody has the name.
    package func disableCode(_ name: String, by actor: String) async throws(CommandFailure) {
        let now = clock.now()
        try await change(name) { try $1.setCodeSecret(of: $0, nil, by: actor, at: now) }
    }

    /// Ends the lock-out of a person.
    ///
    /// - Returns: whether there was any wrong password or code to forget.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where nobody has the name.
    @discardableResult
    package func unlock(_ name: String, by actor: String) async throws(CommandFailure) -> Bool {
        let now = clock.now()
        return try await change(name) { try $1.unlock($0, by: actor, at: now) }
    }

    private func change<Result: Sendable>(
        _ name: String, _ body: @escaping @Sendable (PersonRecord, LedgerTransaction) throws -> Result
    ) async throws(CommandFailure) -> Result {
        let name = try Self.checked(name)
        return try await write { transaction in
            guard let person = try transaction.reader.person(named: name) else {
                throw CommandFailure(
                    .usage,
                    Phrase(
                        """
                        Nobody has the name \(name.text). "salur user list" shows who there is. Nothing was changed.
                        """))
            }
            return try body(person, transaction)
        }
    }

    private func hash(of password: Secret, for name: PersonName) async throws(CommandFailure) -> PasswordHash {
        if let fault = PasswordFault(in: password.reveal(), of: name) {
            throw CommandFailure(.usage, Phrase("\(fault.phrase) Nothing was changed."))
        }
        return try await newHash(of: password)
    }

    static func checked(_ name: String) throws(CommandFailure) -> PersonName {
        guard let checked = PersonName(name) else {
            throw CommandFailure(
                .usage,
                Phrase(
                    """
                    "\(name)" is no name of a person: it takes 2 to 64 letters, digits, dots, hyphens, underscores \
                    and @, does not begin with a hyphen, and is neither "salur" nor "bank". Nothing was changed.
                    """))
        }
        return checked
    }

    private static func require(_ roles: Set<Role>) throws(CommandFailure) {
        guard !roles.isEmpty else {
            throw CommandFailure(.usage, Phrase("A person has at least one role. Nothing was changed."))
        }
    }
}
