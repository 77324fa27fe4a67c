internal import PayoutCore

/// Computes the fingerprints of a batch again and compares them with those that the ledger holds: without them a second
/// payment would not be noticed.
struct FingerprintCheck {
    private let batch: BatchID
    private let reader: LedgerReader
    private let personColumn: Int?
    private var fingerprints = RowFingerprints()
    private var parts = 0
    private var isSame = true

    init(of batch: BatchID, _ reader: LedgerReader) throws {
        self.batch = batch
        self.reader = reader
        personColumn = try reader.personColumn(of: batch)
    }

    /// Takes in the next row in the order of the file.
    mutating func add(_ row: ResultRow) throws {
        switch row.cells {
        case .others(let others):
            fingerprints.add(
                PaymentOrder(
                    reference: row.reference, bankCode: row.bankCode, accountNumber: row.accountNumber,
                    accountName: row.accountName, amount: Rupiah(plain: row.amount) ?? .zero),
                number: PersonNumber.number(in: others, column: personColumn))
        // It was wrong when it came.
        case .raw: fingerprints.skip()
        }
        if fingerprints.isFull { try compare() }
    }

    /// Whether the ledger holds these fingerprints and no others.
    mutating func finish() throws -> Bool {
        try compare()
        // The last part may be empty; then it is not stored.
        return try isSame && reader.fingerprintParts(of: batch) <= parts
    }

    private mutating func compare() throws {
        let part = fingerprints.takePart()
        parts += 1
        for kind in FingerprintKind.allCases where isSame {
            isSame = try reader.fingerprints(of: batch, kind, part: part.number) == part.entries(kind)
        }
    }
}
