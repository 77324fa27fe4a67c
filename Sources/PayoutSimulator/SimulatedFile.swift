internal import LedgerAPI
package import PayoutCore

/// One row of a simulated payout file.
package struct SimulatedRow: Hashable, Sendable {
    package let line: Int
    package let reference: String
    package let bankCode: String
    package let account: String
    package let name: String
    /// Whole rupiah.
    package let amount: Int64
    /// A row that is wrong: nothing is ever sent for it.
    package let isRejected: Bool
    /// Where money comes in, the account stands for the customer.
    var rail = Rail.payout

    /// The row as the core sees it.
    package var order: PaymentOrder {
        PaymentOrder(
            rail: rail, reference: reference, bankCode: bankCode, accountNumber: account, accountName: name,
            amount: Rupiah(amount), refunds: nil)
    }

    /// Whether a person must see both before the second is paid: they share the reference, or account and amount.
    func isAlike(_ other: SimulatedRow) -> Bool {
        reference == other.reference
            || bankCode == other.bankCode && account == other.account && amount == other.amount
    }

    /// The same row under another reference, as when a payroll is generated twice.
    func renamed(_ prefix: String) -> SimulatedRow {
        SimulatedRow(
            line: line, reference: "\(prefix)-\(reference)", bankCode: bankCode, account: account, name: name,
            amount: amount, isRejected: isRejected, rail: rail)
    }

    /// The same row with another amount, as when a file is corrected.
    func corrected(by difference: Int64) -> SimulatedRow {
        SimulatedRow(
            line: line, reference: reference, bankCode: bankCode, account: account, name: name,
            amount: amount + difference, isRejected: isRejected, rail: rail)
    }

    /// The same row of a file for another rail.
    fileprivate func moved(by rail: Rail) -> SimulatedRow {
        var row = self
        row.rail = rail
        return row
    }

    /// A row whose amount and account follow from its number, so that no two rows can be taken for each other.
    static func row(_ number: Int, isRejected: Bool) -> SimulatedRow {
        SimulatedRow(
            line: number + 1, reference: "PAY-\(number)", bankCode: "014", account: String(1_000_000_000 + number),
            name: "Budi Santoso \(number)", amount: Int64(number) * 10_001 + 50_000, isRejected: isRejected)
    }
}

/// One payout file under one identity.
package struct SimulatedFile: Sendable {
    package var rail = Rail.payout {
        didSet { rows = rows.map { $0.moved(by: rail) } }
    }
    package let identity: BatchIdentity
    /// Stands for the content: a file that is paid again under another name has the digest of the first.
    package let digest: String
    package private(set) var rows: [SimulatedRow]
    package let payAgainReason: String?

    /// What the rows ask for in all, rejected ones included, in rupiah.
    package var sum: Int64 { rows.reduce(0) { $0 + $1.amount } }

    /// The same file with its first rows only.
    package func keeping(rows count: Int) -> SimulatedFile {
        SimulatedFile(
            rail: rail, identity: identity, digest: digest, rows: Array(rows.prefix(count)),
            payAgainReason: payAgainReason)
    }

    /// The same rows under another name, as another content.
    package func again(as name: String, digest: String) -> SimulatedFile {
        SimulatedFile(rail: rail, identity: BatchIdentity(name), digest: digest, rows: rows, payAgainReason: nil)
    }

    /// The same people and amounts under other references, as another content.
    package func renamed(as name: String, digest: String) -> SimulatedFile {
        SimulatedFile(
            rail: rail, identity: BatchIdentity(name), digest: digest, rows: rows.map { $0.renamed(name) },
            payAgainReason: nil)
    }

    /// Brings the file into a ledger.
    ///
    /// - Parameter isCutShort: the process dies when the rows are there, and before they are a batch.
    func submit(to ledger: any LedgerStore, at now: Timestamp, isCutShort: Bool) throws -> BatchID {
        let incoming: any FileImport = try ledger.beginImport(
            of: identity.text + ".csv", rail: rail, header: ["reference"],
            form: FileForm(delimiter: 44, lineEnding: "\n", hasByteOrderMark: false), at: now)
        for row in rows { try incoming.add(row.imported) }
        // Rejecting no line writes what is there.
        if isCutShort {
            try incoming.reject(lines: []) { _ in .repeatedReference }
            throw Death()
        }
        return try incoming.finish(
            as: BatchNaming(
                identity: identity, name: identity.text, digest: digest, payAgainReason: payAgainReason), at: now)
    }
}

extension SimulatedRow {
    fileprivate var imported: ImportedRow {
        guard isRejected else { return .accepted(line: line, order: order, note: "", others: []) }
        var shown = ShownCells()
        shown.reference = reference
        shown.bankCode = bankCode
        shown.accountNumber = account
        shown.accountName = name
        shown.amount = String(amount)
        return .rejected(
            line: line, shown: shown, amount: Rupiah(amount), raw: [reference],
            reason: .rejected(faults: [RowFault(.accountNumber, "123", .wrongDigitCount(digits: 3, hint: .tooFew))]))
    }
}
