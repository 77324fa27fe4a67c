package import AuditTrail
internal import Glibc
package import PayoutCore
internal import PayoutFile
package import PayoutLedger
package import Wording

/// The folder that holds the reports of one batch.
package struct ReportFolder: Sendable {
    /// `<output.directory>/<--batch, or file stem + "-" + 8 hex of the digest>`.
    package let path: String

    package init(outputDirectory: String, batch: Batch) {
        path = outputDirectory + "/" + batch.folderName
    }

    /// Writes every report of the batch, each whole or not at all, and returns whether they add up. The journal appears
    /// last: its seal covers the others. The same state of the ledger gives the same bytes.
    ///
    /// - Parameters:
    ///   - key: signs the journal.
    ///   - language: of the page for people, and of the sentences in `rejected.csv`; the other files are the same in
    ///     any language.
    ///   - wanted: the forms of the files; the folder may have others already.
    ///   - bankName: the name of a bank code, for the reconciliation.
    /// - Throws: `OutputError` where a file cannot be written, `LedgerError` where the ledger cannot be read, or where
    ///   it was edited past this program: then no file is written.
    package func write(
        _ id: BatchID, from ledger: Ledger, signedBy key: AuditPrivateKey? = nil, in language: Language = .english,
        as wanted: ReportForm = ReportForm(), bankName: (String) -> String?
    ) throws -> Reconciliation {
        try prepare()
        // Two programs that write the same reports at a time would leave a folder of both.
        let lock = FolderLock(path, isShared: false)
        defer { withExtendedLifetime(lock) {} }
        return try ledger.read { reader in
            guard let batch = try reader.batch(id) else {
                throw OutputError(path: path, action: .write, reason: Phrase("the batch is not in the ledger"))
            }
            // Whoever reads a report takes it for the truth, sealed or not.
            try LedgerCheck(of: batch, reader).require(of: batch, in: ledger)
            if let earlier = EarlierReports(at: path), try earlier.isForeign(to: batch, reader) {
                try earlier.moveAside()
            }
            let form = ReportForm(in: path).joined(with: wanted).suited(to: batch)
            let earlier = SealedFiles(in: path)
            var digests: [String: String] = [:]
            let audit = try AuditFile(path: path + "/" + AuditFile.name, batch: batch.identity, signedBy: key)
            // Decisions are rare: only the rows that the journal has one of are asked for it.
            var decided = LineSet()
            try reader.forEachEvent(of: batch.id) { event in
                try audit.add(event.entry, link: event.link)
                if let line = event.entry.line, RowDecision.isByPerson(event.entry.kind) { decided.insert(line) }
            }
            let results = try ResultsReport(batch: batch, decided: decided, form: form).write(in: path, reader)
            digests[ReportFile.results] = results.digests.table
            digests[ReportFile.resultsWorkbook] = results.digests.workbook
            digests["attempts.csv"] = try AttemptsReport(batch: batch, form: form)
                .write(to: path + "/attempts.csv", reader)
            let rejected = try RejectedReport(
                batch: batch, isAny: results.hasRejected, form: form, language: language
            ).write(in: path, after: earlier, reader)
            digests[ReportFile.rejected] = rejected.table
            digests[ReportFile.rejectedWorkbook] = rejected.workbook
            var reconciliation = try Reconciliation(
                of: batch, reader: reader, journal: try audit.checkpoint(), decisions: results.decisions,
                orders: results.orders, bankName: bankName)
            try EndedReconciliation(in: path)?.keep(before: reconciliation)
            digests["reconciliation.csv"] = try reconciliation.writeCSV(
                to: path + "/reconciliation.csv", form.tables)
            digests["reconciliation.json"] = try reconciliation.writeJSON(to: path + "/reconciliation.json")
            if form.hasStatusReport {
                digests[ReportFile.statusReport] = try StatusReport(reconciliation: reconciliation)
                    .write(to: path + "/" + ReportFile.statusReport, reader)
            }
            let page = try ReportPage(reconciliation, results.openRows, in: language, reader)
            digests[ReportPage.file] = try page.write(to: path + "/" + ReportPage.file)
            reconciliation.seal = try audit.seal(after: reconciliation.journal, digests)
            return reconciliation
        }
    }

    /// Makes the folder and finds out whether files can be written there, which is better known before anything is
    /// paid.
    ///
    /// - Throws: `OutputError`.
    package func prepare() throws { try Self.prepare(path) }

    /// The same for any folder of results.
    ///
    /// - Throws: `OutputError`.
    package static func prepare(_ path: String) throws {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            prefix += part
            if mkdir(prefix, 0o700) != 0, errno != EEXIST {
                // A part of the path before this one is a file.
                let reason =
                    errno == ENOTDIR
                    ? Phrase("--output (output.directory) is a folder of reports, and this names a file")
                    : .verbatim(String(cString: strerror(errno)))
                throw OutputError(path: prefix, action: .create, reason: reason)
            }
            prefix += "/"
        }
        guard access(path, W_OK | X_OK) == 0 else {
            throw OutputError(path: path, action: .writeInto, reason: .verbatim(String(cString: strerror(errno))))
        }
    }
}
