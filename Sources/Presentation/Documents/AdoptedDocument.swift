package import Operations
internal import PayoutCore
internal import PayoutLedger
internal import SNAP

/// What `resolve --json` writes where the bank was asked: its answer, and where the row stands now.
package struct AdoptedDocument: Encodable {
    let batch: String
    let reference: String
    let latestTransactionStatus: String
    let status: String
    let reasonCode: String?
    let message: String

    enum CodingKeys: String, CodingKey {
        case batch, reference, status, message
        case latestTransactionStatus = "latest_transaction_status"
        case reasonCode = "reason_code"
    }

    /// - Parameter message: the same for people.
    package init(_ adopted: ResolveJob.Adopted, message: String) {
        batch = adopted.batch.identity.text
        reference = adopted.reference
        latestTransactionStatus = adopted.reported.snapCode
        status = adopted.status.rawValue
        reasonCode = adopted.reasonCode
        self.message = message
    }
}
