internal import CrashPoints
internal import PayoutCore
internal import PayoutFile
internal import Wording

/// Brings a file to its end: into `done` or `refused`, with a note next to it.
///
/// Where it goes is written down first. Whoever dies in the middle is followed by another one that goes on there.
struct InboxArchive {
    private static let sameNamesMax = 10_000

    private let claims: InboxClaims
    private var places: InboxPlaces { claims.places }

    init(_ claims: InboxClaims) { self.claims = claims }

    /// Decides where a file goes, and brings it there.
    ///
    /// - Throws: `OutputError` where the folder cannot be written; the same again goes on.
    func file(_ record: inout InboxRecord, as state: InboxState, _ note: Phrase) throws {
        record.filing = InboxRecord.Filing(
            state: state, path: try free(record, state, from: 1), note: LocalizedWords(note))
        try claims.store.save(record)
        CrashPoint.inbox(.filing).pass()
        try finish(&record)
    }

    /// Brings a file to where it is to go.
    func finish(_ record: inout InboxRecord) throws {
        guard var filing = record.filing else { return }
        try places.makeShared(Self.folder(of: filing.path))
        let claimed = claims.path(of: record)
        var number = 1
        while try InboxDisk.moveToFree(claimed, to: places.shown(filing.path)) == .occupied {
            number += 1
            filing.path = try free(record, filing.state, from: number)
            record.filing = filing
            try claims.store.save(record)
        }
        CrashPoint.inbox(.filed).pass()
        let target = places.shown(filing.path)
        if record.hasControl {
            _ = try InboxDisk.move(claimed + InboxNames.control, to: target + InboxNames.control)
        }
        InboxDisk.remove(claimed + InboxNames.marker)
        let ending = filing.state == .refused ? InboxNames.reason : InboxNames.note
        let text = Language.allCases.map { filing.note.text(in: $0) }.joined(separator: "\n\n")
        try InboxDisk.write("\(record.name)\n\n\(text)\n", to: target + ending, rights: places.rightsOfTexts)
        CrashPoint.inbox(.archived).pass()
        (record.state, record.why) = (filing.state, filing.note)
        try end(&record)
    }

    /// Notes that nothing more is done for a file.
    func end(_ record: inout InboxRecord) throws {
        record.changedAt = claims.clock.now()
        try claims.store.save(record)
        _ = InboxDisk.removeFolder(places.claim(record.id))
        claims.store.prune()
    }

    /// The first name that neither a file nor a note has.
    private func free(_ record: InboxRecord, _ state: InboxState, from number: Int) throws -> String {
        let folder = InboxPlaces.archive(state, at: claims.clock.now())
        for number in number...Self.sameNamesMax {
            let path = folder + "/" + InboxNames.archived(record.name, number)
            let taken = ["", InboxNames.note, InboxNames.reason].contains {
                InboxFace(places.shown(path + $0)) != nil
            }
            if !taken { return path }
        }
        throw OutputError(
            path: places.shown(folder), action: .putInPlace, reason: Phrase("too many files have the same name"))
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}
