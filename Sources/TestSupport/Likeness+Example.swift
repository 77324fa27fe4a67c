package import PayoutCore

extension Likeness {
    /// A payment of the batch `2026-01`, of which the ledgers of the tests have no row.
    package static let example = Likeness.samePayment(
        EarlierPayment(
            id: PayoutID(key: 1_000_000 << 32 | 1), batch: "2026-01",
            order: PaymentOrder(
                reference: "PAY-OLD", bankCode: "014", accountNumber: "1234567800", accountName: "Budi Santoso",
                amount: Rupiah(1_500_000)),
            sentAt: Timestamp(milliseconds: 1_771_038_000_000), state: .paid))
}
