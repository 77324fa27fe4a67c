internal import FoundationEssentials
internal import GRDB
package import PayoutCore

// Changes of the people who sign in. Each is an event in the chain of what belongs to no batch.
extension LedgerTransaction {
    /// Adds a person.
    ///
    /// - Returns: nil where somebody has the name already.
    package func addPerson(
        _ name: PersonName, password: PasswordHash, roles: Set<Role>, by actor: String, at now: Timestamp
    ) throws -> PersonRecord? {
        guard try reader.person(named: name) == nil else { return nil }
        try execute(
            "INSERT INTO person (name, folded, password, added_at, password_set_at) VALUES (?1, ?2, ?3, ?4, ?4)",
            [name.text, name.folded, password.text, now.milliseconds])
        let person = PersonID(key: database.lastInsertedRowID)
        for role in roles.inOrder { try insert(role, of: person) }
        try record(.added, of: person, "\(name.text): \(roles.words)", by: actor, at: now)
        return try reader.person(named: name)
    }

    /// Removes a person, who is signed out everywhere.
    package func remove(_ person: PersonRecord, by actor: String, at now: Timestamp) throws {
        try record(.removed, of: person.id, person.name.text, by: actor, at: now)
        try execute("UPDATE person SET removed_at = ? WHERE id = ?", [now.milliseconds, person.id.key])
    }

    /// Gives a person another password, and signs the person out everywhere.
    package func setPassword(
        of person: PersonRecord, _ password: PasswordHash, by actor: String, at now: Timestamp
    ) throws {
        try execute(
            "UPDATE person SET password = ?, password_set_at = ? WHERE id = ?",
            [password.text, now.milliseconds, person.id.key])
        try record(.passwordSet, of: person.id, person.name.text, by: actor, at: now)
    }

    /// Gives a person these roles and no others, and signs the person out everywhere.
    package func setRoles(
        of person: PersonRecord, _ roles: Set<Role>, by actor: String, at now: Timestamp
    ) throws {
        for role in person.roles.subtracting(roles) {
            try execute("DELETE FROM person_role WHERE person_id = ? AND role = ?", [person.id.key, role.rawValue])
        }
        for role in roles.subtracting(person.roles) { try insert(role, of: person.id) }
        try record(
            .rolesSet, of: person.id, "\(person.name.text): \(roles.words), before \(person.roles.words)", by: actor,
            at: now)
    }

    /// Has a person sign in with one-time codes of this secret, or without codes where it is nil.
    package func setCodeSecret(
        of person: PersonRecord, _ secret: CodeSecret?, by actor: String, at now: Timestamp
    ) throws {
        try execute(
            "UPDATE person SET code_secret = ?, code_step = NULL WHERE id = ?",
            [secret.map { Data($0.bytes) }, person.id.key])
        try record(
            secret == nil ? .codeDisabled : .codeEnrolled, of: person.id, person.name.text, by: actor, at: now)
    }

    private func insert(_ role: Role, of person: PersonID) throws {
        try execute("INSERT INTO person_role (person_id, role) VALUES (?, ?)", [person.key, role.rawValue])
    }

    /// Writes an event about a person, or about a name that nobody has, into the journal.
    func record(
        _ act: PersonAct, of person: PersonID?, _ detail: String, by actor: String, at now: Timestamp
    ) throws {
        let changed = try act.changesEvidence ? person.flatMap { try reader.person($0) } : nil
        try record(
            JournalEvent(
                at: now, batch: nil, payout: nil, kind: act.rawValue, detail: detail, actor: actor,
                evidence: changed?.evidence))
        try execute(
            "INSERT INTO person_event (event_id, person_id) VALUES (?, ?)",
            [database.lastInsertedRowID, person?.key])
    }
}

extension PersonAct {
    /// Whether a person has other roles, another password or other codes after it.
    fileprivate var changesEvidence: Bool {
        switch self {
        case .added, .passwordSet, .rolesSet, .codeEnrolled, .codeDisabled: true
        case .removed, .unlocked, .signedIn, .signedOut, .refused, .locked: false
        }
    }
}
