package import PayoutCore

/// The key of a person in the ledger.
package struct PersonID: Hashable, Sendable {
    let key: Int64
}

/// A person as the ledger has him or her.
package struct PersonRecord: Hashable, Sendable {
    package let id: PersonID
    package let name: PersonName
    package let roles: Set<Role>
    package let password: PasswordHash
    /// Nil where the person signs in without one-time codes.
    package let codeSecret: CodeSecret?
    /// The step of the last code that was used.
    package let codeStep: Int64?
    package let addedAt: Timestamp
    package let passwordSetAt: Timestamp
    /// When the person signed in last; nil for never.
    package let signedInAt: Timestamp?

    /// What the journal has about the person after each change.
    var evidence: [UInt8] { PersonEvidence.digest(of: name, roles: roles, password: password, code: codeSecret) }
}

/// A browser in which a person is signed in.
package struct SessionRecord: Hashable, Sendable {
    package let person: PersonID
    package let name: PersonName
    package let roles: Set<Role>
    package let seenAt: Timestamp
    package let endsAt: Timestamp
}

/// An event of the journal about a person.
package struct PersonEvent: Hashable, Sendable {
    /// The place of the event in the journal; later events have greater numbers.
    package let number: Int64
    package let at: Timestamp
    package let act: PersonAct
    /// The name of the person; nil where nobody has the name that was typed.
    package let name: PersonName?
    package let detail: String
    package let actor: String
}
