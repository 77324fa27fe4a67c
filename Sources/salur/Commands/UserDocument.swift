internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Wording

/// What the commands that change a person write with `--json` (`schemas/user.schema.json`).
struct UserDocument: Encodable {
    enum Change: String, Encodable, CaseIterable {
        case added, removed, password, roles, unlocked, nothing
        case codeOn = "code_on"
        case codeOff = "code_off"
    }

    struct Code: Encodable {
        let address: String
        let secret: String
    }

    let name: String
    let change: Change
    let message: String
    let roles: [String]?
    /// Only a password that Salur has made.
    let password: String?
    var code: Code?

    init(
        of name: String, _ change: Change, _ sentence: Phrase, roles: Set<Role>?, password: Secret?,
        code: CodeEnrolment?
    ) {
        (self.name, self.change, message) = (name, change, Output.text(sentence))
        self.roles = roles?.inOrder.map(\.rawValue)
        self.password = password?.reveal()
        self.code = code.map { Code(address: $0.address.reveal(), secret: $0.base32.reveal()) }
    }
}

/// What `user list --json` writes (`schemas/users.schema.json`).
struct UsersDocument: Encodable {
    struct User: Encodable {
        let name: String
        let roles: [String]
        let hasCode: Bool
        let addedAt: String
        let passwordSetAt: String
        /// Missing where the person has never signed in.
        let signedInAt: String?
        /// Missing where the person is not locked out.
        let lockedUntil: String?
        let sessions: Int

        enum CodingKeys: String, CodingKey {
            case name, roles, sessions
            case hasCode = "has_code"
            case addedAt = "added_at"
            case passwordSetAt = "password_set_at"
            case signedInAt = "signed_in_at"
            case lockedUntil = "locked_until"
        }
    }

    let users: [User]

    init(_ entries: [People.Entry]) {
        users = entries.map {
            User(
                name: $0.name, roles: $0.roles.inOrder.map(\.rawValue), hasCode: $0.hasCode,
                addedAt: $0.addedAt.iso8601, passwordSetAt: $0.passwordSetAt.iso8601,
                signedInAt: $0.signedInAt?.iso8601, lockedUntil: $0.lockedUntil?.iso8601, sessions: $0.sessions)
        }
    }
}

/// What `user events --json` writes (`schemas/user-events.schema.json`).
struct UserEventsDocument: Encodable {
    struct Event: Encodable {
        let number: Int64
        let at: String
        let kind: String
        /// Missing where nobody has the name that was typed.
        let name: String?
        let detail: String
        let actor: String
    }

    let events: [Event]

    init(_ events: [PersonEvent]) {
        self.events = events.map {
            Event(
                number: $0.number, at: $0.at.iso8601, kind: $0.act.rawValue, name: $0.name?.text, detail: $0.detail,
                actor: $0.actor)
        }
    }
}
