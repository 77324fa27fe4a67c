package import PayoutCore

extension Likeness {
    /// A payment of the batch `2026-01`.
    package static let example = Likeness.samePayment(
        EarlierPayment(
            id: PayoutID(key: 1 << 32 | 1), batch: "2026-01",
            order: PaymentOrder(
                reference: "PAY-OLD", bankCode: "014", accountNumber: "1234567800", accountName: "Budi Santoso",
                amount: Rupiah(1_500_000)),
            sentAt: Timestamp(milliseconds: 1_771_038_000_000), state: .paid))
}
