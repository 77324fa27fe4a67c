internal import AuditTrail
internal import FoundationEssentials
internal import PayoutCore
internal import PayoutFile
internal import Wording

/// The folders of reports that a statement is compared with, each verified before anything in it is read. Nobody writes
/// them meanwhile.
struct ReportedFolders {
    let batches: [ReportedBatch]
    private let locks: [FolderLock]

    /// - Parameters:
    ///   - path: a folder of reports, or one with such folders.
    ///   - names: those that are meant; all where it is empty.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/badFile`` where one of them is not proven, or there is none.
    init(in path: String, named names: [String]) throws {
        let folders = try Self.folders(in: path, named: names)
        locks = folders.map { FolderLock($0, isShared: true) }
        batches = try folders.map { folder in
            let verdict = try ReportVerifier(folder: folder).verify()
            guard let batch = try ReportedBatch(folder: folder, verdict) else { throw Self.unproven(folder, verdict) }
            return batch
        }
    }

    private static func folders(in path: String, named names: [String]) throws -> [String] {
        func isOfBatch(_ folder: String) -> Bool {
            FileManager.default.fileExists(atPath: folder + "/" + AuditFile.name)
                && FileManager.default.fileExists(atPath: folder + "/results.csv")
        }
        let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if isOfBatch(root), names.isEmpty { return [root] }
        let found = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
            .filter { isOfBatch(root + "/" + $0) }
        for name in names where !found.contains(name) {
            throw CommandFailure(
                .badFile,
                Phrase("\(root): there are no sealed reports of \(name). There are: \(found.joined(separator: ", "))"))
        }
        guard !found.isEmpty else {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(root): there are no sealed reports (results.csv and audit.jsonl). --reports takes the folder of \
                    a batch, or the folder that holds those of all batches.
                    """))
        }
        return found.filter { names.isEmpty || names.contains($0) }.map { root + "/" + $0 }
    }

    private static func unproven(_ folder: String, _ verdict: ReportVerifier.Verdict) -> CommandFailure {
        let what = verdict.findings.first?.phrase ?? Phrase("it does not say which batch it is about")
        return CommandFailure(
            .badFile,
            Phrase(
                """
                \(folder): the reports are not proven: \(what). Nothing was compared. See "salur verify", and name the \
                batches that are to be compared where this one is to be left out.
                """))
    }
}

extension ReportedBatch {
    /// What proves the folder, for whoever knows the seal or the key from elsewhere.
    var proof: ReconciledStatement.Proof {
        ReconciledStatement.Proof(
            folder: folder, seal: verdict.seal ?? "", signer: verdict.signer?.fingerprint)
    }
}
