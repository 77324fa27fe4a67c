internal import PayoutCore
internal import PayoutFile
internal import Wording

/// Holds every line of `audit.jsonl` against the chain.
struct JournalCheck {
    private let expectation: ReportVerifier.Expectation
    private var chain: JournalChain
    private let batch: String
    private(set) var rows = RowTable()
    private(set) var decisions = DecisionTable()
    private(set) var people = PeopleCheck()
    /// The line that is being looked at.
    private var line = 0
    /// A line could not be read: the line after it is accepted as it is, so that one fault is reported once.
    private var isLost = false
    private var lastCheckpoint: AuditCheckpoint?
    private(set) var seal: AuditCheckpoint?
    /// The digest of the rows as they were submitted, and the line that states it.
    private(set) var submitted: (evidence: [UInt8], line: Int)?
    /// When the first and the last event happened.
    private(set) var firstAt: Timestamp?
    private(set) var lastAt: Timestamp?
    private var isExpectedHeadFound = false
    private var writer = LineWriter()
    /// Who signed: the first checkpoint says so, and every other must agree.
    private var signer: AuditCheckpoint.Signature??

    /// - Parameter batch: the identity that `reconciliation.json` names; nil where it cannot be read.
    init(batch: String?, expectation: ReportVerifier.Expectation) {
        self.expectation = expectation
        self.batch = batch ?? ""
        chain = JournalChain(of: BatchIdentity(batch ?? ""))
        isLost = batch == nil
    }

    var events: Int { chain.count }
    var head: String { Hexadecimal.encode(chain.head) }
    /// The checkpoint over all events, which `reconciliation.json` repeats.
    var checkpoint: AuditCheckpoint? { lastCheckpoint }

    /// - Throws: `FileError` where the file cannot be read.
    mutating func run(path: String, _ findings: inout Findings) throws(FileError) {
        var lines = try ByteLines(path: path, lineBytesMax: AuditLine.bytesMax)
        while let next = try lines.next() {
            line += 1
            guard seal == nil else {
                find(Phrase("something stands behind the seal, which is the last line"), &findings)
                break
            }
            switch next {
            case .whole(let bytes): take(bytes, &findings)
            case .cut: find(Phrase("the line is cut off"), &findings)
            case .tooLong: find(Phrase("the line is longer than any that salur writes"), &findings)
            }
        }
        finish(&findings)
    }

    private func find(_ what: Phrase, _ findings: inout Findings) { findings.add(AuditFile.name, line, what) }

    private mutating func take(_ bytes: ArraySlice<UInt8>, _ findings: inout Findings) {
        switch AuditLine(bytes, comparingWith: &writer) {
        case nil:
            find(Phrase("the line is not written as salur writes it: it was altered"), &findings)
            isLost = true
        case .event(let event): take(event, &findings)
        case .checkpoint(let checkpoint): take(checkpoint, &findings)
        }
    }

    private mutating func take(_ event: AuditEvent, _ findings: inout Findings) {
        if isLost {
            chain = JournalChain(count: event.number - 1, head: event.previous)
            isLost = false
        } else if event.number != chain.count + 1 {
            find(
                Phrase(
                    """
                    event \(event.number) stands where event \(chain.count + 1) belongs: lines were taken out, put in \
                    or moved
                    """), &findings)
            chain = JournalChain(count: event.number - 1, head: event.previous)
        } else if event.previous != chain.head {
            find(Phrase("event \(event.number) does not follow the event before it"), &findings)
            chain = JournalChain(count: event.number - 1, head: event.previous)
        } else if isCheckpointDue {
            find(Phrase("the checkpoint before event \(event.number) is missing"), &findings)
        }
        chain.append(event.entry)
        if chain.head != event.link {
            find(Phrase("event \(event.number) was altered: its link does not belong to what it says"), &findings)
            chain = JournalChain(count: event.number, head: event.link)
        }
        compareWithExpectedHead(&findings)
        lastCheckpoint = nil
        (firstAt, lastAt) = (firstAt ?? event.entry.at, event.entry.at)
        if submitted == nil, event.entry.kind == "batch_submitted", let evidence = event.entry.evidence {
            submitted = (evidence, line)
        }
        decisions.note(event.entry, reported: line)
        people.note(event.entry, reported: line)
        guard let row = event.entry.line else { return }
        let isSame = rows.note(
            line: row, reference: event.entry.reference ?? "", status: event.entry.status,
            reason: RecordedReason.code(in: event.entry.detail), reported: line)
        if !isSame { find(Phrase("row \(row) has another reference here than before"), &findings) }
    }

    private var isCheckpointDue: Bool {
        chain.count > 0 && chain.count.isMultiple(of: AuditFile.checkpointEvents) && lastCheckpoint == nil
    }

    private mutating func compareWithExpectedHead(_ findings: inout Findings) {
        guard let expected = expectation.head else { return }
        if let events = expectation.events {
            guard chain.count == events else { return }
            isExpectedHeadFound = true
            if !head.hasPrefix(expected) {
                find(Phrase("event \(events) has another link than the one that you were given (--head)"), &findings)
            }
        } else if head.hasPrefix(expected) {
            isExpectedHeadFound = true
        }
    }

    private mutating func take(_ checkpoint: AuditCheckpoint, _ findings: inout Findings) {
        let isSeal = checkpoint.files != nil
        if isSeal == (lastCheckpoint == nil) {
            find(
                isSeal
                    ? Phrase("the checkpoint before the seal is missing") : Phrase("the checkpoint stands there twice"),
                &findings)
        }
        let isMeant = checkpoint.events == chain.count && checkpoint.head == head && checkpoint.batch == batch
        if !isLost, !isMeant {
            find(
                Phrase(
                    """
                    the checkpoint is about event \(checkpoint.events) of batch \(checkpoint.batch.shown), and \
                    stands behind event \(chain.count) of batch \(batch.shown): lines were taken out, put in or moved
                    """), &findings)
        }
        compareSignatures(checkpoint, &findings)
        if isSeal { seal = checkpoint } else { lastCheckpoint = checkpoint }
    }

    private mutating func compareSignatures(_ checkpoint: AuditCheckpoint, _ findings: inout Findings) {
        if let signer, signer?.publicKey != checkpoint.signature?.publicKey {
            find(Phrase("it is not signed by the key that signed the checkpoints before it"), &findings)
        }
        signer = signer ?? .some(checkpoint.signature)
        guard checkpoint.signature != nil else {
            if expectation.publicKey != nil, signer == .some(nil), checkpoint.files != nil {
                find(Phrase("the journal is not signed, so your key proves nothing about it"), &findings)
            }
            return
        }
        guard let key = checkpoint.key, checkpoint.isSigned(by: key) else {
            return find(Phrase("the signature does not hold: what was signed was altered"), &findings)
        }
        if let expected = expectation.publicKey, expected != key {
            find(
                Phrase(
                    """
                    it is signed by the key \(key.fingerprint.prefix(16)), and not by yours, \
                    \(expected.fingerprint.prefix(16)) (--public-key)
                    """), &findings)
        }
    }

    private mutating func finish(_ findings: inout Findings) {
        if let seal, let expected = expectation.seal, !seal.statementDigest.hasPrefix(expected) {
            find(
                Phrase(
                    """
                    it is another seal than the one that you were given (--seal): a report or the journal was \
                    altered, or the reports were written again since then, after more events or in another language or \
                    form. Compare them with the ledger (--ledger), or have them written as they were then (salur report)
                    """), &findings)
        }
        if let seal {
            if !AuditFile.isSeal(over: seal.files?.map(\.name) ?? [], of: batch) {
                find(Phrase("the seal does not name the report files that salur writes"), &findings)
            }
        } else {
            findings.add(AuditFile.name, Phrase("the seal, which is the last line, is missing: the file was cut off"))
        }
        if let events = expectation.events, events > chain.count {
            findings.add(
                AuditFile.name,
                Phrase("it ends at event \(chain.count), and you were given \(events) (--events): its end was cut off"))
        } else if expectation.head != nil, !isExpectedHeadFound, expectation.events != 0 {
            findings.add(
                AuditFile.name,
                Phrase("no event has the link that you were given (--head): its end was cut off, or it is another"))
        }
    }
}
