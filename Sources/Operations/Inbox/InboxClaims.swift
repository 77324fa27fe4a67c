internal import CrashPoints
internal import PayoutCore
internal import PayoutFile

/// Takes files out of a watched folder, each once: the move to a folder of its own is one step of the file system, so
/// of two that take the same file one finds it missing.
struct InboxClaims {
    let places: InboxPlaces
    let store: InboxStore
    let clock: any WallClock
    let random: any RandomSource

    /// Takes a file.
    ///
    /// - Returns: nil where it is not there any more.
    /// - Throws: what keeps the file from being moved; then it stays where it is.
    func take(_ name: String, _ face: InboxFace) throws -> InboxRecord? {
        let now = clock.now()
        let record = InboxRecord(
            id: UUIDv7.hexadecimal(at: now, random: random), name: name, claimedAt: now, changedAt: now,
            content: face.content, hasControl: InboxFace(places.shown(name + InboxNames.control))?.kind == .file)
        try store.save(record)
        do {
            try InboxDisk.makeFolder(places.claim(record.id), rights: 0o700)
            CrashPoint.inbox(.noted).pass()
            guard try InboxDisk.move(places.shown(name), to: path(of: record)) else {
                forget(record)
                return nil
            }
        } catch {
            forget(record)
            throw error
        }
        CrashPoint.inbox(.moved).pass()
        try takeCompanions(of: record)
        CrashPoint.inbox(.claimed).pass()
        return record
    }

    /// Where the file of a record lies until it is over.
    func path(of record: InboxRecord) -> String { places.claim(record.id) + "/" + record.name }

    /// Takes what goes with a file. Whoever died in the middle of it is followed by another one that does it again.
    func takeCompanions(of record: InboxRecord) throws(OutputError) {
        for ending in [InboxNames.marker] + (record.hasControl ? [InboxNames.control] : []) {
            let (path, target) = (places.shown(record.name + ending), path(of: record) + ending)
            guard InboxFace(target) == nil, InboxFace(path)?.kind == .file else { continue }
            // A newer file of the same name may have come meanwhile, with a marker of its own.
            if ending == InboxNames.marker, InboxFace(places.shown(record.name)) != nil { continue }
            _ = try InboxDisk.move(path, to: target)
        }
    }

    /// Removes the traces of a file that was not taken.
    func forget(_ record: InboxRecord) {
        if InboxDisk.removeFolder(places.claim(record.id)) { store.remove(record.id) }
    }

    /// What is known of a file that was taken; made again from the file where its document is damaged. Nil where there
    /// is neither.
    func record(_ id: String) -> InboxRecord? {
        if let record = store.record(id) { return record }
        let names = InboxDisk.names(in: places.claim(id))
        guard let name = names.filter(InboxNames.isTaken).first,
            let face = InboxFace(places.claim(id) + "/" + name)
        else { return nil }
        let now = clock.now()
        return InboxRecord(
            id: id, name: name, claimedAt: now, changedAt: now, content: face.content,
            hasControl: names.contains(name + InboxNames.control))
    }
}
