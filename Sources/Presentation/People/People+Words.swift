package import Operations
internal import PayoutCore
package import PayoutLedger
package import Wording

extension People.Entry {
    /// The person in one line.
    package var line: Phrase {
        var parts = [
            signedInAt.map { Phrase("last signed in \($0.toTheMinute)") } ?? Phrase("never signed in"),
            hasCode ? Phrase("with codes") : Phrase("without codes"),
        ]
        if sessions > 0 { parts.append(Phrase("signed in now")) }
        if let lockedUntil { parts.append(Phrase("LOCKED OUT until \(lockedUntil.toTheMinute)")) }
        return Phrase("\(name): \(roles.words); \(Phrase.joined(parts, by: ", "))")
    }
}

extension PersonEvent {
    /// The event in one line.
    package var line: Phrase { Phrase("\(at.toTheMinute)  \(act.phrase): \(detail) (by \(actor))") }
}

extension PersonAct {
    /// What happened, without whom.
    package var phrase: Phrase {
        switch self {
        case .added: Phrase("added")
        case .removed: Phrase("removed")
        case .passwordSet: Phrase("new password")
        case .rolesSet: Phrase("new roles")
        case .codeEnrolled: Phrase("codes on")
        case .codeDisabled: Phrase("codes off")
        case .unlocked: Phrase("unlocked")
        case .signedIn: Phrase("signed in")
        case .signedOut: Phrase("signed out")
        case .refused: Phrase("refused")
        case .locked: Phrase("LOCKED OUT")
        }
    }
}

extension Timestamp {
    fileprivate var toTheMinute: String { JakartaTime(self).toTheMinute }
}

extension KeyRecord {
    /// The key in one line.
    package var line: Phrase {
        var parts = [usedAt.map { Phrase("last used \($0.toTheMinute)") } ?? Phrase("never used")]
        if let endsAt = terms.endsAt { parts.append(Phrase("until \(endsAt.toTheMinute)")) }
        if let networks = terms.networks { parts.append(Phrase("from \(networks)")) }
        return Phrase("\(terms.name.text): \(terms.rights.words); \(Phrase.joined(parts, by: ", "))")
    }
}
