internal import CrashPoints
internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import SalurSettings
internal import Wording

/// Brings files that were taken one step further, until a person or the bank has to do something.
struct InboxSubmission {
    let folder: InboxFolder
    let claims: InboxClaims
    let archive: InboxArchive
    let notes: InboxNotes
    let ledger: InboxLedger
    let submission: Submission
    let approval: UnattendedApproval
    /// Who submits and approves, for the journal.
    let person: String
    let bytesMax: Int

    /// Goes on with a file.
    ///
    /// - Throws: what keeps it from going on; the same again goes on.
    func advance(_ record: inout InboxRecord) async throws {
        // Somebody died before the folder of the file was removed.
        if record.state.isFinal {
            _ = InboxDisk.removeFolder(claims.places.claim(record.id))
            return
        }
        if record.filing != nil { return try archive.finish(&record) }
        guard InboxFace(claims.path(of: record)) != nil else { return try vanish(&record) }
        if record.state == .claimed { try await submit(&record) }
        if record.state == .submitted { try await decide(&record) }
        if record.state == .waitsForApproval || record.state == .approved { try follow(&record) }
    }

    /// Whoever was about to take a file may have died before it was moved; then there is nothing to remember.
    private func vanish(_ record: inout InboxRecord) throws {
        if record.state == .claimed, InboxDisk.removeFolder(claims.places.claim(record.id)) {
            claims.store.remove(record.id)
            return
        }
        for ending in [InboxNames.marker, InboxNames.control] {
            InboxDisk.remove(claims.path(of: record) + ending)
        }
        record.why = LocalizedWords(notes.vanished(record.batchName))
        record.state = .vanished
        try archive.end(&record)
    }

    private func submit(_ record: inout InboxRecord) async throws {
        try claims.takeCompanions(of: record)
        let path = claims.path(of: record)
        if let face = InboxFace(path), let reason = InboxNotes.kind(face, bytesMax: bytesMax) {
            return try archive.file(&record, as: .refused, notes.refused(reason))
        }
        if record.hasControl, InboxFace(path + InboxNames.control) == nil {
            let reason = Phrase("Its control file has disappeared. Put both into the folder.")
            return try archive.file(&record, as: .refused, notes.refused(reason))
        }
        let receipt: Submission.Receipt
        do {
            if record.isKnown == nil {
                record.isKnown = try ledger.knows(path, as: folder.kind)
                try claims.store.save(record)
            }
            CrashPoint.inbox(.submitting).pass()
            receipt = try await submission.submit(
                path,
                Intake.Order(
                    rail: folder.kind, purpose: folder.purpose, shownName: claims.places.shown(record.name)),
                by: person)
        } catch {
            let failure = CommandFailure(error)
            guard Self.isFinal(failure) else { throw failure }
            return try archive.file(&record, as: .refused, notes.refused(failure, record))
        }
        CrashPoint.inbox(.submitted).pass()
        (record.batch, record.batchName) = (receipt.batch.identity.text, receipt.batch.folderName)
        if record.isKnown == true {
            return try archive.file(&record, as: .duplicate, notes.duplicate(receipt.batch.folderName))
        }
        try move(&record, to: .submitted, nil)
    }

    /// Whether the file itself is to blame, and not something that passes.
    static func isFinal(_ failure: CommandFailure) -> Bool {
        switch failure.code {
        case .fileChanged, .fileMissing, .fileUnreadable: false
        default: failure.status == .badFile || failure.status == .usage
        }
    }

    private func decide(_ record: inout InboxRecord) async throws {
        guard let batch = record.batch else { return }
        switch try await approval.decide(batch, file: claims.path(of: record)) {
        case .approved:
            CrashPoint.inbox(.approved).pass()
            try move(&record, to: .approved, nil)
        case .waits(let reason):
            let why = Phrase("Waits for the approval of a person: \(reason).")
            try move(&record, to: .waitsForApproval, why)
        }
    }

    /// Looks how the batch stands, and archives the file of one that is over.
    private func follow(_ record: inout InboxRecord) throws {
        guard let identity = record.batch else { return }
        guard let standing = try ledger.standing(of: identity) else {
            throw CommandFailure(
                .stopped,
                Phrase(
                    """
                    The ledger does not know the batch \(record.batchName ?? identity) any more, which was made from \
                    \(claims.places.shown(record.name)). Put back the ledger that has it, or its newest backup.
                    """))
        }
        guard standing.isOver else {
            if standing.isApproved, record.state == .waitsForApproval { try move(&record, to: .approved, nil) }
            return
        }
        guard try InboxLedger.isSame(claims.path(of: record), as: standing.batch) else {
            return try archive.file(&record, as: .refused, notes.changed(standing.batch.folderName))
        }
        try archive.file(&record, as: .done, notes.settled(standing))
    }

    private func move(_ record: inout InboxRecord, to state: InboxState, _ why: Phrase?) throws {
        record.state = state
        record.why = why.map { LocalizedWords($0) }
        record.changedAt = claims.clock.now()
        try claims.store.save(record)
    }
}
