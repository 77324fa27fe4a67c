internal import ArgumentParser
internal import FoundationEssentials
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import PayoutRules
internal import Presentation
internal import SalurSettings
internal import Wording

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read and check payout files, without network and without paying.",
        discussion: """
            EXAMPLES
              salur check payroll.csv
              salur check --all payroll.csv
              salur check --json february.csv.gz march.csv
              salur check --ledger /srv/payouts/salur.db payroll.csv
              salur check --sheet Maret payroll.xlsx
              salur check --expect-rows 120 --expect-total 250000000 payroll.csv

            Rows that repeat other rows of the file are shown as held, as submit would hold them, in files of up to \
            100,000 rows. With --ledger in larger files too, and also rows that look like payments that were made \
            before; the ledger is only read.

            What is wrong is listed with its line and what to do: the first 20 findings of a file, then the others \
            counted by kind; --all lists every one.

            EXIT CODES
              0   nothing is rejected
              1   some rows are rejected
              65  a file is missing, or cannot be read as a payout file; the others are checked all the same
            """)

    @Argument(
        help: ArgumentHelp(
            "Payout files (.csv or .xlsx, plain or gzipped), or - for standard input.", valueName: "file"),
        completion: .payoutFiles)
    var files: [String]

    @Flag(help: "List everything that is found, not only the first 20 findings of each file.")
    var all = false

    @OptionGroup var kind: KindOptions

    @OptionGroup var sheets: SheetOptions

    @OptionGroup var settings: SettingsOptions

    func validate() throws { try sheets.validate(for: files) }

    func run() async throws {
        try await Output.guarded {
            let loaded = try await settings.load(writesLedger: false)
            let banks = try BankDirectory(settings: loaded)
            var status = OutcomeKind.success
            var documents: [any Encodable] = []
            let hasLedger = settings.ledger != nil && FileManager.default.fileExists(atPath: loaded.ledgerPath)
            if settings.ledger != nil, !hasLedger {
                Output.warning(
                    Phrase(
                        """
                        There is no ledger at \(loaded.ledgerPath): the files were not compared with earlier payments.
                        """))
            }
            for file in files {
                do {
                    let look = hasLedger ? try LedgerLook(loaded, kind.kind, clock: SystemClock()) : nil
                    let form = RowForm(
                        kind.kind, loaded, banks: banks, parties: look?.parties(loaded, banks), sheet: sheets.sheet,
                        expected: sheets.expected)
                    let rejected =
                        settings.json
                        ? try document(file, form, loaded.ceilings, look, &documents)
                        : try show(file, form, loaded.ceilings, look)
                    if rejected > 0 { status = max(status, .notAllPaid) }
                } catch {
                    let failure = CommandFailure(error)
                    guard files.count > 1 else { throw failure }
                    Output.error(failure.phrase)
                    var document = ErrorDocument(failure)
                    document.file = file
                    documents.append(document)
                    status = max(status, failure.status)
                }
            }
            if settings.json { try Output.json(all: documents) }
            return status
        }
    }

    /// Adds what is found in `file` to the `documents`, and returns how many rows are rejected.
    private func document(
        _ file: String, _ form: RowForm, _ ceilings: Ceilings, _ look: LedgerLook?,
        _ documents: inout [any Encodable]
    ) throws(CommandFailure) -> Int {
        var found: [CheckDocument.Finding] = []
        let check = try FileCheck(
            path: file, form,
            onViolation: { found.append(CheckDocument.Finding($0, isWarning: false, in: Output.language)) },
            onWarning: { found.append(CheckDocument.Finding($0, isWarning: true, in: Output.language)) },
            ceilings: ceilings, look: look)
        documents.append(CheckDocument(check, form.rail, findings: found, look))
        return check.rejected
    }

    /// Shows a person what is found in `file`, and returns how many rows are rejected.
    private func show(
        _ file: String, _ form: RowForm, _ ceilings: Ceilings, _ look: LedgerLook?
    ) throws(CommandFailure) -> Int {
        var tally = FindingTally(shownMax: all ? .max : FindingTally.shownMaxUsual)
        let check = try FileCheck(
            path: file, form,
            onViolation: { violation in
                if tally.isShown(violation) { Output.result(Phrase("\(file): \(violation.text)")) }
            },
            wantsWarning: { code, line in tally.isShown(code, line: line) },
            onWarning: { Output.result(Phrase("\(file): note: \($0.text)")) }, ceilings: ceilings, look: look)
        if let rest = tally.rest { Output.result(rest) }
        if let sheet = check.sheet?.sentence { Output.result(Phrase("\(check.file): \(sheet)")) }
        for line in check.reading.lines { Output.result(Phrase("\(file): read: \(line)")) }
        Output.result(Phrase("\(check.file): \(Self.payable(check, form.rail)); \(Self.rejected(check))."))
        for line in check.passed.lines { Output.result(line) }
        if let look { show(look, check) }
        if let repeats = check.repeats, repeats.tally.count > 0 { show(repeats, check) }
        return check.rejected
    }

    private func show(_ look: LedgerLook, _ check: FileCheck) {
        if let known = look.knownSentence { return Output.result(Phrase("\(check.file): \(known).")) }
        for line in look.survey?.lines ?? [] { Output.result(line) }
        let held = look.held
        guard held.tally.count > 0 else {
            return Output.result(Phrase("\(check.file): no row looks like a payment that was made before."))
        }
        show(held, check)
    }

    private func show(_ held: HeldRows, _ check: FileCheck) {
        Output.result(Phrase("\(check.file): \(count: held.tally.count) rows would be held for a person to decide:"))
        for line in held.lines(shownMax: all ? .max : HeldRows.shownMax) { Output.result(line) }
    }

    private static func payable(_ check: FileCheck, _ rail: Rail) -> Phrase {
        guard rail == .payout else {
            let rows = check.accepted == 1 ? Phrase("1 row is good") : Phrase("\(count: check.accepted) rows are good")
            return check.sum.map { Phrase("\(rows), \($0.display)") } ?? rows
        }
        return switch (check.accepted, check.sum) {
        case (1, let sum?): Phrase("1 row can be paid, \(sum.display)")
        case (1, nil): Phrase("1 row can be paid")
        case (let count, let sum?): Phrase("\(count: count) rows can be paid, \(sum.display)")
        case (let count, nil): Phrase("\(count: count) rows can be paid")
        }
    }

    private static func rejected(_ check: FileCheck) -> Phrase {
        check.rejected == 0 ? Phrase("nothing is rejected") : Phrase("\(count: check.rejected) rejected")
    }
}
