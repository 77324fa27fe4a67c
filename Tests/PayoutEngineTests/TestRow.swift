import PayoutCore

/// One row of a file under test. Its account is its own, so that a validation names its row.
struct TestRow: Hashable {
    /// Counted from 1.
    let number: Int
    var reference: String
    var bankCode = "014"
    var account: String
    var name: String
    var amount: Int64

    init(_ number: Int) {
        self.number = number
        reference = "PAY-\(number)"
        account = String(1_000_000_000 + number)
        name = "Budi Santoso \(number)"
        amount = Int64(number) * 10_000 + 50_000
    }

    var order: PaymentOrder { order(of: .payout) }

    func order(of rail: Rail) -> PaymentOrder {
        PaymentOrder(
            rail: rail, reference: reference, bankCode: bankCode, accountNumber: account, accountName: name,
            amount: Rupiah(amount), refunds: nil)
    }
}
