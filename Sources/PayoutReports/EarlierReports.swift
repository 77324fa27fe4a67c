internal import AuditTrail
internal import FoundationEssentials
internal import Glibc
internal import PayoutCore
internal import PayoutFile
package import PayoutLedger
internal import Wording

/// Reports of a batch that lie in its folder already: written from this ledger, or from one that was lost.
///
/// They are the only evidence of what a lost ledger knew, so they are never overwritten: what another ledger wrote is
/// moved into a folder of its own next to the new files.
package struct EarlierReports: Sendable {
    /// The part of `reconciliation.json` that says where it came from.
    private struct Origin: Decodable {
        struct Journal: Decodable {
            let events: Int
            let head: String
        }

        let batch: String
        let generatedAt: String
        let journal: Journal

        enum CodingKeys: String, CodingKey {
            case batch, journal
            case generatedAt = "generated_at"
        }
    }

    private static let keptPrefix = "other-ledger-"
    private static let names = AuditFile.sealedNames + AuditFile.sealedNamesBesides + [AuditFile.name]

    /// The folder.
    package let path: String
    /// When they were written, as they say; nil where they do not say it.
    package let writtenAt: String?
    /// Names these reports among others: the head of their journal, else what the file system knows of them.
    package let key: String
    private let origin: Origin?

    /// The reports at `path`; nil where there are none.
    package init?(at path: String) {
        let files = Self.names.map { path + "/" + $0 }.filter { access($0, F_OK) == 0 }
        guard !files.isEmpty else { return nil }
        self.path = path
        let bytes = FileManager.default.contents(atPath: path + "/reconciliation.json")
        origin = bytes.flatMap { try? JSONDecoder().decode(Origin.self, from: $0) }
        writtenAt = origin?.generatedAt
        key = origin?.journal.head ?? Self.trace(of: files)
    }

    private static func trace(of files: [String]) -> String {
        files.map { path in
            var status = stat()
            return lstat(path, &status) == 0 ? "\(status.st_size).\(status.st_mtim.tv_sec)" : "-"
        }.joined(separator: ".")
    }

    /// The reports of a batch that may lie in an output folder, with those that were moved aside.
    package static func all(of batch: Batch, in outputDirectory: String) -> [EarlierReports] {
        let own = batch.folderName
        // Without a name of its own, the batch is the same whatever its file was called then.
        let stem = batch.name == nil ? "-\(batch.digest.prefix(8))" : nil
        let siblings = names(in: outputDirectory).filter { $0 == own || (stem.map($0.hasSuffix) ?? false) }
        return siblings.flatMap { name in
            let folder = outputDirectory + "/" + name
            let kept = names(in: folder).filter { $0.hasPrefix(keptPrefix) }.map { folder + "/" + $0 }
            return ([folder] + kept).compactMap { EarlierReports(at: $0) }
        }
    }

    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// Whether they show transfers that this ledger does not know, or another batch.
    ///
    /// - Throws: ``LedgerError``.
    package func isForeign(to batch: Batch, _ reader: LedgerReader) throws -> Bool {
        if let origin, !isTorn {
            guard origin.batch == batch.identity.text, let head = Hexadecimal.decode(origin.journal.head) else {
                return true
            }
            return try !reader.hasEvent(number: origin.journal.events, link: head, of: batch)
        }
        // A run that was killed leaves some files newer than others: their rows show whose they are.
        return try hasUnknownTransfer(reader)
    }

    /// Whether the ledger knows nothing about the batch that they do not show.
    ///
    /// Example: `results.csv` of a batch that is being paid is not newest a moment later, and a person who reads in it
    /// that a row is queued would pay the row by hand.
    ///
    /// - Throws: ``LedgerError``.
    package func isNewest(of batch: Batch, _ reader: LedgerReader) throws -> Bool {
        guard let origin, !isTorn, origin.batch == batch.identity.text else { return false }
        return try reader.journal(of: batch.id).map { Hexadecimal.encode($0.head) } == origin.journal.head
    }

    /// Whether a table is newer than the reconciliation that belongs to it.
    private var isTorn: Bool {
        func written(_ name: String) -> Double? {
            var status = stat()
            guard lstat(path + "/" + name, &status) == 0 else { return nil }
            return Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
        }
        guard let reconciliation = written("reconciliation.json") else { return true }
        return ["results.csv", "attempts.csv"].contains { (written($0) ?? 0) > reconciliation }
    }

    private func hasUnknownTransfer(_ reader: LedgerReader) throws -> Bool {
        struct Found: Error {}
        do {
            try ReportedTransfers.forEach(in: path) { row in
                if try reader.transfer(row.externalID) == nil { throw Found() }
            }
            return false
        } catch is Found {
            return true
        }
    }

    /// Moves them into a folder of their own, so that nothing overwrites them.
    ///
    /// - Throws: `OutputError`.
    func moveAside() throws(OutputError) {
        let folder = path + "/" + Self.keptPrefix + String(key.prefix(8))
        if mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw OutputError(path: folder, action: .create, reason: .verbatim(String(cString: strerror(errno))))
        }
        for name in Self.names where access(path + "/" + name, F_OK) == 0 {
            guard rename(path + "/" + name, folder + "/" + name) == 0 else {
                let why = String(cString: strerror(errno))
                throw OutputError(path: folder + "/" + name, action: .putInPlace, reason: .verbatim(why))
            }
        }
    }
}
