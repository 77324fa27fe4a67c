package import AuditTrail
internal import FoundationEssentials
internal import Glibc
internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import PayoutReports
internal import PayoutRules
package import SalurSettings
internal import Wording

/// The job of `verify DIR --ledger`: has the reports written again from the ledger, elsewhere, and compares every cell.
package struct ReportProof: Sendable {
    /// What the comparison found.
    package struct Outcome: Sendable {
        package let findings: Findings
        /// Events that the ledger has recorded since the reports were written; nil where they are of another ledger.
        package let eventsSince: Int?
    }

    private let folder: String
    private let ledgerPath: String
    /// For the names of banks in the reports.
    private let banks: BankDirectory

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(folder: String, ledgerPath: String, _ settings: Settings) throws(CommandFailure) {
        (self.folder, self.ledgerPath) = (folder, ledgerPath)
        do { banks = try BankDirectory(settings: settings) } catch { throw CommandFailure(error) }
    }

    /// The language of the page for people; nil where there is none, or it begins otherwise than ours.
    private var pageLanguage: Language? {
        guard let source = try? FileSource(path: folder + "/report.html") else { return nil }
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 16)
        defer { room.deallocate() }
        guard let count = try? source.read(into: room) else { return nil }
        let head = String(decoding: room[..<count], as: UTF8.self)
        return Language.allCases.first { head.contains("<html lang=\"\($0.rawValue)\">") }
    }

    /// - Parameter verdict: what the folder says of itself.
    /// - Returns: nil where the folder does not say which batch it is about.
    /// - Throws: ``CommandFailure`` where the ledger or the folder cannot be read, or the copy cannot be written.
    package func compare(_ verdict: ReportVerifier.Verdict) throws(CommandFailure) -> Outcome? {
        guard let identity = verdict.batch else { return nil }
        do {
            let ledger = try Ledger(path: ledgerPath, readOnly: true)
            guard let batch = try ledger.read({ try $0.batch(BatchIdentity(identity)) }) else {
                return Outcome(findings: .foreign(Phrase("the ledger has no batch of this identity")), eventsSince: nil)
            }
            let temporary = try TemporaryReports()
            defer { temporary.remove() }
            let copy = ReportFolder(outputDirectory: temporary.path, batch: batch)
            let written = try copy.write(
                batch.id, from: ledger, in: pageLanguage ?? .english, as: ReportForm(in: folder)
            ) {
                banks.bank(code: $0)?.name
            }
            return try compare(verdict, batch, with: copy, written, ledger)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func compare(
        _ verdict: ReportVerifier.Verdict, _ batch: Batch, with copy: ReportFolder, _ written: Reconciliation,
        _ ledger: Ledger
    ) throws -> Outcome {
        let isCurrent = written.journal.head == verdict.head
        let isEarlier = try ledger.read { reader in
            try Hexadecimal.decode(verdict.head).map { link in
                try reader.hasEvent(number: verdict.events, link: link, of: batch)
            } ?? false
        }
        // A program that is writing the reports at this moment is waited for.
        let lock = FolderLock(folder, isShared: true)
        defer { withExtendedLifetime(lock) {} }
        let comparison = LedgerComparison(
            folder: folder, expected: copy.path, isCurrent: isCurrent, hasPage: pageLanguage != nil)
        let cells = try comparison.findings()
        guard isCurrent || isEarlier else {
            let foreign = Findings.foreign(Phrase("the journal of the ledger has no event with its last link"))
            return Outcome(findings: cells.followed(by: foreign), eventsSince: nil)
        }
        return Outcome(findings: cells, eventsSince: written.journal.events - verdict.events)
    }
}

/// A folder for reports that are only compared, removed at the end.
private struct TemporaryReports {
    let path: String

    init() throws {
        var template = Array("\(FileManager.default.temporaryDirectory.path)/salur-verify-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw OutputError(
                path: FileManager.default.temporaryDirectory.path, action: .writeInto,
                reason: .verbatim(String(cString: strerror(errno))))
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
