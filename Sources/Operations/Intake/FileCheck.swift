package import PayoutCore
internal import PayoutFile
internal import PayoutLedger
package import PayoutRules
internal import PayoutWorkbook

/// What `check` found in a file.
package struct FileCheck: Sendable {
    /// The file as it is called in messages.
    package let file: String
    /// Rows that can be paid.
    package let accepted: Int
    /// The sum of the rows that can be paid. Nil where it is not known: rows of standard input whose reference came
    /// again later cannot be read a second time.
    package let sum: Rupiah?
    package let rejected: Int
    package let warnings: Int
    /// SHA-256 of the decompressed content.
    package let digest: String
    /// How it was read where it is not plain.
    package let reading: FileReading
    /// The sheet of a workbook that was read; nil of a text file.
    package let sheet: ReadSheet?
    /// Rows that would be held, since they repeat a row of the file; nil where a ledger was looked at, which finds them
    /// too, and of a file with more than 100,000 rows.
    package let repeats: HeldRows?
    /// What asks for more than the settings allow.
    package let passed: PassedCeilings

    /// Reads and checks the file at `path`, or standard input for `-`, without network and ledger.
    ///
    /// - Parameters:
    ///   - onViolation: called for everything that is wrong, as it is found.
    ///   - wantsWarning: asked with kind and line before a warning is put into words: every row may have one.
    ///   - onWarning: called for what a person should look at.
    ///   - ceilings: what rows and files may ask for at most.
    ///   - look: finds what looks like other payments, where a person asks for that.
    /// - Throws: ``CommandFailure``.
    package init(
        path: String, _ form: RowForm, onViolation: (Violation) -> Void,
        wantsWarning: (ViolationCode, _ line: Int) -> Bool = { _, _ in true }, onWarning: (Violation) -> Void,
        ceilings: Ceilings = Ceilings(), look: LedgerLook? = nil
    ) throws(CommandFailure) {
        try self.init(
            path: path, form, rows: nil, onViolation: onViolation, wantsWarning: wantsWarning, onWarning: onWarning,
            ceilings: ceilings, look: look)
    }

    /// - Parameter rows: takes in the rows that can be paid.
    init(
        path: String, _ form: RowForm, rows: PlanRows?, onViolation: (Violation) -> Void,
        wantsWarning: (ViolationCode, _ line: Int) -> Bool = { _, _ in true }, onWarning: (Violation) -> Void,
        ceilings: Ceilings = Ceilings(), look: LedgerLook? = nil
    ) throws(CommandFailure) {
        do {
            var tally = Tallying()
            var passed = PassedCeilings(ceilings)
            // Lines that had counted as good before their reference came again, or the ledger was asked.
            var recalled = LineSet()
            var recalledCount = 0
            try look?.begin(path)
            let findsRepeats = look == nil && form.rail == .payout
            var repeated = RepeatedRows(rowsMax: findsRepeats ? Self.repeatsMax : 0)
            var held = UnfiledHeld()
            let scan = try FileScan(path: path, form)
            look?.take(header: scan.source.header.names, scan.layout)
            reading = try scan.run { row in
                tally.count(row)
                look?.takeMending(row)
                if row.isAccepted {
                    if let look { try look.add(row) }
                    if findsRepeats { try Self.add(row, to: &repeated, &held) }
                    if let rows { rows.add(row) }
                }
                if passed.concernsRows { passed.take(row) }
                if !row.isAccepted { row.violations.forEach(onViolation) }
                guard row.hasWarnings else { return }
                tally.warnings += 1
                let line = row.line
                row.warnings { wantsWarning($0, line) }.forEach(onWarning)
            } onRepeated: { violation, wasAccepted in
                look?.recall(violation.line)
                if wasAccepted {
                    recalled.insert(violation.line)
                    recalledCount += 1
                }
                onViolation(violation)
            } onLookAlike: { warning in
                tally.warnings += 1
                if wantsWarning(warning.code, warning.line) { onWarning(warning) }
            }
            try look?.finish { note in try Self.amounts(path, form, note) }
            for violation in try look?.refusals() ?? [] where !recalled.contains(violation.line) {
                recalled.insert(violation.line)
                recalledCount += 1
                onViolation(violation)
            }
            try repeated.finish().note(in: &held) { note in try Self.amounts(path, form, note) }
            repeats = findsRepeats && !repeated.isGivenUp ? held.rows(form.rail) : nil
            file = scan.source.name
            digest = scan.source.digest?.hexadecimal ?? ""
            sheet = ReadSheet(scan.source)
            accepted = tally.accepted - recalledCount
            rejected = tally.rejected + recalledCount
            warnings = tally.warnings
            sum = recalledCount == 0 ? tally.sum : try Self.sum(path, form, without: recalled, rows)
            passed.finish(sum: sum)
            self.passed = passed
        } catch {
            throw CommandFailure(error)
        }
    }

    /// In a larger file repeated rows are found when it is submitted, or with a ledger.
    private static let repeatsMax = 100_000

    private static func add(
        _ row: borrowing ScannedRow, to repeated: inout RepeatedRows, _ held: inout UnfiledHeld
    ) throws {
        guard let amount = row.amount else { return }
        let line = row.line
        try row.withOrder { content, order, _ in
            guard let first = try repeated.add(line: line, amount: amount, content: content, order: order) else {
                return
            }
            let reference = content.extracting(order.reference).withUnsafeBufferPointer {
                String(decoding: $0, as: UTF8.self)
            }
            held.note(line, reference, amount, .repeated(line: first, reference: ""))
        }
    }

    private struct Tallying {
        var accepted = 0
        var sum: Rupiah? = .zero
        var rejected = 0
        var warnings = 0

        mutating func count(_ row: borrowing ScannedRow) {
            if row.isAccepted {
                accepted += 1
                sum = row.amount.flatMap { sum?.adding($0) }
            } else {
                rejected += 1
            }
        }
    }

    private static func amounts(_ path: String, _ form: RowForm, _ note: (Int, Rupiah) -> Void) throws {
        guard InputPath.canBeReadAgain(path) else { return }
        try FileScan(path: path, form).run { row in
            if row.isAccepted, let amount = row.amount { note(row.line, amount) }
        } onRepeated: { _, _ in
        }
    }

    private static func sum(
        _ path: String, _ form: RowForm, without lines: LineSet, _ rows: PlanRows?
    ) throws -> Rupiah? {
        guard InputPath.canBeReadAgain(path) else { return nil }
        var tally = Tallying()
        rows?.removeAll()
        try FileScan(path: path, form).run { row in
            guard !lines.contains(row.line) else { return }
            tally.count(row)
            if let rows, row.isAccepted { rows.add(row) }
        } onRepeated: { _, _ in
        }
        return tally.sum
    }
}
