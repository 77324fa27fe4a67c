internal import FoundationEssentials
internal import GRDB
package import PayoutCore

// Signing in and out, and what goes wrong with it.
extension LedgerTransaction {
    /// How seldom a name that nobody has becomes an event, so that a stranger does not fill the journal.
    package static let unknownRefusalPause: Duration = .seconds(60)

    /// Begins a session; sessions that have reached their end are cleared away.
    ///
    /// - Parameter codeStep: the step of the one-time code that was used; nil where the person has none.
    package func beginSession(
        of person: PersonRecord, token digest: [UInt8], codeStep: Int64?, endsAt: Timestamp, at now: Timestamp
    ) throws {
        try execute("DELETE FROM session WHERE ends_at <= ?", [now.milliseconds])
        if let codeStep { try execute("UPDATE person SET code_step = ? WHERE id = ?", [codeStep, person.id.key]) }
        try execute("UPDATE person SET signed_in_at = ? WHERE id = ?", [now.milliseconds, person.id.key])
        try execute(
            "INSERT INTO session (token, person_id, began_at, seen_at, ends_at) VALUES (?1, ?2, ?3, ?3, ?4)",
            [Data(digest), person.id.key, now.milliseconds, endsAt.milliseconds])
        let way = codeStep == nil ? "by password" : "by password and code"
        try record(.signedIn, of: person.id, "\(person.name.text): \(way)", by: person.name.text, at: now)
    }

    /// Notes that a session was used.
    package func see(_ digest: [UInt8], at now: Timestamp) throws {
        try execute(
            "UPDATE session SET seen_at = ?2 WHERE token = ?1 AND seen_at < ?2", [Data(digest), now.milliseconds])
    }

    /// Ends a session that a person signs out of.
    package func endSession(_ digest: [UInt8], at now: Timestamp) throws {
        guard let session = try reader.session(digest) else { return }
        try execute("DELETE FROM session WHERE token = ?", [Data(digest)])
        try record(.signedOut, of: session.person, session.name.text, by: session.name.text, at: now)
    }

    /// Adds a wrong password or code to those of a name; old ones are cleared away.
    ///
    /// - Parameters:
    ///   - nameDigest: see ``SignInFailures/digest(of:)``.
    ///   - person: who has the name; nil where nobody does.
    ///   - why: what was wrong.
    package func addSignInFailure(
        of nameDigest: [UInt8], _ person: PersonRecord?, _ why: String, at now: Timestamp
    ) throws {
        let oldest = now - SignInFailures.window - SignInFailures.lockLength
        try execute("DELETE FROM sign_in_failure WHERE at < ?", [oldest.milliseconds])
        var failures = try reader.signInFailures(of: nameDigest)
        let failure = failures.add(at: now)
        try execute(
            "INSERT INTO sign_in_failure (name_digest, at, locks) VALUES (?, ?, ?)",
            [Data(nameDigest), now.milliseconds, failure.locks])
        if let person {
            try record(.refused, of: person.id, "\(person.name.text): \(why)", by: "salur", at: now)
            if failure.locks { try record(.locked, of: person.id, person.name.text, by: "salur", at: now) }
        } else {
            let last = try reader.lastUnknownRefusal()
            let isRecent = last.map { $0 <= now && now - $0 < Self.unknownRefusalPause } ?? false
            if !isRecent { try record(.refused, of: nil, "a name that nobody has", by: "salur", at: now) }
        }
    }

    /// Adds a wrong password or code to those that came from an address, whatever name was tried. A right one does not
    /// clear them: who guesses may have a name of his own.
    package func addSignInFailure(fromAddress address: String, at now: Timestamp) throws {
        let digest = SignInFailures.digest(ofAddress: address)
        var failures = try reader.signInFailures(of: digest)
        let failure = failures.add(at: now, countMax: SignInFailures.countMaxOfAddress)
        try execute(
            "INSERT INTO sign_in_failure (name_digest, at, locks) VALUES (?, ?, ?)",
            [Data(digest), now.milliseconds, failure.locks])
        guard failure.locks else { return }
        let count = SignInFailures.countMaxOfAddress
        try record(
            .locked, of: nil, "the address \(address), after \(count) wrong passwords or codes", by: "salur", at: now)
    }

    /// Forgets the wrong passwords and codes that were given for a name.
    package func clearSignInFailures(of nameDigest: [UInt8]) throws {
        try execute("DELETE FROM sign_in_failure WHERE name_digest = ?", [Data(nameDigest)])
    }

    /// Has a person sign in again before the lock-out has ended.
    ///
    /// - Returns: whether there was anything to undo.
    package func unlock(_ person: PersonRecord, by actor: String, at now: Timestamp) throws -> Bool {
        let digest = SignInFailures.digest(of: person.name.folded)
        guard try !reader.signInFailures(of: digest).failures.isEmpty else { return false }
        try clearSignInFailures(of: digest)
        try record(.unlocked, of: person.id, person.name.text, by: actor, at: now)
        return true
    }
}
