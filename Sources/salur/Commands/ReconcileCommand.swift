internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import SalurSettings
internal import Wording

struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Compare a bank statement with the rows that were paid.",
        discussion: """
            EXAMPLES
              salur reconcile mutasi-februari.csv
              salur reconcile --account 1234567890 mutasi.csv payroll-1a2b3c4d
              salur reconcile --json mutasi.xlsx
              salur reconcile --reports out mutasi.csv          without the ledger, from the reports alone

            Reads a statement as banks export it (camt.053, CSV or .xlsx): one account, in rupiah. A table has a date, \
            and debit and credit or an amount. Each booking is matched with the row that it pays: by a number in its \
            text (reference, provider_reference_no, partner_reference_no, external_id), by account and amount, by an \
            amount that stands there once, or as the sum of a batch or of one of its days. Charges are set apart. What \
            fits in two ways stays open and is listed. It asks the bank nothing and changes nothing; reconciled.csv \
            has every row with its booking, and "salur verify" proves that nobody altered it.

            With --reports nothing but the folder is needed, as an auditor has it. Each folder of reports is verified \
            before it is read, and its seal is shown: compare it with the one that the run printed.

            Without a batch, all batches of which the statement says something are compared.

            EXIT CODES
              0   every booking and every row has its other side
              1   something is open, unclear or contradicts the ledger
              65  the statement is missing, empty, of another account or currency, or no statement; or reports are
                  missing or altered
              78  the ledger is missing
            """)

    @Argument(
        help: ArgumentHelp("The statement (.xml, .csv or .xlsx).", valueName: "statement"), completion: .payoutFiles)
    var statement: String

    @Argument(help: ArgumentHelp("Batches: their name, file or identity.", valueName: "batch"))
    var batches: [String] = []

    @Option(help: ArgumentHelp("Refuse a statement of another account.", valueName: "number"))
    var account: String?

    @Option(help: ArgumentHelp("The sheet of a workbook.", valueName: "name"))
    var sheet: String?

    @Option(
        help: ArgumentHelp(
            "Read the rows in these reports instead of the ledger: a batch's folder, or the one above.",
            valueName: "dir"), completion: .directory)
    var reports: String?

    @Option(help: ArgumentHelp("The folder for reconciled.csv (output.directory).", valueName: "dir"))
    var output: String?

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        if statement == "-" { throw ValidationError("Name the file of the statement.") }
        if let account, account.filter(\.isNumber).isEmpty {
            throw ValidationError("--account takes the number of an account.")
        }
    }

    func run() async throws {
        try await Output.guarded {
            let loaded = try await settings.load(outputDirectory: output, writesLedger: false)
            let order = BankReconciliation.Order(
                statement: statement, sheet: sheet, account: account, batches: batches, reports: reports)
            let found = try BankReconciliation(settings: loaded).run(order)
            if settings.json { try Output.json(ReconcileDocument(found)) } else { show(found) }
            return found.isReconciled ? .success : .notAllPaid
        }
    }

    private func show(_ found: ReconciledStatement) {
        for finding in found.findings {
            let place = finding.statementLine.map { Phrase("\(found.file), line \($0)") } ?? Phrase("\(found.file)")
            let row = [finding.reference, finding.batch].compactMap(\.self).joined(separator: ", ")
            Output.result(
                row.isEmpty
                    ? Phrase("\(place), \(finding.amount.display): \(finding.what)")
                    : Phrase("\(place), \(row), \(finding.amount.display): \(finding.what)"))
        }
        let rest = found.findingCount - found.findings.count
        if rest > 0 { Output.result(Phrase("and \(count: rest) more")) }
        Output.result(
            Phrase(
                """
                \(found.file): \(count: found.bookings) bookings, \(count: found.skipped) lines without a booking; \
                compared with \(found.batches.isEmpty ? "0" : found.batches.joined(separator: ", ")).
                """))
        for (basis, rows) in found.matched where rows.count > 0 {
            Output.result(Phrase("  matched by \(basis): \(count: rows.count) rows, \(rows.sum.display)"))
        }
        if found.returned.count > 0 {
            Output.result(Phrase("  came back: \(count: found.returned.count), \(found.returned.sum.display)"))
        }
        if found.fees.count > 0 {
            Output.result(Phrase("  charges: \(count: found.fees.count), \(found.fees.sum.display)"))
        }
        let open = Phrase(
            """
            open rows: \(count: found.openRows.count), \(found.openRows.sum.display); open bookings: \
            \(count: found.openOut.count) out, \(found.openOut.sum.display), \(count: found.openIn.count) in, \
            \(found.openIn.sum.display); unclear: \(count: found.unclear.count), \(found.unclear.sum.display)
            """)
        Output.result(
            found.isReconciled ? Phrase("Everything has its other side.") : Phrase("Not reconciled: \(open)."))
        Output.result(Phrase("Every row with its booking: \(found.path)"))
        Output.result(Phrase("Seal: \(found.seal)"))
        for proof in found.proofs {
            Output.result(
                proof.signer.map {
                    Phrase("Reports \(proof.folder): seal \(proof.seal), signed by key \($0.prefix(16))")
                } ?? Phrase("Reports \(proof.folder): seal \(proof.seal), not signed"))
        }
    }
}
