internal import FoundationEssentials
package import PayoutCore
internal import PayoutEngine
internal import PayoutFile
package import PayoutLedger
package import PayoutRules
package import SalurSettings
package import Wording

/// What `check --ledger` finds: the rows of a file that would be held, since they look like payments of the ledger or
/// like other rows of the file. The ledger is only read.
package final class LedgerLook {
    /// Nil where there is none yet: then only the rows of the file are compared with each other.
    private let ledger: Ledger?
    private let since: Timestamp
    private var rows: UnfiledRows
    private let repeats = DuplicateReferences()
    /// Bank, account and amount of a row, in sequence.
    private var payment: [UInt8] = []
    /// Repeated rows that are reported only at the end of a very large file.
    private var late = LineSet()
    private let rail: Rail
    private var tallies: [String: Tally] = [:]
    private var found: [HeldRow] = []
    private let settings: Settings
    private let allowsRepeats: Bool
    /// Lines of rows that would be held, whatever they are held for.
    private var heldLines = LineSet()
    /// Those rows, each counted once.
    private(set) var heldTally = Tally.zero
    private var surveyor: UnfiledSurvey?

    /// The batch that the file is, where the ledger holds it already: then it is not compared with itself.
    package private(set) var known: Batch?

    /// - Throws: ``CommandFailure`` where there is no ledger, or it cannot be read.
    ///
    /// - Parameter rail: payments of other rails are not compared.
    package init(_ settings: Settings, _ rail: Rail = .payout, clock: any WallClock) throws(CommandFailure) {
        self.rail = rail
        self.settings = settings
        allowsRepeats = false
        rows = UnfiledRows(rail: rail)
        ledger = try LedgerStatus.open(settings.ledgerPath)
        since = clock.now() - settings.duplicateWindow
    }

    /// For a plan: there need be no ledger yet.
    ///
    /// - Parameter allowsRepeats: rows of the same account and amount are all meant.
    /// - Throws: ``CommandFailure`` where the ledger cannot be read.
    init(planning settings: Settings, _ rail: Rail, allowsRepeats: Bool, clock: any WallClock) throws(CommandFailure) {
        self.rail = rail
        self.settings = settings
        self.allowsRepeats = allowsRepeats
        rows = UnfiledRows(rail: rail)
        let isThere = FileManager.default.fileExists(atPath: settings.ledgerPath)
        ledger = isThere ? try LedgerStatus.open(settings.ledgerPath) : nil
        since = clock.now() - settings.duplicateWindow
    }

    /// What the ledger says of the batch that the file is; nil where it holds none.
    func inLedger<Result>(_ read: (Batch, LedgerReader) throws -> Result) throws -> Result? {
        guard let ledger, let known else { return nil }
        return try ledger.read { try read(known, $0) }
    }

    /// The customers and payments of the ledger, for rows that name them.
    package func parties(_ settings: Settings, _ banks: BankDirectory) -> (any PartyDirectory)? {
        ledger.map { LedgerParties($0, settings, banks) }
    }

    /// Rows that would be held, the first of them in the order in which they were found.
    package var held: HeldRows {
        HeldRows(rail, tallies: tallies, rows: found.sorted { $0.line < $1.line })
    }

    /// What about the payees of the file a person should look at; nil where nothing is paid to an account.
    package var survey: PayeeSurvey? { known == nil ? surveyor?.survey : nil }

    /// What a person reads of a file that the ledger holds already; nil for any other.
    package var knownSentence: Phrase? {
        known.map { batch in
            Phrase(
                """
                it is the batch \(batch.folderName), which the ledger holds already: it is not paid a second time
                """)
        }
    }

    /// Finds out whether the ledger holds the file already.
    func begin(_ path: String) throws {
        guard let ledger else { return }
        if rail == .payout {
            surveyor = try ledger.read { reader in
                try UnfiledSurvey(
                    reader, fileName: path, changePercent: settings.amountChangePercent,
                    changedAccounts: settings.accountChange == .off ? nil : settings.accountChange == .hold)
            }
        }
        guard try ledger.read({ try !$0.batches().isEmpty }), InputPath.canBeReadAgain(path) else { return }
        let digest = try ContentStream.digest(path: path).hexadecimal
        known = try ledger.read { try $0.batches(digest: digest).first }
    }

    /// Takes in a row that can be paid.
    func add(_ row: borrowing ScannedRow) throws {
        guard known == nil, let amount = row.amount else { return }
        var repetition: Repetition?
        let line = row.line
        try row.withOrder { content, order, cells in
            if ledger != nil { rows.add(line: line, amount: amount, content: content, order: order, cells: cells) }
            payment.removeAll(keepingCapacity: true)
            for range in [order.bankCode, order.accountNumber] {
                content.extracting(range).withUnsafeBufferPointer { payment.append(contentsOf: $0) }
                payment.append(0xFF)
            }
            withUnsafeBytes(of: amount.whole) { payment.append(contentsOf: $0) }
            repetition = try payment.withUnsafeBytes { try repeats.insert(repeats.expect($0), line: line) }
            guard let repetition else { return }
            let reference = content.extracting(order.reference).withUnsafeBufferPointer {
                String(decoding: $0, as: UTF8.self)
            }
            note(line, reference, amount, .repeated(line: repetition.firstLine, reference: ""))
        }
        if rows.isFull { try compare() }
    }

    /// Takes in the end of the file.
    ///
    /// - Parameter amounts: hands over the amount of each line that can be paid, where the file can be read again.
    func finish(_ amounts: ((Int, Rupiah) -> Void) throws -> Void) throws {
        guard known == nil else { return }
        try compare()
        try ledger?.read { try surveyor?.finish($0) }
        var firstLines: [Int: Int] = [:]
        var count = 0
        try repeats.finish { repetition in
            late.insert(repetition.line)
            count += 1
            if firstLines.count < HeldRows.toldMax { firstLines[repetition.line] = repetition.firstLine }
        }
        guard count > 0 else { return }
        var summed = 0
        try amounts { line, amount in
            guard late.contains(line) else { return }
            summed += 1
            note(line, "", amount, .repeated(line: firstLines[line] ?? 0, reference: ""))
        }
        guard !allowsRepeats else { return }
        // Standard input cannot be read again: what is known of these rows is that they are there.
        tallies[ReasonCode.repeatedInFile, default: .zero].count += count - summed
    }

    private func compare() throws {
        try ledger?.read { reader in
            try rows.takeLikenesses(in: reader, since: since, &surveyor) { line, order, likeness in
                note(line, order.reference, order.amount, likeness, order)
            }
        }
    }

    private func note(
        _ line: Int, _ reference: String, _ amount: Rupiah, _ likeness: Likeness, _ order: PaymentOrder? = nil
    ) {
        if allowsRepeats, case .repeated = likeness { return }
        if !heldLines.contains(line) {
            heldLines.insert(line)
            heldTally += Tally(count: 1, sum: amount)
        }
        tallies[likeness.code, default: .zero].count += 1
        let sum = tallies[likeness.code, default: .zero].sum
        tallies[likeness.code, default: .zero].sum = Rupiah(sum.whole &+ amount.whole)
        guard found.count < HeldRows.toldMax else { return }
        let order =
            order
            ?? PaymentOrder(reference: reference, bankCode: "", accountNumber: "", accountName: "", amount: amount)
        found.append(
            HeldRow(line: line, reference: reference, amount: amount, reason: .likeness(likeness, of: order)))
    }
}
