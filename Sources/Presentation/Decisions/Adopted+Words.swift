package import Operations
internal import PayoutCore
internal import PayoutReports
internal import SNAP
package import Wording

extension ResolveJob.Adopted {
    /// What was found out and what it means.
    package var sentence: Phrase {
        switch reported {
        case .succeeded where status != .succeeded, .failed where status != .failed,
            .refunded where status != .refunded, .voided where status != .cancelled:
            Phrase(
                """
                The bank says "\(reported.snapCode)" now, which contradicts what it said before: \(reference) stays \
                \(status.words) and is marked as a contradiction. It may have been paid; ask the bank.
                """)
        case .pending where status == before:
            Phrase("The bank still has no result (\(reported.snapCode)). Nothing was changed.")
        case .succeeded, .pending, .refunded, .failed, .authorised, .voided:
            Phrase("The bank says \"\(reported.snapCode)\" for it; \(reference) is now \(status.words).")
        case .notFound:
            Phrase(
                """
                The bank does not know this transfer; \(reference) stays \(status.words). Try its other \
                external_ids in attempts.csv. If the bank gives other proof, use --as with --evidence.
                """)
        case .unrecognised(let code):
            Phrase("The bank says \"\(code)\", which nobody knows; \(reference) stays \(status.words).")
        }
    }
}
