internal import ArgumentParser
internal import AuditTrail
internal import FoundationEssentials
internal import Operations
internal import PayoutLedger
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
              salur verify --ledger salur.db

            Reads audit.jsonl and the reports beside it; needs no ledger, no settings and no bank. It checks that each \
            event of the journal follows the one before it, that the signature holds, that every report is the one \
            that was sealed, and that results, attempts, reconciliation and journal say the same. What is wrong is \
            named with file and line.

            --public-key proves who signed. --events and --head, from the line that a run printed or mailed, prove \
            that no end of the journal was cut off.

            --ledger proves a ledger instead, or as well: that nobody edited batches, payouts, transfers, callbacks or \
            events in it with other means than salur. It only reads, also during a run.

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
        help: ArgumentHelp("The public key of whoever must have signed (PEM, Ed25519).", valueName: "file"),
        completion: .file(extensions: ["pem"]))
    var publicKey: String?

    @Option(help: ArgumentHelp("The link that was printed, or its first 16 digits or more.", valueName: "hex"))
    var head: String?

    @Option(help: ArgumentHelp("The events that were printed with it.", valueName: "n"))
    var events: Int?

    @Flag(help: "Write the result as JSON.")
    var json = false

    @OptionGroup var speech: LanguageOption

    func validate() throws {
        guard folder != nil || ledger != nil else {
            throw ValidationError("Name a folder of reports, or a ledger with --ledger.")
        }
        if folder == nil, publicKey != nil || head != nil || events != nil {
            throw ValidationError("--public-key, --head and --events are about a folder of reports: name it.")
        }
        if let head {
            let isHexadecimal = head.utf8.allSatisfy { character in
                switch character {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"):
                    true
                default: false
                }
            }
            guard isHexadecimal, (Self.headDigitsMin...64).contains(head.utf8.count) else {
                throw ValidationError("--head takes 16 to 64 hexadecimal digits, as they were printed.")
            }
        }
        if let events, events < 0 { throw ValidationError("--events takes a number of events.") }
    }

    func run() async throws {
        try await Output.guarded {
            let verdict = try folder.map { folder in
                let expectation = ReportVerifier.Expectation(
                    publicKey: try Self.key(publicKey), head: head?.lowercased(), events: events)
                return try ReportVerifier(folder: folder, expectation: expectation).verify()
            }
            let check = try ledger.map { try LedgerProof(path: $0).check() }
            if json {
                let reports = folder.flatMap { folder in verdict.map { VerifyDocument(folder, $0) } }
                let proof = ledger.flatMap { ledger in check.map { LedgerProofDocument(ledger, $0) } }
                switch (reports, proof) {
                case (let reports?, let proof?): try Output.json(all: [reports, proof])
                case (let reports?, nil): try Output.json(reports)
                case (nil, let proof?): try Output.json(proof)
                case (nil, nil): break
                }
            } else {
                if let folder, let verdict { show(verdict, folder) }
                if let ledger, let check { show(check, ledger) }
            }
            return verdict?.isProven != false && check?.isProven != false ? .success : .notAllPaid
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

    private func show(_ verdict: ReportVerifier.Verdict, _ folder: String) {
        guard verdict.isProven else {
            for finding in verdict.findings { Output.result(finding.phrase) }
            let rest = verdict.findingCount - verdict.findings.count
            if rest > 0 { Output.result(Phrase("and \(count: rest) more")) }
            let count = verdict.findingCount
            let found = count == 1 ? Phrase("1 thing is") : Phrase("\(count: count) things are")
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
                head == nil
                ? Phrase("whoever can write the files could have written all of them anew; --head tells")
                : Phrase("your --head proves it up to there")
            Output.result(Phrase("Not signed: \(advice)."))
        }
    }
}

/// What `verify --json` writes.
struct VerifyDocument: Encodable {
    struct Finding: Encodable {
        let file: String
        let line: Int?
        let message: String
    }

    let folder: String
    let batch: String?
    let proven: Bool
    let events: Int
    let head: String
    let keyFingerprint: String?
    let findings: [Finding]
    let findingCount: Int

    init(_ folder: String, _ verdict: ReportVerifier.Verdict) {
        self.folder = folder
        batch = verdict.batch
        proven = verdict.isProven
        events = verdict.events
        head = verdict.head
        keyFingerprint = verdict.signer?.fingerprint
        findings = verdict.findings.map {
            Finding(file: $0.file, line: $0.line, message: Output.text($0.what))
        }
        findingCount = verdict.findingCount
    }
}

/// What `verify --ledger --json` writes.
struct LedgerProofDocument: Encodable {
    struct Head: Encodable {
        let batch: String
        let events: Int
        let head: String
    }

    let ledger: String
    let proven: Bool
    let events: Int
    let payouts: Int
    let batches: [Head]
    let findings: [String]
    let findingCount: Int

    init(_ ledger: String, _ check: LedgerCheck) {
        self.ledger = ledger
        proven = check.isProven
        events = check.events
        payouts = check.payouts
        batches = check.heads.map { Head(batch: $0.batch, events: $0.events, head: $0.head) }
        findings = check.findings.map { Output.text($0) }
        findingCount = check.findingCount
    }
}
