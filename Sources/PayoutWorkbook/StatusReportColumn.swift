/// The columns of a payment message that no payment needs, and that its status report (`pain.002`) names again. They
/// are carried through to the reports.
package enum StatusReportColumn: String, CaseIterable, Sendable {
    /// The kind of the message and its `MsgId`: `pain.001.001.09 GAJI-2026-02`.
    case message = "payment_message"
    /// The `PmtInfId` of the group that the payment stands in.
    case group = "payment_group"
    /// The `InstrId` of the payment.
    case instruction = "instruction_id"
    /// The `EndToEndId` of the payment where that is not its reference.
    case endToEnd = "given_end_to_end_id"
}
