/// One list of records in a document, written piece by piece.
struct LedgerList: Sendable {
    let name: String
    let count: @Sendable (borrowing Bank) -> Int
    let write: @Sendable (borrowing Bank, inout JSONWriter, _ index: Int) -> Void

    /// Every list of `GET /ledger`.
    static let all = transfers + debits + cards

    static let transfers = [
        LedgerList(
            name: "validations", count: { $0.validations.count },
            write: { bank, json, index in
                bank.writeValidation(&json, index)
            }),
        LedgerList(
            name: "transfers", count: { $0.transfers.count },
            write: { bank, json, index in
                bank.writeTransfer(&json, index)
            }),
    ]
}
