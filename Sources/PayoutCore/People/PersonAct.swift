/// What happened to a person, or what a person did to sign in: the kind of an event of the journal.
package enum PersonAct: String, CaseIterable, Hashable, Sendable {
    case added = "person_added"
    case removed = "person_removed"
    case passwordSet = "person_password_set"
    case rolesSet = "person_roles_set"
    case codeEnrolled = "person_code_enrolled"
    case codeDisabled = "person_code_disabled"
    case unlocked = "person_unlocked"
    case signedIn = "person_signed_in"
    case signedOut = "person_signed_out"
    /// A wrong password or code, or a name that nobody has.
    case refused = "person_refused"
    /// The refusal that locked the name.
    case locked = "person_locked"
}
