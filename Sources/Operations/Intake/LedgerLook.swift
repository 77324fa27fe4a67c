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
    private var repeats = RepeatedRows()
    private let rail: Rail
    private var found: UnfiledHeld
    private let settings: Settings
    /// What a row may ask for before it is held; nil where that is not looked at.
    private let rowCeiling: Rupiah?
    private var surveyor: UnfiledSurvey?
    private var mending: Mending?
    private var blocked: [BlockedPayee] = []
    /// Rows that a submission would reject for what the ledger knows, by line.
    private var refused: [Int: RowFault] = [:]

    /// The batch that the file is, where the ledger holds it already: then it is not compared with itself.
    package private(set) var known: Batch?

    /// - Throws: ``CommandFailure`` where there is no ledger, or it cannot be read.
    ///
    /// - Parameter rail: payments of other rails are not compared.
    package init(_ settings: Settings, _ rail: Rail = .payout, clock: any WallClock) throws(CommandFailure) {
        self.rail = rail
        self.settings = settings
        rowCeiling = nil
        found = UnfiledHeld()
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
        rowCeiling = rail == .payout ? settings.ceilings.row : nil
        found = UnfiledHeld(allowsRepeats: allowsRepeats)
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
    package var held: HeldRows { found.rows(rail) }

    /// Rows that would be held, each counted once, whatever it is held for.
    var heldTally: Tally { found.tally }

    /// Whether a row would be held.
    func isHeld(_ line: Int) -> Bool { found.contains(line) }

    /// Reads the ledger; hands over nil where there is none yet.
    func read<Result>(_ body: (LedgerReader?) throws -> Result) throws -> Result {
        try ledger.map { try $0.read { try body($0) } } ?? body(nil)
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
            blocked = try ledger.read { try $0.blockedPayees() }
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

    /// Takes in the header of the file: rows are compared by the numbers of persons, where it has any.
    func take(header: [String], _ layout: ColumnLayout) {
        let others = layout.otherIndices
        rows.personCell = PersonColumn.place(in: header, among: others).map { others[$0] }
        if ledger != nil { mending = Mending(layout) }
    }

    /// Takes in what a row mends, whether or not it can be paid.
    func takeMending(_ row: borrowing ScannedRow) { mending?.take(row) }

    /// Takes back a row whose reference came again.
    func recall(_ line: Int) { mending?.recall(line) }

    /// What is wrong with rows of which only the ledger knows it, in the order of the file: their payees are blocked,
    /// or they mend rows that are paid already, or those of others. Rows that ask for more than the row that they mend
    /// are noted as held.
    func refusals() throws -> [Violation] {
        guard let ledger, known == nil else { return [] }
        if let mending {
            let found = try ledger.read { try mending.find(in: $0) }
            refused.merge(found.refused) { first, _ in first }
            for link in found.links where refused[link.line] == nil {
                guard let root = link.surpasses, let amount = link.amount,
                    let earlier = try ledger.read({ try $0.rejectedPayment(root) })
                else { continue }
                self.found.note(link.line, link.reference, amount, .referenceUsed(earlier))
            }
        }
        return refused.sorted { $0.key < $1.key }.map { Violation(line: $0.key, $0.value) }
    }

    /// Takes in a row that can be paid.
    func add(_ row: borrowing ScannedRow) throws {
        guard known == nil, let amount = row.amount else { return }
        let line = row.line
        if !blocked.isEmpty, isBlocked(row.shown) {
            refused[line] = RowFault(nil, "", .payeeBlocked)
            return
        }
        try row.withOrder { content, order, cells in
            if ledger != nil { rows.add(line: line, amount: amount, content: content, order: order, cells: cells) }
            // What is held for its amount is compared with no other row of the file.
            let isLarge = rowCeiling.map { amount > $0 } ?? false
            let first =
                isLarge ? nil : try repeats.add(line: line, amount: amount, content: content, order: order)
            guard isLarge || first != nil else { return }
            let reference = content.extracting(order.reference).withUnsafeBufferPointer {
                String(decoding: $0, as: UTF8.self)
            }
            if let rowCeiling, isLarge { found.note(line, reference, amount, above: rowCeiling) }
            if let first { found.note(line, reference, amount, .repeated(line: first, reference: "")) }
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
        try repeats.finish().note(in: &found, amounts)
    }

    private func isBlocked(_ row: ShownCells) -> Bool {
        blocked.contains { $0.party.isPayee(bank: row.bankCode, account: row.accountNumber, names: [row.accountName]) }
    }

    private func compare() throws {
        try ledger?.read { reader in
            try rows.takeLikenesses(in: reader, since: since, &surveyor) { line, order, likeness in
                found.note(line, order.reference, order.amount, likeness, order)
            }
        }
    }
}
