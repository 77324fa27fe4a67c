internal import ArgumentParser
internal import AuditTrail
internal import FoundationEssentials
internal import Operations
internal import PayoutLedger
internal import SalurSettings
internal import Wording

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that the reports of a batch, or a ledger, were not altered.",
        discussion: """
            EXAMPLES
              salur verify out/payroll-1a2b3c4d
              salur verify --public-key audit-public.pem out/payroll-1a2b3c4d
              salur verify --events 1234 --head 3f2a9c01d4e5b677 out/payroll-1a2b3c4d
              salur verify --seal 90c1d4e5b6773f2a out/payroll-1a2b3c4d
              salur verify --file payroll.csv out/payroll-1a2b3c4d
              salur verify --ledger salur.db out/payroll-1a2b3c4d
              salur verify --ledger salur.db

            Reads audit.jsonl and the reports next to it; needs no ledger, no settings and no bank. It checks that \
            each event of the journal follows the one before it, that the signature holds, that every report is the \
            one that was sealed, and that results, attempts, reconciliation and journal say the same. What is wrong is \
            named with file and line.

            --file takes the payout file that was submitted, and proves that every row of it is in results.csv \
            exactly once, with the same bank, account, name, amount and note. --ledger together with a folder has the \
            same reports written from the ledger, elsewhere, and compares every cell. Both name the cell that was \
            altered: file, line, column, what must be there and what is.

            --public-key proves who signed. --events and --head, from the line that a run printed or mailed, prove \
            that no end of the journal was cut off. --seal, from the same line, proves the journal and every report \
            next to it: it holds until the reports are written again after more events, or in another language or form.

            --ledger proves the ledger itself too, or instead: that nobody edited batches, payouts, transfers, \
            callbacks or events in it with other means than salur. It only reads, also during a run.

            EXIT CODES
              0   proven
              1   altered, cut, or files that do not belong together
              64  wrong usage
              65  the folder or one of its files is missing or cannot be read
              78  the ledger is missing or cannot be opened
            """)

    /// Fewer digits of a link than this prove little.
    private static let headDigitsMin = 16

    @Argument(help: ArgumentHelp("A folder of reports.", valueName: "dir"), completion: .directory)
    var folder: String?

    @Option(
        help: ArgumentHelp("A ledger to prove.", valueName: "path"), completion: .file(extensions: ["db"]))
    var ledger: String?

    @Option(
        help: ArgumentHelp("The payout file that was submitted (.csv or .xlsx).", valueName: "file"),
        completion: .payoutFiles)
    var file: String?

    @Option(help: ArgumentHelp("The sheet of a workbook that was submitted.", valueName: "name"))
    var sheet: String?

    @Option(
        help: ArgumentHelp(
            "The settings under which the file was paid, for --file and --ledger.",
            discussion: "Default: salur.yaml, if it is there.", valueName: "file"),
        completion: .settingsFiles)
    var config: String?

    @Option(
        help: ArgumentHelp("The public key of whoever must have signed (PEM, Ed25519).", valueName: "file"),
        completion: .file(extensions: ["pem"]))
    var publicKey: String?

    @Option(help: ArgumentHelp("The link that was printed, or its first 16 digits or more.", valueName: "hex"))
    var head: String?

    @Option(help: ArgumentHelp("The events that were printed with it.", valueName: "n"))
    var events: Int?

    @Option(help: ArgumentHelp("The seal that was printed, or its first 16 digits or more.", valueName: "hex"))
    var seal: String?

    @Flag(help: "Write the result as JSON.")
    var json = false

    @OptionGroup var speech: LanguageOption

    func validate() throws {
        guard folder != nil || ledger != nil else {
            throw ValidationError("Name a folder of reports, or a ledger with --ledger.")
        }
        if folder == nil, publicKey != nil || head != nil || events != nil || seal != nil || file != nil {
            throw ValidationError(
                "--public-key, --head, --events, --seal and --file are about a folder of reports: name it.")
        }
        if file == nil, sheet != nil { throw ValidationError("--sheet is about --file: name the workbook.") }
        if file == "-" { throw ValidationError("--file takes the path of a file.") }
        for (name, digits) in [("--head", head), ("--seal", seal)] {
            guard let digits else { continue }
            let isHexadecimal = digits.utf8.allSatisfy { character in
                switch character {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"):
                    true
                default: false
                }
            }
            guard isHexadecimal, (Self.headDigitsMin...64).contains(digits.utf8.count) else {
                throw ValidationError("\(name) takes 16 to 64 hexadecimal digits, as they were printed.")
            }
        }
        if let events, events < 0 { throw ValidationError("--events takes a number of events.") }
    }

    func run() async throws {
        try await Output.guarded {
            let check = try ledger.map { try LedgerProof(path: $0).check() }
            var reports = try folder.map { try Reports($0, verdict: verdict($0)) }
            // A ledger that was edited proves nothing about reports.
            if let ledger, check?.isProven == true, reports != nil {
                try reports?.compare(withLedger: ledger, try await settings())
            }
            if let file { try reports?.compare(withFile: file, sheet: sheet, try await settings()) }
            if json {
                let proof = ledger.flatMap { ledger in check.map { LedgerProofDocument(ledger, $0) } }
                switch (reports?.document, proof) {
                case (let reports?, let proof?): try Output.json(all: [reports, proof])
                case (let reports?, nil): try Output.json(reports)
                case (nil, let proof?): try Output.json(proof)
                case (nil, nil): break
                }
            } else {
                // What the reports are is said last: a ledger that is proven does not make them right.
                if let ledger, let check { show(check, ledger) }
                if let reports { show(reports) }
            }
            return reports?.verdict.isProven != false && check?.isProven != false ? .success : .notAllPaid
        }
    }

    private func verdict(_ folder: String) throws -> ReportVerifier.Verdict {
        let expectation = ReportVerifier.Expectation(
            publicKey: try Self.key(publicKey), head: head?.lowercased(), events: events,
            seal: seal?.lowercased())
        return try ReportVerifier(folder: folder, expectation: expectation).verify()
    }

    /// The settings that say how cells of the payout file are read, and what banks are called.
    private func settings() async throws -> Settings {
        try await Settings.load(
            ledgerPath: nil, outputDirectory: nil, environment: ProcessInfo.processInfo.environment, file: config)
    }

    /// A folder of reports, and what it was compared with.
    private struct Reports {
        let folder: String
        private(set) var verdict: ReportVerifier.Verdict
        /// What the comparison with the ledger found; nil where there was none.
        private(set) var ledger: ReportProof.Outcome?
        private(set) var input: (file: String, outcome: InputProof.Outcome)?

        init(_ folder: String, verdict: ReportVerifier.Verdict) { (self.folder, self.verdict) = (folder, verdict) }

        mutating func compare(withLedger path: String, _ settings: Settings) throws(CommandFailure) {
            ledger = try ReportProof(folder: folder, ledgerPath: path, settings).compare(verdict)
            if let ledger { verdict.put(first: ledger.findings) }
        }

        mutating func compare(withFile file: String, sheet: String?, _ settings: Settings) throws(CommandFailure) {
            let proof = try InputProof(folder: folder, file: file, sheet: sheet, settings)
            guard let outcome = try proof.compare(verdict) else { return }
            input = (file, outcome)
            verdict.put(first: outcome.findings)
        }

        var document: VerifyDocument {
            let input = input.map {
                VerifyDocument.Input(
                    file: $0.file, rowsProven: $0.outcome.matched, uncompared: $0.outcome.uncompared,
                    sameContent: $0.outcome.isSameFile)
            }
            return VerifyDocument(folder, verdict, input: input, eventsSince: ledger?.eventsSince)
        }
    }

    private func show(_ check: LedgerCheck, _ ledger: String) {
        guard check.isProven else {
            for finding in check.findings { Output.result(finding) }
            let rest = check.findingCount - check.findings.count
            if rest > 0 { Output.result(Phrase("and \(count: rest) more")) }
            return Output.result(
                Phrase(
                    """
                    Not proven: the ledger \(ledger) was edited by other means than salur, or is damaged. Pay nothing \
                    with it; compare it with a backup and with the printed lines.
                    """))
        }
        Output.result(
            Phrase(
                """
                Proven: nothing in the ledger \(ledger) was edited by other means than salur; \(count: check.events) \
                events, \(count: check.payouts) payouts.
                """))
        for head in check.heads {
            Output.result(Phrase("Batch \(head.batch): \(count: head.events) events, head \(head.head)"))
        }
    }

    private static func key(_ path: String?) throws -> AuditPublicKey? {
        guard let path else { return nil }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.badFile, Phrase("\(path): the public key is missing or cannot be read."))
        }
        do {
            return try AuditPublicKey(pem: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw CommandFailure(.badFile, Phrase("\(path): \(error)."))
        }
    }

    /// What the comparisons with the ledger and the payout file prove.
    private func showComparisons(_ reports: Reports) {
        if let (file, outcome) = reports.input {
            Output.result(
                Phrase(
                    """
                    Every row of \(file) is in results.csv exactly once, with the same account and amount: \
                    \(count: outcome.matched) rows.
                    """))
            if !outcome.isSameFile {
                Output.result(
                    Phrase(
                        """
                        \(file) is not byte for byte the file that was submitted; every column that was compared is \
                        the same.
                        """))
            }
            if !outcome.uncompared.isEmpty {
                Output.result(
                    Phrase(
                        """
                        Not compared, since the file and results.csv do not both have them: \
                        \(outcome.uncompared.joined(separator: ", "))
                        """))
            }
        }
        guard let events = reports.ledger?.eventsSince else { return }
        guard events > 0 else {
            return Output.result(Phrase("Every cell of the reports is as the ledger gives it."))
        }
        Output.result(
            Phrase(
                """
                What was submitted is as the ledger has it. The ledger has recorded \(count: events) events since \
                these reports: what came of the rows can be compared after "salur report".
                """))
    }

    private func show(_ reports: Reports) {
        let (verdict, folder) = (reports.verdict, reports.folder)
        guard verdict.isProven else {
            for finding in verdict.findings { Output.result(finding.phrase) }
            let rest = verdict.findingCount - verdict.findings.count
            if rest > 0 { Output.result(Phrase("and \(count: rest) more")) }
            let count = verdict.findingCount
            let found = count == 1 ? Phrase("1 thing is") : Phrase("\(count: count) things are")
            guard !verdict.isStatement else {
                return Output.result(
                    Phrase(
                        """
                        Not proven: \(found) wrong in \(folder). Compare it with a copy from elsewhere, or compare the \
                        statement again (salur reconcile).
                        """))
            }
            return Output.result(
                Phrase(
                    """
                    Not proven: \(found) wrong in \(folder). Compare it with a copy from elsewhere, or have the \
                    reports written again from the ledger (salur report).
                    """))
        }
        Output.result(
            Phrase(
                """
                Proven: the reports in \(folder) belong together and nothing in them was altered; \
                \(count: verdict.events) events, head \(verdict.head).
                """))
        if !verdict.otherFiles.isEmpty {
            Output.result(
                Phrase(
                    "Not sealed, so that nothing is proven about them: \(verdict.otherFiles.joined(separator: ", "))"
                ))
        }
        if let seal = verdict.seal { Output.result(Phrase("Seal: \(seal)")) }
        showComparisons(reports)
        switch (verdict.signer, publicKey) {
        case (.some(let signer), .some): Output.result(Phrase("Signed by your key, \(signer.fingerprint.prefix(16))."))
        case (.some(let signer), nil):
            Output.result(
                Phrase(
                    """
                    Signed by key \(signer.fingerprint.prefix(16)). Give --public-key to prove that it is the key you \
                    know.
                    """))
        case (nil, _):
            let advice =
                switch (head, seal) {
                case (_, nil) where verdict.isStatement:
                    Phrase("whoever can write the files could have written all of them anew; see --seal")
                case _ where reports.ledger?.eventsSince == 0: Phrase("the ledger proves every report in the folder")
                case (_, .some): Phrase("your --seal proves the journal and every report in the folder")
                case (nil, nil):
                    Phrase("whoever can write the files could have written all of them anew; see --ledger")
                case (.some, nil):
                    Phrase(
                        "your --head proves the events of the journal up to there; --ledger proves the other reports")
                }
            Output.result(Phrase("Not signed: \(advice)."))
        }
    }
}
