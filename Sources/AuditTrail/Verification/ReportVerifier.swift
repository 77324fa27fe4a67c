internal import Crypto
internal import FoundationEssentials
internal import Glibc
package import PayoutCore
package import PayoutFile
internal import Wording

/// Proves that the files of a report folder are those that were written together, or says what was altered.
///
/// It needs the folder, and to know who signed, the public key: no ledger, no settings, no bank.
package struct ReportVerifier: Sendable {
    /// What the auditor knows from elsewhere.
    package struct Expectation: Sendable {
        package var publicKey: AuditPublicKey?
        /// The beginning of the link of the last event, lowercase hexadecimal, as it was printed or mailed.
        package var head: String?
        /// The events that were printed or mailed with it.
        package var events: Int?
        /// The beginning of the SHA-256 of the seal's statement, lowercase hexadecimal, as it was printed or mailed.
        package var seal: String?

        package init(
            publicKey: AuditPublicKey? = nil, head: String? = nil, events: Int? = nil, seal: String? = nil
        ) {
            self.publicKey = publicKey
            self.head = head
            self.events = events
            self.seal = seal
        }
    }

    /// What a verification found.
    package struct Verdict: Sendable {
        /// The batch that the folder is about; nil where that cannot be read.
        package let batch: String?
        /// Whether the folder is about a bank statement that was compared with batches.
        package let isStatement: Bool
        /// What the batch asks for; nil where that cannot be read.
        package let rail: Rail?
        /// The SHA-256 of the payout file; nil where that cannot be read.
        package let fileDigest: String?
        /// When the first and the last event of its journal happened; nil where it has none.
        package let firstAt: Timestamp?
        package let lastAt: Timestamp?
        fileprivate var all: Findings
        /// The first things that are wrong, at most 20.
        package var findings: [AuditFinding] { all.shown }
        /// How many things are wrong.
        package var findingCount: Int { all.count }
        /// The events of the journal, and the link of the last one.
        package let events: Int
        package let head: String
        /// The SHA-256 of what the seal states; nil where there is none.
        package let seal: String?
        /// Who signed; nil where nobody did.
        package let signer: AuditPublicKey?
        /// Files in the folder that are no reports, so that nothing is known about them.
        package let otherFiles: [String]

        /// Whether nothing is wrong.
        package var isProven: Bool { findingCount == 0 }

        /// Puts other findings before these: those that name a cell say more than those that name a file.
        package mutating func put(first findings: Findings) { all = findings.followed(by: all) }
    }

    private let folder: String
    private let expectation: Expectation

    package init(folder: String, expectation: Expectation = Expectation()) {
        self.folder = folder
        self.expectation = expectation
    }

    /// Reads every file once; memory does not grow with rows but for a few bytes each.
    ///
    /// - Throws: `FileError` where the folder or one of its files is missing or cannot be read.
    package func verify() throws(FileError) -> Verdict {
        // A program that is writing the reports at this moment is waited for.
        let lock = FolderLock(folder, isShared: true)
        defer { withExtendedLifetime(lock) {} }
        var findings = Findings()
        if isStatement { return try verifyStatement() }
        let reconciliation = try ReconciliationCheck(folder: folder, &findings)
        var journal = JournalCheck(batch: reconciliation.batch, expectation: expectation)
        try journal.run(path: folder + "/" + AuditFile.name, &findings)
        reconciliation.compare(journal.checkpoint, &findings)
        var tables = try TableCheck(folder: folder, journal, &findings)
        try tables.run(&findings)
        tables.compareRows(journal, fileDigest: reconciliation.fileDigest, &findings)
        reconciliation.compare(tables, &findings)
        reconciliation.compare(journal.people, tables.groups, &findings)
        var digests = try reconciliation.compareTables(folder: folder, &findings)
        digests.merge(tables.digests) { first, _ in first }
        digests[ReconciliationCheck.file] = reconciliation.digest
        for file in journal.seal?.files ?? [] where digests[file.name] == nil && Self.isPlain(file.name) {
            digests[file.name] = try Self.digest(of: folder + "/" + file.name)
        }
        try WorkbookComparison(folder: folder, tableFolder: folder, original: .table).run(&findings)
        compare(digests, with: journal.seal, &findings)
        demandSealed(journal.seal, &findings)
        return Verdict(
            batch: reconciliation.batch, isStatement: false, rail: reconciliation.rail,
            fileDigest: reconciliation.fileDigest,
            firstAt: journal.firstAt, lastAt: journal.lastAt, all: findings,
            events: journal.events, head: journal.head, seal: journal.seal?.statementDigest,
            signer: journal.seal?.key, otherFiles: otherFiles)
    }

    /// Whether the folder is about a statement that was compared with batches, and not about a batch.
    private var isStatement: Bool {
        access(folder + "/" + AuditFile.reconciledName, F_OK) == 0
            && access(folder + "/" + ReconciliationCheck.file, F_OK) != 0
    }

    /// What `salur reconcile` has written: the journal says what was compared, and its seal covers the table.
    private func verifyStatement() throws(FileError) -> Verdict {
        var findings = Findings()
        var journal = JournalCheck(batch: AuditFile.statement.text, expectation: expectation)
        try journal.run(path: folder + "/" + AuditFile.name, &findings)
        let digest = try Self.digest(of: folder + "/" + AuditFile.reconciledName)
        compare([AuditFile.reconciledName: digest], with: journal.seal, &findings)
        return Verdict(
            batch: nil, isStatement: true, rail: nil, fileDigest: nil, firstAt: journal.firstAt, lastAt: journal.lastAt,
            all: findings,
            events: journal.events, head: journal.head, seal: journal.seal?.statementDigest,
            signer: journal.seal?.key, otherFiles: otherFiles(besides: [AuditFile.reconciledName]))
    }

    private var otherFiles: [String] {
        otherFiles(besides: AuditFile.sealedNames + AuditFile.sealedNamesBesides)
    }

    private func otherFiles(besides names: [String]) -> [String] {
        let reports = names + [AuditFile.name]
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { !reports.contains($0) && !$0.hasPrefix(".") }.sorted().map(\.shown)
    }

    /// Whether a file says only what the other files say too: the page for people, and the same rows in other forms.
    private static func isPlain(_ name: String) -> Bool {
        name == "report.html" || AuditFile.sealedNamesBesides.contains(name)
    }

    /// A file of such a name that the seal does not cover was put in.
    private func demandSealed(_ seal: AuditCheckpoint?, _ findings: inout Findings) {
        guard let sealed = seal?.files?.map(\.name) else { return }
        for name in AuditFile.sealedNamesBesides where !sealed.contains(name) {
            guard access(folder + "/" + name, F_OK) == 0 else { continue }
            findings.add(name, Phrase("the seal does not cover it: it was put in"))
        }
    }

    /// The SHA-256 of a file.
    static func digest(of path: String) throws(FileError) -> String {
        let source = try FileSource(path: path)
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)
        defer { room.deallocate() }
        var hash = SHA256()
        while true {
            let count = try source.read(into: room)
            guard count > 0 else { return Hexadecimal.encode(hash.finalize()) }
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: room[..<count]))
        }
    }

    private func compare(_ digests: [String: String], with seal: AuditCheckpoint?, _ findings: inout Findings) {
        for file in seal?.files ?? [] where digests[file.name] != file.digest {
            findings.add(
                file.name.shown,
                Phrase(
                    "it was altered: its SHA-256 is not the one in the seal (\(file.digest.prefix(16).shown)…)"))
        }
    }
}
