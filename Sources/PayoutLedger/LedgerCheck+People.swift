internal import FoundationEssentials
internal import GRDB
internal import PayoutCore
internal import Wording

extension LedgerCheck {
    /// Everybody who may sign in, against the last event that knows roles, password and codes.
    mutating func checkPeople(_ reader: LedgerReader) throws {
        let people: [PersonRecord]
        do {
            people = try reader.people()
        } catch let error as LedgerError {
            return find(error.phrase)
        }
        let last = try reader.database.cachedStatement(
            sql: """
                SELECT event.evidence FROM person_event JOIN event ON event.id = person_event.event_id
                WHERE person_event.person_id = ? AND (event.evidence IS NOT NULL OR event.kind = ?)
                ORDER BY person_event.event_id DESC LIMIT 1
                """)
        for person in people {
            let row = try Row.fetchOne(last, arguments: [person.id.key, PersonAct.removed.rawValue])
            let evidence: Data? = row?[0]
            if evidence.map({ Array($0) }) != person.evidence {
                find(Phrase("\(person.name.text): the roles, the password or the codes are not those of the journal"))
            }
        }
    }
}
