extension LedgerList {
    /// Every list of `GET /ledger`.
    static let all = transfers + debits + cards
}
