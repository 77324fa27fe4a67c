internal import PayoutCore
internal import PayoutLedger

extension People {
    /// Signs a person in.
    ///
    /// Everything takes the same time and ends in the same words whether or not somebody has the name. Five wrong
    /// passwords or codes within a quarter of an hour lock the name for a quarter of an hour, on every machine and
    /// across restarts. Thirty from one address lock the address, so that nobody tries many names slowly.
    ///
    /// - Parameters:
    ///   - name: as the person typed it.
    ///   - code: the one-time code; nil where the person has not been asked for it.
    ///   - address: where the person is, see ``ClientAddress``; nil where it is not known.
    /// - Throws: ``CommandFailure``.
    package func signIn(
        _ name: String, password: String, code: String?, from address: String? = nil
    ) async throws(CommandFailure) -> SignInOutcome {
        let typed = SignInFailures.digest(of: name)
        let checkedName = PersonName(name)
        let now = clock.now()
        if let lock = try read({ try $0.lock(of: typed, address, at: now) }) { return .locked(until: lock) }
        let known = try read { try $0.passwordHash(of: checkedName) }
        let matches = try await Self.matches(Secret(password), known ?? nobody)
        let attempt = SignInAttempt(
            name: checkedName, nameDigest: typed, address: address, checked: known, isRight: matches, code: code,
            limits: limits,
            token: SessionToken(random: random))
        let clock = clock
        return try await write { try attempt.decide(at: clock.now(), in: $0) }
    }

    /// What the password of a name that nobody has is compared with.
    var nobody: PasswordHash {
        PasswordHash(
            cost: cost, salt: Array(repeating: 0, count: PasswordHash.saltBytes),
            key: Array(repeating: 0, count: PasswordHash.keyBytes))
    }

    /// Who is signed in with this token; a request that asks keeps the session from becoming idle.
    ///
    /// - Returns: nil where the token is unknown, the session has ended, or the person was removed.
    /// - Throws: ``CommandFailure``.
    package func signedIn(token text: String) async throws(CommandFailure) -> SignedIn? {
        guard let token = SessionToken(text) else { return nil }
        let now = clock.now()
        let digest = token.digest
        guard let session = try read({ try $0.session(digest) }), now < session.endsAt,
            now < session.seenAt + limits.idle
        else { return nil }
        if now - session.seenAt >= SessionLimits.seenStep {
            try await write { try $0.see(digest, at: now) }
        }
        return SignedIn(
            name: session.name.text, roles: session.roles, formToken: token.formToken,
            expiresAt: min(session.endsAt, now + limits.idle))
    }

    /// Ends the session of this token.
    ///
    /// - Throws: ``CommandFailure``.
    package func signOut(token text: String) async throws(CommandFailure) {
        guard let digest = SessionToken(text)?.digest else { return }
        let now = clock.now()
        try await write { try $0.endSession(digest, at: now) }
    }
}

extension LedgerReader {
    /// The person with a name that was typed; nil where it is no name, or nobody has it.
    fileprivate func person(typed name: PersonName?) throws -> PersonRecord? {
        guard let name else { return nil }
        return try person(named: name)
    }

    /// Until when a name or an address is locked; nil where neither is.
    fileprivate func lock(of nameDigest: [UInt8], _ address: String?, at now: Timestamp) throws -> Timestamp? {
        let ofName = try signInFailures(of: nameDigest).lockedUntil(at: now)
        let ofAddress = try address.flatMap {
            try signInFailures(of: SignInFailures.digest(ofAddress: $0)).lockedUntil(at: now)
        }
        return [ofName, ofAddress].compactMap(\.self).max()
    }

    fileprivate func passwordHash(of name: PersonName?) throws -> PasswordHash? { try person(typed: name)?.password }
}

/// One attempt to sign in whose password was compared, decided in one transaction: of many that arrive at once, no more
/// are looked at than may be.
private struct SignInAttempt: Sendable {
    let name: PersonName?
    let nameDigest: [UInt8]
    let address: String?
    /// The hash that the password was compared with; nil where nobody had the name.
    let checked: PasswordHash?
    let isRight: Bool
    let code: String?
    let limits: SessionLimits
    let token: SessionToken

    func decide(at now: Timestamp, in transaction: LedgerTransaction) throws -> SignInOutcome {
        let reader = transaction.reader
        if let until = try reader.lock(of: nameDigest, address, at: now) { return .locked(until: until) }
        let person = try reader.person(typed: name)
        // The password may have been changed since it was compared.
        guard let person, isRight, person.password == checked else {
            return try refuse(person, "wrong password", at: now, in: transaction)
        }
        var step: Int64?
        if let secret = person.codeSecret {
            guard let code, !code.allSatisfy(\.isWhitespace) else { return .needsCode }
            step = OneTimeCode.acceptedStep(of: code, secret, at: now, after: person.codeStep)
            guard step != nil else { return try refuse(person, "wrong code", at: now, in: transaction) }
        }
        try transaction.clearSignInFailures(of: nameDigest)
        try transaction.beginSession(
            of: person, token: token.digest, codeStep: step, endsAt: now + limits.length, at: now)
        return .signedIn(token: token.text)
    }

    private func refuse(
        _ person: PersonRecord?, _ why: String, at now: Timestamp, in transaction: LedgerTransaction
    ) throws -> SignInOutcome {
        try transaction.addSignInFailure(of: nameDigest, person, why, at: now)
        if let address { try transaction.addSignInFailure(fromAddress: address, at: now) }
        return try transaction.reader.lock(of: nameDigest, address, at: now).map { .locked(until: $0) } ?? .refused
    }
}
