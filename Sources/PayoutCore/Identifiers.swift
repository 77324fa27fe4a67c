internal import Crypto

/// 32 characters that name one request at the bank and are never used for a second one. Only a status inquiry repeats
/// those of its transfer.
package struct ExternalID: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package init(_ text: String) { self.text = text }
    package var description: String { text }
}

/// Our own 32-character number of a transaction.
package struct PartnerReferenceNo: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package init(_ text: String) { self.text = text }
    package var description: String { text }
}

/// What makes a batch the same batch: the `--batch` name, else the SHA-256 of the decompressed file in lowercase
/// hexadecimal.
package struct BatchIdentity: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package init(_ text: String) { self.text = text }
    package var description: String { text }
}

/// The identifiers of a movement, derived from what it pays and not drawn at random.
///
/// A payout that is sent again after its ledger was lost carries the identifiers of the first time, so the bank answers
/// with a conflict instead of moving money (promise P1).
package struct TransferIdentifiers: Sendable {
    /// The merchant the money belongs to (`ayoconnect.merchantId`).
    package let merchantID: String
    /// The batch of the payout.
    package let batch: BatchIdentity
    package let rail: Rail

    package init(merchantID: String, batch: BatchIdentity, rail: Rail = .payout) {
        self.merchantID = merchantID
        self.batch = batch
        self.rail = rail
    }

    /// The identifier of the `attempt`-th movement request (counted from 1) of the row `reference`.
    package func externalID(reference: String, attempt: Attempt) -> ExternalID {
        ExternalID(hash(rail.tags.externalID, of: reference, attempt.number))
    }

    /// The number of the `generation`-th movement (counted from 1) of the row `reference`.
    ///
    /// The generation grows only when the bank certainly recorded the one before and ended it.
    package func partnerReferenceNo(reference: String, generation: Generation) -> PartnerReferenceNo {
        PartnerReferenceNo(hash(rail.tags.partnerReferenceNo, of: reference, generation.number))
    }

    /// The identifiers of the transfer that would be the next of `payout`.
    package func next(
        of payout: Payout
    ) -> (externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo) {
        let reference = payout.order.reference
        return (
            externalID(reference: reference, attempt: payout.nextAttempt),
            partnerReferenceNo(reference: reference, generation: payout.nextGeneration)
        )
    }

    /// The first 32 hexadecimal digits of SHA-256 over the fields, each after its length in 4 big-endian bytes, so
    /// that no two lists of fields share their bytes.
    private func hash(_ purpose: String, of reference: String, _ number: Int) -> String {
        var digest = SHA256()
        for field in [purpose, merchantID, batch.text, reference, String(number)] {
            let bytes = Array(field.utf8)
            let length = UInt32(truncatingIfNeeded: bytes.count)
            digest.update(data: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) })
            digest.update(data: bytes)
        }
        return Hexadecimal.encode(digest.finalize().prefix(16))
    }
}
