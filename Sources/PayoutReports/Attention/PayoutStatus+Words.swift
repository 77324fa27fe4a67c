package import PayoutCore
package import Wording

extension PayoutStatus {
    /// The status in words for people; in other languages with the English word of the reports in brackets.
    package var words: Phrase {
        switch self {
        case .rejected: Phrase("rejected")
        case .held: Phrase("held")
        case .queued: Phrase("queued")
        case .validating: Phrase("validating")
        case .validated: Phrase("validated")
        case .unverified: Phrase("unverified")
        case .invalid: Phrase("invalid")
        case .pending: Phrase("pending")
        case .succeeded: Phrase("succeeded")
        case .refunded: Phrase("refunded")
        case .failed: Phrase("failed")
        case .notFound: Phrase("not found")
        case .cancelled: Phrase("cancelled")
        }
    }
}
