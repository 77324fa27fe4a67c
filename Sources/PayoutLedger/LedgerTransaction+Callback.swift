internal import GRDB
package import PayoutCore

/// A recorded callback that the engine has not looked at yet.
package struct UntakenCallback: Sendable {
    let key: Int64
    package let kind: CallbackKind
    package let proof: CallbackProof
    package let receivedAt: Timestamp
    package let content: CallbackContent
}

extension LedgerTransaction {
    /// Makes a proven callback durable, whether we know its transaction or not.
    package func record(_ callback: ProvenCallback) throws {
        let content = callback.content
        try execute(
            """
            INSERT INTO callback (kind, proof, received_at, external_id, partner_reference_no, provider_reference_no,
                response_code, response_message, service_code, bank_code, account_number, account_name, beneficiary_id,
                amount, amount_malformed, status, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                callback.kind.rawValue, callback.proof.rawValue, callback.receivedAt.milliseconds,
                content.originalExternalID?.text, content.originalPartnerReferenceNo?.text,
                content.providerReferenceNo, content.responseCode, content.responseMessage, content.serviceCode,
                content.bankCode, content.accountNumber, content.accountName, content.beneficiaryID,
                content.amount?.whole, content.amountIsMalformed, content.status?.code, callback.body,
            ])
    }

    /// Notes that the engine has looked at a callback, and what it made of it.
    package func take(_ callback: UntakenCallback, finding: String, at now: Timestamp) throws {
        try execute(
            "UPDATE callback SET taken_at = ?, finding = ? WHERE id = ? AND taken_at IS NULL",
            [now.milliseconds, finding, callback.key])
    }
}

extension LedgerReader {
    /// The callbacks that wait for the engine, in the order of their arrival.
    package func untakenCallbacks(limit: Int) throws -> [UntakenCallback] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, kind, proof, received_at, external_id, partner_reference_no, provider_reference_no,
                    response_code, response_message, service_code, bank_code, account_number, account_name,
                    beneficiary_id, amount, amount_malformed, status
                FROM callback WHERE taken_at IS NULL ORDER BY id LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [limit]).map { row in
            var content = CallbackContent()
            content.originalExternalID = (row[4] as String?).map { ExternalID($0) }
            content.originalPartnerReferenceNo = (row[5] as String?).map { PartnerReferenceNo($0) }
            content.providerReferenceNo = row[6]
            content.responseCode = row[7]
            content.responseMessage = row[8]
            content.serviceCode = row[9]
            content.bankCode = row[10]
            content.accountNumber = row[11]
            content.accountName = row[12]
            content.beneficiaryID = row[13]
            content.amount = (row[14] as Int64?).map { Rupiah($0) }
            content.amountIsMalformed = row[15]
            content.status = (row[16] as String?).map { TransactionStatus(code: $0) }
            return UntakenCallback(
                key: row[0], kind: CallbackKind(rawValue: row[1]) ?? .transfer,
                proof: CallbackProof(rawValue: row[2]) ?? .uncovered, receivedAt: Timestamp(milliseconds: row[3]),
                content: content)
        }
    }
}
