internal import PayoutCore
package import PayoutLedger

/// What `mandates list --json` writes (`schemas/mandates.schema.json`).
package struct MandatesDocument: Encodable {
    /// Where one customer stands.
    package struct Mandate: Encodable {
        let customer: String
        let status: String
        let bankCode: String?
        let publicUserID: String?
        let maskedAccount: String?
        let maskedHolder: String?
        let endsAt: String?
        let changedAt: String

        enum CodingKeys: String, CodingKey {
            case customer, status
            case bankCode = "bank_code"
            case publicUserID = "public_user_id"
            case maskedAccount = "masked_account"
            case maskedHolder = "masked_holder"
            case endsAt = "ends_at"
            case changedAt = "changed_at"
        }

        package init(_ stored: StoredBinding<MandateRecord>) {
            let record = stored.record
            customer = record.customer
            status = record.status.rawValue
            bankCode = record.bankCode
            publicUserID = record.publicUserID
            maskedAccount = record.maskedAccount
            maskedHolder = record.maskedHolder
            endsAt = record.endsAt?.iso8601
            changedAt = stored.changedAt.iso8601
        }
    }

    let mandates: [Mandate]

    package init(mandates: [Mandate]) { self.mandates = mandates }
}
