internal import AuditTrail
internal import PayoutLedger

/// What `verify --json` writes.
struct VerifyDocument: Encodable {
    struct Finding: Encodable {
        let file: String
        let line: Int?
        /// The column of the cell that was altered, what must be in it, and what is.
        let column: String?
        let expected: String?
        let found: String?
        let message: String
    }

    /// What the comparison with the payout file found.
    struct Input: Encodable {
        let file: String
        let rowsProven: Int
        /// Columns that only the file or only the results have.
        let uncompared: [String]
        let sameContent: Bool
    }

    let folder: String
    let batch: String?
    let proven: Bool
    let events: Int
    let head: String
    /// The SHA-256 of what the seal states; nil where there is none.
    let seal: String?
    let keyFingerprint: String?
    /// Files in the folder that are no reports.
    let otherFiles: [String]
    let findings: [Finding]
    let findingCount: Int
    /// Nil where no payout file was compared.
    let input: Input?
    /// Events that the ledger has recorded since; nil where no ledger was compared, or another one.
    let eventsSince: Int?

    init(_ folder: String, _ verdict: ReportVerifier.Verdict, input: Input?, eventsSince: Int?) {
        (self.input, self.eventsSince) = (input, eventsSince)
        self.folder = folder
        batch = verdict.batch
        proven = verdict.isProven
        events = verdict.events
        head = verdict.head
        seal = verdict.seal
        keyFingerprint = verdict.signer?.fingerprint
        otherFiles = verdict.otherFiles
        findings = verdict.findings.map {
            Finding(
                file: $0.file, line: $0.line, column: $0.cell?.column, expected: $0.cell?.expected,
                found: $0.cell?.found, message: Output.text($0.what))
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
