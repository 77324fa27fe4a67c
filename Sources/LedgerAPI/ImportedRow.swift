package import PayoutCore

/// A row of the file on its way into the ledger.
package enum ImportedRow: Sendable {
    /// A row that can be paid. `others` are the cells of all columns but the six known ones, in the file's order.
    case accepted(line: Int, order: PaymentOrder, note: String, others: [String])
    /// A row that is wrong. `shown` are the six known cells as they came, `raw` is every cell as it came.
    case rejected(line: Int, shown: ShownCells, amount: Rupiah?, raw: [String], reason: Reason)

    /// What the row adds to the control total of the file; nothing where its amount cannot be read.
    package var amount: Rupiah {
        switch self {
        case .accepted(_, let order, _, _): order.amount
        case .rejected(_, _, let amount, _, _): amount ?? .zero
        }
    }
}

/// The six known cells of a row as text; missing ones are empty.
package struct ShownCells: Hashable, Sendable {
    package var reference = ""
    package var bankCode = ""
    package var accountNumber = ""
    package var accountName = ""
    package var amount = ""
    package var note = ""

    package init() {}
}

/// What identifies a batch, known once its file was read to the end.
package struct BatchNaming: Sendable {
    package let identity: BatchIdentity
    /// The `--batch` name, where there was one.
    package let name: String?
    /// SHA-256 of the decompressed file.
    package let digest: String
    package let payAgainReason: String?
    /// What the payments are for, in words (`--purpose`).
    package let purpose: String?

    package init(
        identity: BatchIdentity, name: String?, digest: String, payAgainReason: String?, purpose: String? = nil
    ) {
        self.identity = identity
        self.name = name
        self.digest = digest
        self.payAgainReason = payAgainReason
        self.purpose = purpose
    }
}
