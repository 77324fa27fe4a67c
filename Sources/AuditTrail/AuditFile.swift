package import PayoutCore
internal import PayoutFile

/// `audit.jsonl`: every event of a batch with its link, checkpoints in between, and a seal over the other report files.
package final class AuditFile {
    /// The file's name in the report folder.
    package static let name = "audit.jsonl"
    /// The report files that the seal covers, in its order.
    package static let sealedNames = sealedNamesWithoutPage + ["report.html"]
    /// Those of folders from before there was a page for people.
    package static let sealedNamesWithoutPage = [
        "results.csv", "attempts.csv", "rejected.csv", "reconciliation.csv", "reconciliation.json",
    ]
    /// Files that only some folders have; their seal names them after ``sealedNames``, in this order.
    package static let sealedNamesBesides = ["results.xlsx", "rejected.xlsx", "pain.002.xml"]
    /// The identity under which the chain of a compared statement begins.
    package static let statement = BatchIdentity("statement")
    /// The file of a compared statement, which its seal covers.
    package static let reconciledName = "reconciled.csv"
    /// Events between two checkpoints.
    package static let checkpointEvents = 10_000

    /// Whether a seal names what salur writes.
    static func isSeal(over names: [String], of batch: String) -> Bool {
        if batch == statement.text { return names == [reconciledName] }
        if names == sealedNamesWithoutPage { return true }
        guard names.starts(with: sealedNames) else { return false }
        let others = names.dropFirst(sealedNames.count)
        return others.elementsEqual(sealedNamesBesides.filter(others.contains))
    }

    private let file: AtomicFile
    private let batch: BatchIdentity
    private let key: AuditPrivateKey?
    private var writer = LineWriter()
    private var previous: [UInt8]
    private var count = 0

    /// Begins the file that will stand at `path`.
    ///
    /// - Parameter key: signs; without one, checkpoints are unsigned and say so.
    /// - Throws: `OutputError`.
    package init(path: String, batch: BatchIdentity, signedBy key: AuditPrivateKey?) throws {
        file = try AtomicFile(path: path)
        self.batch = batch
        self.key = key
        previous = JournalChain(of: batch).head
    }

    /// Adds the next event with its link as the ledger holds it.
    ///
    /// - Throws: `OutputError`, ``AuditKeyError``.
    package func add(_ entry: JournalEntry, link: [UInt8]) throws {
        if count > 0, count.isMultiple(of: Self.checkpointEvents) { try write(.checkpoint(checkpoint())) }
        count += 1
        try write(.event(AuditEvent(number: count, entry: entry, previous: previous, link: link)))
        previous = link
    }

    /// A checkpoint over the events so far.
    ///
    /// - Throws: ``AuditKeyError``.
    package func checkpoint() throws -> AuditCheckpoint { try checkpoint(over: nil) }

    private func checkpoint(over files: [AuditCheckpoint.File]?) throws -> AuditCheckpoint {
        try AuditCheckpoint(
            batch: batch.text, events: count, head: Hexadecimal.encode(previous), files: files, signedBy: key)
    }

    /// Adds the last checkpoint and the seal over the other report files, and makes the file appear.
    ///
    /// - Parameters:
    ///   - checkpoint: the one over all events, which `reconciliation.json` repeats.
    ///   - digests: the SHA-256 of each of ``sealedNames``, and of those of ``sealedNamesBesides`` that are there.
    /// - Returns: the SHA-256 of what the seal states.
    /// - Throws: `OutputError`, ``AuditKeyError``.
    package func seal(after checkpoint: AuditCheckpoint, _ digests: [String: String]) throws -> String {
        try write(.checkpoint(checkpoint))
        let names = Self.sealedNames + Self.sealedNamesBesides.filter { digests[$0] != nil }
        let files = names.map { AuditCheckpoint.File(name: $0, digest: digests[$0] ?? "") }
        let seal = try self.checkpoint(over: files)
        try write(.checkpoint(seal))
        try file.commit()
        return seal.statementDigest
    }

    /// Adds the next event of a compared statement, which no ledger holds.
    ///
    /// - Throws: `OutputError`, ``AuditKeyError``.
    package func add(_ kind: String, detail: String, at moment: Timestamp) throws {
        let entry = JournalEntry(
            at: moment, line: nil, reference: nil, kind: kind, status: nil, detail: detail, actor: "salur")
        var chain = JournalChain(count: count, head: previous)
        chain.append(entry)
        try add(entry, link: chain.head)
    }

    /// Adds the seal over the file of a compared statement, and makes the journal appear.
    ///
    /// - Parameter digest: the SHA-256 of ``reconciledName``.
    /// - Returns: the SHA-256 of what the seal states.
    /// - Throws: `OutputError`, ``AuditKeyError``.
    package func sealStatement(_ digest: String) throws -> String {
        try write(.checkpoint(checkpoint()))
        let seal = try checkpoint(over: [AuditCheckpoint.File(name: Self.reconciledName, digest: digest)])
        try write(.checkpoint(seal))
        try file.commit()
        return seal.statementDigest
    }

    private func write(_ line: AuditLine) throws {
        writer.removeAll()
        writer.write(line)
        try file.write(writer.bytes)
    }
}
