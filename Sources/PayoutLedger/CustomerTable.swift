internal import GRDB
internal import PayoutCore

/// A record that lies in a table of its own, called by its ``CustomerRecord/word``.
protocol CustomerTable: CustomerRecord {
    /// The columns that the other record has not.
    static var columns: [String] { get }
    /// What lies in ``columns``.
    var cells: [(any DatabaseValueConvertible)?] { get }

    /// Takes over what lies in ``columns`` from the row, where they begin at `start`.
    mutating func takeCells(_ row: Row, from start: Int)
}

extension MandateRecord: CustomerTable {
    static let columns = [
        "bank_code", "public_user_id", "account_token", "auth_code", "ends_at", "masked_account", "masked_holder",
    ]

    var cells: [(any DatabaseValueConvertible)?] {
        [
            bankCode, publicUserID, accountToken?.text, authCode?.text, endsAt?.milliseconds, maskedAccount,
            maskedHolder,
        ]
    }

    mutating func takeCells(_ row: Row, from start: Int) {
        bankCode = row[start]
        publicUserID = row[start + 1]
        accountToken = (row[start + 2] as String?).map { SealedText($0) }
        authCode = (row[start + 3] as String?).map { SealedText($0) }
        endsAt = Timestamp(row[start + 4] as Int64?)
        maskedAccount = row[start + 5]
        maskedHolder = row[start + 6]
    }
}

extension CardRecord: CustomerTable {
    static let columns = ["customer_id", "card_token", "masked_card", "brand", "expiry"]

    var cells: [(any DatabaseValueConvertible)?] { [customerID, cardToken?.text, maskedCard, brand, expiry] }

    mutating func takeCells(_ row: Row, from start: Int) {
        customerID = row[start]
        cardToken = (row[start + 1] as String?).map { SealedText($0) }
        maskedCard = row[start + 2]
        brand = row[start + 3]
        expiry = row[start + 4]
    }
}

extension CustomerTable {
    /// Every column that ``init(row:)`` reads, in its order.
    static var columnsRead: String {
        (["customer", "status"] + sessionColumns + columns).joined(separator: ", ")
    }

    private static var sessionColumns: [String] {
        ["partner_reference_no", "external_id", "session_started_at", "session_ends_at"]
    }

    /// Reads ``columnsRead``, which begin at `start`.
    ///
    /// - Throws: ``LedgerError/unknownWord(table:words:)``.
    init(_ row: Row, from start: Int) throws {
        self.init(customer: row[start], status: try BindingStatus(stored: row[start + 1], in: Self.word))
        if let number: String = row[start + 2], let externalID: String = row[start + 3] {
            session = BindingSession(
                partnerReferenceNo: PartnerReferenceNo(number), externalID: ExternalID(externalID),
                startedAt: Timestamp(milliseconds: row[start + 4]), endsAt: Timestamp(milliseconds: row[start + 5]))
        }
        takeCells(row, from: start + 6)
    }

    /// What lies in the columns of the session.
    private var sessionCells: [(any DatabaseValueConvertible)?] {
        [
            session?.partnerReferenceNo.text, session?.externalID.text, session?.startedAt.milliseconds,
            session?.endsAt.milliseconds,
        ]
    }

    /// Adds the record to its table.
    func insert(into database: Database, at now: Timestamp) throws {
        let columns = ["customer", "status"] + Self.sessionColumns + Self.columns + ["created_at", "changed_at"]
        let cells = [customer, status.rawValue] + sessionCells + cells + [now.milliseconds, now.milliseconds]
        let marks = cells.map { _ in "?" }.joined(separator: ", ")
        try database.cachedStatement(
            sql: "INSERT INTO \(Self.word) (\(columns.joined(separator: ", "))) VALUES (\(marks))"
        ).execute(arguments: StatementArguments(cells))
    }

    /// Writes what differs from `old`, the record with this key as it was read, where it still has that status.
    ///
    /// Secrets that stay are not written: a rotation may have sealed them anew since they were read.
    func update(_ id: BindingID, from old: Self, in database: Database, at now: Timestamp) throws -> Bool {
        let changed = zip(Self.columns, zip(cells, old.cells)).filter { _, values in
            values.0?.databaseValue != values.1?.databaseValue
        }
        let assignments = (["status", "changed_at"] + changed.map(\.0)).map { "\($0) = ?" }.joined(separator: ", ")
        let values: [(any DatabaseValueConvertible)?] =
            [status.rawValue, now.milliseconds] + changed.map(\.1.0) + [id.key, old.status.rawValue]
        try database.cachedStatement(
            sql: "UPDATE \(Self.word) SET \(assignments) WHERE id = ? AND status = ? AND superseded_at IS NULL"
        ).execute(arguments: StatementArguments(values))
        return database.changesCount == 1
    }
}
