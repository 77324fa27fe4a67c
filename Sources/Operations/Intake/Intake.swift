package import PayoutCore
package import PayoutEngine
internal import PayoutFile
package import PayoutLedger
internal import PayoutReports
package import PayoutRules
internal import PayoutWorkbook
internal import Wording

/// Brings a payout file into the ledger, or finds the batch that it already is (design: section 2).
package struct Intake {
    /// What a file turned out to be.
    package struct Filed: Sendable {
        package let batch: Batch
        /// Whether the file was read into the ledger just now.
        package let isNew: Bool
        /// The first things that are wrong with its rows, for the screen; all of them stand in `rejected.csv`.
        package let violations: [Violation]
        /// The first things that a person should look at although the rows stand.
        package let warnings: [Violation]
        /// How many rows have such a thing.
        package let warningCount: Int
        /// How the file was read where it is not plain.
        package let reading: FileReading
        /// The sheet of a workbook that was read; nil of a text file, and where the file was not read again.
        package var sheet: ReadSheet?
    }

    /// How a file is to be taken.
    package struct Order: Sendable {
        /// What its rows ask for.
        package var rail: Rail
        /// The `--batch` name.
        package var name: String?
        /// Why content that was paid before is paid once more.
        package var payAgainReason: String?
        /// Rows of the same account and amount are all meant (`--allow-repeats`).
        package var allowsRepeats: Bool
        /// The sheet of a workbook that is meant (`--sheet`).
        package var sheet: String?
        /// What the payments are for, in words (`--purpose`).
        package var purpose: String?
        /// What the rows must be in all (`--expect-rows`, `--expect-total`).
        package var expected: ControlTotals?
        /// How the file is called in messages and reports; nil where by its path.
        package var shownName: String?
        /// Rows that the person corrected; nil where nobody did.
        package var corrections: RowCorrections?
        /// The plan that is insisted on, and the rows that it queues (`--only-plan`); nil where none is.
        var plan: (hash: PlanHash, toSend: Tally)?

        /// The longest purpose, in characters.
        package static let purposeMax = 200

        /// Whether a batch may be called so: 1 to 64 of A-Z a-z 0-9 . _ - without a leading dot.
        package static func isBatchName(_ name: String) -> Bool {
            (1...64).contains(name.utf8.count) && !name.hasPrefix(".")
                && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
        }

        package init(
            rail: Rail = .payout, name: String? = nil, payAgainReason: String? = nil, allowsRepeats: Bool = false,
            sheet: String? = nil, purpose: String? = nil, expected: ControlTotals? = nil, shownName: String? = nil
        ) {
            self.rail = rail
            self.name = name
            self.payAgainReason = payAgainReason
            self.allowsRepeats = allowsRepeats
            self.sheet = sheet
            self.purpose = purpose
            self.expected = expected
            self.shownName = shownName
        }
    }

    /// Repeated rows that are held in memory before they are rejected in the ledger.
    private static let repeatedMax = 4096
    /// Violations kept for the screen.
    private static let violationsMax = 20

    private let ledger: Ledger
    private let form: RowForm
    private let clock: any WallClock
    private let person: String
    private let handler: DuplicateHandler
    private let tell: (Notice) -> Void

    /// - Parameters:
    ///   - form: what the rows of the files ask for.
    ///   - handler: holds rows that look like other payments.
    ///   - person: who submits, for the journal.
    ///   - tell: receives what the command waits for.
    package init(
        ledger: Ledger, _ form: RowForm, clock: any WallClock, handler: DuplicateHandler, person: String,
        tell: @escaping (Notice) -> Void = { _ in }
    ) {
        self.ledger = ledger
        self.form = form
        self.clock = clock
        self.handler = handler
        self.person = person
        self.tell = tell
    }

    /// Files `path` as a batch under its name, or under its own digest.
    ///
    /// Nothing is sent before the last byte was checked. Known content is not read into the ledger again.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/badFile`` where the file is refused or does not belong to the
    ///   batch, `LedgerError`.
    package func file(_ path: String, _ order: Order) throws -> Filed {
        if let known = try knownBatch(path, order) { return known }
        // The rows of a batch follow one another in the ledger, so files come in one after the other.
        let lock = try ImportLock.wait(ledgerPath: ledger.path) {
            tell(.waitsForImport)
        }
        defer { withExtendedLifetime(lock) {} }
        try ledger.removeUnfinishedImports(at: clock.now())
        let scan = try FileScan(path: path, form)
        let header = scan.source.header
        let filing = try LedgerImport(
            into: ledger, rail: form.rail, fileName: scan.source.name, header: header.names,
            form: FileForm(
                delimiter: header.format.delimiter.rawValue, lineEnding: header.format.lineEnding.rawValue,
                hasByteOrderMark: header.format.hasByteOrderMark, columns: form.columns),
            personColumn: PersonColumn.place(in: header.names, among: scan.layout.otherIndices), at: clock.now())
        do {
            var filed = try read(path, scan, into: filing, order)
            filed.sheet = ReadSheet(scan.source)
            return filed
        } catch {
            try filing.discard()
            throw error
        }
    }

    /// A ledger that holds batches may hold this one: its content alone shows it, and is read much faster than rows.
    private func knownBatch(_ path: String, _ order: Order) throws -> Filed? {
        let hasBatches = try ledger.read { try !$0.batches().isEmpty }
        guard hasBatches, InputPath.canBeReadAgain(path) else { return nil }
        let digest = try ContentStream.digest(path: path).hexadecimal
        return try match(path, name: order.name, digest: digest, payAgain: order.payAgainReason).map { batch in
            try demandSameSheet(path, batch)
            for totals in try [form.expected, ControlTotals(nextToFileAt: path)].compactMap({ $0 }) {
                try totals.demand(batch.input, of: path)
            }
            return try known(batch, [], order)
        }
    }

    /// Refuses another sheet of a workbook that is a batch already: its bytes are the same, and its rows are not.
    private func demandSameSheet(_ path: String, _ batch: Batch) throws {
        guard let sheet = form.sheet else { return }
        guard try FirstDifference(ledger: ledger, form: form).line(of: path, from: batch) != nil else { return }
        throw CommandFailure(
            .badFile,
            Phrase(
                """
                \(path): another sheet of this workbook is the batch "\(batch.folderName)". Nothing was sent. Save the \
                sheet "\(sheet)" as a workbook of its own, and pay that file.
                """), code: .batchContentDiffers)
    }

    /// A batch that the ledger holds already. Who says that its repeated rows are meant releases them.
    private func known(_ batch: Batch, _ violations: [Violation], _ order: Order) throws -> Filed {
        try demandSamePurpose(batch, order)
        let reading = try ledger.read { try FileReading(of: batch, $0) }
        guard order.allowsRepeats else { return Filed(batch: batch, violations: violations, reading) }
        let now = clock.now()
        let decision = PersonalDecision(person: person, reason: Self.repeatsAllowed)
        let batch = try ledger.write { transaction in
            let released = try handler.releaseRepeats(of: batch.id, decision, at: now, in: transaction)
            if released.count > 0 { try transaction.rowsDecided(of: batch.id, at: now) }
            return try transaction.reader.batch(batch.id) ?? batch
        }
        return Filed(batch: batch, violations: violations, reading)
    }

    /// Refuses another purpose of a file that is a batch already: rows were compared by the one it came with.
    private func demandSamePurpose(_ batch: Batch, _ order: Order) throws {
        guard let purpose = order.purpose, PayeeName.folded(purpose) != PayeeName.folded(batch.purpose ?? "")
        else { return }
        let before =
            batch.purpose.map { Phrase("for the purpose \"\($0)\"") } ?? Phrase("without a purpose")
        throw CommandFailure(
            .usage,
            Phrase(
                """
                This file is the batch "\(batch.folderName)", which was submitted \(before). Its purpose stays. \
                Nothing was sent. Type the same command without --purpose to go on with it.
                """))
    }

    /// What the journal says where a person has acknowledged repeated rows without a reason in words.
    static let repeatsAllowed = "--allow-repeats"

    private func read<Source: RowSource>(
        _ path: String, _ scan: FileScan<Source>, into filing: LedgerImport, _ order: Order
    ) throws -> Filed {
        var violations: [Violation] = []
        var warnings = Warnings()
        var repeated: [Int: Reason] = [:]
        func rejectRepeated() throws {
            try filing.reject(lines: repeated.keys.sorted()) { repeated[$0] ?? .repeatedReference }
            repeated = [:]
        }
        func show(_ found: some Sequence<Violation>) {
            violations.append(contentsOf: found.prefix(max(0, Self.violationsMax - violations.count)))
        }
        let others = scan.layout.otherIndices
        var mending = Mending(scan.layout)
        let reading = try scan.run { row in
            if row.hasWarnings { warnings.add(row) }
            mending.take(row)
            guard row.isAccepted, let amount = row.amount else {
                show(row.violations)
                return try filing.add(row.rejected)
            }
            if let imported = row.imported(others: others) { return try filing.add(imported) }
            try row.withOrder { content, order, cells in
                try filing.add(
                    line: row.line, amount: amount, content: content, order: order, cells: cells, others: others)
            }
        } onRepeated: { violation, _ in
            show([violation])
            mending.recall(violation.line)
            repeated[violation.line] = .rejected(faults: [violation.fault])
            if repeated.count == Self.repeatedMax { try rejectRepeated() }
        } onLookAlike: {
            warnings.add($0)
        }
        try rejectRepeated()
        let digest = scan.source.digest?.hexadecimal ?? ""
        if let batch = try match(path, name: order.name, digest: digest, payAgain: order.payAgainReason) {
            try filing.discard()
            return try known(batch, violations, order)
        }
        let (links, refused) = try ledger.read { try mending.find(in: $0) }
        for (line, fault) in refused.sorted(by: { $0.key < $1.key }) { show([Violation(line: line, fault)]) }
        try filing.reject(lines: refused.keys.sorted()) { line in
            refused[line].map { .rejected(faults: [$0]) } ?? .repeatedReference
        }
        return Filed(
            batch: try finish(filing, digest, order, reading, links), isNew: true, violations: violations,
            warnings: warnings.kept, warningCount: warnings.count, reading: reading)
    }

    /// Makes the rows a batch, and holds in the same commit those that look like other payments.
    private func finish(
        _ filing: LedgerImport, _ digest: String, _ order: Order, _ reading: FileReading, _ links: [Mending.Link]
    ) throws -> Batch {
        let naming = BatchNaming(
            identity: BatchIdentity(order.name ?? digest), name: order.name, digest: digest,
            payAgainReason: order.payAgainReason, purpose: order.purpose)
        let now = clock.now()
        let id = try filing.finish(as: naming, by: person, at: now) { transaction, id in
            for link in links {
                try transaction.mend(link.row, byLine: link.line, of: id, at: now, actor: person)
            }
            if let corrections = order.corrections {
                try transaction.record(corrections, of: id, by: person, at: now)
            }
            try transaction.applyPayeeDecisions(to: id, handler.payees, at: now)
            for link in links {
                guard let root = link.surpasses, let earlier = try transaction.reader.rejectedPayment(root),
                    let row = try transaction.reader.row(inLine: link.line, of: id)
                else { continue }
                try handler.hold(row, for: .referenceUsed(earlier), at: now, in: transaction)
            }
            // Before all others: a row waits for one reason at a time, and its amount is what a person must see.
            if let batch = try transaction.reader.batch(id) {
                try handler.ceilings.holdRows(of: batch, at: now, in: transaction)
            }
            let repeats = try handler.holdRepeats(of: id, isAllowed: order.allowsRepeats, at: now, in: transaction)
            if order.allowsRepeats, repeats.count > 0 {
                try transaction.record(
                    JournalEvent(
                        at: now, batch: id, payout: nil, kind: "repeats_allowed",
                        detail: "\(repeats.count) rows, \(repeats.sum.display): \(Self.repeatsAllowed)", actor: person))
            }
            if !reading.steps.isEmpty {
                try transaction.record(
                    JournalEvent(
                        at: now, batch: id, payout: nil, kind: Batch.readingEvent, detail: reading.journalText,
                        actor: person))
            }
            guard let batch = try transaction.reader.batch(id) else { return }
            try demandOwnName(batch, transaction.reader)
            try handler.holdDuplicates(of: batch, at: now, in: transaction)
            if let plan = order.plan { try transaction.note(plan, of: id, by: person, at: now) }
        }
        guard let batch = try ledger.read({ try $0.batch(id) }) else {
            throw CommandFailure(.internalError, Phrase("The batch just imported is not in the ledger."))
        }
        return batch
    }

    /// Refuses a name under which people would find another batch, or its reports.
    private func demandOwnName(_ batch: Batch, _ reader: LedgerReader) throws {
        let folder = batch.folderName.lowercased()
        let identityMin = 8
        let other = try reader.batches().first { other in
            guard other.id != batch.id else { return false }
            let identity = other.identity.text.lowercased()
            return other.folderName.lowercased() == folder
                || batch.name != nil && folder.utf8.count >= identityMin && identity.hasPrefix(folder)
        }
        guard let other else { return }
        throw CommandFailure(
            .usage,
            Phrase(
                """
                The batch "\(other.folderName)" would be taken for "\(batch.folderName)". Nothing was sent. Give this \
                file another name with --batch.
                """))
    }

    /// The batch that this content is, nil where it is new.
    private func match(_ path: String, name: String?, digest: String, payAgain: String?) throws -> Batch? {
        let (named, all) = try ledger.read { reader in
            (try reader.batch(BatchIdentity(name ?? digest)), try reader.batches(digest: digest))
        }
        let same = all.filter { $0.rail == form.rail }
        if let named, named.rail != form.rail {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(path): the batch "\(named.folderName)" has this name or content already, and is of another kind \
                    (\(named.rail.rawValue)). Nothing was sent. A file that has been submitted goes on under its own \
                    kind: salur explain shows what became of its rows. Another file needs a --batch name of its own.
                    """), code: .batchContentDiffers)
        }
        if let named, named.digest != digest {
            let line = try FirstDifference(ledger: ledger, form: form).line(of: path, from: named)
            let difference =
                line.map {
                    Phrase(
                        """
                        the batch "\(named.identity)" was made from other content; the first line that differs is \
                        line \($0)
                        """)
                } ?? Phrase("the batch \"\(named.identity)\" was made from other content")
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(path): \(difference). Nothing was sent. If rows were mended, pay only those: mend rejected.csv \
                    in the folder of the batch, and pay that file. Other payments need a --batch name of their own.
                    """), code: .batchContentDiffers)
        }
        if let named { return named }
        let own = same.first { $0.identity.text == digest }
        guard let other = own ?? same.first(where: { $0.identity.text != name }) else { return nil }
        if name == nil { return other }
        guard payAgain == nil else { return nil }
        throw CommandFailure(
            .badFile,
            Phrase(
                """
                \(path): this content is known as the batch "\(other.folderName)" already. Nothing \
                was sent. Run it without --batch to go on with that batch, or, if every person in it must be \
                paid once more, add --pay-again "REASON".
                """), code: .contentKnown)
    }
}

extension Intake.Filed {
    /// A batch that stood in the ledger before.
    fileprivate init(batch: Batch, violations: [Violation], _ reading: FileReading) {
        self.init(
            batch: batch, isNew: false, violations: violations, warnings: [], warningCount: 0, reading: reading)
    }
}

/// The first warnings about a file, and how many rows have any.
private struct Warnings {
    private static let keptMax = 20
    /// Of the most usual kind, which every row of a file may have.
    private static let unusualLengthsMax = 3

    private(set) var kept: [Violation] = []
    private(set) var count = 0
    private var unusualLengths = 0

    mutating func add(_ row: borrowing ScannedRow) {
        count += 1
        guard kept.count < Self.keptMax else { return }
        let found = row.warnings { $0 != .unusualAccountLength || unusualLengths < Self.unusualLengthsMax }
        unusualLengths += found.count { $0.code == .unusualAccountLength }
        kept += found.prefix(Self.keptMax - kept.count)
    }

    mutating func add(_ warning: Violation) {
        count += 1
        if kept.count < Self.keptMax { kept.append(warning) }
    }
}

extension ScannedRow {
    /// The row as the ledger takes it where it cannot be paid.
    fileprivate var rejected: ImportedRow {
        let violations = violations
        return .rejected(
            line: line, shown: shown, amount: countedAmount, raw: cells,
            reason: .rejected(faults: violations.map(\.fault)))
    }
}
