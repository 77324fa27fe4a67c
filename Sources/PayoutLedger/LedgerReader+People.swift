internal import FoundationEssentials
internal import GRDB
package import PayoutCore

// People who sign in, where they are signed in, and what happened to them.
extension LedgerReader {
    /// Everybody who was not removed, by name.
    package func people() throws -> [PersonRecord] {
        try Row.fetchAll(database, sql: "\(Self.selectPeople) ORDER BY folded").map(record)
    }

    /// The person with this name; nil where nobody has it.
    package func person(named name: PersonName) throws -> PersonRecord? {
        let statement = try database.cachedStatement(sql: "\(Self.selectPeople) AND folded = ?")
        return try Row.fetchOne(statement, arguments: [name.folded]).map(record)
    }

    /// The person with this key; nil where the person was removed.
    func person(_ id: PersonID) throws -> PersonRecord? {
        let statement = try database.cachedStatement(sql: "\(Self.selectPeople) AND id = ?")
        return try Row.fetchOne(statement, arguments: [id.key]).map(record)
    }

    private static let selectPeople = """
        SELECT id, name, \(roles("person.id")), password, code_secret, code_step, added_at, password_set_at,
            signed_in_at
        FROM person WHERE removed_at IS NULL
        """

    /// The SQL of the roles of a person, one after the other.
    private static func roles(_ person: String) -> String {
        "(SELECT group_concat(role) FROM person_role WHERE person_id = \(person))"
    }

    private func record(_ row: Row) throws -> PersonRecord {
        PersonRecord(
            id: PersonID(key: row[0]), name: try Self.name(row[1]), roles: try Self.roles(of: row[2]),
            password: try Self.password(row[3]),
            codeSecret: (row[4] as Data?).map { CodeSecret(Array($0)) }, codeStep: row[5],
            addedAt: Timestamp(milliseconds: row[6]), passwordSetAt: Timestamp(milliseconds: row[7]),
            signedInAt: Timestamp(row[8] as Int64?))
    }

    /// The session that a token with this digest belongs to; nil where there is none.
    package func session(_ digest: [UInt8]) throws -> SessionRecord? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT person.id, person.name, \(Self.roles("person.id")), session.seen_at, session.ends_at
                FROM session JOIN person ON person.id = session.person_id AND person.removed_at IS NULL
                WHERE session.token = ?
                """)
        return try Row.fetchOne(statement, arguments: [Data(digest)]).map { row in
            SessionRecord(
                person: PersonID(key: row[0]), name: try Self.name(row[1]), roles: try Self.roles(of: row[2]),
                seenAt: Timestamp(milliseconds: row[3]), endsAt: Timestamp(milliseconds: row[4]))
        }
    }

    /// How many sessions of a person have not ended.
    ///
    /// - Parameter idle: a session that was used before this moment has ended.
    package func sessionCount(of person: PersonID, seenAfter idle: Timestamp, at now: Timestamp) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT COUNT(*) FROM session WHERE person_id = ? AND seen_at > ? AND ends_at > ?"),
            arguments: [person.key, idle.milliseconds, now.milliseconds]) ?? 0
    }

    /// The wrong passwords and codes that were lately given for a name.
    ///
    /// - Parameter nameDigest: see ``SignInFailures/digest(of:)``.
    package func signInFailures(of nameDigest: [UInt8]) throws -> SignInFailures {
        let statement = try database.cachedStatement(
            sql: "SELECT at, locks FROM sign_in_failure WHERE name_digest = ? ORDER BY id")
        return SignInFailures(
            try Row.fetchAll(statement, arguments: [Data(nameDigest)]).map {
                SignInFailures.Failure(at: Timestamp(milliseconds: $0[0]), locks: $0[1])
            })
    }

    /// Events about people, the last first.
    ///
    /// - Parameters:
    ///   - name: of one person, and of everybody who had the name before; nil for all.
    ///   - number: only events before this one; nil for the last ones.
    package func personEvents(
        of name: PersonName?, before number: Int64? = nil, limit: Int
    ) throws -> [PersonEvent] {
        let isMeant = name == nil ? "?2 IS NULL" : "person_id IN (SELECT id FROM person WHERE folded = ?2)"
        return try Row.fetchAll(
            database,
            sql: """
                SELECT event.id, event.at, event.kind, person.name, event.detail, event.actor
                FROM person_event JOIN event ON event.id = person_event.event_id
                    LEFT JOIN person ON person.id = person_event.person_id
                WHERE person_event.event_id < ?1 AND \(isMeant)
                ORDER BY person_event.event_id DESC LIMIT ?3
                """,
            arguments: [number ?? .max, name?.folded, limit]
        ).map { row in
            PersonEvent(
                number: row[0], at: Timestamp(milliseconds: row[1]),
                act: try PersonAct(stored: row[2], in: "event"),
                name: try (row[3] as String?).map(Self.name), detail: row[4], actor: row[5])
        }
    }

    /// When a name that nobody has was refused last.
    func lastUnknownRefusal() throws -> Timestamp? {
        Timestamp(
            try Int64.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT at FROM event
                        WHERE id = (SELECT MAX(event_id) FROM person_event WHERE person_id IS NULL)
                        """)))
    }

    private static func name(_ text: String) throws(LedgerError) -> PersonName {
        guard let name = PersonName(text) else { throw .unknownWord(table: "person", words: text) }
        return name
    }

    private static func password(_ text: String) throws(LedgerError) -> PasswordHash {
        guard let hash = PasswordHash(text) else { throw .unknownWord(table: "person", words: "password") }
        return hash
    }

    private static func roles(of text: String?) throws -> Set<Role> {
        try Set((text ?? "").split(separator: ",").map { try Role(stored: String($0), in: "person_role") })
    }
}
